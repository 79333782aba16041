"""The figures of a comparison in words."""

from __future__ import annotations

from collections.abc import Iterator

from detente.evaluating.scoring import Rate, Scores


def report(scores: Scores, faults: int = 0) -> str:
    """A table for a terminal: headline figures, roles, fields, each type, confusions and up to `faults` errors of each kind."""
    return "\n".join([*_headline(scores), *_types(scores), *_confusions(scores), *_faults(scores, faults)])


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


def _confusions(scores: Scores) -> Iterator[str]:
    if scores.confusion:
        yield "confused (gold as coded): " + ", ".join(f"{a} as {b} {n}" for (a, b), n in scores.confusion.most_common(15))


def _faults(scores: Scores, faults: int) -> Iterator[str]:
    for kind in ("missed", "not in gold"):
        for fault in [fault for fault in scores.faults if fault.kind == kind][:faults]:
            yield f"{kind}: {fault.document} {fault.event_type} [{fault.trigger}] {fault.sentence}"
