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


@dataclass(frozen=True, slots=True)
class Cite:
    """A place among the sources: the document's number, and the anchor of the passage."""

    number: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Told:
    """A value in words or verbatim, and where it is told."""

    text: str
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of a card, such as its channel or its deadline, with one value or several."""

    label: str
    values: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of a card's life. `gap` counts the stages left out before it."""

    name: str
    when: str
    cites: tuple[Cite, ...] = ()
    gap: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A track, measure, demand or detention: who (`heading`), what (`what`), the state it is in, its fields, stages and sentences."""

    heading: str
    what: str = ""
    state: str
    tone: str  # cooperation | conflict | open
    when: Told | None = None  # the day of its one stage, where it has but one
    facts: tuple[Fact, ...] = ()
    steps: tuple[Step, ...] = ()
    passages: tuple[Passage, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """Cards under a heading; `more` counts those left out."""

    kind: ClassVar[str] = "cards"
    heading: str = ""
    note: str = ""
    cards: tuple[Card, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a contradiction: what it says, who says so since when, in which sentences."""

    says: str
    support: str
    passages: tuple[Passage, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """A contradiction: what it is about, of what kind, and its sides beside each other."""

    kind: ClassVar[str] = "sides"
    heading: str
    note: str
    sides: tuple[Side, ...]


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


Block = Lines | Cards | Group | Table | Figure | Facts | Notes | Sides | Source


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
    known: str  # "" where all of the record is told, else the day by which it had been published
    sections: tuple[Section, ...]
    footer: str
