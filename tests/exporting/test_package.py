"""Every export is described beside it, by the rules of Frictionless Data Package version 1."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from detente.exporting import FORMATS, RECORD_TABLES, VIEW_TABLES, export
from detente.records import Snapshot

NAME = {"type": "string", "pattern": "^[-a-z0-9._/]+$"}
FIELDS = {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
TYPES = ["string", "date", "integer", "number", "boolean", "array", "object"]
SCHEMA = {
    "type": "object",
    "required": ["fields"],
    "properties": {
        "fields": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "type": {"enum": TYPES}}},
        },
        "missingValues": {"type": "array", "items": {"type": "string"}},
        "primaryKey": FIELDS,
        "foreignKeys": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["fields", "reference"],
                "properties": {
                    "fields": FIELDS,
                    "reference": {
                        "type": "object",
                        "required": ["resource", "fields"],
                        "properties": {"resource": {"type": "string"}, "fields": FIELDS},
                    },
                },
            },
        },
    },
}
RESOURCE = {
    "type": "object",
    "required": ["name", "path"],
    "properties": {
        "name": NAME,
        "path": {"type": "string", "pattern": "^(?!/|\\.\\.)"},
        "profile": {"enum": ["data-resource", "tabular-data-resource"]},
        "hash": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
        "bytes": {"type": "integer", "minimum": 0},
        "schema": SCHEMA,
    },
    "if": {"properties": {"profile": {"const": "tabular-data-resource"}}},
    "then": {"required": ["schema", "profile"]},
}
PACKAGE = {
    "type": "object",
    "required": ["resources", "profile"],
    "properties": {"name": NAME, "resources": {"type": "array", "minItems": 1, "items": RESOURCE}},
}
"""The standard's rules in our words: data-package, data-resource, tabular-data-resource and table-schema, version 1."""


def package(snapshot: Snapshot, folder: Path, form: str, **asked: str) -> dict[str, Any]:
    described: dict[str, Any] = json.loads(export(snapshot, folder, form, **asked)[-1].read_text(encoding="utf-8"))  # type: ignore[arg-type]
    return described


@pytest.mark.parametrize("form", FORMATS)
def test_the_description_holds_to_the_standard_and_to_the_files(built: Snapshot, tmp_path: Path, form: str) -> None:
    described = package(built, tmp_path, form)
    assert [error.message for error in Draft202012Validator(PACKAGE).iter_errors(described)] == []
    for resource in described["resources"]:
        content = (tmp_path / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
    files = {path.name for path in tmp_path.iterdir()} - {"datapackage.json", "dictionary.md"}
    assert {resource["path"] for resource in described["resources"]} == files


def test_keys_and_references_name_fields_and_resources_that_are_there(built: Snapshot, tmp_path: Path) -> None:
    described = package(built, tmp_path, "csv")
    fields = {each["name"]: {field["name"] for field in each["schema"]["fields"]} for each in described["resources"]}
    references = 0
    for resource in described["resources"]:
        assert set(resource["schema"].get("primaryKey", [])) <= fields[resource["name"]]
        for key in resource["schema"].get("foreignKeys", []):
            references += 1
            assert key["fields"] in fields[resource["name"]]
            assert key["reference"]["fields"] in fields[key["reference"]["resource"]]
    assert references > 15


def test_cells_of_a_day_are_iso_days_and_lists_are_json_arrays(built: Snapshot, tmp_path: Path) -> None:
    from csv import DictReader
    from datetime import date

    checked = 0
    for resource in package(built, tmp_path, "csv")["resources"]:
        kinds = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        with (tmp_path / resource["path"]).open(encoding="utf-8", newline="") as file:
            for row in DictReader(file):
                for name, cell in row.items():
                    if cell and kinds[name] == "date":
                        date.fromisoformat(cell)
                        checked += 1
                    if kinds[name] == "array":
                        assert isinstance(json.loads(cell), list)
    assert checked > 10


def test_the_views_day_is_told(built: Snapshot, tmp_path: Path) -> None:
    described = package(built, tmp_path, "jsonl", day="2023-08-20", known="2023-12-31")
    assert (described["day"], described["known"]) == ("2023-08-20", "2023-12-31")
    assert described["profile"] == "data-package"


def test_the_dictionary_has_a_line_for_every_column(built: Snapshot, tmp_path: Path) -> None:
    export(built, tmp_path, "csv")
    told = (tmp_path / "dictionary.md").read_text(encoding="utf-8")
    for table in (*RECORD_TABLES, *VIEW_TABLES):
        section = told.split(f"## {table.name}\n")[1].split("\n## ")[0]
        assert [column.name for column in table.columns if f"| `{column.name}` | {column.kind} | {column.meaning}" not in section] == []
