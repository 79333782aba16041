"""A model file as plain data that knows its lines. TOML, YAML and JSON are read by safe loaders: no tag, anchor or key runs anything."""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from detente.foresight.formats.toml_lines import Place, toml_lines
from detente.foresight.states import ModelError

LONGEST = 2_000_000  # characters of a model file
DEEPEST = 20  # lists and tables in each other
FORMS = ("toml", "yaml", "json")


@dataclass(frozen=True, slots=True)
class Source:
    """What a model file holds: tables, lists, text, numbers and truth values, with the line each stands on."""

    name: str
    data: Any
    lines: Mapping[Place, int]

    def where(self, place: Place) -> str:
        """The file and line of `place`, or of the nearest thing around it that has a line."""
        for end in range(len(place), -1, -1):
            if place[:end] in self.lines:
                return f"{self.name}, line {self.lines[place[:end]]}"
        return self.name

    def error(self, place: Place, reason: str) -> ModelError:
        """The error that says where and why."""
        return ModelError(f"{self.where(place)}: {reason}")


def read_source(text: str, name: str, form: str) -> Source:
    """`text` in `form` (toml, yaml or json) as data. Raises ModelError with the line where it is not of that form."""
    if len(text) > LONGEST:
        raise ModelError(f"{name}: {len(text):,} characters are no model; a model file has at most {LONGEST:,}")
    readers = {"toml": _toml, "yaml": _yaml, "json": _json}
    if form not in readers:
        raise ModelError(f"{name}: {form!r} is no form of model file; write one of {', '.join(FORMS)}")
    try:
        return readers[form](text, name)
    except RecursionError as error:
        raise ModelError(f"{name}: lists or tables stand too deep in each other; a model needs five levels at most") from error


def _toml(text: str, name: str) -> Source:
    try:
        data = tomllib.loads(text)
    except ValueError as error:  # TOMLDecodeError is one; so is a number of too many digits
        raise ModelError(f"{name}: not valid TOML: {error}") from error
    return Source(name, _plain(data), toml_lines(text))


def _json(text: str, name: str) -> Source:
    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in found]
        for key in keys:
            if keys.count(key) > 1:
                raise ModelError(f"{name}: the key {key!r} stands twice in one object; keep one of them")
        return dict(found)

    try:
        return Source(name, json.loads(text, object_pairs_hook=pairs), {(): 1})
    except json.JSONDecodeError as error:
        raise ModelError(f"{name}, line {error.lineno}: not valid JSON: {error.msg}") from error
    except ValueError as error:
        raise ModelError(f"{name}: not valid JSON: {error}") from error


def _yaml(text: str, name: str) -> Source:
    lines: dict[Place, int] = {}
    try:
        _turn_away_aliases(text, name)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        if node is not None:
            _yaml_lines(node, (), lines, name)
        data = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise ModelError(f"{name}{line}: not plain YAML: {error.problem or error}") from error
    except (yaml.YAMLError, ValueError) as error:
        raise ModelError(f"{name}: not plain YAML: {error}") from error
    return Source(name, _plain(data), lines)


def _turn_away_aliases(text: str, name: str) -> None:
    """Aliases and great depth make a short text endless to read; a model needs neither."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise ModelError(f"{name}, line {line}: a model file takes no YAML aliases; write the value out")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise ModelError(f"{name}, line {line}: lists or tables stand more than {DEEPEST} deep in each other; a model needs eight")


def _yaml_lines(node: yaml.Node, place: Place, lines: dict[Place, int], name: str) -> None:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            _yaml_lines(item, (*place, number), lines, name)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
                written = key.value if isinstance(key, yaml.ScalarNode) else "a list or table"
                raise ModelError(f"{name}, line {line}: the key {written!r} is not read as text; put it in quotation marks")
            below = (*place, key.value)
            if below in lines:
                raise ModelError(f"{name}, line {line}: the key {key.value!r} stands twice in one table (first on line {lines[below]})")
            lines[below] = line
            _yaml_lines(value, below, lines, name)


def _plain(value: Any) -> Any:
    """Dates as ISO text; all else as it is."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value
