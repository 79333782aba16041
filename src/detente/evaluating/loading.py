"""Gold and coded mentions from files: JSON, JSON Lines and CSV, with messages that name file, row and reason."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from detente.errors import ConfigError
from detente.evaluating.gold import GoldDocument, Neutral, faults_of
from detente.evaluating.gold_csv import parse_gold_csv

FORM = "see docs/reference/evaluation.md for the form"
SUFFIXES = (".json", ".jsonl", ".csv")


def load_gold(*paths: Path) -> tuple[GoldDocument, ...]:
    """The gold documents of .json, .jsonl or .csv files, or of folders of them, a folder's sorted by file name.

    A folder gives its *.json; its *.jsonl where it has none, its *.csv where it has neither. `neutral.mentions` is read where it
    stands beside them. Raises ConfigError naming the file, the row and what is wrong with it.
    """
    places: dict[str, str] = {}
    documents = []
    for file in (file for path in paths for file in _gold_files(path)):
        neutral = _neutral(file.with_name("neutral.mentions"))
        for place, document in _documents(file):
            if document.doc_id in places:
                raise ConfigError(f"{place}: doc_id {document.doc_id!r} stands in {places[document.doc_id]} too; give each its own")
            places[document.doc_id] = place
            documents.append(document.model_copy(update={"neutral": tuple(n for n in neutral if n.doc_id == document.doc_id)}))
    return tuple(documents)


def load_coded(path: Path) -> tuple[dict[str, Any], ...]:
    """Coded mentions, one JSON object a line, in the form of the contract.

    Raises ConfigError naming file, line and reason where a line is no such object.
    """
    rows = []
    for place, value in _json_lines(path, "write it with `detente code SOURCES --format jsonl`"):
        fault = _row_fault(value)
        if fault:
            raise ConfigError(f"{place}: {fault}; docs/reference/contract.md tells the form")
        rows.append(value)
    return tuple(rows)


def _gold_files(path: Path) -> Sequence[Path]:
    if path.is_file():
        if path.suffix.lower() not in SUFFIXES:
            raise ConfigError(f"{path} is no gold: give a .json, .jsonl or .csv file, or a folder of them")
        return [path]
    for suffix in SUFFIXES:
        if found := sorted(path.glob(f"*{suffix}")):
            return found
    missing = "holds no *.json, *.jsonl or *.csv" if path.is_dir() else "is not there"
    raise ConfigError(f"{path} {missing}: give a folder or a file of gold documents; {FORM}")


def _neutral(path: Path) -> list[Neutral]:
    if not path.exists():
        return []
    try:
        return [Neutral.model_validate(row) for row in json.loads(_text(path))]
    except (ValueError, TypeError) as error:
        reason = faults_of(error) if isinstance(error, ValidationError) else str(error)
        raise ConfigError(f"{path} is no list of neutral mentions: {reason}; {FORM}") from error


def _documents(path: Path) -> Iterator[tuple[str, GoldDocument]]:
    """The documents of one file with the place they stand in."""
    if path.suffix.lower() == ".csv":
        beside = path.parent
        for document in parse_gold_csv(_text(path), str(path), lambda doc_id: _text_beside(beside, doc_id)):
            yield str(path), document
    elif path.suffix.lower() == ".jsonl":
        for place, value in _json_lines(path, FORM):
            yield place, _document(place, value)
    else:
        try:
            value = json.loads(_text(path))
        except json.JSONDecodeError as error:
            raise ConfigError(f"{path} is no gold document: line {error.lineno}, column {error.colno}: {error.msg}; {FORM}") from error
        for number, one in enumerate(value if isinstance(value, list) else [value], 1):
            place = f"{path}, item {number}" if isinstance(value, list) else str(path)
            yield place, _document(place, one)


def _document(place: str, value: object) -> GoldDocument:
    try:
        return GoldDocument.model_validate(value)
    except ValidationError as error:
        raise ConfigError(f"{place} is no gold document: {faults_of(error)}; {FORM}") from error


def _json_lines(path: Path, remedy: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(_text(path).split("\n"), 1):
        if line.strip():
            try:
                yield f"{path}, line {number}", json.loads(line)
            except json.JSONDecodeError as error:
                raise ConfigError(f"{path}, line {number}: its JSON is broken at column {error.colno} ({error.msg}); {remedy}") from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path} can't be read: {error.strerror or error}; check its name and permissions") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8") from error


def _text_beside(folder: Path, doc_id: str) -> str | None:
    """The text of `DOC_ID.txt` in `folder`, None where there is none; an id that is more than a file's name has none."""
    path = folder / f"{doc_id}.txt"
    if path.parent != folder or set(doc_id) & set("\\\0") or not path.is_file():
        return None
    return _text(path)


def _row_fault(row: object) -> str | None:
    """What makes a row no coded mention, None where it is one."""
    if not isinstance(row, dict):
        return f"it is a JSON {type(row).__name__}, no object"
    if not isinstance(row.get("document"), str | int) or not isinstance(row.get("event_type"), str):
        return "it lacks document or event_type"
    for key in ("sentence", "trigger", "date", "location", "attribution"):
        value = row.get(key)
        if value is not None and not isinstance(value, dict):
            return f"{key} is a JSON {type(value).__name__}, no object"
    for key in ("actors", "recipients"):
        value = row.get(key) or []
        if not isinstance(value, list) or not all(isinstance(party, dict) for party in value):
            return f"{key} is no list of objects"
    confidence = row.get("confidence")
    if confidence is not None and (not isinstance(confidence, int | float) or not 0 <= confidence <= 1):
        return f"confidence is {confidence!r}, no number from 0 to 1"
    return None
