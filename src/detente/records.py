"""The nouns of détente as frozen dataclasses (DESIGN.md, Words).

Days are ISO 8601 strings ("2023-08-08"), kept as text because news gives months and years too ("2023-08", "2023").
Offsets count characters of a document's text, end exclusive. Tuples, never lists, so that every record can be hashed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

STATUSES = ("actual", "future", "hypothetical", "negated", "historical")


def stable_id(*parts: object) -> str:
    """Sixteen hex digits that depend on `parts` alone: the same input gives the same id in every process."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "backslashreplace")).hexdigest()[:16]  # file names may hold half surrogates


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Evidence: the characters `start` to `end` of the text of `document`, which read `text`."""

    document: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"span {self.start}-{self.end} of {self.document} can't hold {self.text!r}: its length differs or is 0")


@dataclass(frozen=True, slots=True)
class Published:
    """When a document came out: ISO day, month or year (None: unknown), how that is known, and whether the content contradicts it.

    A doubtful date is kept and shown, but anchors no relative expression; `inferred` is then what the content suggests, or None.
    """

    value: str | None = None
    how: str = "unknown"  # metadata | byline | url | file | given | inferred | unknown
    doubtful: bool = False
    reason: str | None = None  # why it is doubtful, or what it was inferred from, in words

    @property
    def anchor(self) -> str | None:
        """The date that relative expressions may lean on: none where it is doubtful."""
        return None if self.doubtful else self.value


@dataclass(frozen=True, slots=True)
class Segment:
    """`length` characters from `start` of the document's text stand at `input_start` to `input_end` of the decoded input."""

    start: int
    length: int
    input_start: int
    input_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article. `input` names the file, feed, archive or URL it stood in; `part` counts the articles of that input from 0."""

    id: str
    text: str
    input: str
    part: int = 0
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: Published = Published()
    language: str | None = None
    segments: tuple[Segment, ...] = ()
    faq: tuple[tuple[int, int], ...] = ()  # character ranges of question-and-answer blocks

    def span(self, start: int, end: int) -> Span:
        """The evidence at `start` to `end`. Raises ValueError where that is empty or outside the text."""
        return Span(self.id, start, end, self.text[start:end])

    def holds(self, span: Span) -> bool:
        """Whether `span` is of this document and shows the characters that stand there."""
        return span.document == self.id and self.text[span.start : span.end] == span.text


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something turned away: what, by which stage (read, parse, code, consolidate), why, and where (document or input)."""

    item: str
    stage: str
    reason: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An actor or recipient: the span that names it, its full name, PLOVER country ("" unknown), primary sector and all sectors."""

    span: Span
    name: str
    country: str = ""
    sector: str = ""
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """An interval of days, both ends inclusive ISO days, and the expression it was read from (None: the document's date)."""

    start: str
    end: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place: its span, GeoNames name and id, country (ISO alpha-3), WGS84 degrees (None where the gazetteer has no point)."""

    span: Span
    name: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geonameid: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who the text names as source of a statement, how firmly, and whether it stands in quotation marks."""

    span: Span
    name: str
    firmness: str = "stated"  # confirmed | stated | reported | alleged | denied
    quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One event as one sentence of one document reports it (PLOVER manual, chapter Event Categories)."""

    sentence: Span
    trigger: Span
    event_type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    status: str = "actual"
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    date: When | None = None
    location: Where | None = None
    attribution: Attribution | None = None
    reason: Span | None = None
    hedge: Span | None = None  # the word that hedges the statement: "reportedly", "said to have"
    intensity: float = 0.0
    confidence: float = 0.0

    @property
    def document(self) -> str:
        """Id of the document the mention stands in."""
        return self.sentence.document

    @property
    def id(self) -> str:
        """Depends on evidence, type and mode alone, so that coding again gives the same id."""
        return stable_id(self.document, self.trigger.start, self.trigger.end, self.event_type, self.mode)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A party of the record: one name for its spellings, country, sectors, and the mentions that name it (actor or recipient)."""

    id: str
    name: str
    country: str = ""
    sectors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


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
    """One build: which version, codebook, coder and options made what, when, and how far it came."""

    id: str
    version: str
    codebook: str  # version and digest of the codebook that was used
    coder: str
    options: str  # JSON object
    started: str  # ISO instant, UTC
    finished: str | None = None
    documents: int = 0
    mentions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A whole record at one moment: what the brief and the exports are made of. `groups` maps document id to rewrite group."""

    documents: tuple[Document, ...] = ()
    groups: dict[str, str] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    runs: tuple[Run, ...] = ()
