"""A snapshot with the look-ups that every section needs: documents by number, mentions by event, passages by anchor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.briefing import dates
from detente.briefing.blocks import Line, Passage
from detente.briefing.options import BriefOptions
from detente.briefing.text import listed, one_line, shorten
from detente.briefing.wording import Words, code_of, signed, sources, when, words
from detente.records import Document, Entity, Event, Mention, Snapshot, Span

if TYPE_CHECKING:
    from detente.codebook import Codebook

UNNAMED = "a party not named"
NAME, TITLE, REASON = 160, 240, 400  # characters shown of a party's name, a title, a stated reason
BEFORE, AFTER = 600, 900  # characters shown of a sentence around its trigger
HAPPENED = ("actual", "historical")  # statuses of what is told as done


@dataclass(frozen=True, slots=True)
class Dossier:
    """The record in the form that sections read; `marks` holds each document's cited ranges, in order and apart from each other."""

    snapshot: Snapshot
    options: BriefOptions
    words: Words
    documents: Mapping[str, Document]
    numbers: Mapping[str, int]
    mentions: Mapping[str, Mention]
    entities: Mapping[str, Entity]
    events: tuple[Event, ...]  # by date, undated last
    day: str | None  # the day the brief is of
    days: Mapping[str, str | None]  # publication date by document
    marks: Mapping[str, tuple[tuple[int, int], ...]]
    anchors: Mapping[tuple[str, int, int], str]  # sentence (document, start, end) -> anchor

    def of(self, event: Event) -> tuple[Mention, ...]:
        """The mentions of an event, the surest first."""
        found = [self.mentions[key] for key in event.mentions if key in self.mentions]
        return tuple(sorted(found, key=lambda m: (-m.confidence, self.numbers[m.document], m.trigger.start)))

    def name(self, entity: str) -> str:
        """The name of a party by its id; the id itself where the record lost the party."""
        known = self.entities.get(entity)
        return shorten(known.name, NAME) if known else entity

    def side(self, entity: str) -> str:
        """The side that a party stands on: its state, where it has one, else the party itself."""
        known = self.entities.get(entity)
        return (self.words.state(known.country) if known else "") or self.name(entity)

    def parties(self, ids: Iterable[str]) -> str:
        """Names of parties as a list, or "" of none."""
        return listed([self.name(key) for key in ids], 4)

    def title(self, document: Document) -> str:
        """The document's title, else its first words, else its input."""
        return shorten(document.title or "", TITLE) or shorten(document.text[:400], 80) or document.input

    def passages(self, mentions: Iterable[Mention]) -> tuple[tuple[Passage, ...], int]:
        """The sentences of `mentions` as evidence, each once, one document after another, and how many are left out."""
        chosen: dict[str, Mention] = {}
        for mention in mentions:
            chosen.setdefault(self.anchors[_key(mention.sentence)], mention)
        spread: list[Mention] = []
        later: list[Mention] = []
        seen: set[str] = set()
        for mention in chosen.values():
            (later if mention.document in seen else spread).append(mention)
            seen.add(mention.document)
        most = self.options.passages
        return tuple(self.passage(mention) for mention in (spread + later)[:most]), max(0, len(chosen) - most)

    def passage(self, mention: Mention, fields: tuple[tuple[str, str], ...] = ()) -> Passage:
        """One sentence as evidence, its trigger apart."""
        document = self.documents[mention.document]
        sentence, trigger = mention.sentence, mention.trigger
        at, to = trigger.start - sentence.start, trigger.end - sentence.start
        inside = at >= 0 and to <= len(sentence.text)
        return Passage(
            number=self.numbers[document.id],
            anchor=self.anchors[_key(sentence)],
            title=self.title(document),
            outlet=shorten(document.outlet or "", NAME),
            date=self.published(document),
            before=_tail(sentence.text[:at], BEFORE) if inside else "",
            trigger=_head(sentence.text[at:to], AFTER) if inside else "",
            after=_head(sentence.text[to:] if inside else sentence.text, AFTER),
            said=self.words.source_of(mention.attribution),
            fields=fields,
        )

    def published(self, document: Document) -> str:
        """The publication date in words, with a word where it is doubtful or unknown."""
        if document.published.value is None:
            return "undated"
        return dates.in_words(document.published.value) + (" (doubtful)" if document.published.doubtful else "")

    def line(self, event: Event, mentions: tuple[Mention, ...] | None = None) -> Line:
        """An event in words with its evidence, or with the evidence of some of its mentions."""
        shown = self.of(event) if mentions is None else mentions
        passages, more = self.passages(shown)
        return Line(
            actors=_capital(self.parties(event.actors) or UNNAMED),
            recipients=self.parties(event.recipients),
            what=self.words.what(event.event_type, event.mode),
            code=code_of(event.event_type, event.mode),
            tone=self.words.tone(event.event_type) if event.status in HAPPENED else "open",
            intensity=signed(event.intensity) if event.status in HAPPENED else f"({signed(event.intensity)})",
            when=when(event, self.days, self.of(event)),
            status=self.words.name("statuses", event.status),
            place=shorten(event.location.name, NAME) if event.location else "",
            sources=sources(event.corroboration),
            notes=self._notes(event, shown),
            passages=passages,
            more=more,
        )

    def _notes(self, event: Event, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
        reasons = unique(mention.reason for mention in mentions)
        hedges = unique(mention.hedge for mention in mentions)
        doubtful = bool(mentions) and all(self.documents[mention.document].published.doubtful for mention in mentions)
        notes = [f"Stated reason: “{shorten(reason, REASON)}”" for reason in reasons[:3]]
        if hedges:
            notes.append("Hedged: " + listed([f"“{shorten(hedge, NAME)}”" for hedge in hedges[:3]]))
        if doubtful and event.start:
            notes.append("Only documents of doubtful date report it")
        return tuple(notes)


def unique(spans: Iterable[Span | None]) -> list[str]:
    """The texts of `spans`, each once, in order, on one line."""
    return list(dict.fromkeys(one_line(span.text) for span in spans if span is not None))


def dossier(snapshot: Snapshot, codebook: Codebook, options: BriefOptions) -> Dossier:
    """Look-ups over `snapshot`. Documents are numbered by publication date (undated last), then input and part.

    Mentions of documents that the snapshot lacks are left out: their evidence can't be shown.
    """
    documents = sorted(snapshot.documents, key=lambda d: (d.published.value is None, d.published.value or "", d.input, d.part, d.id))
    numbers = {document.id: number for number, document in enumerate(documents, 1)}
    mentions = {mention.id: mention for mention in snapshot.mentions if mention.document in numbers}
    marks, anchors = _marks(mentions.values(), numbers)
    return Dossier(
        snapshot=snapshot,
        options=options,
        words=words(codebook),
        documents={document.id: document for document in documents},
        numbers=numbers,
        mentions=mentions,
        entities={entity.id: entity for entity in snapshot.entities},
        events=tuple(sorted(snapshot.events, key=lambda e: (e.start is None, e.start or "", e.end or "", -e.corroboration, e.id))),
        day=options.day or _last_day(snapshot),
        days={document.id: document.published.value for document in documents},
        marks=marks,
        anchors=anchors,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _head(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + "…"


def _tail(text: str, most: int) -> str:
    return text if len(text) <= most else "…" + text[-most:]


def done_in(events: Iterable[Event]) -> dates.Window | None:
    """The days on which what is told as done and dated was done, lone far dates left out; None where nothing is."""
    told = (event for event in events if event.status == "actual" and not dates.loose(event.start, event.end))
    return dates.window([day for event in told if (day := dates.parse(event.start))])


def _last_day(snapshot: Snapshot) -> str | None:
    """The last day on which something dated was done, else that of the last report."""
    found = done_in(snapshot.events)
    published = [document.published.anchor or "" for document in snapshot.documents]
    return found.last.isoformat() if found else max(published, default="") or None


def _key(sentence: Span) -> tuple[str, int, int]:
    return sentence.document, sentence.start, sentence.end


def _marks(
    mentions: Iterable[Mention], numbers: Mapping[str, int]
) -> tuple[dict[str, tuple[tuple[int, int], ...]], dict[tuple[str, int, int], str]]:
    """Cited ranges of each document, overlapping sentences as one, and the anchor of each sentence."""
    marks: dict[str, list[tuple[int, int]]] = {}
    anchors: dict[tuple[str, int, int], str] = {}
    for document, start, end in sorted({_key(mention.sentence) for mention in mentions}):
        ranges = marks.setdefault(document, [])
        if ranges and start < ranges[-1][1]:
            first, last = ranges[-1]
            ranges[-1] = (first, max(end, last))
        else:
            first = start
            ranges.append((start, end))
        anchors[document, start, end] = mark_anchor(numbers[document], first)
    return {document: tuple(ranges) for document, ranges in marks.items()}, anchors


def mark_anchor(number: int, start: int) -> str:
    """The id of the passage that begins at `start` of document `number`."""
    return f"d{number}-{start}"
