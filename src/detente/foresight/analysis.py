"""From a model to its verdicts: which states are stable for whom under which concept, and which for all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from detente.errors import ConfigError
from detente.foresight.model import CONCEPTS, Model
from detente.foresight.preferences import Order, orders_of
from detente.foresight.stability import stable_states
from detente.foresight.statements import Truths
from detente.foresight.states import Graph, graph_of


@dataclass(frozen=True, slots=True)
class Analysis:
    """All verdicts on one model. Arrays are indexed by decision maker and state, both from 0 in the model's order."""

    graph: Graph
    orders: tuple[Order, ...]
    stability: Mapping[str, Truths]  # concept to a (decision makers, states) array

    @property
    def model(self) -> Model:
        """The model that was analysed."""
        return self.graph.model

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts that were asked for, in that order."""
        return tuple(self.stability)

    def stable(self, concept: str, decision_maker: int | str) -> tuple[int, ...]:
        """States (from 0) that are stable for one decision maker, by number or name. Raises ConfigError for what was not analysed."""
        row = self.graph.number_of(decision_maker) if isinstance(decision_maker, str) else decision_maker
        return _places(self._verdicts(concept)[row])

    def equilibria(self, concept: str) -> tuple[int, ...]:
        """States (from 0) that are stable for every decision maker. Raises ConfigError for a concept that was not analysed."""
        return _places(np.asarray(self._verdicts(concept).all(axis=0), dtype=np.bool_))

    def _verdicts(self, concept: str) -> Truths:
        if concept not in self.stability:
            raise ConfigError(f"concept {concept!r} was not analysed; asked for were {', '.join(self.stability)}")
        return self.stability[concept]


def analyse(model: Model, concepts: tuple[str, ...] = ()) -> Analysis:
    """Stability of every state for every decision maker, with each preference taken as stated.

    `concepts` are names of CONCEPTS, "L1", "L2" ... for a limited horizon, and "NM" for non-myopic; none: all of CONCEPTS that the
    model's form allows (SIM needs options). Raises ModelError where the model has no feasible state, too many options or a ranking
    that misses states, and ConfigError for an unknown concept.
    """
    graph = graph_of(model)
    orders = orders_of(graph)
    wanted = concepts or tuple(concept for concept in CONCEPTS if concept != "SIM" or not model.is_graph)
    return Analysis(graph, orders, {concept: stable_states(graph, orders, concept) for concept in wanted})


def _places(truths: Truths) -> tuple[int, ...]:
    return tuple(int(place) for place in np.flatnonzero(truths))
