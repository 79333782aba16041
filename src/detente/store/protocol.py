"""What a store is to the rest of the house: one small protocol, no word of any engine in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from detente.records import Correction, Document, Entity, Event, Mention, Rejected, Relation, Run, Snapshot, Statement, Unmatched
from detente.store.copying import Content
from detente.store.searching import Hit, Scope

Standing = Literal["new", "coded", "stale", "other text"]
# How coding ended: well, not tried for the document's language, or failed in this stage (parse, code).
Outcome = Literal["coded", "language", "parse", "code"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """What one document gave: kept whole, in one transaction, or not at all.

    `digest` stands for codebook, coder, options and version; a document whose digest differs from the build's is coded again.
    `sentences` are the start and end of each sentence that was parsed, for full-text search.
    """

    document: Document
    run: str
    digest: str
    outcome: Outcome = "coded"
    mentions: tuple[Mention, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    statements: tuple[Statement, ...] = ()
    relations: tuple[Relation, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a record is consolidated from, at one moment; `basis` tells of each document by which coding it stands here."""

    documents: tuple[Document, ...]
    mentions: tuple[Mention, ...]
    corrections: tuple[Correction, ...]
    basis: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What the review made of the coded mentions.

    `overruled` are the ids of coded mentions that don't hold as they were coded, `mentions` those revised or added that hold beside the
    rest; `states` (mention id to accepted, revised or added) lists what the review spoke of. `outcomes` maps the id of each correction
    that was considered to why it finds no place (None: it does).
    """

    overruled: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidated:
    """What all documents together gave: rewrite groups (document id to group), the mentions' revision, entities and events.

    `basis` is that of the material it was made of; None: of all that the record holds.
    """

    groups: Mapping[str, str]
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    revision: Revision = field(default_factory=Revision)
    basis: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A record in figures.

    `documents` counts all that are kept, `rewrites` those beyond the first of each rewrite group, `other_languages` those kept but
    not coded for their language; `failures` maps a stage to what failed there (inputs that could not be read, documents that could
    not be parsed or coded), `turned_away` counts what a working stage turned away with a reason, such as triggers that are no event.
    """

    documents: int
    rewrites: int
    other_languages: int
    mentions: int
    entities: int
    events: int
    failures: Mapping[str, int]
    turned_away: int

    def __str__(self) -> str:
        """One line for people."""
        documents, rewrites = _counted(self.documents, "document"), _counted(self.rewrites, "rewrite")
        parts = [
            f"{documents} ({rewrites}, {self.other_languages} in other languages)",
            f"{_counted(self.mentions, 'mention')}, {_counted(self.events, 'event')}, {_counted(self.entities, 'party', 'parties')}",
            *(f"{count} failed to {stage}" for stage, count in self.failures.items()),
            f"{self.turned_away} turned away with a reason",
        ]
        return "; ".join(parts)


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


class Store(Protocol):
    """A record's keeper. Every method raises StoreError where the record can't be read or refuses a write."""

    @property
    def name(self) -> str:
        """The record as messages name it, without any password."""
        ...

    def start_run(self, run: Run) -> None:
        """Enter a run that begins."""
        ...

    def finish_run(self, run: Run) -> None:
        """Write a run's end: `finished`, `documents` and `mentions`."""
        ...

    def standing(self, document: Document, digest: str) -> Standing:
        """How the record stands to a document: new, coded under this digest, coded under another, or its id bears another text."""
        ...

    def stale(self, digest: str) -> tuple[str, ...]:
        """Ids of the documents that were coded under another digest, sorted."""
        ...

    def keep(self, coded: Coded) -> Standing:
        """Write a document with all that it gave, in place of what it gave before; events that rested on that are dropped.

        Gives how the document stood until then. Where that is `coded` (another build was quicker) or `other text`, nothing is written.
        """
        ...

    def reject(self, rows: Iterable[Rejected], run: str) -> None:
        """Keep what was turned away before it was a document; a row that is there already is not added again."""
        ...

    def forgive(self, inputs: Iterable[str], rows: Iterable[Rejected]) -> None:
        """Drop the rows of stage read that speak of one of `inputs` and are not among `rows`: what failed once and now reads well."""
        ...

    def correct(self, corrections: Iterable[Correction]) -> None:
        """Add corrections to the log, in one transaction; one that is there already is not added again."""
        ...

    def corrections(self) -> tuple[Correction, ...]:
        """The review's log, in the order in which it came in."""
        ...

    def unmatched(self) -> tuple[Unmatched, ...]:
        """Corrections that found no place in the record when it was last consolidated, in the log's order."""
        ...

    def is_consolidated(self) -> bool:
        """Whether the events account for every document as it is coded now, and for every correction."""
        ...

    def material(self) -> Material:
        """What the record is consolidated from: documents, mentions as coded, corrections, all of one moment."""
        ...

    def consolidate(self, result: Consolidated) -> bool:
        """Put groups, revision, entities and events in place of those before, in one transaction, and drop earlier failures to do so.

        Nothing is written, and False given, where what the result was made of has been coded again since, or where somebody has
        consolidated more. Documents that came since count as not consolidated.
        """
        ...

    def document(self, document_id: str) -> Document | None:
        """One document, or None."""
        ...

    def documents(self) -> Iterator[Document]:
        """All documents by id."""
        ...

    def groups(self) -> dict[str, str]:
        """Rewrite group of each document."""
        ...

    def mentions(self) -> Iterator[Mention]:
        """All mentions that hold, by document and place."""
        ...

    def coded_mentions(self) -> Iterator[Mention]:
        """All mentions as the machine coded them, whatever the review says, in no order."""
        ...

    def entities(self) -> tuple[Entity, ...]:
        """All entities by id."""
        ...

    def events(self) -> tuple[Event, ...]:
        """All events by first day (undated last) and id."""
        ...

    def statements(self) -> tuple[Statement, ...]:
        """All statements by document and place."""
        ...

    def relations(self) -> tuple[Relation, ...]:
        """All relations between parties by document and place."""
        ...

    def rejected(self) -> tuple[Rejected, ...]:
        """All that was turned away, by stage, place and item."""
        ...

    def runs(self) -> tuple[Run, ...]:
        """All runs in the order in which they began."""
        ...

    def snapshot(self) -> Snapshot:
        """The whole record at one moment, whatever is written meanwhile."""
        ...

    def summary(self) -> Summary:
        """The record in figures."""
        ...

    def search(self, query: str, scope: Scope, limit: int) -> tuple[Hit, ...]:
        """Passages or events that hold the words of a query, best first; see detente.store.words for what a query may say."""
        ...

    def content(self, *, runs: bool = True) -> Content:
        """Rows of each table and the digest of all of them; without `runs`, what tells who built it when is left out."""
        ...

    def close(self) -> None:
        """Let go of the record. Closing twice is harmless."""
        ...
