"""Work for worker processes in tests; run as a script, two workers that never come to an end and print their process ids."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence

from detente.errors import CodebookError
from detente.pipeline import Task, spread
from detente.pipeline.workers import Work
from detente.records import Document

Told = tuple[str, int]


def documents(count: int) -> list[Document]:
    return [Document(id=f"d{number:02}", text=f"Norland met Sudland{number}.", input="made") for number in range(count)]


def echo(batch: Sequence[Document]) -> Iterator[Told]:
    """Each document's id with the id of the process that worked on it."""
    return ((document.id, os.getpid()) for document in batch)


def load_echo() -> Work[Told]:
    return echo


def load_badly() -> Work[Told]:
    raise CodebookError("verbs.csv, row 3: there is no such type")


def never(document: Document, end: str) -> Told:
    raise AssertionError(f"{document.id} was lost {end}")


def endless(batch: Sequence[Document]) -> Iterator[Told]:
    if batch[0].id != "d00":
        os.write(1, f"{os.getpid()}\n".encode())
        time.sleep(600)
    return echo(batch)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever starts this in the background lets it inherit deafness
    sys.exit(len(list(spread(Task(work=endless, load=lambda: endless, lost=never), documents(9), jobs=2, most=1))))
