"""Symmetric sequential stability: SEQ's credible sanction, which also holds after the decision maker's answer (Rego & Vieira 2017)."""

from __future__ import annotations

import numpy as np

from detente.foresight.engine import Engine
from detente.foresight.preferences import Ranks
from detente.foresight.statements import Truths


def sseq(engine: Engine, rank: Ranks, maker: int) -> Truths:
    """Where every improvement of `maker` meets a credible sanction that no single answer of its own escapes. One truth a state."""
    after_answer = engine.least(rank, maker)
    sanctioned = engine.greatest_improving_reply(after_answer, maker)
    return engine.least(np.maximum(rank, sanctioned), maker) >= rank
