"""What a table of an export is: columns that say what they mean, and what fills them. Files, schemas and dictionaries follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from detente.records import Snapshot, Tracking

Kind = Literal["text", "day", "integer", "number", "flag", "list"]
"""A day is a whole ISO day, as text; a list is one of texts; any value but a list may be None: the text or the record doesn't say."""

Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """What an export is made of: a record, its views, and the name of each party by id."""

    snapshot: Snapshot
    tracking: Tracking
    names: Mapping[str, str]


Getter = Callable[[Any, Material], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the kind of its values, what it means in one line, and how a value is had of a row's item."""

    name: str
    kind: Kind
    meaning: str
    value: Getter


@dataclass(frozen=True, slots=True)
class Table:
    """One table: name, what a row is, columns in order, what its rows are made of, the columns that tell rows apart, and references.

    A reference is (column, table): the column holds an id of that table.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    items: Callable[[Material], Iterable[Any]]
    key: tuple[str, ...] = ()
    references: tuple[tuple[str, str], ...] = ()

    def rows(self, material: Material) -> Iterator[Values]:
        """The rows, each with its values in the order of the columns."""
        for item in self.items(material):
            yield tuple(column.value(item, material) for column in self.columns)


@dataclass(frozen=True, slots=True)
class Part:
    """One of several things that a row of another table has: the owner (mostly its id), which one it is (from 0), the thing, its field."""

    owner: Any
    position: int
    item: Any
    field: str = ""


def material(snapshot: Snapshot, tracking: Tracking) -> Material:
    """A record and its views, ready to be exported."""
    return Material(snapshot, tracking, {entity.id: entity.name for entity in snapshot.entities})


def rows_of(view: str) -> Callable[[Material], Iterable[Any]]:
    """The rows of a view, for a table that has one for each."""
    return lambda among: getattr(among.tracking, view)


def text(name: str, meaning: str, source: str | Getter = "") -> Column:
    """A column of texts. `source` is a path of attributes ("location.name"), the name itself where empty, or a function."""
    return Column(name, "text", meaning, _getter(source or name))


def day(name: str, meaning: str, source: str | Getter = "") -> Column:
    """A column of whole ISO days."""
    return Column(name, "day", meaning, _getter(source or name))


def integer(name: str, meaning: str, source: str | Getter = "") -> Column:
    """A column of whole numbers."""
    return Column(name, "integer", meaning, _getter(source or name))


def flag(name: str, meaning: str, source: str | Getter = "") -> Column:
    """A column of true and false."""
    return Column(name, "flag", meaning, _getter(source or name))


def number(name: str, meaning: str, source: str | Getter = "") -> Column:
    """A column of numbers, always as floats."""
    get = _getter(source or name)

    def value(item: Any, among: Material) -> float | None:
        found = get(item, among)
        return None if found is None else float(found)

    return Column(name, "number", meaning, value)


def several(name: str, meaning: str, source: str | Getter = "") -> Column:
    """A column of lists of texts."""
    get = _getter(source or name)
    return Column(name, "list", meaning, lambda item, among: list(get(item, among)))


def place(source: str) -> tuple[Column, ...]:
    """The columns of a place found at the path `source`."""
    return (
        text("location_text", "The place as the text has it.", f"{source}.span.text"),
        text("location_name", "The place's name in GeoNames.", f"{source}.name"),
        text("location_country", "The place's country, ISO 3166-1 alpha-3.", f"{source}.country"),
        number("latitude", "WGS84 degrees north.", f"{source}.latitude"),
        number("longitude", "WGS84 degrees east.", f"{source}.longitude"),
        integer("geonameid", "The place's id in GeoNames.", f"{source}.geonameid"),
    )


def days(name: str, meaning: str, source: str = "") -> tuple[Column, Column]:
    """First and last day, both inclusive, of an interval found at the path `source` (`name` where empty)."""
    path = source or name
    return day(f"{name}_start", f"{meaning}: first day.", f"{path}.start"), day(f"{name}_end", f"{meaning}: last day.", f"{path}.end")


def parties(name: str, singular: str, meaning: str, source: str = "") -> tuple[Column, Column]:
    """Parties by id, and their names in the same order."""
    get = _getter(source or name)

    def named(item: Any, among: Material) -> list[str]:
        return [among.names.get(key, key) for key in get(item, among)]

    return several(name, f"{meaning}: ids of entities.", get), several(f"{singular}_names", f"{meaning}: their names.", named)


def _getter(source: str | Getter) -> Getter:
    """A path of attributes as a function that stops at the first None."""
    if not isinstance(source, str):
        return source
    path = tuple(source.split("."))

    def value(item: Any, among: Material) -> Any:
        for step in path:
            item = getattr(item, step)
            if item is None:
                return None
        return item

    return value
