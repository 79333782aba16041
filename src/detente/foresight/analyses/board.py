"""An analysed model as plain lists: who can go where from each state, and who gains by it. What follows sequences of moves stands on it."""

from __future__ import annotations

from dataclasses import dataclass

from detente.errors import ConfigError
from detente.foresight.analysis import Analysis
from detente.foresight.logical import LogicalForm
from detente.foresight.moves import reach_of
from detente.foresight.states import Graph

MOST_MOVES = 1_000_000


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One move: `mover` (number from 0) goes from state `start` to `end`; `gains` where the end is better for it, `loses` where worse."""

    mover: int
    start: int
    end: int
    gains: bool
    loses: bool


@dataclass(frozen=True, slots=True)
class Board:
    """`moves[m][s]`: the states that decision maker m can go to from s; `rank[m][s]`: how m ranks s, 0 best; `form` gives reasons."""

    analysis: Analysis
    form: LogicalForm
    rank: tuple[tuple[int, ...], ...]

    @property
    def moves(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """By decision maker and state, where it can go."""
        return self.form.moves

    def gains(self, maker: int, start: int) -> tuple[int, ...]:
        """The improvements of `maker` from `start`."""
        return self.form.improvements[maker][start]

    def step(self, maker: int, start: int, end: int) -> Step:
        """The move with whether it gains its mover."""
        rank = self.rank[maker]
        return Step(maker, start, end, rank[end] < rank[start], rank[end] > rank[start])

    @property
    def makers(self) -> range:
        """Numbers of the decision makers."""
        return range(len(self.rank))


def most_moves(graph: Graph) -> int:
    """How many moves a model has at most: each decision maker changes any of its options from each state."""
    if graph.model.is_graph:
        return len(graph.model.arcs)
    return sum(len(graph) * ((1 << reach_of(graph.model, maker).mask.bit_count()) - 1) for maker in range(len(graph.names)))


def board_of(analysis: Analysis) -> Board:
    """The lists of `analysis`. Raises ConfigError for a model that may have more than MOST_MOVES moves."""
    graph = analysis.graph
    if most_moves(graph) > MOST_MOVES:
        raise ConfigError(f"ways and reasons go up to {MOST_MOVES:,} moves; the model may have {most_moves(graph):,}: join or drop options")
    ranks = tuple(tuple(order.rank.tolist()) for order in analysis.orders)
    return Board(analysis, LogicalForm(graph, analysis.orders), ranks)
