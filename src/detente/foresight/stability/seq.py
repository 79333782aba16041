"""Sequential stability: each improvement is answered by improvements of the others to a state no better (Fraser & Hipel 1979)."""

from __future__ import annotations

from detente.foresight.engine import Engine
from detente.foresight.preferences import Ranks
from detente.foresight.statements import Truths


def seq(engine: Engine, rank: Ranks, maker: int) -> Truths:
    """Where every improvement of `maker` meets a credible sanction: each step of it gains its own mover. One truth a state."""
    return engine.least(engine.greatest_improving_reply(rank, maker), maker) >= rank
