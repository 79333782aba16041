"""The description beside an export: datapackage.json, and dictionary.md, both from the tables' own columns.

Source: Frictionless Data Package and Tabular Data Resource, version 1; Table Schema, version 1.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from detente.exporting.schema import Column, Kind, Table
from detente.exporting.tables import whole_file

_TYPES: dict[Kind, str] = {
    "text": "string",
    "day": "date",
    "integer": "integer",
    "number": "number",
    "flag": "boolean",
    "list": "array",
}
_MEDIA = {
    "csv": "text/csv",
    "txt": "text/tab-separated-values",
    "tab": "text/tab-separated-values",
    "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
    "graphml": "application/xml",
    "jsonld": "application/ld+json",
}
_DELIMITERS = {"csv": ",", "txt": "\t", "tab": "\t"}
_CELLS = (
    "In CSV and tab-separated files a text that begins with = + - @, a tab, a carriage return or an apostrophe has one apostrophe "
    "before it; taking it off gives the text back. Offsets count characters of a document's text, end exclusive."
)

Written = tuple[Path, Table | None]
"""A file of an export, and the table that it holds; None where it is no table."""


def write_package(folder: Path, written: Iterable[Written], version: str, asked: dict[str, str]) -> Path:
    """Write datapackage.json for the files in `folder`, with size and SHA-256 of each. `asked` is the day and known of the views.

    Raises ConfigError where it can't be written.
    """
    files = tuple(written)
    resources = [_resource(path, table, {other.name for _, other in files if other}) for path, table in files]
    tabular = all(resource["profile"] == "tabular-data-resource" for resource in resources)
    package = {
        "profile": "tabular-data-package" if tabular else "data-package",
        "name": "detente-record",
        "title": "A record of détente: reports of a crisis, coded to PLOVER",
        "description": _CELLS,
        **({"version": version} if version else {}),
        **asked,
        "resources": resources,
    }
    path = folder / "datapackage.json"
    with whole_file(path) as part:
        part.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def dictionary(tables: Iterable[Table]) -> Iterator[str]:
    """The data dictionary of `tables` as lines of Markdown: of each table what a row is, its key, and every column."""
    for table in tables:
        yield f"## {table.name}\n\n{table.meaning}\n"
        if table.key:
            yield f"Key: {', '.join(f'`{name}`' for name in table.key)}.\n"
        targets = dict(table.references)
        yield "| column | kind | meaning |\n|---|---|---|"
        for column in table.columns:
            to = f" To `{targets[column.name]}`." if column.name in targets else ""
            yield f"| `{column.name}` | {column.kind} | {column.meaning}{to} |"
        yield ""


def write_dictionary(folder: Path, tables: Iterable[Table]) -> Path:
    """Write dictionary.md to `folder`. Raises ConfigError where it can't be written."""
    path = folder / "dictionary.md"
    with whole_file(path) as part:
        part.write_text("\n".join(("# Data dictionary\n", *dictionary(tables))).rstrip() + "\n", encoding="utf-8")
    return path


def _resource(path: Path, table: Table | None, names: set[str]) -> dict[str, Any]:
    """One file as the standard describes it. Only delimited text is a Tabular Data Resource; other files of tables have a schema too."""
    form = path.suffix[1:]
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    resource: dict[str, Any] = {
        "name": path.stem,
        "path": path.name,
        "profile": "tabular-data-resource" if form in _DELIMITERS else "data-resource",
        "format": "tsv" if _DELIMITERS.get(form) == "\t" else form,
        "mediatype": _MEDIA[form],
        **({"encoding": "utf-8"} if form != "parquet" else {}),
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
    }
    if _DELIMITERS.get(form, ",") != ",":
        resource["dialect"] = {"delimiter": _DELIMITERS[form], "lineTerminator": "\n"}
    if table is not None:
        resource |= {"description": table.meaning, "schema": _schema(table, names)}
    return resource


def _schema(table: Table, names: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    keys = [
        {"fields": column, "reference": {"resource": "" if target == table.name else target, "fields": "id"}}
        for column, target in table.references
        if target in names
    ]
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(column: Column) -> dict[str, str]:
    described = {"description": column.meaning} if column.meaning else {}
    return {"name": column.name, "type": _TYPES[column.kind], **described}
