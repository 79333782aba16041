"""The store over SQLAlchemy: one class for SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from detente.errors import StoreError
from detente.records import Correction, Document, Entity, Event, Mention, Rejected, Run, Snapshot, Unmatched
from detente.store import reads, reviews, writes
from detente.store.engine import server_engine, shown_name, sqlite_engine, sqlite_path
from detente.store.migrating import check_version, create_sqlite, migrate
from detente.store.protocol import Coded, Consolidated, Standing, Store, Summary


def open_store(url_or_path: str | Path, *, readonly: bool = False) -> Store:
    """Open the record in a file, or on a server that a URL names (postgresql+psycopg://...).

    Opening for writing makes the record where there is none and brings an earlier schema up to date; opening `readonly` does neither.
    Raises StoreError where there is no record to read, it is of a later version, or the place can't be used.
    """
    name = shown_name(url_or_path)
    path = sqlite_path(url_or_path)
    if path is not None:
        _check_place(path, name, readonly=readonly)
    with _told(name):
        if path is not None and not readonly and not path.exists():
            create_sqlite(path)
        engine = sqlite_engine(path, readonly=readonly) if path is not None else server_engine(str(url_or_path), readonly=readonly)
        try:
            with engine.connect().execution_options(reading=readonly) as connection, connection.begin():
                (check_version if readonly else migrate)(connection, name)
        except (StoreError, SQLAlchemyError):
            engine.dispose()
            raise
    return SqlStore(engine, name)


class SqlStore:
    """A record in a database. Each method is one transaction; see the protocol Store for what they promise."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name

    @property
    def name(self) -> str:
        """The record as messages name it, without any password."""
        return self._name

    def start_run(self, run: Run) -> None:
        """Enter a run that begins."""
        with self._writing() as connection:
            writes.write_run(connection, run)

    def finish_run(self, run: Run) -> None:
        """Write a run's end."""
        with self._writing() as connection:
            writes.write_run_end(connection, run)

    def standing(self, document: Document, digest: str) -> Standing:
        """How the record stands to a document."""
        with self._reading() as connection:
            return reads.read_standing(connection, document, digest)

    def stale(self, digest: str) -> tuple[str, ...]:
        """Ids of the documents that were coded under another digest, sorted."""
        with self._reading() as connection:
            return reads.read_stale(connection, digest)

    def keep(self, coded: Coded) -> None:
        """Write a document with all that it gave. Raises StoreError where a span does not hold."""
        with self._writing() as connection:
            writes.write_coded(connection, coded)

    def reject(self, rows: Iterable[Rejected], run: str) -> None:
        """Keep what was turned away before it was a document."""
        with self._writing() as connection:
            writes.write_rejected(connection, rows, run)

    def forgive(self, inputs: Iterable[str], rows: Iterable[Rejected]) -> None:
        """Drop read failures of `inputs` that are not among `rows`."""
        with self._writing() as connection:
            writes.forgive(connection, inputs, rows)

    def correct(self, corrections: Iterable[Correction]) -> None:
        """Add corrections to the log."""
        with self._writing() as connection:
            reviews.write_corrections(connection, corrections)

    def corrections(self) -> tuple[Correction, ...]:
        """The review's log, in the order in which it came in."""
        with self._reading() as connection:
            return reviews.read_corrections(connection)

    def unmatched(self) -> tuple[Unmatched, ...]:
        """Corrections that found no place in the record when it was last consolidated."""
        with self._reading() as connection:
            return reviews.read_unmatched(connection)

    def is_consolidated(self) -> bool:
        """Whether the events account for every document as it is coded now, and for every correction."""
        with self._reading() as connection:
            return reads.read_is_consolidated(connection)

    def consolidate(self, result: Consolidated) -> None:
        """Put groups, revision, entities and events in place of those before."""
        with self._writing() as connection:
            writes.write_consolidated(connection, result)

    def document(self, document_id: str) -> Document | None:
        """One document, or None."""
        with self._reading() as connection:
            return reads.read_document(connection, document_id)

    def documents(self) -> Iterator[Document]:
        """All documents by id; few lie in memory at a time."""
        with self._reading() as connection:
            yield from reads.read_documents(connection)

    def groups(self) -> dict[str, str]:
        """Rewrite group of each document."""
        with self._reading() as connection:
            return reads.read_groups(connection)

    def mentions(self) -> Iterator[Mention]:
        """All mentions that hold, by document and place; few lie in memory at a time."""
        with self._reading() as connection:
            yield from reads.read_mentions(connection)

    def coded_mentions(self) -> Iterator[Mention]:
        """All mentions as the machine coded them, whatever the review says."""
        with self._reading() as connection:
            yield from reviews.read_coded(connection)

    def entities(self) -> tuple[Entity, ...]:
        """All entities by id."""
        with self._reading() as connection:
            return reads.read_entities(connection)

    def events(self) -> tuple[Event, ...]:
        """All events by first day (undated last) and id."""
        with self._reading() as connection:
            return reads.read_events(connection)

    def rejected(self) -> tuple[Rejected, ...]:
        """All that was turned away, by stage, place and item."""
        with self._reading() as connection:
            return reads.read_rejected(connection)

    def runs(self) -> tuple[Run, ...]:
        """All runs in the order in which they began."""
        with self._reading() as connection:
            return reads.read_runs(connection)

    def snapshot(self) -> Snapshot:
        """The whole record at one moment."""
        with self._reading() as connection:
            return reads.read_snapshot(connection)

    def summary(self) -> Summary:
        """The record in figures."""
        with self._reading() as connection:
            return reads.read_summary(connection)

    def close(self) -> None:
        """Let go of the record."""
        self._engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _told(self._name), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        options: dict[str, Any] = {"reading": True}
        if self._engine.dialect.name == "postgresql":
            options["isolation_level"] = "REPEATABLE READ"  # one moment for all queries, as SQLite gives it by itself
        with _told(self._name), self._engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection


def _check_place(path: Path, name: str, *, readonly: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{name} is a folder, and a record is a file; name a file in it, such as {name}/crisis.db")
    if readonly and not path.exists():
        raise StoreError(f"{name} does not exist; `detente build SOURCES --record {name}` makes it")
    if not path.parent.is_dir():
        raise StoreError(f"{name} can't be made: there is no folder {path.parent}; make it first, or name another place")


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Tell failures of the database as failures of the record: what, why, what next."""
    try:
        yield
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error)
        raise StoreError(f"{name} refused: {reason}; {_remedy(reason)}") from error
    except (UnicodeEncodeError, OSError) as error:
        raise StoreError(f"{name} refused: {error}; check the place and its permissions, or the characters of the row") from error


def _remedy(reason: str) -> str:
    remedies = {
        "not a database": "it is no record, or it is damaged: name another file",
        "malformed": "it is damaged: restore a copy, or build it again",
        "locked": "another program is writing to it: try again when that has ended",
        "read-only": "open it for writing, or see what the user may do",
        "readonly": "open it for writing, or see the file's permissions",
        "unable to open": "see the folder's permissions",
        "never changed": "withdraw it by another correction",
        "full": "make room on the disk and run the command again: what was kept stays",
        "not what stands": "the coder gave a span that is not in the text: report it",
    }
    return next((remedy for sign, remedy in remedies.items() if sign in reason), "nothing of this step was written")
