"""What one sentence reports: a mention, its parties, date, place and source."""

from __future__ import annotations

from dataclasses import dataclass

from detente.records.evidence import Span, stable_id

STATUSES = ("actual", "future", "hypothetical", "negated", "historical")


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
