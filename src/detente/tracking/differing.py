"""What the reports of one event, or of two that are alike, say differently: day, place, number, stated reason, and who ended a meeting."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from detente.consolidating.entities import normal_name
from detente.records import Contradiction, Event, Mention, Span, When, Where
from detente.tracking.claims import Claim, SameDays, apart, contradiction, independent, length
from detente.tracking.numbers import Count, agree, counts_of, tolls_of
from detente.tracking.sides import Side
from detente.tracking.text import clause_end
from detente.tracking.view import HAPPENED, View
from detente.tracking.words import part

_NARROW = 7  # days up to which an interval tells a day
_FAR = 50.0  # kilometres between places that can't be one
_NEAR = 80  # characters between a trigger and the place or number that belongs to it
_TOLL = 120  # the same for the dead of an attack
_EARTH = 6371.0  # kilometres
_SMALL = frozenset(
    (
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "for",
        "by",
        "because",
        "due",
        "over",
        "want",
        "lack",
        "owing",
        "grounds",
        "ground",
        "citing",
        "after",
        "and",
        "its",
        "their",
        "s",
    )
)
_WANT = re.compile(r"\b(?:for (?:want|lack) of|owing to|on (?:the )?grounds? (?:of|that))\b", re.IGNORECASE)
TURNED_AWAY = frozenset({("REJECT", "meet"), ("REJECT", "yield")})  # a visitor who isn't received, or isn't let in
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be|being)(?: \w+ly)? $")


def differing(view: View) -> Iterator[Contradiction]:
    """The contradictions within events that happened, and between like events of different sources as to the reason."""
    places = {name for party in view.codebook.parties if party.kind == "state" for name in party.names}
    places |= {place.name for place in view.codebook.places if place.kind in ("region", "sea")}
    for event in view.events:
        if event.status in HAPPENED and view.counts(event) and len(event.mentions) > 1:
            mentions = view.of(event)
            found = (
                ("date", _days(mentions)),
                ("place", _places(mentions, places)),
                ("reason", _reasons(mentions)),
                ("actor", _endings(view, mentions)),
                *(("number", claims) for claims in _numbers(mentions)),
            )
            yield from filter(None, (contradiction(view, kind, event.id, claims) for kind, claims in found))
    yield from _reasons_apart(view)


def _days(mentions: Sequence[Mention]) -> Iterable[Claim]:
    told = [(mention.date, mention) for mention in mentions if mention.date and mention.date.span and length(mention.date) <= _NARROW]
    for when, mention in told:
        if any(apart(when, other) for other, _ in told):
            yield Claim(_shown(when), mention.sentence)


def _shown(when: When) -> str:
    return when.start if when.start == when.end else f"{when.start}/{when.end}"


def _places(mentions: Sequence[Mention], wide: set[str]) -> Iterable[Claim]:
    told = [(mention.location, mention) for mention in mentions if mention.location and mention.location.name not in wide]
    told = [(place, mention) for place, mention in told if abs(place.span.start - mention.trigger.end) <= _NEAR]
    for place, mention in told:
        if any((km := _kilometres(place, other)) is not None and km > _FAR for other, _ in told):
            yield Claim(place.name, mention.sentence)


def _kilometres(one: Where, two: Where) -> float | None:
    """The great-circle distance (haversine); None where a place has no point."""
    if one.latitude is None or one.longitude is None or two.latitude is None or two.longitude is None:
        return None
    north, south = math.radians(one.latitude), math.radians(two.latitude)
    east = math.radians(two.longitude - one.longitude)
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))


def _reasons(mentions: Sequence[Mention]) -> list[Claim]:
    """The stated reasons of some mentions that can't be one."""
    return unlike_reasons([reason for mention in mentions if (reason := stated_reason(mention))])


def stated_reason(mention: Mention) -> Span | None:
    """The reason that the mention states; else what its clause says it was for want of."""
    if mention.reason:
        return mention.reason
    behind = mention.trigger.end - mention.sentence.start
    match = _WANT.search(mention.sentence.text, behind)
    if match is None or ";" in mention.sentence.text[behind : match.start()]:
        return None
    return part(mention.sentence, match.start(), clause_end(mention.sentence.text, match.end()))


