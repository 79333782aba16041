"""An analysed model as plain lists: who can go where from each state, and who gains by it. What follows sequences of moves stands on it."""

from __future__ import annotations

from dataclasses import dataclass

from detente.errors import ConfigError
from detente.foresight.analysis import Analysis
from detente.foresight.moves import by_start, moves

MOST_STATES = 20_000


@dataclass(frozen=True, slots=True)
class Step:
    """One move: `mover` (number from 0) goes from state `start` to `end`; `gains` where the end is better for it, `loses` where worse."""

    mover: int
    start: int
    end: int
    gains: bool
    loses: bool


@dataclass(frozen=True, slots=True)
class Board:
    """`moves[m][s]`: the states that decision maker m can go to from s; `rank[m][s]`: how m ranks s, 0 best."""

    analysis: Analysis
    moves: tuple[tuple[tuple[int, ...], ...], ...]
    rank: tuple[tuple[int, ...], ...]

    def gains(self, maker: int, start: int) -> tuple[int, ...]:
        """The improvements of `maker` from `start`."""
        rank = self.rank[maker]
        return tuple(end for end in self.moves[maker][start] if rank[end] < rank[start])

    def step(self, maker: int, start: int, end: int) -> Step:
        """The move with whether it gains its mover."""
        rank = self.rank[maker]
        return Step(maker, start, end, rank[end] < rank[start], rank[end] > rank[start])

    @property
    def makers(self) -> range:
        """Numbers of the decision makers."""
        return range(len(self.rank))


def board_of(analysis: Analysis) -> Board:
    """The lists of `analysis`. Raises ConfigError for more than MOST_STATES states."""
    graph = analysis.graph
    if len(graph) > MOST_STATES:
        raise ConfigError(f"paths and reasons go up to {MOST_STATES:,} states; the model has {len(graph):,}: join or drop options")
    makers = range(len(graph.names))
    ranks = tuple(tuple(int(rank) for rank in order.rank) for order in analysis.orders)
    return Board(analysis, tuple(by_start(graph, moves(graph, maker)) for maker in makers), ranks)
