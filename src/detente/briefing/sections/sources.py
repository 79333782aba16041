"""The sources: each document with how its date is known, and its text with every cited passage marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from detente.briefing import dates
from detente.briefing.blocks import Piece, Section, Source
from detente.briefing.dossier import NAME, REASON, TITLE, Dossier
from detente.briefing.evidence import mark_anchor
from detente.briefing.text import count, shorten, web_url
from detente.records import Document

OPEN = 12  # texts are unfolded in a record of at most so many documents
AROUND = 300  # characters kept on either side of a passage of a document that isn't shown in full


def sources(dossier: Dossier, cited: frozenset[str]) -> Section:
    """All documents by number. `cited` holds the anchors that the page's lines lead to: their passages are always kept."""
    full = _shown_in_full(dossier)
    events: dict[str, int] = {}
    for event in dossier.events:
        for document in {mention.document for mention in dossier.of(event)}:
            events[document] = events.get(document, 0) + 1
    groups = _group_numbers(dossier)
    listed = tuple(_source(dossier, d, (d.id in full, cited), events.get(d.id, 0), groups) for d in dossier.documents.values())
    short = len(listed) - len(full)
    lede = f"{count(len(listed), 'document')}, each with its text as read. Marked passages are those that a line of this brief rests on."
    if short:
        lede += f" {count(short, 'text is', 'texts are')} cut here to the cited passages and what stands around them; the record keeps all."
    return Section(id="sources", title="Sources", lede=lede if listed else "The record holds no documents.", blocks=listed)


def _shown_in_full(dossier: Dossier) -> frozenset[str]:
    """Documents that fit the text limits, those with events first."""
    room = dossier.options.text_characters
    full = set()
    for key, document in sorted(
        dossier.documents.items(), key=lambda item: (item[0] not in dossier.places.marks, dossier.numbers[item[0]])
    ):
        if len(document.text) <= min(room, dossier.options.document_characters):
            room -= len(document.text)
            full.add(key)
    return frozenset(full)


def _group_numbers(dossier: Dossier) -> Mapping[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for key, number in dossier.numbers.items():
        groups.setdefault(dossier.snapshot.groups.get(key, key), []).append(number)
    return groups


def _source(
    dossier: Dossier, document: Document, shown: tuple[bool, frozenset[str]], events: int, groups: Mapping[str, list[int]]
) -> Source:
    full, cited = shown
    number = dossier.numbers[document.id]
    marks = [mark for mark in dossier.places.marks.get(document.id, ()) if full or mark_anchor(number, mark[0]) in cited]
    others = [other for other in groups[dossier.snapshot.groups.get(document.id, document.id)] if other != number]
    published = document.published
    return Source(
        number=number,
        title=dossier.title(document),
        outlet=shorten(document.outlet or "", NAME),
        url=shorten(document.url or "", 2 * TITLE),
        link=web_url(document.url) or "",
        published="no date" if published.value is None else dates.in_words(published.value),
        known=dossier.words.date_known(published),
        doubt=(shorten(published.reason or "", REASON) or "the content contradicts it") if published.doubtful else "",
        language=dossier.words.name("languages", document.language or "language not known"),
        input=shorten(document.input, TITLE) + (f", part {document.part + 1}" if document.part else ""),
        group=f"tells the same story as {_numbers(others)}" if others else "",
        events=events,
        open=len(dossier.documents) <= OPEN,
        pieces=tuple(_pieces(document, marks, number, full)),
    )


def _numbers(others: list[int]) -> str:
    more = f" and {len(others) - 8} more" if len(others) > 8 else ""
    return ", ".join(f"[{other}]" for other in others[:8]) + more


def _pieces(document: Document, marks: Sequence[tuple[int, int]], number: int, full: bool) -> Iterable[Piece]:
    """The text as marked and plain stretches; where it isn't shown in full, gaps between the surroundings of the passages."""
    text = document.text
    edges = [(0, 0), *marks, (len(text), len(text))]
    for (_, before), (start, end) in pairwise(edges):
        plain = text[before:start]
        if full or len(plain) <= 2 * AROUND:
            yield Piece(text=plain)
        else:
            head = plain[:AROUND] if before else ""
            tail = plain[-AROUND:] if start < len(text) else ""
            yield Piece(text=head)
            yield Piece(text="", gap=len(plain) - len(head) - len(tail))
            yield Piece(text=tail)
        if end > start:
            yield Piece(text=text[start:end], anchor=mark_anchor(number, start))
