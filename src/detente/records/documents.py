"""What was read: documents, and what was turned away."""

from __future__ import annotations

from dataclasses import dataclass

from detente.records.evidence import Span


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
