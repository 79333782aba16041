"""Verdicts over many preferences of one model, each worked out once: what a decision maker's verdict depends on is its own order,
and of the others' at most which of their moves are improvements."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

from detente.foresight.model import Preference
from detente.foresight.moves import moves
from detente.foresight.preferences import Order, order_of
from detente.foresight.stability import BY_MAKER, stable_for_maker, stable_states
from detente.foresight.statements import Truths
from detente.foresight.states import Graph

OWN_ORDER_ONLY = frozenset(("Nash", "GMR", "SMR"))


class Verdicts:
    """The verdicts of one graph, kept by what they depend on."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._moves = [moves(graph, maker) for maker in range(len(graph.names))]
        self._orders: dict[tuple[int, Preference], tuple[Order, bytes, bytes]] = {}
        self._rows: dict[Hashable, Truths] = {}

    def of(self, profile: Sequence[Preference], concept: str) -> Truths:
        """The verdicts of all decision makers with the preferences of `profile`: an array of (decision makers, states)."""
        known = [self._order(maker, preference) for maker, preference in enumerate(profile)]
        orders = tuple(order for order, _, _ in known)
        if concept not in BY_MAKER:
            return stable_states(self.graph, orders, concept)
        rows = []
        for maker, (_, ranks, _) in enumerate(known):
            others = () if concept in OWN_ORDER_ONLY else tuple(gains for other, (_, _, gains) in enumerate(known) if other != maker)
            key = (concept, maker, ranks, others)
            if key not in self._rows:
                self._rows[key] = stable_for_maker(self.graph, orders, concept, maker)
            rows.append(self._rows[key])
        return np.stack(rows)

    def _order(self, maker: int, preference: Preference) -> tuple[Order, bytes, bytes]:
        """The order, and what tells it and its improvements from others."""
        key = (maker, preference)
        if key not in self._orders:
            order = order_of(self.graph, preference, self.graph.names[maker])
            starts, ends = self._moves[maker]
            gains = np.packbits(order.rank[ends] < order.rank[starts]).tobytes()
            self._orders[key] = (order, order.rank.tobytes(), gains)
        return self._orders[key]
