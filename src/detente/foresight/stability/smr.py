"""Symmetric metarationality: the sanction holds even after the decision maker's own answer to it (Howard 1971)."""

from __future__ import annotations

import numpy as np

from detente.foresight.engine import Engine
from detente.foresight.preferences import Ranks
from detente.foresight.statements import Truths


def smr(engine: Engine, rank: Ranks, maker: int) -> Truths:
    """Where every improvement of `maker` can be sanctioned and no single answer of its own then beats the start. One truth a state."""
    after_answer = engine.least(rank, maker)
    sanctioned = engine.greatest_reply(after_answer, maker)
    return engine.least(np.maximum(rank, sanctioned), maker) >= rank  # a move that is no improvement needs no sanction
