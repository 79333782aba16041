"""The views of a record (tracks, measures, demands ...) as rows of plain text, and as JSON with names and evidence. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from detente.records import (
    Alignment,
    Bond,
    Cause,
    Contradiction,
    Demand,
    Detention,
    Measure,
    Office,
    Saying,
    Snapshot,
    Span,
    Stage,
    Stated,
    Track,
    Tracking,
    When,
    Where,
)

VIEWS = {
    "tracks": Track,
    "measures": Measure,
    "demands": Demand,
    "detentions": Detention,
    "alignments": Alignment,
    "relations": Bond,
    "statements": Saying,
    "offices": Office,
    "causes": Cause,
    "contradictions": Contradiction,
}
"""The views by name, each with what a row of it is."""


def view_columns(name: str) -> tuple[str, ...]:
    """The columns of a view, in order."""
    return tuple(field.name for field in fields(VIEWS[name]))


def view_rows(tracking: Tracking, snapshot: Snapshot, name: str) -> list[dict[str, str]]:
    """The rows of one view, a text a column: parties by name, days as start/end, several values divided by "; "."""
    names = {entity.id: entity.name for entity in snapshot.entities}
    return [{column: plain(getattr(row, column), names) for column in view_columns(name)} for row in getattr(tracking, name)]


def views_json(tracking: Tracking, snapshot: Snapshot) -> dict[str, Any]:
    """All views with ids and evidence as they are, and `names`: those of the parties that they speak of, by id."""
    views = asdict(tracking)
    used = set(_texts(views))
    return {**views, "names": {entity.id: entity.name for entity in snapshot.entities if entity.id in used}}


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for each in value.values() for text in _texts(each)]
    return [text for each in value for text in _texts(each)] if isinstance(value, list | tuple) else []


def plain(value: Any, names: Mapping[str, str]) -> str:
    """One value as text."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return names.get(value, value)
        case When():
            return value.start if value.start == value.end else f"{value.start}/{value.end}"
        case Where():
            return value.name
        case Stated():
            return value.value
        case Span():
            return f"{value.document}:{value.start}-{value.end}"
        case Stage():
            return f"{value.name} {plain(value.when, names)}".rstrip()
        case tuple():
            return "; ".join(plain(each, names) for each in value)
    if hasattr(value, "__dataclass_fields__"):
        parts = ((field.name, plain(getattr(value, field.name), names)) for field in fields(value))
        return ", ".join(f"{name} {text}" for name, text in parts if text)
    return str(value)
