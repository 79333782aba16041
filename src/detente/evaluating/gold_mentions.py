"""Gold events as mentions, as if a coder without faults had coded them: what joining is measured on apart from coding."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator

from detente.evaluating.gold import GoldDocument, GoldEvent, GoldParty
from detente.records import Attribution, Document, Mention, Participant, Published, Span, When, Where

Naming = Callable[[Span, GoldParty], str]
"""The full name of the party that a span of a document names."""


def as_document(gold: GoldDocument) -> Document:
    """The gold document as reading would give it."""
    return Document(
        id=gold.doc_id,
        text=gold.text,
        input=gold.doc_id,
        title=gold.headline,
        outlet=gold.outlet,
        published=Published(gold.published, "given" if gold.published else "unknown"),
        language="en",
    )


def gold_mentions(gold: GoldDocument, naming: Naming | None = None) -> tuple[Mention, ...]:
    """A mention for each event of `gold`, in order; parties bear the name that `naming` gives, by default the words of their span.

    Where a sentence tells several events of one type by one trigger, the later triggers are a character longer, so that ids differ.
    Raises ValueError where the document's text lacks an event's sentence.
    """
    document = as_document(gold)
    taken: set[str] = set()
    found = []
    for event in gold.events:
        mention = next(one for one in _tries(document, event, naming or _as_written) if one.id not in taken)
        taken.add(mention.id)
        found.append(mention)
    return tuple(found)


def interval(day: str) -> tuple[str, str]:
    """First and last ISO day of an ISO day, month or year."""
    year, *rest = day.split("-")
    if len(rest) == 2:
        return day, day
    if rest:
        return f"{day}-01", f"{day}-{monthrange(int(year), int(rest[0]))[1]:02}"
    return f"{year}-01-01", f"{year}-12-31"


def _as_written(span: Span, party: GoldParty) -> str:
    return span.text


def _tries(document: Document, event: GoldEvent, naming: Naming) -> Iterator[Mention]:
    start = document.text.index(event.sentence)
    sentence = document.span(start, start + len(event.sentence))
    trigger = _place(document, sentence, event.trigger)

    def participants(side: tuple[GoldParty, ...]) -> tuple[Participant, ...]:
        spans = [(_place(document, sentence, party.text), party) for party in side]
        return tuple(
            Participant(
                span=span,
                name=naming(span, party),
                country=party.country,
                sector=party.sector,
                sectors=(party.sector,) * bool(party.sector),
            )
            for span, party in spans
        )

    where, source = event.location, event.attributed_to
    place = _place(document, sentence, where.text) if where and where.text else None
    for end in range(trigger.end, len(document.text) + 1):
        yield Mention(
            sentence=sentence,
            trigger=document.span(trigger.start, end),
            event_type=event.event_type,
            mode=event.mode,
            status=event.status or "actual",
            actors=participants(event.actors),
            recipients=participants(event.recipients),
            date=When(start=interval(event.date)[0], end=interval(event.date)[1]) if event.date else None,
            location=Where(span=place, name=place.text, country=where.country) if where and place else None,
            attribution=Attribution(span=_place(document, sentence, source), name=source) if source else None,
            confidence=1.0,
        )


def _place(document: Document, sentence: Span, words: str) -> Span:
    """Where `words` stand: in the sentence, else before it, else anywhere; the sentence itself where nowhere."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)") if words else None
    for first, last in ((sentence.start, sentence.end), (0, sentence.end), (0, len(document.text))):
        found = pattern.search(document.text, first, last) if pattern else None
        if found:
            return document.span(*found.span())
    return sentence
