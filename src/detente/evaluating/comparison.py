"""Two codings of the same gold side by side, each difference with a paired bootstrap interval over documents."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.evaluating.gold import GoldDocument
from detente.evaluating.pairing import Row
from detente.evaluating.scores import Fault, Scores, total
from detente.evaluating.scoring import evaluate_each

Array = NDArray[np.float64]
MEASURES = ("precision", "recall", "F1")


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """How the interval is made: seed, number of resamples, and the share of them that it holds."""

    seed: int = 0
    resamples: int = 1000
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of both codings and the first less the second; `low` to `high` is None with fewer than two documents.

    `group` is headline, role, field or type; `measure` precision, recall or F1 (share for a field).
    """

    group: str
    name: str
    measure: str
    first: float
    second: float
    difference: float
    low: float | None
    high: float | None

    @property
    def apart(self) -> bool:
        """Whether the interval lies on one side of 0: the documents tell the two apart in this figure."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Scores of both codings, and the differences: headline figures, roles, fields, then types by falling count in gold."""

    first: Scores
    second: Scores
    differences: tuple[Difference, ...]
    bootstrap: Bootstrap

    def faults(self) -> Iterator[tuple[str, Fault]]:
        """The errors of both, each with whose it is: first, second, or both where the two err alike."""
        both = Counter(self.first.faults) & Counter(self.second.faults)
        for whose, faults in (("first", self.first.faults), ("second", self.second.faults)):
            left = both.copy()
            for fault in faults:
                if not left[fault]:
                    yield whose, fault
                else:
                    left[fault] -= 1
                    if whose == "first":
                        yield "both", fault


def compare(
    gold: Sequence[GoldDocument],
    first: Iterable[Row],
    second: Iterable[Row],
    bootstrap: Bootstrap = Bootstrap(),
) -> Comparison:
    """Score two codings of `gold` and resample its documents, with replacement and the same for both, to see how firm each difference is.

    The interval holds the middle `level` of the resampled differences (percentile method: Efron and Tibshirani 1993, chapter 13; paired
    resampling of texts: Koehn 2004), widened where need be to hold the difference itself. A rate that has nothing to count in a resample
    is 0, as in `Rate`, so that the interval of a type that few documents hold reaches 0.
    """
    parts = evaluate_each(gold, first), evaluate_each(gold, second)
    whole = total(parts[0]), total(parts[1])
    keys = _keys(whole)
    weights = _weights(len(gold), bootstrap)
    figures = [_figures(weights, _counts(part, keys)) for part in parts]
    differences = []
    for index, (group, name) in enumerate(keys):
        for measure in _measures(group, name):
            one, two = (side[:, index, MEASURES.index(measure)] for side in figures)
            low, high = _interval(one - two, bootstrap.level) if len(gold) > 1 else (None, None)
            shown = "share" if group == "field" else measure
            differences.append(Difference(group, name, shown, float(one[0]), float(two[0]), float(one[0] - two[0]), low, high))
    return Comparison(*whole, tuple(differences), bootstrap)


def _keys(whole: tuple[Scores, Scores]) -> list[tuple[str, str]]:
    named = dict.fromkeys((group, name) for scores in whole for group, name, _ in scores.rates())
    gold = {name: rate.gold for name, rate in whole[0].types.items()}
    order = ("headline", "role", "field", "type")
    return sorted(named, key=lambda key: (order.index(key[0]), *((-gold.get(key[1], 0), key[1]) if key[0] == "type" else (0, ""))))


def _measures(group: str, name: str) -> Sequence[str]:
    return MEASURES if (group, name) == ("headline", "event") else ("F1",)


def _weights(documents: int, bootstrap: Bootstrap) -> Array:
    """How often each document stands in each sample [sample, document]; the first row is the gold as it is."""
    chance = random.Random(bootstrap.seed)  # the same numbers on every machine and with every version of numpy
    weights = np.ones((bootstrap.resamples + 1, documents))
    for row in weights[1:]:
        row[:] = np.bincount(chance.choices(range(documents), k=documents), minlength=documents)
    return weights


def _counts(parts: Sequence[Scores], keys: Sequence[tuple[str, str]]) -> Array:
    """Hits, coded and gold [document, figure, 3]."""
    counts = np.zeros((len(parts), len(keys), 3))
    place = {key: index for index, key in enumerate(keys)}
    for row, scores in zip(counts, parts, strict=True):
        for group, name, rate in scores.rates():
            row[place[group, name]] = rate.hits, rate.coded, rate.gold
    return counts


def _figures(weights: Array, counts: Array) -> Array:
    """Precision, recall and F1 [sample, figure, 3] of the weighted documents."""
    hits, coded, gold = np.moveaxis(np.tensordot(weights, counts, axes=1), 2, 0)
    pairs = ((hits, coded), (hits, gold), (2 * hits, coded + gold))
    return np.stack([np.divide(a, b, out=np.zeros_like(a), where=b > 0) for a, b in pairs], axis=2)


def _interval(differences: Array, level: float) -> tuple[float, float]:
    """The middle `level` of the resampled differences (all but the first), widened to hold the first."""
    tail = (1 - level) / 2
    low, high = np.quantile(differences[1:], [tail, 1 - tail])
    return float(min(low, differences[0])), float(max(high, differences[0]))
