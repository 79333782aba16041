"""How the two opinions are weighed: logistic regressions over a few plain features, fitted on articles that neither was made on."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from detente.errors import CodingError

FEATURES = ("one", "grammar", "proposed", "type_at_trigger", "any_at_trigger", "type_nearby", "type_elsewhere", "retyped")
ROLE_FEATURES = (
    "one", "grammar", "grammar_other_role", "grammar_fills_role", "score", "score_other_role", "grammar_and_score", "verbal",
    "reciprocal", "score_source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight a feature, in the order of `names`, and the probability from which something is kept."""

    names: tuple[str, ...]
    values: tuple[float, ...]
    floor: float

    def probability(self, features: Sequence[float]) -> float:
        """The chance that a careful reader would say so."""
        score = sum(weight * value for weight, value in zip(self.values, features, strict=True))
        return 1.0 / (1.0 + math.exp(-score))

    def parts(self, features: Sequence[float]) -> tuple[tuple[str, float], ...]:
        """What each feature adds to the log odds, by name."""
        return tuple((name, round(w * value, 2)) for name, w, value in zip(self.names, self.values, features, strict=True))


@dataclass(frozen=True, slots=True)
class Weighing:
    """The weights of a mention being an event of its type, and of a noun phrase being its actor or its recipient.

    `advised` is the confidence whose precision and recall were in the best balance on unseen articles.
    """

    event: Weights
    actor: Weights
    recipient: Weights
    advised: float = 0.0


def weighing_of(text: str, place: str) -> Weighing:
    """What a weights.json holds. Raises CodingError where it is broken or was fitted for other features."""
    try:
        told = json.loads(text)
        actor, recipient = (_weights(told[role], ROLE_FEATURES) for role in ("actor", "recipient"))
        return Weighing(_weights(told["event"], FEATURES), actor, recipient, float(told["advised"]))
    except (ValueError, KeyError, TypeError) as error:
        raise CodingError(f"the weights in {place} can't be used: {error}; train again, or install the package again") from error


def text_of(weighing: Weighing) -> str:
    """`weighing` as a weights.json."""
    rows = {"event": weighing.event, "actor": weighing.actor, "recipient": weighing.recipient}
    told: dict[str, object] = {
        name: {"features": row.names, "values": [round(value, 4) for value in row.values], "floor": row.floor} for name, row in rows.items()
    }
    return json.dumps(told | {"advised": weighing.advised}) + "\n"


def _weights(told: dict[str, Any], names: tuple[str, ...]) -> Weights:
    if tuple(told["features"]) != names or len(told["values"]) != len(names):
        raise ValueError(f"its features are {', '.join(told['features'])}")
    return Weights(names, tuple(map(float, told["values"])), float(told["floor"]))


def logit(share: float) -> float:
    """Log odds of a share, bounded at 5 %: on text unlike what it was trained on, the network's certainty isn't taken at its word."""
    bounded = min(max(share, 0.05), 0.95)
    return math.log(bounded / (1.0 - bounded))
