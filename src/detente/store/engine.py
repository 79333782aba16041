"""Engines: how a record is reached. The only module that knows what sets SQLite and PostgreSQL apart."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from detente.errors import StoreError

BUSY_SECONDS = 30.0  # how long a writer waits for another to end its transaction, which holds one document

_as_json = partial(json.dumps, ensure_ascii=False, sort_keys=True, allow_nan=False)


def is_url(place: str | Path) -> bool:
    """Whether `place` names a database server or engine rather than a file."""
    return isinstance(place, str) and "://" in place


def sqlite_path(place: str | Path) -> Path | None:
    """The file that `place` names, or None where it is the URL of a server. Raises StoreError for a URL without a file."""
    if not is_url(place):
        return Path(place).expanduser().absolute()
    if not str(place).startswith("sqlite:"):
        return None
    database = _parsed(str(place)).database
    if not database or database == ":memory:":
        raise StoreError(f"{place} names no file: a record is kept in a file or on a server; give a path such as crisis.db")
    return Path(database).expanduser().absolute()


def sqlite_engine(path: Path, *, readonly: bool) -> Engine:
    """An engine over the file at `path`: WAL, foreign keys on, one write transaction at a time; `readonly` refuses to write."""
    engine = create_engine("sqlite+pysqlite://", creator=_connector(path, readonly=readonly), poolclass=QueuePool, json_serializer=_as_json)
    begin = "BEGIN" if readonly else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun by hand, so that DDL is part of them
        connection.execute("PRAGMA foreign_keys = ON")
        if readonly:  # not SQLite's own mode=ro, which leaves its lock files lying beside the record
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else begin)

    return engine


def server_engine(url: str, *, readonly: bool) -> Engine:
    """An engine over a server; `readonly` refuses to write.

    Raises StoreError where the URL can't be understood or its driver isn't installed.
    """
    try:
        return create_engine(
            _parsed(url), json_serializer=_as_json, pool_pre_ping=True, execution_options={"postgresql_readonly": readonly}
        )
    except (NoSuchModuleError, ModuleNotFoundError, ArgumentError) as error:
        shown = _parsed(url).render_as_string(hide_password=True)
        raise StoreError(f"{shown} can't be opened: {error}; give a file, or install the driver that the URL names") from error


def take_turn(connection: Connection) -> None:
    """Wait until no other transaction writes to this record: PostgreSQL's writers take turns, as SQLite's do by themselves.

    So no two can lock each other out. The turn ends with the transaction, also where its process dies.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL lock_timeout = '{BUSY_SECONDS:.0f}s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('detente ' || current_schema(), 0))"))


def shown_name(place: str | Path) -> str:
    """`place` as messages show it: without a password."""
    return _parsed(str(place)).render_as_string(hide_password=True) if is_url(place) else str(place)


def _parsed(url: str) -> Any:
    try:
        return make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"the record's URL can't be understood ({error}); it looks like postgresql+psycopg://host/name") from error


def _connector(path: Path, *, readonly: bool) -> Callable[[], sqlite3.Connection]:
    uri = f"file:{quote(str(path))}?mode=rw"  # never makes a file: one that is gone while a build runs is told, not begun anew
    if readonly and not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists():
        uri += "&immutable=1"  # a record on a read-only medium: SQLite can't place its lock files, and needs none
    return lambda: sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)