def unlike_reasons(told: Sequence[Span]) -> list[Claim]:
    """The reasons where two of them have nothing in common but small words; each by its own words."""
    words = [_content(reason) for reason in told]
    first: dict[frozenset[str], str] = {}
    return [
        Claim(first.setdefault(own, reason.text), reason)
        for own, reason in zip(words, told, strict=True)
        if any(_unlike(own, other) for other in words)
    ]


def _content(reason: Span) -> frozenset[str]:
    return frozenset(word[:6] for word in normal_name(reason.text).split() if word not in _SMALL)


def _unlike(one: frozenset[str], two: frozenset[str]) -> bool:
    return bool(one and two) and 2 * len(one & two) < min(len(one), len(two))


def _endings(view: View, mentions: Sequence[Mention]) -> Iterable[Claim]:
    """Who ended it: called off, so that its senders may have done so, or refused by its hosts; by different sources."""
    table = view.codebook.tracking["refusals"]
    told = [
        (table.first(mention.trigger.text), mention) for mention in mentions if (mention.event_type, mention.mode) == ("REJECT", "meet")
    ]
    refusing = {party.country for label, mention in told if label == "refused" for party in mention.actors}
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    for label, mention in told:
        before = mention.sentence.text[: mention.trigger.start - mention.sentence.start]
        passive = bool(_PASSIVE.search(before)) or not mention.actors
        if label == "refused" or (label and (passive or not refusing & {party.country for party in mention.actors})):
            claims[label].append(Claim(label, mention.sentence))
    groups = [{view.snapshot.groups.get(each.evidence.document, each.evidence.document) for each in side} for side in claims.values()]
    if len(groups) == 2 and groups[0].isdisjoint(groups[1]):
        yield from (claim for side in claims.values() for claim in side)


def _numbers(mentions: Sequence[Mention]) -> Iterable[list[Claim]]:
    """For each noun counted beside the triggers, the numbers that can't both hold; the dead of an attack as the sum of their list."""
    told: defaultdict[str, list[tuple[Count, Mention]]] = defaultdict(list)
    for mention in mentions:
        for count in _counts(mention):
            told[count.noun].append((count, mention))
    for noun in sorted(told):
        words: dict[tuple[int, str], str] = {}
        unlike = [(count, m) for count, m in told[noun] if any(not agree(count, other) for other, _ in told[noun])]
        yield [Claim(words.setdefault((count.number, count.bound), count.text), mention.sentence) for count, mention in unlike]


def _counts(mention: Mention) -> Iterator[Count]:
    """The counts near a trigger; of attacks the toll nearest to it in its clause, in place of the numbers that make it up."""
    text, at = mention.sentence.text, mention.trigger.start - mention.sentence.start

    def distance(count: Count) -> int:
        return min(abs(count.start - at), abs(count.end - at))

    tolls = list(tolls_of(text)) if mention.event_type == "ASSAULT" else []
    near = min((each for each in tolls if ";" not in text[min(each.end, at) : max(each.start, at)]), key=distance, default=None)
    if near and distance(near) <= _TOLL:
        yield near
    for count in counts_of(text):
        if distance(count) <= _NEAR and not any(toll.start < count.end and count.start < toll.end for toll in tolls):
            yield count


def _parties(view: View, event: Event) -> frozenset[Side]:
    return view.sides_of((*event.actors, *event.recipients))


def _reasons_apart(view: View) -> Iterator[Contradiction]:
    """Different reasons for one act that different sources tell as two events."""
    same_days = SameDays(view)
    buckets: defaultdict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for event in view.events:
        if event.status in HAPPENED and view.counts(event) and any(map(stated_reason, view.of(event))):
            mode = "" if (event.event_type, event.mode) in TURNED_AWAY else event.mode or ""
            for side in _parties(view, event):
                buckets[event.event_type, mode, side.key].append(event)
    seen: set[str] = set()
    for events in buckets.values():
        for one, two in combinations(events, 2):
            alike = len(_parties(view, one) & _parties(view, two)) > 1
            if alike and independent(view, one, two) and same_days(one, two):
                found = contradiction(view, "reason", one.id, _reasons((*view.of(one), *view.of(two))))
                if found and found.independent and found.id not in seen:
                    seen.add(found.id)
                    yield found
