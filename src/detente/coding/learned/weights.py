"""How the two opinions are weighed: logistic regressions over a few plain features, fitted on articles that neither was made on."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.errors import CodingError

FEATURES = ("one", "grammar", "proposed", "type_at_trigger", "any_at_trigger", "type_nearby", "type_elsewhere", "retyped")
ROLE_FEATURES = (
    "one", "grammar", "grammar_other_role", "grammar_fills_role", "score", "score_other_role", "grammar_and_score", "verbal",
    "reciprocal", "score_source",
)  # fmt: skip
"""The features that every row has; a role's rows have more, by the words' places in sentence and tree (see casting.py)."""

DOUBT = 0.02  # the least share that counts
Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight a feature, and the probability from which something is kept."""

    values: Mapping[str, float]
    floor: float

    def probability(self, features: Features) -> float:
        """The chance that a careful reader would say so. A feature without a weight, as too rare ones are, counts nothing."""
        score = sum(self.values.get(name, 0.0) * value for name, value in features.items())
        return 1.0 / (1.0 + math.exp(-score))

    def parts(self, features: Features) -> tuple[tuple[str, float], ...]:
        """What each feature adds to the log odds, by name."""
        return tuple((name, round(self.values.get(name, 0.0) * value, 2)) for name, value in features.items())


@dataclass(frozen=True, slots=True)
class Weighing:
    """The weights of a mention being an event of its type, and of a noun phrase being its actor or its recipient.

    `advised` is the confidence whose precision and recall were in the best balance on unseen articles.
    """

    event: Weights
    actor: Weights
    recipient: Weights
    advised: float = 0.0

    def of(self, role: str) -> Weights:
        """Those of "actor" or "recipient"."""
        return self.actor if role == "actor" else self.recipient


def weighing_of(text: str, place: str) -> Weighing:
    """What a weights.json holds. Raises CodingError where it is broken or was fitted for other features."""
    try:
        told = json.loads(text)
        actor, recipient = (_weights(told[role], ROLE_FEATURES) for role in ("actor", "recipient"))
        return Weighing(_weights(told["event"], FEATURES), actor, recipient, float(told["advised"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CodingError(f"the weights in {place} can't be used: {error}; train again, or install the package again") from error


def text_of(weighing: Weighing) -> str:
    """`weighing` as a weights.json."""
    rows = {"event": weighing.event, "actor": weighing.actor, "recipient": weighing.recipient}
    told: dict[str, object] = {
        role: {"values": {name: round(value, 4) for name, value in row.values.items()}, "floor": row.floor} for role, row in rows.items()
    }
    return json.dumps(told | {"advised": weighing.advised}, indent=0) + "\n"


def _weights(told: dict[str, Any], needed: tuple[str, ...]) -> Weights:
    values = {str(name): float(value) for name, value in told["values"].items()}
    missing = [name for name in needed if name not in values]
    if missing:
        raise ValueError(f"it has no weight for {', '.join(missing)}")
    return Weights(values, float(told["floor"]))


def logit(share: float) -> float:
    """Log odds of a share, bounded at DOUBT: on text unlike what it was trained on, the network's certainty isn't taken at its word."""
    bounded = min(max(share, DOUBT), 1.0 - DOUBT)
    return math.log(bounded / (1.0 - bounded))
