"""One SQL statement over a record, that can read and nothing else, whatever it says.

SQLite: a connection that refuses to write (query_only) and an authorizer that allows selecting, reading columns, functions and a few
PRAGMAs that tell of tables; everything else, ATTACH and load_extension among it, is refused as the statement is prepared.
PostgreSQL: a cursor, which takes a SELECT only, in a transaction that is read only, in the protocol that takes one statement at a time.
Both end a statement that runs for too long.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from detente.errors import StoreError
from detente.store.engine import server_engine, shown_name, sqlite_engine, sqlite_path

PATIENCE = 60.0  # seconds that a statement may take
BATCH = 500  # rows that lie in memory at a time

Value = str | int | float | bool | None

_READING = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
_TELLING = ("table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list", "data_version")
_HARMFUL = ("load_extension", "fts3_tokenizer", "writefile", "edit")
_STEPS = 10_000  # steps of SQLite's virtual machine between two looks at the clock


@dataclass(frozen=True, slots=True)
class Answer:
    """Columns by name, and rows, which are read as they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Value, ...]]


@contextmanager
def query(place: str | Path, statement: str, patience: float = PATIENCE) -> Iterator[Answer]:
    """The answer of the record at `place` to one statement of SQL that reads; to be used while the block runs.

    JSON columns come as text, whatever the engine. Raises StoreError, also while rows are read, where the statement is wrong, would
    change something or takes longer than `patience` seconds, and where there is no record.
    """
    name = shown_name(place)
    path = sqlite_path(place)
    if path is not None and not path.is_file():
        raise StoreError(f"{name} does not exist; `detente build SOURCES --record {name}` makes it")
    try:
        with _file_answer(path, statement, patience) if path else _server_answer(str(place), statement, patience) as answer:
            yield answer
    except (sqlite3.Error, sqlite3.Warning, SQLAlchemyError) as error:
        raise StoreError(f"{name} can't answer that: {_reason(error)}") from error


@contextmanager
def _file_answer(path: Path, statement: str, patience: float) -> Iterator[Answer]:
    engine = sqlite_engine(path, readonly=True)
    ends = time.monotonic() + patience
    try:
        with closing(engine.raw_connection()) as pooled:
            connection: Any = pooled.driver_connection
            with suppress(sqlite3.OperationalError):  # an earlier record has no index
                connection.execute("SELECT rowid FROM passage_words LIMIT 0")  # FTS5 sets itself up, which the authorizer would refuse
            connection.set_authorizer(_allow)
            connection.set_progress_handler(lambda: time.monotonic() > ends, _STEPS)
            with closing(connection.cursor()) as cursor:
                cursor.execute(statement)
                yield Answer(tuple(part[0] for part in cursor.description or ()), (tuple(map(_plain, row)) for row in cursor))
            connection.set_authorizer(None)
    finally:
        engine.dispose()


def _allow(action: int, one: str | None, two: str | None, _database: str | None, _inner: str | None) -> int:
    if action == sqlite3.SQLITE_FUNCTION:
        return sqlite3.SQLITE_DENY if two in _HARMFUL else sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA:
        return sqlite3.SQLITE_OK if one in _TELLING else sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY


@contextmanager
def _server_answer(url: str, statement: str, patience: float) -> Iterator[Answer]:
    engine = server_engine(url, readonly=True)
    try:
        with engine.connect() as connection, connection.begin():
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(patience * 1000)}")
            driver: Any = connection.connection.driver_connection
            with driver.cursor() as cursor, _told_by_driver(connection):
                cursor.execute(f"DECLARE answer NO SCROLL CURSOR FOR {statement}", prepare=True)
                cursor.execute(f"FETCH {BATCH} FROM answer")
                yield Answer(tuple(part.name for part in cursor.description or ()), _fetch(cursor))
    finally:
        engine.dispose()


def _fetch(cursor: Any) -> Iterator[tuple[Value, ...]]:
    while rows := cursor.fetchall():
        for row in rows:
            yield tuple(map(_plain, row))
        cursor.execute(f"FETCH {BATCH} FROM answer")


@contextmanager
def _told_by_driver(connection: Any) -> Iterator[None]:
    """Errors of the driver as SQLAlchemy's, so that nobody else has to know the driver."""
    try:
        yield
    except connection.dialect.dbapi.Error as error:
        raise SQLAlchemyError(str(error)) from error


def _plain(value: Any) -> Value:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict | list) else str(value)


def _reason(error: Exception) -> str:
    said = str(getattr(error, "orig", None) or error).strip().splitlines()
    reason = said[0] if said else type(error).__name__
    remedies = {
        "not authorized": "it may read and nothing else; write one SELECT",
        "prohibited": "it may read and nothing else; write one SELECT",
        "one statement": "give statements one at a time",
        "multiple commands": "give statements one at a time",
        "interrupted": "it took too long; narrow it, or allow it more time with --timeout",
        "statement timeout": "it took too long; narrow it, or allow it more time with --timeout",
        "syntax error": "one SELECT is understood",
        "read-only": "it may read and nothing else; write one SELECT",
    }
    remedy = next((told for sign, told in remedies.items() if sign in reason), "docs/reference/record.md lists tables and columns")
    return f"{reason}; {remedy}"
