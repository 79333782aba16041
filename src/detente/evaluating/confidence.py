"""How far confidence can be trusted: a reliability table, and what a least confidence buys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.evaluating.gold import GoldDocument
from detente.evaluating.pairing import Row
from detente.evaluating.scores import Rate, Scores
from detente.evaluating.scoring import evaluate

BINS = 10
STEPS = tuple(step / 20 for step in range(20))


@dataclass(frozen=True, slots=True)
class Bin:
    """Mentions whose confidence lies from `low` up to `high`: how many, their mean confidence, and the share that is right."""

    low: float
    high: float
    count: int
    predicted: float
    observed: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """Bins that hold a mention, in rising order, expected calibration error (None where no mention has a confidence), and how
    many mentions have none."""

    bins: tuple[Bin, ...]
    error: float | None
    unrated: int


@dataclass(frozen=True, slots=True)
class Step:
    """Figures of the mentions of at least confidence `least`."""

    least: float
    event: Rate
    triple: Rate


def reliability(scores: Scores, bins: int = BINS) -> Reliability:
    """Confidence beside the share of events that are right (sentence and type), in `bins` of equal width, the last one closed.

    The expected calibration error is the mean of |observed - predicted| over the mentions (Naeini, Cooper and Hauskrecht 2015, AAAI).
    """
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for one in scores.judged:
        if one.confidence is not None:
            groups[min(int(one.confidence * bins), bins - 1)].append((one.confidence, one.right))
    rated = sum(len(group) for group in groups)
    table = []
    for index, group in enumerate(groups):
        if group:
            predicted, observed = (sum(values) / len(group) for values in zip(*group, strict=True))
            table.append(Bin(index / bins, (index + 1) / bins, len(group), predicted, observed))
    error = sum(row.count * abs(row.observed - row.predicted) for row in table) / rated if rated else None
    return Reliability(tuple(table), error, len(scores.judged) - rated)


def confident(rows: Sequence[Row], least: float) -> list[Row]:
    """The mentions of at least confidence `least`; one without confidence counts as 0."""
    return [row for row in rows if (row.get("confidence") or 0.0) >= least]


def confidence_steps(gold: Sequence[GoldDocument], rows: Sequence[Row], steps: Sequence[float] = STEPS) -> tuple[Step, ...]:
    """What `--min-confidence` at each of `steps` gives, each compared with gold anew."""
    table, before, scores = [], -1, Scores()
    for least in sorted(steps):
        kept = confident(rows, least)
        if len(kept) != before:
            before, scores = len(kept), evaluate(gold, kept)
        table.append(Step(least, scores.event, scores.triple))
    return tuple(table)
