"""A record in the form that the parts of tracking read: events in time order, and the look-ups around them.

Two times are kept apart: when a thing happened (`day_of`) and when it was published (`published`). A thing whose day nobody tells
happened at the latest on the day its first report came out; a thing to come is announced on that day, and happens later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from detente.codebook import Codebook
from detente.records import Document, Entity, Event, Mention, Snapshot, Span, When
from detente.tracking.called import Called
from detente.tracking.sides import Side, Sides, sides_of
from detente.tracking.text import around, last_day

HAPPENED = ("actual", "historical")  # statuses of what is told as done
TO_COME = ("future", "hypothetical")
_NEVER = "9999"  # sorts behind every day


@dataclass(frozen=True, slots=True)
class View:
    """A snapshot seen as of `day` (ISO; None: its last). `events` are in time order, those that nobody can date last."""

    snapshot: Snapshot
    codebook: Codebook
    day: str | None
    events: tuple[Event, ...]
    mentions: Mapping[str, Mention]
    entities: Mapping[str, Entity]
    documents: Mapping[str, Document]
    sides: Sides
    called: Called
    reports: Mapping[str, tuple[Mention, ...]]  # by event

    def of(self, event: Event) -> tuple[Mention, ...]:
        """The mentions of an event, by publication (undated last), document and place in the text."""
        return self.reports[event.id]

    def put_in_order(self, event: Event) -> tuple[Mention, ...]:
        """What `of` gives, looked up anew."""
        found = (self.mentions[key] for key in event.mentions if key in self.mentions)
        return tuple(sorted(found, key=lambda m: (self.published(m) or _NEVER, m.document, m.trigger.start, m.id)))

    def published(self, mention: Mention) -> str | None:
        """The ISO day by which the mention's document had come out; None where that is unknown or doubtful."""
        document = self.documents.get(mention.document)
        return last_day(document.published.anchor) if document else None

    def out(self, document: Document) -> bool:
        """Whether a document had come out by the day asked for; one that nobody can date counts on every day."""
        return self.day is None or (last_day(document.published.anchor) or "") <= self.day

    def first_published(self, event: Event) -> str | None:
        """The ISO day by which the event had first been reported; None where no report is dated."""
        return min((day for mention in self.of(event) if (day := self.published(mention))), default=None)

    def day_of(self, event: Event) -> str | None:
        """The ISO day on which the event happened, or at the latest; of what is to come, the day it was announced."""
        told = self.first_published(event)
        if event.status in TO_COME:
            return min(filter(None, (told, event.start)), default=None)
        return event.start or told

    def counts(self, event: Event) -> bool:
        """Whether the event had happened (or was announced) by the day asked for. What nobody can date counts on every day."""
        return self.day is None or (self.day_of(event) or "") <= self.day

    def when(self, event: Event) -> When | None:
        """The days the event happened on, as told, with the words that tell them; of what is to come, the day of the report."""
        if event.status in TO_COME:
            day = self.day_of(event)
            return When(start=day, end=day) if day else None
        return self.told(event)

    def told(self, event: Event) -> When | None:
        """The days that the reports give, past or to come; None where they give none."""
        if event.start is None:
            return None
        end = event.end or event.start
        dates = [
            mention.date for mention in self.of(event) if mention.date and (mention.date.start, mention.date.end) == (event.start, end)
        ]
        return min(dates, key=lambda date: date.span is None, default=When(start=event.start, end=end))

    def order(self, event: Event) -> tuple[str, str, int, str]:
        """The key by which events are put in order: day, then document and place of the first report."""
        mentions = self.of(event)
        first = (mentions[0].document, mentions[0].trigger.start) if mentions else ("", 0)
        return (self.day_of(event) or _NEVER, *first, event.id)

    def sources(self, events: Iterable[Event]) -> frozenset[str]:
        """The independent sources of `events`: rewrite groups, where a document outside any stands for itself."""
        groups = self.snapshot.groups
        return frozenset(groups.get(mention.document, mention.document) for event in events for mention in self.of(event))

    def documents_of(self, event: Event) -> tuple[Document, ...]:
        """The documents that report the event, each once, in the order of publication."""
        ids = dict.fromkeys(mention.document for mention in self.of(event))
        return tuple(self.documents[key] for key in ids if key in self.documents)

    def evidence(self, event: Event) -> tuple[Span, ...]:
        """The sentences that report the event, each once."""
        return tuple(dict.fromkeys(mention.sentence for mention in self.of(event)))

    def around(self, mention: Mention, before: int = 1, after: int = 1) -> Span:
        """The mention's sentence with so many sentences before and after it in its paragraph."""
        document = self.documents.get(mention.document)
        return around(document, mention.sentence, before, after) if document else mention.sentence

    def name(self, entity: str) -> str:
        """The name of a party by its id; the id itself where the record lost it."""
        known = self.entities.get(entity)
        return known.name if known else entity

    def side(self, entity: str) -> Side:
        """Whom the party acts for: its state's rulers, its organisation, or itself alone."""
        return self.sides.of(entity)

    def sides_of(self, entities: Iterable[str]) -> frozenset[Side]:
        """Whom the parties act for."""
        return frozenset(map(self.side, entities))


def view(snapshot: Snapshot, codebook: Codebook, day: str | None = None) -> View:
    """A view over `snapshot` as of `day`."""
    unordered = View(
        snapshot=snapshot,
        codebook=codebook,
        day=day,
        events=snapshot.events,
        mentions={mention.id: mention for mention in snapshot.mentions},
        entities={entity.id: entity for entity in snapshot.entities},
        documents={document.id: document for document in snapshot.documents},
        sides=sides_of(snapshot, codebook),
        called=Called(codebook),
        reports={},
    )
    told = replace(unordered, reports={event.id: unordered.put_in_order(event) for event in snapshot.events})
    return replace(told, events=tuple(sorted(snapshot.events, key=told.order)))
