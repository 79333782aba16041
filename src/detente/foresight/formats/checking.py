"""A model file's data against the JSON Schema, each fault told in plain words with its line."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from detente.foresight.formats.source import Source

_KINDS = {"object": "a table", "array": "a list", "string": "text", "number": "a number", "boolean": "true or false"}


def model_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a model file, as data."""
    text = files("detente.foresight.formats").joinpath("model.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def check(source: Source) -> None:
    """Raise ModelError for one fault of `source`: an unknown key, since it may be another misspelt, else the first by its line."""
    validator = Draft202012Validator(model_schema())
    faults = [_deepest(error) for error in validator.iter_errors(source.data)]
    if faults:
        first = min(faults, key=lambda error: (error.validator != "additionalProperties", _line(source, error)))
        raise source.error((*first.absolute_path, *_odd_keys(first)[:1]), _words(first))


def _line(source: Source, error: ValidationError) -> int:
    place = tuple(error.absolute_path)
    return next((source.lines[place[:end]] for end in range(len(place), -1, -1) if place[:end] in source.lines), 0)


def _deepest(error: ValidationError) -> ValidationError:
    """Of the ways in which a value could be right, the fault of the one that it comes nearest to."""
    while error.validator == "oneOf" and error.context:
        kinds = [below for below in error.context if not (below.validator == "type" and below.absolute_path == error.absolute_path)]
        if not kinds:
            return error
        error = max(kinds, key=lambda below: len(below.absolute_path))
    return error


def _odd_keys(error: ValidationError) -> list[str]:
    """Keys that the table at fault can't have."""
    if error.validator != "additionalProperties" or error.validator_value is not False:
        return []
    return [key for key in error.instance if key not in error.schema["properties"]]


def _words(error: ValidationError) -> str:
    name = ".".join(str(step + 1 if isinstance(step, int) else step) for step in error.absolute_path) or "the file"
    value: Any = error.validator_value
    shown = json.dumps(error.instance, ensure_ascii=False, default=str)
    shown = shown if len(shown) <= 60 else f"{shown[:59]}…"
    match error.validator:
        case "required":
            missing = next(key for key in value if key not in error.instance)
            return f"{name} has no {missing!r}; add it"
        case "additionalProperties" if isinstance(error.instance, dict) and value is False:
            odd = _odd_keys(error)[0]
            return f"{name} can't have {odd!r}{suggestion(odd, list(error.schema['properties']))}"
        case "type":
            return f"{name} is {shown}; it must be {_KINDS.get(str(value), str(value))}"
        case "const" | "enum":
            return f"{name} is {shown}; it must be {' or '.join(_choices(value))}"
        case "oneOf":
            return f"{name} is {shown}; it must be {' or '.join(dict.fromkeys(_forms(value)))}"
        case "pattern":
            return f"{name}: {shown} must be letters, digits and _, and begin with a letter (the letters of a state: Y, N and -)"
        case "minItems" | "minProperties" | "minLength":
            return f"{name} is {shown}; it needs {value} or more"
        case "uniqueItems":
            return f"{name} is {shown}; the same item stands in it twice"
        case _:
            return f"{name}: {error.message}"


def _choices(value: Any) -> list[str]:
    return [repr(item) for item in value] if isinstance(value, list) else [repr(value)]


def _forms(choices: Any) -> Iterator[str]:
    for choice in choices:
        kind = choice.get("type", "string" if choice.get("$ref", "").endswith("statement") else "object")
        yield _KINDS[kind]


def suggestion(word: str, known: Sequence[str]) -> str:
    """What might have been meant, as the end of a message."""
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(known) or 'none'}"
