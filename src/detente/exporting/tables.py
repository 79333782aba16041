"""Writing tables: one file a table, whole or not at all.

CSV cells. A list is a JSON array, a flag true or false, nothing an empty cell. A text that begins with = + - @, a tab, a carriage return
or an apostrophe gets one apostrophe before it, so that no spreadsheet takes words from an article for a formula (OWASP, CSV Injection);
taking one apostrophe off the front of each text cell that begins with one gives the text back (`plain_text`). Numbers are left alone.
Parquet and JSONL hold the texts as they are.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from detente.errors import ConfigError
from detente.exporting.arrow import arrow_schema, batches
from detente.exporting.schema import Kind, Material, Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def write_tables(tables: Iterable[Table], among: Material, folder: Path, form: str) -> list[tuple[Path, Table]]:
    """Write each table to `folder` as csv, parquet or jsonl, and give the paths. Rows keep the record's order.

    Raises ConfigError for a folder that can't be made or written to.
    """
    write = {"csv": write_csv, "parquet": _write_parquet, "jsonl": _write_jsonl}[form]
    written = []
    for table in tables:
        path = folder / f"{table.name}.{form}"
        with whole_file(path) as part:
            write(table, among, part)
        written.append((path, table))
    return written


def plain_text(cell: str) -> str:
    """The text that a CSV text cell stands for."""
    return cell[1:] if cell.startswith("'") else cell


def safe_text(text: str) -> str:
    """`text` as a CSV cell that no spreadsheet takes for a formula; `plain_text` undoes it."""
    return f"'{text}" if text.startswith(_FORMULA) else text


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; when the block ends well it takes `path`'s place, else it goes.

    Raises ConfigError where the folder can't be made or written to.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        part.replace(path)
    except OSError as error:
        raise ConfigError(f"{path} can't be written: {error.strerror or error}; name another folder, or see its permissions") from error
    finally:
        if path.parent.is_dir():
            part.unlink(missing_ok=True)


def write_delimited(path: Path, header: Sequence[str], rows: Iterable[Iterable[str]], delimiter: str = ",") -> None:
    """Cells as UTF-8 delimited text, quoted where needed, lines ended by a line feed.

    A row with a carriage return is quoted throughout: Python before 3.13 would leave it bare, and a reader would see a line's end.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        quoting = csv.writer(file, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow(header)
        for row in rows:
            cells = list(row)
            (quoting if any("\r" in cell for cell in cells) else writer).writerow(cells)


def write_csv(table: Table, among: Material, path: Path) -> None:
    """One table as CSV."""
    kinds = [column.kind for column in table.columns]
    rows = (map(_cell, values, kinds) for values in table.rows(among))
    write_delimited(path, [column.name for column in table.columns], rows)


def write_tab(table: Table, among: Material, path: Path) -> None:
    """One table as tab-separated text, a line a row: line breaks and tabs within a cell become spaces."""
    kinds = [column.kind for column in table.columns]
    rows = ([" ".join(_cell(*pair).split()) for pair in zip(values, kinds, strict=True)] for values in table.rows(among))
    write_delimited(path, [column.name for column in table.columns], rows, delimiter="\t")


def _cell(value: Any, kind: Kind) -> str:
    if value is None:
        return ""
    if kind in ("text", "day"):
        return safe_text(value)
    return json.dumps(value, ensure_ascii=False)


def _write_jsonl(table: Table, among: Material, path: Path) -> None:
    names = [column.name for column in table.columns]
    with path.open("w", encoding="utf-8") as file:
        for values in table.rows(among):
            file.write(json.dumps(dict(zip(names, values, strict=True)), ensure_ascii=False) + "\n")


def _write_parquet(table: Table, among: Material, path: Path) -> None:
    from pyarrow import parquet

    schema = arrow_schema(table)
    with parquet.ParquetWriter(path, schema) as writer:
        for batch in batches(table, among, schema):
            writer.write_batch(batch)
