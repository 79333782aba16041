"""Sides of a contradiction: what each says, where, by how many independent sources, since when."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from detente.records import Contradiction, Event, Mention, Side, Span, When, stable_id
from detente.tracking.text import last_day
from detente.tracking.view import View

_AGO = re.compile(r"\b(week|month|year)s? (?:ago|earlier|before)\b", re.IGNORECASE)
_HALVES = {"week": 4, "month": 15, "year": 183}  # days by which a time counted in such units may be off


class Claim(NamedTuple):
    """One passage that says `value`."""

    value: str
    evidence: Span


def contradiction(view: View, kind: str, about: str, claims: Iterable[Claim]) -> Contradiction | None:
    """The contradiction of `claims`, a side for each value in the order of publication; None where all say the same."""
    by_value: defaultdict[str, list[Span]] = defaultdict(list)
    for claim in claims:
        if claim.evidence not in by_value[claim.value]:
            by_value[claim.value].append(claim.evidence)
    if len(by_value) < 2:
        return None
    sides = sorted(
        (_side(view, value, spans) for value, spans in by_value.items()), key=lambda side: (side.published or "9999", side.value)
    )
    sources = [_sources(view, side.documents) for side in sides]
    return Contradiction(
        id=stable_id("contradiction", kind, about, *sorted(by_value)),
        kind=kind,
        about=about,
        sides=tuple(sides),
        independent=any(one.isdisjoint(two) for one, two in combinations(sources, 2)),
    )


def _side(view: View, value: str, spans: Iterable[Span]) -> Side:
    ordered = tuple(sorted(spans))
    documents = tuple(dict.fromkeys(span.document for span in ordered))
    days = (last_day(view.documents[each].published.anchor) for each in documents if each in view.documents)
    return Side(value, ordered, documents, len(_sources(view, documents)), min((day for day in days if day), default=None))


def _sources(view: View, documents: Iterable[str]) -> frozenset[str]:
    return frozenset(view.snapshot.groups.get(each, each) for each in documents)


def apart(one: When, two: When) -> bool:
    """Whether two intervals of days have none in common."""
    return one.end < two.start or two.end < one.start


def length(when: When) -> int:
    """Days from the first to the last."""
    return (date.fromisoformat(when.end) - date.fromisoformat(when.start)).days


class SameDays:
    """Whether two events can be of the same days: their days meet, or, where one is undated, documents that tell one tell of an event
    that documents of the other tell too. A day counted back in weeks, months or years ("two weeks ago") is rounded.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.shared: defaultdict[str, set[str]] = defaultdict(set)
        for event in view.events:
            documents = {mention.document for mention in view.of(event)}
            if len(documents) > 1:
                for document in documents:
                    self.shared[document].add(event.id)

    def __call__(self, one: Event, two: Event) -> bool:
        """Whether they can."""
        if one.start and two.start:
            first, second = (_rounded(self.view, event) for event in (one, two))
            return first[0] <= second[1] and second[0] <= first[1]
        return bool(self._told(one) & self._told(two))

    def _told(self, event: Event) -> set[str]:
        return {each for mention in self.view.of(event) for each in self.shared[mention.document]}


def _rounded(view: View, event: Event) -> tuple[date, date]:
    """The first and last day of a dated event, wider by half the unit where all its days are counted back in such units."""
    first, last = date.fromisoformat(event.start or ""), date.fromisoformat(event.end or event.start or "")
    told = [mention.date for mention in view.of(event) if mention.date]
    units = [_AGO.search(when.span.text) if when.span else None for when in told]
    if not told or not all(units):
        return first, last
    slack = timedelta(days=max(_HALVES[unit[1].lower()] for unit in units if unit))
    return first - slack, last + slack


def independent(view: View, one: Event, two: Event) -> bool:
    """Whether some source tells the one and not the other, and the other way round."""
    first, second = view.sources((one,)), view.sources((two,))
    return bool(first - second) and bool(second - first)


def sentences(value: str, mentions: Iterable[Mention]) -> list[Claim]:
    """The sentences of `mentions` as claims of one value."""
    return [Claim(value, mention.sentence) for mention in mentions]
