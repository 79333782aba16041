"""Brings a record to the present schema, or says why it can't be used."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from detente.errors import StoreError
from detente.store.engine import sqlite_engine, take_turn

_ONE_AT_A_TIME = Lock()  # Alembic's migrations find their connection in a module of Alembic's: threads must take turns

MIGRATIONS = Path(__file__).with_name("migrations")


def migrate(connection: Connection, name: str) -> None:
    """Bring the database behind `connection` to the present schema, within its transaction.

    Raises StoreError where the record is of a later version, or a SQLite file is a database of something else.
    """
    head, known = _revisions()
    if record_version(connection) != head:
        take_turn(connection)
    version = record_version(connection)
    if version is None and connection.dialect.name == "sqlite" and inspect(connection).get_table_names():
        raise StoreError(f"{name} is a database but no détente record, and is left as it is; name another file")
    if version is not None and version not in known:
        raise _later(name, version)
    if version != head:
        with _ONE_AT_A_TIME:
            command.upgrade(_config(connection), "head")


def check_version(connection: Connection, name: str) -> None:
    """Raise StoreError unless the record is of exactly this schema: for opening without the right to write."""
    version = record_version(connection)
    if version is None:
        raise StoreError(f"{name} holds no record: name a file that `detente build` wrote")
    head, known = _revisions()
    if version not in known:
        raise _later(name, version)
    if version != head:
        raise StoreError(f"{name} was written by an earlier détente; `detente build --record {name}` without sources brings it up to date")


def create_sqlite(path: Path) -> None:
    """Make an empty record at `path`, where no file is, in one step: at no moment is a half-made file seen there."""
    with TemporaryDirectory(dir=path.parent, prefix=".detente-") as folder:
        fresh = Path(folder) / path.name
        fresh.touch()
        engine = sqlite_engine(fresh, readonly=False)
        with engine.begin() as connection:
            migrate(connection, str(path))
        engine.dispose()
        try:
            os.link(fresh, path)
        except FileExistsError:
            return  # another build was quicker; its record is as good
        except OSError:  # a file system without hard links
            os.replace(fresh, path)


def record_version(connection: Connection) -> str | None:
    """The revision that the database says it is of; None where it was never a record."""
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _revisions() -> tuple[str | None, frozenset[str]]:
    """The newest revision, and all that this version of détente knows."""
    scripts = ScriptDirectory.from_config(_config())
    return scripts.get_current_head(), frozenset(script.revision for script in scripts.walk_revisions())


def _later(name: str, version: str) -> StoreError:
    return StoreError(f"{name} was written by a later détente (schema {version}, unknown here); update détente to open it")
