"""A whole record from one database to another, row by row, and the digest by which two records are held against each other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

from detente.errors import StoreError
from detente.store import schema as t
from detente.store.searching import index_document

BATCH = 400  # rows that lie in memory at a time

# Everything but the search index, which is made of the rest; a table stands behind those that it points to.
TABLES: tuple[Table, ...] = tuple(table for table in t.metadata.sorted_tables if table is not t.passages)


@dataclass(frozen=True, slots=True)
class Content:
    """What a record holds: rows of each table, and a digest of all of them, in whatever database and order they lie."""

    rows: Mapping[str, int]
    digest: str


def read_content(connection: Connection, *, runs: bool = True) -> Content:
    """Counts and digest of what the transaction sees; without `runs`, all that tells who built it when is left out.

    A table's digest is the sum of its rows' SHA-256 (so that order doesn't count), a record's that of its tables' names, counts and sums.
    """
    counts: dict[str, int] = {}
    whole = hashlib.sha256()
    for table in TABLES:
        if not runs and table is t.runs:
            continue
        names = [column.name for column in table.columns if runs or column.name != "run"]
        count = total = 0
        for row in _rows(connection, table):
            said = json.dumps([row[name] for name in names], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
            total += int.from_bytes(hashlib.sha256(said.encode()).digest(), "big")
            count += 1
        counts[table.name] = count
        whole.update(f"{table.name} {count} {total % 2**256:064x}\n".encode())
    return Content(counts, whole.hexdigest())


def copy_rows(source: Connection, target: Connection, name: str) -> Content:
    """Put all that `source` holds into `target`, an empty record `name`, and index it; give what was found there then.

    Raises StoreError where the target holds anything, or where what arrived is not what was sent; the caller's transaction undoes it.
    """
    for table in TABLES:
        if target.execute(select(func.count()).select_from(table)).scalar_one():
            raise StoreError(f"{name} holds a record already ({table.name}), and nothing is written over; name another place")
    for table in TABLES:
        for batch in _batches(_rows(source, table)):
            target.execute(insert(table), batch)
    _advance_numbers(target)
    _index(source, target)
    sent, arrived = read_content(source), read_content(target)
    if sent != arrived:
        raise StoreError(
            f"{name} took the copy but holds something else now ({_difference(sent, arrived)}): nothing was written; report it"
        )
    return arrived


def _index(source: Connection, target: Connection) -> None:
    p = t.passages.c
    for row in _rows(source, t.documents):
        where = (p.document == row["id"], p.kind == "sentence")
        sentences = source.execute(select(p.passage_start, p.passage_end).where(*where)).all()
        index_document(target, row["id"], row["text"], [(start, end) for start, end in sentences])


def _advance_numbers(target: Connection) -> None:
    """PostgreSQL counts rows by a sequence, which has to go on behind the numbers that came with the rows."""
    if target.dialect.name == "postgresql":
        highest = "(SELECT coalesce(max(number), 1) FROM corrections), EXISTS (SELECT FROM corrections)"
        target.execute(text(f"SELECT setval(pg_get_serial_sequence('corrections', 'number'), {highest})"))


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    with connection.execute(select(table), execution_options={"yield_per": BATCH}) as result:
        yield from map(dict, result.mappings())


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _difference(sent: Content, arrived: Content) -> str:
    unlike = [f"{name}: {count} sent, {arrived.rows[name]} there" for name, count in sent.rows.items() if arrived.rows[name] != count]
    return ", ".join(unlike) or "as many rows, but not the same"
