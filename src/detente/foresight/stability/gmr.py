"""General metarationality: each improvement can be answered by the others, by any moves, with a state no better (Howard 1971)."""

from __future__ import annotations

from detente.foresight.engine import Engine
from detente.foresight.preferences import Ranks
from detente.foresight.statements import Truths


def gmr(engine: Engine, rank: Ranks, maker: int) -> Truths:
    """Where every improvement of `maker` can be sanctioned. One truth a state.

    A state that is no better than the start and lies in reach of the others sanctions; the worst in reach decides.
    """
    return engine.least(engine.greatest_reply(rank, maker), maker) >= rank
