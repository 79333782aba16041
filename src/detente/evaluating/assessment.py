"""Everything that `detente evaluate` tells of one coding, or of two on the same gold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.evaluating.comparison import Bootstrap, Comparison, compare
from detente.evaluating.confidence import Reliability, Step, confidence_steps, reliability
from detente.evaluating.confusion import Confusion, confusion_matrix
from detente.evaluating.gold import GoldDocument
from detente.evaluating.pairing import Row
from detente.evaluating.scores import Scores
from detente.evaluating.scoring import evaluate


@dataclass(frozen=True, slots=True)
class Assessment:
    """Figures, confusion matrix, reliability, what a least confidence buys, and the comparison with a second coding if one was given."""

    scores: Scores
    confusion: Confusion
    reliability: Reliability
    steps: tuple[Step, ...]
    comparison: Comparison | None = None


def assess(
    gold: Sequence[GoldDocument],
    rows: Sequence[Row],
    types: Iterable[str] = (),
    against: Sequence[Row] | None = None,
    bootstrap: Bootstrap = Bootstrap(),  # noqa: B008 (frozen)
) -> Assessment:
    """Compare `rows` with gold in every way; `types` orders the confusion matrix, `against` is a second coding of the same gold."""
    scores = evaluate(gold, rows)
    comparison = None if against is None else compare(gold, rows, against, bootstrap)
    return Assessment(scores, confusion_matrix(scores, types), reliability(scores), confidence_steps(gold, rows), comparison)
