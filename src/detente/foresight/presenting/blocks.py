"""What a report is made of, free of markup: sections of paragraphs, lists, tables and one picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs."""

    kind: ClassVar[str] = "text"
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A point with what stands under it."""

    text: str
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """Points under a heading; `more` counts those left out."""

    kind: ClassVar[str] = "points"
    heading: str
    items: tuple[Item, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under column names; `more` counts rows left out."""

    kind: ClassVar[str] = "grid"
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG and what it shows in words."""

    kind: ClassVar[str] = "picture"
    title: str
    svg: str
    description: str


Block: TypeAlias = Text | Points | Grid | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report."""

    id: str
    title: str
    lede: str
    blocks: tuple[Block, ...]
