"""Hypergames: each decision maker plays the game it sees, and what none of them would leave need not be an equilibrium of the real one.

Source: Bennett 1977; Wang, Hipel & Fraser 1988, Behavioral Science 33:207-223. (Moves that a decision maker never makes because it
misperceives a state are another matter: `DecisionMaker.misperceived`.)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from detente.foresight.analysis import Analysis, analyse
from detente.foresight.model import DecisionMaker, Infeasible, Model, Perception, Preference, Ranked
from detente.foresight.statements import Taken, Truths
from detente.foresight.states import ModelError


@dataclass(frozen=True)
class Hypergame:
    """The real game, the game that each decision maker sees, and each one's verdict on the real states by its own game."""

    real: Analysis
    seen: tuple[Analysis, ...]
    stability: Mapping[str, Truths]

    def equilibria(self, concept: str) -> tuple[int, ...]:
        """States (of the real game, from 0) that nobody would leave, each judging by the game it sees."""
        return tuple(np.flatnonzero(self.stability[concept].all(axis=0)).tolist())

    def held_by_error(self, concept: str) -> tuple[int, ...]:
        """States that nobody would leave, though somebody would who saw the real game."""
        return tuple(sorted(set(self.equilibria(concept)) - set(self.real.equilibria(concept))))

    def lost_by_error(self, concept: str) -> tuple[int, ...]:
        """Equilibria of the real game that somebody leaves for what it sees."""
        return tuple(sorted(set(self.real.equilibria(concept)) - set(self.equilibria(concept))))


def analyse_hypergame(model: Model, concepts: tuple[str, ...] = ()) -> Hypergame:
    """The model with its `perceptions`. Someone without one sees the real game. Raises ModelError as `analyse` does.

    A state with an option that someone does not know of is to it the state without that option; where that is infeasible to it, it stays.
    """
    real = analyse(replace(model, perceptions=()), concepts)
    of_viewer = {perception.viewer: perception for perception in model.perceptions}
    unknown = sorted(set(of_viewer) - set(real.graph.names))
    if unknown:
        raise ModelError(f"perception of {unknown[0]!r}, which is no decision maker of {', '.join(real.graph.names)}")
    views = [of_viewer.get(name, Perception(viewer=name)) for name in real.graph.names]
    seen = tuple(analyse(perceived(model, view), real.concepts) if view.viewer in of_viewer else real for view in views)
    stability = {
        concept: np.stack([_own_verdicts(real, seen[maker], maker, view.unseen, concept) for maker, view in enumerate(views)])
        for concept in real.concepts
    }
    return Hypergame(real, seen, stability)


def perceived(model: Model, view: Perception) -> Model:
    """The game that the viewer sees: others as it believes them, without the options it does not know of."""
    if view.unseen and model.is_graph:
        raise ModelError("options that a viewer does not know of can be left out in option form only; a model in graph form has arcs")
    beliefs = dict(view.preferences)
    hidden = tuple(Infeasible(condition=Taken(option), text=f"unseen by {view.viewer}") for option in view.unseen)
    makers = [replace(maker, preference=beliefs.get(maker.name, maker.preference)) for maker in model.decision_makers]
    narrowed = tuple(replace(maker, preference=_among(maker, model, view.unseen)) for maker in makers)
    today = model.today if not any(model.today[k : k + 1] == "Y" for k in view.unseen) else ""
    return replace(model, decision_makers=narrowed, infeasible=model.infeasible + hidden, perceptions=(), today=today)


def _among(maker: DecisionMaker, model: Model, unseen: tuple[int, ...]) -> Preference:
    preference = maker.preference
    if not isinstance(preference, Ranked) or not unseen:
        return preference
    groups = tuple(tuple(state for state in group if all(state[k] == "N" for k in unseen)) for group in preference.groups)
    return replace(preference, groups=groups)


def _own_verdicts(real: Analysis, seen: Analysis, maker: int, unseen: tuple[int, ...], concept: str) -> Truths:
    verdicts = seen.stability[concept][maker]
    if unseen:
        places = seen.graph.places[real.graph.codes & ~sum(1 << option for option in unseen)]
        verdicts = np.where(places >= 0, verdicts[np.maximum(places, 0)], True)
    return np.asarray(verdicts, dtype=np.bool_)
