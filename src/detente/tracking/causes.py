"""What reports say came of what: an event given as the reason of another, or only told to have come before it; never a finding of ours.

A reason is what the coder read as one (a mention's `reason`), or what the sentence answers that stands before it. What is told behind
"after" or "following" is a sequence and stays one. The event given is one that the same words tell, or that they name by a noun where
the record has one such event (deeds.py); where several may be meant, none is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from detente.records import Cause, Document, Event, Mention, Span, Stated, stable_id
from detente.tracking.deeds import Deeds
from detente.tracking.sequels import Clauses, Sequel, answers, sequences
from detente.tracking.text import around
from detente.tracking.view import HAPPENED, TO_COME, View

REASON = "reason"
SEQUENCE = "sequence"


class _Link(NamedTuple):
    """One passage that gives `cause` as reason of the mention's event, or as what came before it."""

    kind: str
    cause: Event
    effect: Event
    mention: Mention
    ground: Span
    cited: bool  # whether the one who acts gives the reason


def causes(view: View) -> tuple[Cause, ...]:
    """One row for each two events and kind that documents published by the view's day tie, in the order of publication."""
    found: defaultdict[tuple[str, str, str], list[_Link]] = defaultdict(list)
    for link in _links(view):
        found[link.kind, link.effect.id, link.cause.id].append(link)
    rows = (_cause(view, links) for links in found.values())
    return tuple(sorted(rows, key=lambda row: (row.published or "9", row.effect, row.cause, row.kind)))


def _cause(view: View, links: Sequence[_Link]) -> Cause:
    ordered = sorted(links, key=lambda link: (view.published(link.mention) or "9", link.mention.document, link.mention.trigger.start))
    kind, cause, effect = ordered[0].kind, ordered[0].cause, ordered[0].effect
    groups = view.snapshot.groups
    documents = tuple(dict.fromkeys(link.mention.document for link in ordered))
    speakers = [_speakers(view, link) for link in ordered]
    days = [day for link in ordered if (day := view.published(link.mention))]
    return Cause(
        id=stable_id("cause", kind, effect.id, cause.id),
        kind=kind,
        effect=effect.id,
        cause=cause.id,
        actors=effect.actors,
        recipients=effect.recipients,
        result=_stated([link.mention.trigger for link in ordered]),
        ground=_stated([link.ground for link in ordered]),
        published=min(days, default=None),
        sources=len({groups.get(each, each) for each in documents}),
        attributed=tuple(dict.fromkeys(name for names in speakers for name in names)) if all(speakers) else (),
        documents=documents,
        evidence=tuple(dict.fromkeys(link.mention.sentence for link in ordered)),
    )


def _stated(spans: Sequence[Span]) -> Stated:
    return Stated(" ".join(spans[0].text.split()), tuple(dict.fromkeys(spans)))


def _speakers(view: View, link: _Link) -> tuple[str, ...]:
    """Whose word it is: the sentence's source; else, of a reason that is cited, whoever acts."""
    if link.mention.attribution:
        return (link.mention.attribution.name,)
    return tuple(view.name(actor) for actor in link.effect.actors) if link.cited else ()


def _links(view: View) -> Iterator[_Link]:
    events = {key: event for event in view.events for key in event.mentions}
    deeds = Deeds(view)
    by_document: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(view.snapshot.mentions, key=_place):
        by_document[mention.document].append(mention)
    for document in filter(view.out, view.snapshot.documents):
        told = by_document[document.id]
        for _, group in groupby(told, key=lambda each: (each.sentence.start, each.sentence.end)):
            mentions = list(group)
            clauses = Clauses(mentions, view.codebook.tracking["causes"])
            before = _before(document, clauses.sentence)
            earlier = [each for each in told if before and before.start <= each.sentence.start < before.end]
            sequels = [(SEQUENCE, each) for each in sequences(clauses)]
            sequels += [(REASON, each) for each in answers(clauses, earlier, before)]
            sequels += [(REASON, each) for each in _reasons(view, clauses, mentions)]
            yield from filter(None, (_link(view, deeds, events, kind, each) for kind, each in sequels))


def _before(document: Document, sentence: Span) -> Span | None:
    """The sentence before a sentence in its paragraph; None of a paragraph's first."""
    start = around(document, sentence, 1, 0).start
    end = start + len(document.text[start : sentence.start].rstrip())
    return document.span(start, end) if start < end else None


def _place(mention: Mention) -> tuple[int, int, str]:
    return mention.sentence.start, mention.trigger.start, mention.id


def _reasons(view: View, clauses: Clauses, mentions: Sequence[Mention]) -> Iterator[Sequel]:
    """Each mention whose reason is coded, with the first act that its reason tells."""
    for mention in mentions:
        if mention.reason:
            start = mention.reason.start - clauses.sentence.start
            opening = view.codebook.tracking["causes"].every(mention.reason.text)
            begun = next((start + each.end for each in opening if each.label in ("ground", "cited") and each.start == 0), start)
            told = [each for each in clauses.deeds(begun, mention.reason.end - clauses.sentence.start) if each.id != mention.id]
            if told or not clauses.aside(begun, mention.reason.end - clauses.sentence.start):
                yield Sequel(mention, mention.reason, told[0] if told else None)


def _link(view: View, deeds: Deeds, events: Mapping[str, Event], kind: str, sequel: Sequel) -> _Link | None:
    effect = events.get(sequel.effect.id)
    if effect is None or sequel.effect.status not in (*HAPPENED, TO_COME[0]) or not view.counts(effect):
        return None
    cause = events.get(sequel.cause.id) if sequel.cause else deeds.named(sequel.ground.text, sequel.effect, effect)
    if cause is None or cause.id == effect.id or _told_later(cause, effect):
        return None
    opening = view.codebook.tracking["causes"].every(sequel.ground.text)
    cited = any(each.label == "cited" and each.start == 0 for each in opening)
    return _Link(kind, cause, effect, sequel.effect, sequel.ground, cited)


def _told_later(cause: Event, effect: Event) -> bool:
    """Whether the days that reports give put the cause behind what is said to have come of it."""
    return cause.start is not None and effect.start is not None and cause.start > (effect.end or effect.start)
