"""What the commands share: arguments, messages, progress, lines of JSON, and files written whole or not at all."""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from detente.errors import CodingError, ConfigError, ReadError
from detente.records import Document, Rejected

if TYPE_CHECKING:
    from detente.pipeline import Attempt

Sources = Annotated[list[str], typer.Argument(help="Files, folders, URLs, or - for standard input.")]
Codebooks = Annotated[list[Path], typer.Option("--codebook", help="Folder that adds to the codebook or overrides it; may be given again.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary; errors only.")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", help="Processes that work; default: one for each usable core.", min=1)]

Progressing = Callable[[str, int, int | None], None]
"""Called with the stage, how many are done, and of how many (None: not known yet)."""

PAUSE = 0.1  # seconds between two drawings of a progress bar

_stderr = Console(stderr=True, highlight=False, soft_wrap=True)


def complain(message: str) -> None:
    """One line on standard error."""
    _stderr.print(message, markup=False)


def tell_unread(item: Rejected) -> None:
    """One line for what could not be read: the input as the user named it, with line or part where one is known, and why."""
    place = item.item if item.where in item.item else f"{item.where}: {item.item}"
    complain(f"not read: {place}: {item.reason}")


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Progressing]:
    """A bar for each stage on standard error; nothing where `quiet` or where standard error is no terminal.

    It is drawn when something has been done, not by a thread: a process with threads can't fork workers safely.
    """
    if quiet or not _stderr.is_terminal:
        yield lambda stage, done, total: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_stderr, transient=True, auto_refresh=False) as bars:
        tasks: dict[str, Any] = {}
        drawn = 0.0

        def advance(stage: str, done: int, total: int | None) -> None:
            nonlocal drawn
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)
            if time.monotonic() - drawn > PAUSE or done == total:
                bars.refresh()
                drawn = time.monotonic()

        yield advance


def keep_loaded() -> None:
    """Take what is loaded (codebook, gazetteers, parser) out of the garbage collector's rounds: it stays until the process ends.

    Saves about a tenth of the time of coding (benchmarks/speed.py).
    """
    gc.collect()
    gc.freeze()


def print_rows(rows: Iterable[dict[str, Any]]) -> None:
    """JSON, a line each, on standard output."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def documents_of(items: Iterable[Document | Rejected]) -> Iterator[Document]:
    """The documents among what was read; what was turned away is told on standard error.

    Raises ReadError where not one document could be read.
    """
    read = turned_away = 0
    for item in items:
        if isinstance(item, Rejected):
            turned_away += 1
            tell_unread(item)
        else:
            read += 1
            yield item
    if not read:
        raise ReadError(f"none of the sources held a document that could be read ({turned_away} turned away): name files, folders or URLs")


def tell_failed(attempts: Iterable[Attempt]) -> Iterator[Attempt]:
    """The attempts; a document that could not be parsed or coded is told on standard error.

    Raises CodingError where not one could be.
    """
    tried = failed = 0
    for attempt in attempts:
        tried += 1
        if attempt.outcome != "coded":
            failed += 1
            for row in attempt.rejected[-1:]:
                complain(f"not coded: {row.where or row.item}: {row.reason}")
        yield attempt
    if failed and failed == tried:
        raise CodingError(f"none of the {tried} documents could be coded: the reasons are told above; report what looks like a defect")


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path` by way of a temporary file beside it, so that a reader never sees half of it.

    Raises ConfigError where the place can't be written to.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise ConfigError(f"{path} can't be written: {error.strerror}; name a file in a folder that you may write to") from error
