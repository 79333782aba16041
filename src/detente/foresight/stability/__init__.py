"""Stability concepts, one a module, and the one way to ask for any of them by name."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType

import numpy as np

from detente.errors import ConfigError
from detente.foresight.engine import Engine, engine_of
from detente.foresight.preferences import Order, Ranks
from detente.foresight.stability.gmr import gmr
from detente.foresight.stability.horizon import limited_move
from detente.foresight.stability.nash import nash
from detente.foresight.stability.nonmyopic import non_myopic
from detente.foresight.stability.seq import seq
from detente.foresight.stability.sim import sim
from detente.foresight.stability.smr import smr
from detente.foresight.stability.sseq import sseq
from detente.foresight.statements import Truths
from detente.foresight.states import Graph

Concept = Callable[[Engine, Ranks, int], Truths]
BY_MOVES = MappingProxyType({"Nash": nash, "GMR": gmr, "SMR": smr, "SEQ": seq, "SSEQ": sseq})
BY_MAKER = frozenset((*BY_MOVES, "SIM"))  # concepts that can be worked out for one decision maker alone
HORIZON = re.compile(r"L([1-9]\d?)")


def stable_states(graph: Graph, orders: tuple[Order, ...], concept: str) -> Truths:
    """Which states are stable for whom: an array of (decision makers, states).

    `concept` is Nash, GMR, SMR, SEQ, SSEQ, SIM, NM (non-myopic), or L1 to L99 (limited move). Raises ConfigError for another.
    """
    horizon = HORIZON.fullmatch(concept)
    if concept in BY_MAKER:
        engine = engine_of(graph, orders)
        return np.stack([_verdicts(engine, graph, orders, (concept, maker)) for maker in range(len(orders))])
    if horizon:
        return limited_move(graph, orders, int(horizon.group(1)))
    if concept == "NM":
        return non_myopic(graph, orders)
    raise ConfigError(f"no stability concept is called {concept!r}; known are {', '.join(BY_MOVES)}, SIM, NM and L1 to L99")


def stable_for_maker(graph: Graph, orders: tuple[Order, ...], concept: str, maker: int) -> Truths:
    """Which states are stable for decision maker number `maker` under a concept of BY_MAKER. One truth a state."""
    return _verdicts(engine_of(graph, orders), graph, orders, (concept, maker))


def _verdicts(engine: Engine, graph: Graph, orders: tuple[Order, ...], asked: tuple[str, int]) -> Truths:
    concept, maker = asked
    return sim(graph, orders, maker) if concept == "SIM" else BY_MOVES[concept](engine, orders[maker].rank, maker)
