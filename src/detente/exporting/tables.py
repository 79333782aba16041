"""Writing a record as tables: one file a table, whole or not at all.

CSV cells. A list is a JSON array, a flag true or false, nothing an empty cell. A text that begins with = + - @, a tab, a carriage return
or an apostrophe gets one apostrophe before it, so that no spreadsheet takes words from an article for a formula (OWASP, CSV Injection);
taking one apostrophe off the front of each text cell that begins with one gives the text back (`plain_text`). Numbers are left alone.
Parquet and JSONL hold the texts as they are.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from detente.errors import ConfigError
from detente.exporting.columns import TABLES, Kind, Table, Values
from detente.records import Snapshot

FORMATS = ("csv", "parquet", "jsonl")
CHUNK = 5_000  # rows of a Parquet row group

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def export_tables(snapshot: Snapshot, folder: Path, form: str) -> list[Path]:
    """Write documents, mentions, participants, events, event_mentions, entities and rejected to `folder`, a file each.

    `form` is csv, parquet or jsonl. Rows keep the snapshot's order. Gives the paths in that order of tables.
    Raises ConfigError for another form and for a folder that can't be made or written to.
    """
    writers: dict[str, Callable[[Table, Snapshot, Path], None]] = {"csv": _write_csv, "parquet": _write_parquet, "jsonl": _write_jsonl}
    if form not in writers:
        raise ConfigError(f"{form!r} is no format of an export: use one of {', '.join(writers)}")
    paths = []
    for table in TABLES:
        with whole_file(folder / f"{table.name}.{form}") as path:
            writers[form](table, snapshot, path)
        paths.append(folder / f"{table.name}.{form}")
    return paths


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
    """Cells as UTF-8 delimited text, quoted where needed, lines ended by a line feed."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _write_csv(table: Table, snapshot: Snapshot, path: Path) -> None:
    kinds = [kind for _, kind in table.columns]
    rows = (map(_cell, values, kinds) for values in table.rows(snapshot))
    write_delimited(path, [name for name, _ in table.columns], rows)


def _cell(value: Any, kind: Kind) -> str:
    if value is None:
        return ""
    if kind == "text":
        return safe_text(value)
    return json.dumps(value, ensure_ascii=False)


def _write_jsonl(table: Table, snapshot: Snapshot, path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for values in table.rows(snapshot):
            file.write(json.dumps(_named(table, values), ensure_ascii=False) + "\n")


def _write_parquet(table: Table, snapshot: Snapshot, path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "flag": pyarrow.bool_(),
        "list": pyarrow.list_(pyarrow.string()),
    }
    schema = pyarrow.schema([(name, types[kind]) for name, kind in table.columns])
    rows = table.rows(snapshot)
    with parquet.ParquetWriter(path, schema) as writer:
        while chunk := list(islice(rows, CHUNK)):
            writer.write_table(pyarrow.Table.from_pylist([_named(table, values) for values in chunk], schema=schema))


def _named(table: Table, values: Values) -> dict[str, Any]:
    return {name: value for (name, _), value in zip(table.columns, values, strict=True)}
