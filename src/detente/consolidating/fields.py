"""One event out of the mentions that report it: every field by support, and where the reports differ, all values kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import fmean

from detente.consolidating.entities import PartyIds, normal_name, party_key
from detente.records import Event, Mention, Participant, When, Where, stable_id

_FIRST_STATUS = ("actual", "historical", "future", "hypothetical", "negated")


def settle(cluster: Sequence[Mention], parties: PartyIds, sources: Mapping[str, str]) -> Event:
    """The event that `cluster` reports. Its id is that of its first mention, so that later reports don't change it.

    `sources` gives each mention's independent source. Confidence is that at least one of those is right: 1 - product of (1 - the best
    confidence of each).
    """
    best: defaultdict[str, float] = defaultdict(float)
    for mention in cluster:
        best[sources[mention.id]] = max(best[sources[mention.id]], mention.confidence)
    doubt = 1.0
    for confidence in best.values():
        doubt *= 1.0 - confidence
    when = _when(cluster)
    return Event(
        id=stable_id("event", cluster[0].id),
        event_type=Counter(mention.event_type for mention in cluster).most_common(1)[0][0],
        mode=_commonest(mention.mode for mention in cluster),
        contexts=tuple(sorted({context for mention in cluster for context in mention.contexts})),
        status=min((mention.status for mention in cluster), key=_FIRST_STATUS.index),
        actors=_sides((mention.actors for mention in cluster), parties),
        recipients=_sides((mention.recipients for mention in cluster), parties),
        start=when.start if when else None,
        end=when.end if when else None,
        location=_where(cluster),
        mentions=tuple(mention.id for mention in cluster),
        corroboration=len(best),
        intensity=round(fmean(mention.intensity for mention in cluster), 2),
        confidence=round(1.0 - doubt, 4),
        disagreements=tuple(_disagreements(cluster, sources)),
    )


def _commonest(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _sides(sides: Iterable[tuple[Participant, ...]], parties: PartyIds) -> tuple[str, ...]:
    counts = Counter(entity for side in sides for entity in dict.fromkeys(parties[party_key(party)] for party in side))
    return tuple(sorted(counts, key=lambda entity: (-counts[entity], entity)))


def _when(cluster: Sequence[Mention]) -> When | None:
    """The shortest interval told; among equals the one most mentions give, then the earliest."""
    told = Counter((mention.date.start, mention.date.end) for mention in cluster if mention.date)
    if not told:
        return None
    start, end = min(told, key=lambda pair: (_length(pair), -told[pair], pair))
    return When(start=start, end=end)


def _length(pair: tuple[str, str]) -> int:
    return (date.fromisoformat(pair[1]) - date.fromisoformat(pair[0])).days


def _where(cluster: Sequence[Mention]) -> Where | None:
    """The place most mentions give, one with a point before "the airport"."""
    told = [mention.location for mention in cluster if mention.location]
    counts = Counter(where.name for where in told if where.latitude is not None) or Counter(where.name for where in told)
    if not counts:
        return None
    name = min(counts, key=lambda value: (-counts[value], value))
    return next(where for where in told if where.name == name)


def _disagreements(cluster: Sequence[Mention], sources: Mapping[str, str]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Fields for which independent sources give values that can't be one: reason, mode, place, date."""
    told: dict[str, list[tuple[str, str]]] = {
        "date": [(sources[m.id], f"{m.date.start}/{m.date.end}") for m in cluster if m.date and m.date.start == m.date.end],
        "location": [(sources[m.id], m.location.name) for m in cluster if m.location and m.location.latitude is not None],
        "mode": [(sources[m.id], m.mode) for m in cluster if m.mode],
        "reason": [(sources[m.id], m.reason.text) for m in cluster if m.reason],
    }
    for name, pairs in told.items():
        values = {normal_name(value): value for _, value in reversed(pairs)}
        if len(values) > 1 and len({source for source, _ in pairs}) > 1:
            yield name, tuple(sorted(values.values()))
