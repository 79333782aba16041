"""The store over SQLAlchemy: one class for SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from detente.errors import StoreError
from detente.records import Correction, Document, Entity, Event, Mention, Rejected, Relation, Run, Snapshot, Statement, Unmatched
from detente.store import reads, reviews, told, writes
from detente.store.copying import Content, copy_rows, read_content
from detente.store.engine import server_engine, shown_name, sqlite_engine, sqlite_path, take_turn
from detente.store.migrating import check_version, create_sqlite, migrate
from detente.store.protocol import Coded, Consolidated, Material, Standing, Store, Summary
from detente.store.retrying import patiently
from detente.store.searching import Hit, Scope, search

T = TypeVar("T")


def copy_record(source: str | Path, target: str | Path) -> Content:
    """Copy the record at `source`, as it is at one moment, to `target`, where none is yet; give rows and digest of both, which are equal.

    All of it is written in one transaction. Raises StoreError where one of them can't be used or the target holds anything.
    """
    sender, receiver = _open(source, readonly=True), _open(target, readonly=False)
    try:
        return receiver.take_from(sender)
    finally:
        sender.close()
        receiver.close()


def open_store(url_or_path: str | Path, *, readonly: bool = False) -> Store:
    """Open the record in a file, or on a server that a URL names (postgresql+psycopg://...).

    Opening for writing makes the record where there is none and brings an earlier schema up to date; opening `readonly` does neither.
    Raises StoreError where there is no record to read, it is of a later version, or the place can't be used.
    """
    return _open(url_or_path, readonly=readonly)


def _open(url_or_path: str | Path, *, readonly: bool) -> SqlStore:
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
    return SqlStore(engine, name, path)


class SqlStore:
    """A record in a database. Each method is one transaction; see the protocol Store for what they promise.

    A transaction that fails for a reason that passes (another writer's lock, a server that starts anew) is done again for a while.
    """

    def __init__(self, engine: Engine, name: str, path: Path | None = None) -> None:
        self._engine = engine
        self._name = name
        self._path = path
        self._file = _identity(path)

    @property
    def name(self) -> str:
        """The record as messages name it, without any password."""
        return self._name

    def start_run(self, run: Run) -> None:
        """Enter a run that begins."""
        self._write(lambda connection: writes.write_run(connection, run))

    def finish_run(self, run: Run) -> None:
        """Write a run's end."""
        self._write(lambda connection: writes.write_run_end(connection, run))

    def standing(self, document: Document, digest: str) -> Standing:
        """How the record stands to a document."""
        return self._read(lambda connection: reads.read_standing(connection, document, digest))

    def stale(self, digest: str) -> tuple[str, ...]:
        """Ids of the documents that were coded under another digest, sorted."""
        return self._read(lambda connection: reads.read_stale(connection, digest))

    def keep(self, coded: Coded) -> Standing:
        """Write a document with all that it gave, and give how it stood. Raises StoreError where a span does not hold."""
        return self._write(lambda connection: writes.write_coded(connection, coded))

    def reject(self, rows: Iterable[Rejected], run: str) -> None:
        """Keep what was turned away before it was a document."""
        rows = tuple(rows)
        self._write(lambda connection: writes.write_rejected(connection, rows, run))

    def forgive(self, inputs: Iterable[str], rows: Iterable[Rejected]) -> None:
        """Drop read failures of `inputs` that are not among `rows`."""
        inputs, rows = tuple(inputs), tuple(rows)
        self._write(lambda connection: writes.forgive(connection, inputs, rows))

    def correct(self, corrections: Iterable[Correction]) -> None:
        """Add corrections to the log."""
        corrections = tuple(corrections)
        self._write(lambda connection: reviews.write_corrections(connection, corrections))

    def corrections(self) -> tuple[Correction, ...]:
        """The review's log, in the order in which it came in."""
        return self._read(reviews.read_corrections)

    def unmatched(self) -> tuple[Unmatched, ...]:
        """Corrections that found no place in the record when it was last consolidated."""
        return self._read(reviews.read_unmatched)

    def is_consolidated(self) -> bool:
        """Whether the events account for every document as it is coded now, and for every correction."""
        return self._read(reads.read_is_consolidated)

    def material(self) -> Material:
        """What the record is consolidated from, at one moment."""
        return self._read(reads.read_material)

    def consolidate(self, result: Consolidated) -> bool:
        """Put groups, revision, entities and events in place of those before, unless they are out of date."""
        return self._write(lambda connection: writes.write_consolidated(connection, result))

    def document(self, document_id: str) -> Document | None:
        """One document, or None."""
        return self._read(lambda connection: reads.read_document(connection, document_id))

    def documents(self) -> Iterator[Document]:
        """All documents by id; few lie in memory at a time."""
        with self._reading() as connection:
            yield from reads.read_documents(connection)

    def groups(self) -> dict[str, str]:
        """Rewrite group of each document."""
        return self._read(reads.read_groups)

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
        return self._read(reads.read_entities)

    def events(self) -> tuple[Event, ...]:
        """All events by first day (undated last) and id."""
        return self._read(reads.read_events)

    def statements(self) -> tuple[Statement, ...]:
        """All statements by document and place."""
        return self._read(told.read_statements)

    def relations(self) -> tuple[Relation, ...]:
        """All relations between parties by document and place."""
        return self._read(told.read_relations)

    def rejected(self) -> tuple[Rejected, ...]:
        """All that was turned away, by stage, place and item."""
        return self._read(reads.read_rejected)

    def runs(self) -> tuple[Run, ...]:
        """All runs in the order in which they began."""
        return self._read(reads.read_runs)

    def snapshot(self) -> Snapshot:
        """The whole record at one moment."""
        return self._read(reads.read_snapshot)

    def summary(self) -> Summary:
        """The record in figures."""
        return self._read(reads.read_summary)

    def search(self, query: str, scope: Scope, limit: int) -> tuple[Hit, ...]:
        """Passages or events that hold the words of a query, best first."""
        return self._read(lambda connection: search(connection, query, scope, limit))

    def content(self, *, runs: bool = True) -> Content:
        """Rows of each table and the digest of all of them."""
        return self._read(lambda connection: read_content(connection, runs=runs))

    def close(self) -> None:
        """Let go of the record."""
        self._engine.dispose()

    def take_from(self, other: SqlStore) -> Content:
        """Put all that another record holds into this empty one."""
        with other._reading() as source, _told(self._name), self._engine.begin() as target:
            take_turn(target)
            return copy_rows(source, target, self._name)

    def _read(self, work: Callable[[Connection], T]) -> T:
        def once() -> T:
            with self._transaction() as connection:
                return work(connection)

        with _told(self._name):
            return patiently(once)

    def _write(self, work: Callable[[Connection], T]) -> T:
        def once() -> T:
            with self._engine.begin() as connection:
                take_turn(connection)
                return work(connection)

        with _told(self._name):
            done = patiently(once)
        if _identity(self._path) != self._file:
            raise StoreError(
                f"{self._name} was removed or replaced while it was written to, and what was kept went with it; build it again"
            )
        return done

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        options: dict[str, Any] = {"reading": True}
        if self._engine.dialect.name == "postgresql":
            options["isolation_level"] = "REPEATABLE READ"  # one moment for all queries, as SQLite gives it by itself
        with self._engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _told(self._name), self._transaction() as connection:
            yield connection


def _identity(path: Path | None) -> tuple[int, int] | None:
    """Which file is at `path`, whatever its name; None where there is none."""
    try:
        found = path.stat() if path is not None else None
    except OSError:
        return None
    return None if found is None else (found.st_dev, found.st_ino)


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
        "disk I/O": "see the disk's health and room, then run the command again: what was kept stays",
        "lock timeout": "another program is writing to it: try again when that has ended",
        "connection": "see that the server runs and can be reached, then run the command again: what was kept stays",
        "locked": "another program is writing to it: try again when that has ended",
        "read-only": "open it for writing, or see what the user may do",
        "readonly": "open it for writing, or see the file's permissions",
        "unable to open": "see the folder's permissions",
        "never changed": "withdraw it by another correction",
        "full": "make room on the disk and run the command again: what was kept stays",
        "not what stands": "the coder gave a span that is not in the text: report it",
    }
    return next((remedy for sign, remedy in remedies.items() if sign in reason), "nothing of this step was written")
