"""A snapshot with the look-ups that every section needs: documents by number, mentions by event, passages by anchor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.briefing import dates, reviews
from detente.briefing.blocks import Cite, Line, Passage
from detente.briefing.evidence import Places, key, places, spans_of
from detente.briefing.options import BriefOptions
from detente.briefing.text import listed, one_line, shorten
from detente.briefing.wording import Words, code_of, signed, sources, when, words
from detente.records import Document, Entity, Event, Mention, Snapshot, Span, Tracking
from detente.tracking import known_on, track
from detente.tracking.asof import undated
from detente.tracking.text import last_day
from detente.tracking.view import view

if TYPE_CHECKING:
    from detente.codebook import Codebook

UNNAMED = "a party not named"
NAME, TITLE, REASON = 160, 240, 400  # characters shown of a party's name, a title, a stated reason
BEFORE, AFTER = 600, 900  # characters shown of a sentence around its trigger
MOST_CITES = 3  # places that one value names
HAPPENED = ("actual", "historical")  # statuses of what is told as done


@dataclass(frozen=True, slots=True)
class Dossier:
    """The record in the form that sections read. `events` had happened or were announced by the day, where a caller set one."""

    snapshot: Snapshot  # as it was known by `options.known`
    options: BriefOptions
    words: Words
    documents: Mapping[str, Document]
    numbers: Mapping[str, int]
    mentions: Mapping[str, Mention]
    entities: Mapping[str, Entity]
    events: tuple[Event, ...]  # by date, undated last
    by_id: Mapping[str, Event]  # of `events`
    day: str | None  # the day the brief is of
    days: Mapping[str, str | None]  # publication date by document
    tracking: Tracking
    places: Places
    reviewed: Mapping[str, tuple[str, ...]]  # notes of analysts by mention
    unknown: int  # documents that a replay leaves out for want of a date

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
            chosen.setdefault(self.places.anchors[key(mention.sentence)], mention)
        spread: list[Mention] = []
        later: list[Mention] = []
        seen: set[str] = set()
        for mention in chosen.values():
            (later if mention.document in seen else spread).append(mention)
            seen.add(mention.document)
        most = self.options.passages
        return tuple(self.passage(mention) for mention in (spread + later)[:most]), max(0, len(chosen) - most)

    def mentions_of(self, events: Iterable[str]) -> list[Mention]:
        """The mentions of events by their ids, those left out that had not happened by the day."""
        return [mention for each in events if each in self.by_id for mention in self.of(self.by_id[each])]

    def cites(self, spans: Iterable[Span]) -> tuple[Cite, ...]:
        """Where `spans` stand among the sources, each passage once; spans of documents that the record lacks are left out."""
        known = (span for span in spans if key(span) in self.places.stretches)
        found = (Cite(self.numbers[span.document], self.places.anchors[self.places.stretches[key(span)]]) for span in known)
        return tuple(dict.fromkeys(found))[:MOST_CITES]

    def quotes(self, spans: Iterable[Span], most: int) -> tuple[tuple[Passage, ...], int]:
        """The sentences around `spans` as evidence, each once and at most so many, and how many are left out."""
        chosen: dict[str, Span] = {}
        for span in spans:
            if key(span) in self.places.stretches:
                chosen.setdefault(self.places.anchors[self.places.stretches[key(span)]], span)
        return tuple(self._quote(span) for span in list(chosen.values())[:most]), max(0, len(chosen) - most)

    def _quote(self, span: Span) -> Passage:
        document = self.documents[span.document]
        _, start, end = self.places.stretches[key(span)]
        mark = (end, end) if (start, end) == (span.start, span.end) else (span.start, span.end)
        return self._passage(document.span(start, end), mark, "")

    def passage(self, mention: Mention) -> Passage:
        """One sentence as evidence, its trigger apart."""
        trigger = mention.trigger
        return self._passage(mention.sentence, (trigger.start, trigger.end), self.words.source_of(mention.attribution))

    def _passage(self, sentence: Span, mark: tuple[int, int], said: str) -> Passage:
        document = self.documents[sentence.document]
        at, to = mark[0] - sentence.start, mark[1] - sentence.start
        inside = at >= 0 and to <= len(sentence.text)
        return Passage(
            number=self.numbers[document.id],
            anchor=self.places.anchors[key(sentence)],
            title=self.title(document),
            outlet=shorten(document.outlet or "", NAME),
            date=self.published(document),
            before=_tail(sentence.text[:at], BEFORE) if inside else "",
            trigger=_head(sentence.text[at:to], AFTER) if inside else "",
            after=_head(sentence.text[to:] if inside else sentence.text, AFTER),
            said=said,
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
        return (*notes, *dict.fromkeys(note for mention in mentions for note in self.reviewed.get(mention.id, ())))


def unique(spans: Iterable[Span | None]) -> list[str]:
    """The texts of `spans`, each once, in order, on one line."""
    return list(dict.fromkeys(one_line(span.text) for span in spans if span is not None))


def dossier(snapshot: Snapshot, codebook: Codebook, options: BriefOptions) -> Dossier:
    """Look-ups over `snapshot`. Documents are numbered by publication date (undated last), then input and part.

    Mentions of documents that the snapshot lacks are left out: their evidence can't be shown.
    """
    unknown = len(undated(snapshot)) if options.known else 0
    snapshot = known_on(snapshot, options.known) if options.known else snapshot
    documents = sorted(snapshot.documents, key=lambda d: (d.published.value is None, d.published.value or "", d.input, d.part, d.id))
    numbers = {document.id: number for number, document in enumerate(documents, 1)}
    by_key = {document.id: document for document in documents}
    mentions = {mention.id: mention for mention in snapshot.mentions if mention.document in numbers}
    day = options.day or _last_day(snapshot)
    tracking = track(snapshot, day, codebook=codebook)
    events = view(snapshot, codebook, day)
    shown = (event for event in snapshot.events if options.day is None or events.counts(event))
    ordered = tuple(sorted(shown, key=lambda e: (e.start is None, e.start or "", e.end or "", -e.corroboration, e.id)))
    names = words(codebook)
    return Dossier(
        snapshot=snapshot,
        options=options,
        words=names,
        documents=by_key,
        numbers=numbers,
        mentions=mentions,
        entities={entity.id: entity for entity in snapshot.entities},
        events=ordered,
        by_id={event.id: event for event in ordered},
        day=day,
        days={document.id: document.published.value for document in documents},
        tracking=tracking,
        places=places((mention.sentence for mention in mentions.values()), spans_of(tracking), by_key, numbers),
        reviewed=reviews.marks(snapshot, names),
        unknown=unknown,
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
    """The last day on which something dated was done, lone far dates left out, or on which a report came out."""
    found = done_in(snapshot.events)
    published = (last_day(document.published.anchor) for document in snapshot.documents)
    return max(filter(None, (found.last.isoformat() if found else None, *published)), default=None)
