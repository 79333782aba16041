"""The three questions that stability needs answered for every state at once, behind one protocol: bits or arcs."""

from __future__ import annotations

from typing import Protocol

from detente.foresight.arcs import ArcEngine
from detente.foresight.cube import CubeEngine
from detente.foresight.preferences import Order, Ranks
from detente.foresight.states import Graph


class Engine(Protocol):
    """Spreads a value of each state (0 or more) back along moves. Every answer counts the state itself among those reached."""

    def least(self, values: Ranks, maker: int) -> Ranks:
        """The least value that `maker` can reach by one move of its own."""

    def greatest_reply(self, values: Ranks, maker: int) -> Ranks:
        """The greatest value that the others can reach by a legal sequence of moves: any number, nobody twice running."""

    def greatest_improving_reply(self, values: Ranks, maker: int) -> Ranks:
        """The same by sequences in which each move is an improvement for its mover."""


def engine_of(graph: Graph, orders: tuple[Order, ...]) -> Engine:
    """The engine for the model's form: bit operations on options, or lists of arcs in graph form."""
    return ArcEngine(graph, orders) if graph.model.is_graph else CubeEngine(graph, orders)
