"""The PLOVER standard from its TOML files: shapes of the tables, merging of folders, and the typed nouns made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from detente.codebook.files import CodebookFile, read_tables
from detente.codebook.model import EventType, Label, Mode
from detente.errors import CodebookError

FILE_KEYS = ("source", "version")  # what a TOML file says of itself


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class _ModeShape(_Shape):
    definition: str = Field(min_length=1)
    intensity: float | None = Field(default=None, ge=-10, le=10)


class _EventTypeShape(_Shape):
    definition: str = Field(min_length=1)
    quad: Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
    intensity: float = Field(ge=-10, le=10)
    requires_recipient: bool
    section: str = Field(min_length=1)
    modes: dict[str, _ModeShape] = Field(default_factory=dict)


class _LabelShape(_Shape):
    name: str = Field(min_length=1)
    definition: str = Field(min_length=1)
    section: str = Field(min_length=1)


Shape = TypeVar("Shape", bound=_Shape)


def event_types(files: Sequence[CodebookFile]) -> dict[str, EventType]:
    """Event types by code, of `files` laid over each other. Raises CodebookError naming file, table, field and reason."""
    return {code: _event_type(code, _checked(_EventTypeShape, shown, code, table)) for code, (shown, table) in merged_tables(files).items()}


def labels(files: Sequence[CodebookFile]) -> dict[str, Label]:
    """Contexts, sectors, non-state entities or statuses by code. Raises CodebookError naming file, table, field and reason."""
    shapes = {code: _checked(_LabelShape, shown, code, table) for code, (shown, table) in merged_tables(files).items()}
    return {code: Label(code=code, name=x.name, definition=x.definition, section=x.section) for code, x in shapes.items()}


def version(files: Sequence[CodebookFile]) -> str:
    """What the last of `files` that has a version calls it."""
    return next((str(tables["version"]) for tables in map(read_tables, reversed(files)) if "version" in tables), "")


def merged_tables(files: Sequence[CodebookFile]) -> dict[str, tuple[str, dict[str, Any]]]:
    """Tables by code, with the last file that speaks of each: later fields replace earlier ones, `remove = true` drops a table."""
    merged: dict[str, tuple[str, dict[str, Any]]] = {}
    for file in files:
        for code, table in read_tables(file).items():
            if code in FILE_KEYS:
                continue
            if not isinstance(table, dict):
                raise CodebookError(f"{file.shown}: {code} = {table!r} stands outside a table: write it below a line like [{code}]")
            if _removed(file, code, table):
                merged.pop(code, None)
            else:
                merged[code] = (file.shown, _over(file, merged[code][1] if code in merged else {}, table, code))
    return merged


def _over(file: CodebookFile, below: Mapping[str, Any], above: Mapping[str, Any], where: str) -> dict[str, Any]:
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        if isinstance(value, dict) and _removed(file, f"{where}.{key}", value):
            result.pop(key, None)
        elif isinstance(value, dict):
            result[key] = _over(file, old if isinstance(old, dict) else {}, value, f"{where}.{key}")
        else:
            result[key] = value
    return result


def _removed(file: CodebookFile, where: str, table: Mapping[str, Any]) -> bool:
    mark = table.get("remove", False)
    if mark not in (True, False, "yes", "no"):
        raise CodebookError(f"{file.shown}, [{where}], remove: {mark!r} is neither true nor false: write remove = true, or delete the line")
    return mark in (True, "yes")


def _checked(shape: type[Shape], shown: str, code: str, table: Mapping[str, Any]) -> Shape:
    try:
        return shape.model_validate({key: value for key, value in table.items() if key != "remove"})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        *path, field = (str(part) for part in first["loc"])
        table_name = ".".join((code, *path))
        remedy = f"the fields are {', '.join(shape.model_fields)}; see docs/reference/codebook.md"
        raise CodebookError(f"{shown}, [{table_name}], {field}: {first['input']!r}: {first['msg']}: {remedy}") from error


def _event_type(code: str, x: _EventTypeShape) -> EventType:
    return EventType(
        code=code,
        definition=x.definition,
        quad=x.quad,
        intensity=x.intensity,
        requires_recipient=x.requires_recipient,
        section=x.section,
        modes={name: Mode(code=name, definition=mode.definition) for name, mode in x.modes.items()},
        mode_intensity={name: mode.intensity for name, mode in x.modes.items() if mode.intensity is not None},
    )
