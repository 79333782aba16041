"""An assessment in words, for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from detente.evaluating.assessment import Assessment
from detente.evaluating.comparison import Comparison, Difference
from detente.evaluating.confidence import Reliability, Step
from detente.evaluating.confusion import Confusion
from detente.evaluating.scores import MISSED, SPURIOUS, WRONG_FIELD, WRONG_TYPE, Fault, Rate, Scores

_CONFUSED = 15
_SHORT = 4


def report(told: Assessment, faults: int = 0, names: tuple[str, str] = ("first", "second")) -> str:
    """Headline figures, roles, fields, types, confusions, confidence, up to `faults` errors of each kind and field, and the comparison.

    `names` are what the two codings are called.
    """
    sections = [
        [*_headline(told.scores), *_types(told.scores)],
        [*_matrix(told.confusion), *_confused(told.scores)],
        [*_reliability(told.reliability), *_steps(told.steps, told.reliability)],
        [*_faults(told.scores, faults)],
        [*_comparison(told.comparison, names)] if told.comparison else [],
    ]
    return "\n\n".join("\n".join(section) for section in sections if section)


def _headline(scores: Scores) -> Iterator[str]:
    yield f"{scores.documents} documents, {scores.event.gold} gold events, {scores.event.coded} coded, spread {scores.spread:.3f}"
    yield f"{'':28} {'P':>6} {'R':>6} {'F1':>6}"
    for name in ("event", "detection", "triple"):
        yield _line(name, getattr(scores, name))
    for name, rate in scores.roles.items():
        yield _line(name, rate)
    for name, rate in scores.fields.items():
        yield f"{name:28} {'':6} {rate.recall:6.3f} {'':6}   right in {rate.hits} of {rate.gold}"


def _line(name: str, rate: Rate) -> str:
    return f"{name:28} {rate.precision:6.3f} {rate.recall:6.3f} {rate.f1:6.3f}   {rate.hits} of {rate.coded} coded, {rate.gold} gold"


def _types(scores: Scores) -> Iterator[str]:
    yield "by type"
    for name, rate in sorted(scores.types.items(), key=lambda item: (-item[1].gold, item[0])):
        yield _line("  " + name, rate)


def _matrix(confusion: Confusion) -> Iterator[str]:
    short = [name[:_SHORT] for name in confusion.types]
    heads = [*(short if len(set(short)) == len(short) else confusion.types), MISSED, "gold"]
    widths = [max(len(head), _SHORT) for head in heads]
    yield "confusion matrix (a row is a gold type, a column what it was coded as)"
    yield " " * 12 + " ".join(head.rjust(width) for head, width in zip(heads, widths, strict=True))
    for name, counts in zip(confusion.rows, confusion.counts, strict=True):
        total = 0 if name == SPURIOUS else sum(counts)
        cells = [str(count or ".") for count in (*counts, total)]
        yield f"{name:12}" + " ".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True))


def _confused(scores: Scores) -> Iterator[str]:
    pairs = {pair: count for pair, count in scores.confusion.items() if pair[0] not in (pair[1], SPURIOUS) and pair[1] != MISSED}
    if pairs:
        most = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[:_CONFUSED]
        yield "confused (gold as coded): " + ", ".join(f"{a} as {b} {count}" for (a, b), count in most)


def _reliability(table: Reliability) -> Iterator[str]:
    if table.error is None:
        return
    yield f"{'confidence':12} {'mentions':>8} {'predicted':>9} {'observed':>8}"
    for row in table.bins:
        yield f"{row.low:4.2f} to {row.high:4.2f} {row.count:8} {row.predicted:9.3f} {row.observed:8.3f}"
    without = f"; {table.unrated} mentions have no confidence" if table.unrated else ""
    yield f"expected calibration error {table.error:.3f}{without}"


def _steps(steps: tuple[Step, ...], table: Reliability) -> Iterator[str]:
    if table.error is not None:
        yield f"{'--min-confidence':28} {'P':>6} {'R':>6} {'F1':>6}   events; triple F1"
        kept = -1
        for step in steps:
            if step.event.coded == kept:
                continue  # the same mentions as at the step before
            kept = step.event.coded
            yield f"{_line(f'  {step.least:.2f}', step.event)}; {step.triple.f1:.3f}"


def _faults(scores: Scores, most: int) -> Iterator[str]:
    counts = Counter(fault.field for fault in scores.faults if fault.kind == WRONG_FIELD)
    if counts:
        named = ", ".join(f"{name} {count}" for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
        yield f"wrong fields where the type is right: {named}"
    listed: Counter[tuple[str, str]] = Counter()
    for fault in scores.faults:
        listed[fault.kind, fault.field] += 1
        if listed[fault.kind, fault.field] <= most:
            yield _fault(fault)


def _fault(fault: Fault) -> str:
    differs = ""
    if fault.kind in (WRONG_TYPE, WRONG_FIELD):
        differs = f" {fault.field}: gold {fault.gold or 'nothing'!r}, coded {fault.coded or 'nothing'!r}"
    return f"{fault.kind}: {fault.document} {fault.event_type} [{fault.trigger}]{differs}: {fault.sentence}"


def _comparison(told: Comparison, names: tuple[str, str]) -> Iterator[str]:
    options = told.bootstrap
    yield f"first: {names[0]}, {told.first.event.coded} mentions; second: {names[1]}, {told.second.event.coded} mentions"
    whose = Counter(side for side, _ in told.faults())
    yield f"errors of the first alone {whose['first']}, of the second alone {whose['second']}, of both alike {whose['both']}"
    yield f"{'':34} {'first':>7} {'second':>7} {'difference':>11}   {options.level:.0%} interval over documents"
    for one in told.differences:
        yield _difference(one)
    if told.first.documents > 1:
        yield (
            f"paired bootstrap, {options.resamples:,} resamples of {told.first.documents} documents, seed {options.seed}; "
            "* the interval leaves out 0: other documents of this kind would likely show the same sign"
        )
    else:
        yield "one document can't be resampled: no intervals"


def _difference(one: Difference) -> str:
    label = f"{'  ' if one.group == 'type' else ''}{one.name} {one.measure}"
    interval = "" if one.low is None or one.high is None else f"   {_signed(one.low)} to {_signed(one.high)}{' *' if one.apart else ''}"
    return f"{label:34} {one.first:7.3f} {one.second:7.3f} {_signed(one.difference):>11}{interval}"


def _signed(value: float) -> str:
    return f"{round(value, 3) + 0.0:+.3f}"  # + 0.0 turns -0.0 into 0.0
