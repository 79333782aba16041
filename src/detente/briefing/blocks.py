"""What a brief is made of, free of any markup: sections of blocks, blocks of lines and rows, each with the passages it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence as evidence. `before`, `trigger` and `after` make the sentence; `anchor` is its place among the sources."""

    number: int  # of the document in the list of sources, from 1
    anchor: str
    title: str
    outlet: str
    date: str
    before: str
    trigger: str
    after: str
    said: str = ""  # to whom the text attributes it, and how firmly
    fields: tuple[tuple[str, str], ...] = ()  # what this sentence says of date, place, status: where reports differ

    @property
    def sentence(self) -> str:
        """The sentence as one string."""
        return self.before + self.trigger + self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One event in words."""

    actors: str
    recipients: str
    what: str
    code: str
    tone: str  # cooperation | conflict | open (announced, only possible, or not done)
    intensity: str  # in brackets where the tone is open
    when: str
    status: str
    place: str
    sources: str
    notes: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    more: int = 0  # passages left out

    @property
    def sentence(self) -> str:
        """The line without its evidence, as one string."""
        parties = f"{self.actors} → {self.recipients}" if self.recipients else self.actors
        place = f" ({self.place})" if self.place else ""
        return f"{parties}: {self.what}, {self.when}{place}, {self.status}, {self.sources}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Events under a heading; `more` counts those left out."""

    kind: ClassVar[str] = "lines"
    heading: str = ""
    lines: tuple[Line, ...] = ()
    more: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lists of events that share their parties or a source, such as talks held and talks refused between the same two."""

    kind: ClassVar[str] = "group"
    heading: str
    note: str = ""
    lists: tuple[Lines, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A table row with its evidence; `bar` is a share from 0 to 1 drawn beside the last cell."""

    cells: tuple[str, ...]
    passages: tuple[Passage, ...] = ()
    more: int = 0
    bar: float | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under column names; `numeric` counts the columns from the right that hold numbers."""

    kind: ClassVar[str] = "table"
    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    numeric: int = 0
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture as SVG in a wide and a narrow cut, what it shows in words, and its figures as a table."""

    kind: ClassVar[str] = "figure"
    id: str
    title: str
    description: str
    wide: str
    narrow: str
    table: Table | None = None
    key: tuple[str, ...] = ()  # names of the numbers in the narrow cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A few large numbers, each with its label."""

    kind: ClassVar[str] = "facts"
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A statement about the record with the documents (by number) that it is about."""

    text: str
    documents: tuple[int, ...] = ()
    more: int = 0
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """Statements under a heading; folded where the list is long."""

    kind: ClassVar[str] = "notes"
    heading: str = ""
    notes: tuple[Note, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One matter on which reports differ: what they differ in, and each report's own words side by side."""

    kind: ClassVar[str] = "comparison"
    heading: str
    differs: tuple[str, ...]
    passages: tuple[Passage, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a document's text: plain, a cited passage (with its anchor), or a gap that says how much is left out."""

    text: str
    anchor: str = ""
    gap: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One document as the brief lists it."""

    kind: ClassVar[str] = "source"
    number: int
    title: str
    outlet: str
    url: str
    link: str  # the url where it may be a link, else ""
    published: str
    known: str  # how the date is known
    doubt: str  # why it is doubtful, or ""
    language: str
    input: str
    group: str  # rewrite group in words, or ""
    events: int
    open: bool  # whether the text is unfolded at first
    pieces: tuple[Piece, ...]


Block = Lines | Group | Table | Figure | Facts | Notes | Comparison | Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the brief."""

    id: str
    title: str
    lede: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The whole brief."""

    title: str
    subtitle: str
    day: str
    sections: tuple[Section, ...]
    footer: str
