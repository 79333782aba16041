"""Stability's questions on explicit arcs, for models in graph form, where two moves by one decision maker need not make one.

Legal sequences are followed by who moved last: what can be reached after a move by j is what j's arc leads to, and then the others but j.
"""

from __future__ import annotations

import numpy as np

from detente.foresight.moves import Places, improvements, moves
from detente.foresight.preferences import Order, Ranks
from detente.foresight.states import Graph


class ArcEngine:
    """Answers from lists of arcs, for either form. See `engine.Engine`."""

    def __init__(self, graph: Graph, orders: tuple[Order, ...]) -> None:
        self.makers = range(len(orders))
        self.moves = [moves(graph, maker) for maker in self.makers]
        self.improvements = [improvements(graph, maker, order) for maker, order in enumerate(orders)]

    def least(self, values: Ranks, maker: int) -> Ranks:
        """The least value that `maker` can reach by one move of its own, or by staying."""
        starts, ends = self.moves[maker]
        found = values.copy()
        np.minimum.at(found, starts, values[ends])
        return found

    def greatest_reply(self, values: Ranks, maker: int) -> Ranks:
        """The greatest value that the others can reach by a legal sequence of moves, or by staying."""
        return _greatest(values, [self.moves[other] for other in self.makers if other != maker])

    def greatest_improving_reply(self, values: Ranks, maker: int) -> Ranks:
        """The greatest value that the others can reach by a legal sequence of improvements, or by staying."""
        return _greatest(values, [self.improvements[other] for other in self.makers if other != maker])


def _greatest(values: Ranks, arcs: list[tuple[Places, Places]]) -> Ranks:
    first = [np.full_like(values, -1) for _ in arcs]  # the greatest value reached by sequences that mover number j begins
    changed = True
    while changed:
        changed = False
        for number, (starts, ends) in enumerate(arcs):
            onward = np.max([values, *(first[other] for other in range(len(arcs)) if other != number)], axis=0)
            found = first[number].copy()
            np.maximum.at(found, starts, onward[ends])
            changed = changed or not np.array_equal(found, first[number])
            first[number] = found
    return np.asarray(np.max([values, *first], axis=0), dtype=np.int32)
