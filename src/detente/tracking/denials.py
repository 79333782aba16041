"""Acts that somebody denies. The coder turns them away as events, with this reason; here they meet the reports that claim the act."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from detente.records import Contradiction, Event, Span
from detente.tracking.claims import Claim, contradiction, sentences
from detente.tracking.text import around, last_day, naming
from detente.tracking.view import HAPPENED, View

REASON = "what somebody denies"  # as detente.coding.refusals gives it
NEAR = 60  # days between the publication of a denial and of the claim
_AT = re.compile(r" at (\d+)-(\d+)$")
_STEM = 5  # letters that the words of one act share: "shelled", "shelling"


class Denial(NamedTuple):
    """An act as somebody denies it: its words, the passage, and the day of the report ("" unknown)."""

    act: Span
    passage: Span
    day: str


def denied_claims(view: View) -> Iterator[Contradiction]:
    """A denial for each event that one report claims and another's passage denies: the same word for the act, its actor named there."""
    denials = _denials(view)
    for event in view.events:
        if event.status not in HAPPENED or not view.counts(event) or not event.actors:
            continue
        told = view.of(event)
        actors = naming([*(party.name for mention in told for party in mention.actors), *map(view.name, event.actors)])
        against = [
            denial
            for stem in sorted({_stem(mention.trigger.text) for mention in told})
            for denial in denials.get(stem, ())
            if actors.search(denial.passage.text) and _near(view, denial, event)
        ]
        found = contradiction(view, "denial", event.id, [*(Claim("denied", each.passage) for each in against), *sentences("claimed", told)])
        if against and found:
            yield found


def _denials(view: View) -> Mapping[str, Sequence[Denial]]:
    """What the coder turned away as denied, by the stem of its word."""
    found: defaultdict[str, list[Denial]] = defaultdict(list)
    for row in view.snapshot.rejected:
        place, document = _AT.search(row.item), view.documents.get(row.where)
        if row.reason != REASON or place is None or document is None:
            continue
        act = document.span(int(place[1]), int(place[2]))
        found[_stem(act.text)].append(Denial(act, around(document, act, 1, 1), last_day(document.published.anchor) or ""))
    return found


def _near(view: View, denial: Denial, event: Event) -> bool:
    """Whether denial and claim are of the same weeks, as far as their documents are dated."""
    known = [day for day in map(view.published, view.of(event)) if day]
    return not denial.day or not known or any(abs((_day(denial.day) - _day(day)).days) <= NEAR for day in known)


def _day(value: str) -> date:
    return date.fromisoformat(last_day(value) or value)


def _stem(words: str) -> str:
    return words.split()[0].casefold()[:_STEM]
