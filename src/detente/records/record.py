"""What all documents together report: entities, events, runs, and a whole record at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.records.documents import Document, Rejected
from detente.records.mentions import Mention, Where
from detente.records.review import Correction, Unmatched
from detente.records.told import Relation, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A party of the record: one name for its spellings, country, sectors, and the mentions that name it (actor or recipient).

    `wikidata` is its item there ("Q1032"), "" where none is known.
    """

    id: str
    name: str
    country: str = ""
    sectors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    wikidata: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What one or more mentions report as one happening. Actors and recipients are entity ids.

    `corroboration` counts independent sources: one for each rewrite group among the mentions' documents.
    `disagreements` names the fields whose values differ among the mentions, each with the values.
    """

    id: str
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    start: str | None
    end: str | None
    location: Where | None
    mentions: tuple[str, ...]
    corroboration: int
    intensity: float
    confidence: float
    disagreements: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One build: which version, codebook, coder and options made what, when, and how far it came.

    `coded` are the documents whose coding as it stands is this run's; a later run that codes one anew takes it over.
    """

    id: str
    version: str
    codebook: str  # version and digest of the codebook that was used
    coder: str
    options: str  # JSON object
    started: str  # ISO instant, UTC
    finished: str | None = None
    documents: int = 0
    mentions: int = 0
    coded: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A whole record at one moment: what the brief and the exports are made of. `groups` maps document id to rewrite group.

    `mentions` are those that hold after the review; `corrections` is its log, `unmatched` what of it finds no place now.
    """

    documents: tuple[Document, ...] = ()
    groups: dict[str, str] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    relations: tuple[Relation, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    runs: tuple[Run, ...] = ()
    corrections: tuple[Correction, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
