"""How the two opinions are weighed: a logistic regression over a few plain features, fitted on articles that neither was made on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

FEATURES = ("one", "grammar", "proposed", "type_at_trigger", "any_at_trigger", "type_nearby", "type_elsewhere")


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight a feature, in the order of `FEATURES`, and the probability from which a mention is kept."""

    values: tuple[float, ...]
    floor: float

    def probability(self, features: Sequence[float]) -> float:
        """The chance that a careful reader would code the mention."""
        score = sum(weight * value for weight, value in zip(self.values, features, strict=True))
        return 1.0 / (1.0 + math.exp(-score))

    def parts(self, features: Sequence[float]) -> tuple[tuple[str, float], ...]:
        """What each feature adds to the log odds, by name."""
        return tuple((name, round(w * value, 2)) for name, w, value in zip(FEATURES, self.values, features, strict=True))


def logit(share: float) -> float:
    """Log odds of a share, bounded at 0.5 % so that certainty stays finite."""
    bounded = min(max(share, 0.005), 0.995)
    return math.log(bounded / (1.0 - bounded))
