"""Nash stability: no move of the decision maker's own leads to a better state (Nash 1950; Fang, Hipel & Kilgour 1993, ch. 3)."""

from __future__ import annotations

from detente.foresight.engine import Engine
from detente.foresight.preferences import Ranks
from detente.foresight.statements import Truths


def nash(engine: Engine, rank: Ranks, maker: int) -> Truths:
    """Where `maker`, who ranks the states by `rank`, has no improvement. One truth a state."""
    return engine.least(rank, maker) >= rank
