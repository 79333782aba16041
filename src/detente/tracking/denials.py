"""Acts that somebody denies, beside the reports that claim them.

Denials are what the coder turned away as denied, with this reason, and flat ones: "the embassy says no aircraft of theirs took off", "the
capital says there was no such raid". A flat denial is of the party that the act is laid to, and either names the thing or the actor of the
claim again, or says "no such" right behind it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from detente.records import Contradiction, Event, Mention, Span
from detente.tracking.claims import Claim, contradiction, sentences
from detente.tracking.text import around, last_day, naming, sentence_at
from detente.tracking.view import HAPPENED, View

REASON = "what somebody denies"  # as detente.coding.refusals gives it
NEAR = 60  # days between the publication of a denial and of the claim
_AT = re.compile(r" at (\d+)-(\d+)$")
_FLAT = re.compile(
    r"\b(?:says?|said|insist(?:s|ed)|maintain(?:s|ed)|repl(?:y|ies|ied)|answer(?:s|ed))(?: that)? "
    r"(?:there (?:was|were|is|had been|has been) )?(?:no|none of)\s(?!to\b)(?P<what>(?:[\w’'-]+\s?){1,3})"
)
_SPEAKER = 60  # characters before "says" in which its speaker stands
_WHERE = re.compile(r"\b(?:in|at|to|from|against|with|near|outside) (?:the )?$", re.IGNORECASE)
_SMALL = frozenset({"the", "a", "an", "its", "his", "her", "their", "of", "one"})
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


def flat_denials(view: View) -> Iterator[Contradiction]:
    """The contradictions between what one party says of another and the other's flat denial, each denial with the claims it may mean."""
    claimed: defaultdict[str, list[Event]] = defaultdict(list)
    for event in view.events:
        if event.status in HAPPENED and view.counts(event):
            for side in view.sides_of(event.actors):
                claimed[side.key].append(event)
    for document in filter(view.out, view.snapshot.documents):
        for match in _FLAT.finditer(document.text):
            passage = sentence_at(document, match.start(), match.end())
            what = document.span(match.start("what"), match.end("what"))
            denial = Denial(what, passage, last_day(document.published.anchor) or "")
            for event in claimed[_speaker(view, document.text[max(passage.start, match.start() - _SPEAKER) : match.start()])]:
                told = [mention for mention in view.of(event) if mention.sentence != passage and _meant(view, denial, mention)]
                found = contradiction(view, "denial", event.id, [Claim("denied", passage), *sentences("claimed", told)]) if told else None
                if found and _near(view, denial, event):
                    yield found


def _speaker(view: View, before: str) -> str:
    """The key of the side named last before "says", but for where it speaks: "Peru's embassy in Chile"; "" of none."""
    named = [side.key for start, _, side in view.called.places(before) if not _WHERE.search(before, 0, start)]
    return named[-1] if named else ""


def _meant(view: View, denial: Denial, mention: Mention) -> bool:
    """Whether a flat denial is of this claim: the same thing or actor named again, or "no such" in the two sentences behind it."""
    nouns = [word for word in denial.act.text.split() if word.casefold() not in _SMALL]
    if nouns and nouns[0].casefold() == "such":
        return (
            mention.document == denial.act.document
            and around(view.documents[mention.document], mention.sentence, 0, 2).end >= denial.passage.end > mention.sentence.end
        )
    said = " ".join((mention.trigger.text, *(party.name for party in (*mention.actors, *mention.recipients))))
    return bool(nouns) and _stem(nouns[0]) in {_stem(word) for word in said.split()}


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
