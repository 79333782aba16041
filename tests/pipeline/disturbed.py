"""Builds in processes of their own that are disturbed, and what must hold of the record after that."""

from __future__ import annotations

import json
import multiprocessing
import random
import resource
import sqlite3
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from small_stages import small_stages

from detente.errors import StoreError
from detente.pipeline import BuildOptions, build, open_record
from detente.store import query, retrying
from detente.store.copying import TABLES

STATES = ("Norland", "Sudland", "Westland", "Eastland", "Midland")
PATIENCE = 120.0  # seconds that a build may take to come to a moment


def write_stories(path: Path, first: int, last: int) -> Path:
    """Documents `first` to `last` of an endless series, the same each time, so that files may overlap."""
    rows = []
    for number in range(first, last):
        one, two = random.Random(number).sample(STATES, 2)
        text = f"{one} met {two}. {two} sanctioned {one}. Then talks."
        rows.append({"id": f"d{number:05}", "text": text, "published": f"2024-03-{number % 28 + 1:02}"})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def start_build(source: Path, record: str, most_bytes: int | None = None, patience: float = 60.0) -> Disturbed:
    """A build that has just been started, forked from this process. No file may grow over `most_bytes`, as on a disk that is full."""
    forking = multiprocessing.get_context("fork")
    ours, theirs = forking.Pipe(duplex=False)
    process = forking.Process(target=_build, args=(source, record, most_bytes, patience, theirs))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 counts threads of numeric libraries, which mind forks
        process.start()
    theirs.close()
    return Disturbed(process, ours)


def _build(source: Path, record: str, most_bytes: int | None, patience: float, line: Connection) -> None:
    if most_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    retrying.PATIENCE = patience
    try:
        build(source, record, BuildOptions(stages=small_stages(), batch=4)).close()
    except StoreError as error:
        line.send(str(error))
        sys.exit(error.exit_code)


@dataclass(frozen=True)
class Disturbed:
    """A build under way in a process of its own."""

    process: BaseProcess
    line: Connection

    def end(self) -> tuple[int | None, str]:
        """Wait for its end; its exit code, and the failure that it told of."""
        try:
            said = self.line.recv()
        except EOFError:
            said = ""
        self.process.join()
        self.line.close()
        return self.process.exitcode, said


def documents_in(record: str) -> int:
    """How many documents are kept, asked for as cheaply as can be; -1 where no record can be asked."""
    try:
        return int(_ask(record, "SELECT count(*) FROM documents")[0][0])
    except StoreError:
        return -1


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "the build didn't come to the moment at which it is to be disturbed"
        time.sleep(0.01)


def faults_of(record: str) -> list[str]:
    """What is wrong with a record: damage, rows that point nowhere, documents half kept, one mention in two events."""
    checks = {
        f"{table.name}.{key.parent.name} points nowhere": (
            f"SELECT 1 FROM {table.name} a LEFT JOIN {key.column.table.name} b ON a.{key.parent.name} = b.{key.column.name}"
            f" WHERE a.{key.parent.name} IS NOT NULL AND b.{key.column.name} IS NULL"
        )
        for table in TABLES
        for key in table.foreign_keys
    }
    checks |= {
        "a document without its coding": "SELECT id FROM documents WHERE id NOT IN (SELECT document FROM codings)",
        "a document without its mentions": "SELECT id FROM documents WHERE id NOT IN (SELECT document FROM mentions)",
        "a document that can't be searched": "SELECT id FROM documents WHERE id NOT IN (SELECT document FROM passages)",
        "one mention in two events": "SELECT mention FROM event_mentions GROUP BY mention HAVING count(*) > 1",
        "an event without mentions": "SELECT id FROM events WHERE id NOT IN (SELECT event FROM event_mentions)",
        "two runs of one number": "SELECT number FROM runs GROUP BY number HAVING count(*) > 1",
    }
    found = [name for name, statement in checks.items() if _ask(record, statement)]
    return found + _damage(record)


def digest_of(record: str) -> str:
    """The content of a record, but for who built it when."""
    with open_record(record) as opened:
        return opened.content(runs=False).digest


def _damage(record: str) -> list[str]:
    if "://" in record:
        return []  # PostgreSQL says so itself when rows are read, which the checks do
    connection = sqlite3.connect(record)
    told = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    connection.execute("INSERT INTO passage_words(passage_words) VALUES ('integrity-check')")  # writes nothing
    connection.close()
    return [] if told == ["ok"] else told


def _ask(record: str, statement: str) -> list[tuple[Any, ...]]:
    with query(record, statement) as answer:
        return list(answer.rows)
