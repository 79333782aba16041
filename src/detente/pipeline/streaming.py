"""Coding without a record: documents through the stages, in batches, on as many processes as wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from detente.pipeline.faults import Attempt, attempt_all, failed
from detente.pipeline.stages import Stages
from detente.pipeline.workers import Task, Work, spread
from detente.records import Document


def code_documents(stages: Stages, documents: Iterable[Document], batch: int = 32, jobs: int = 1) -> Iterator[Attempt]:
    """The coding of each document, in order; of one that can't be coded, a row that says why.

    `jobs` processes code batches of up to `batch` documents; the outcome is the same for any number. Raises CodingError where worker
    processes can't be started.
    """
    return spread(coding_task(stages), documents, jobs, batch)


def coding_task(stages: Stages) -> Task[Attempt]:
    """Parsing and coding as work that processes can share."""
    return Task(work=partial(attempt_all, stages), load=stages.reload and partial(_loaded, stages.reload), lost=_lost)


def _loaded(load: Callable[[], Stages]) -> Work[Attempt]:
    return partial(attempt_all, load())


def _lost(document: Document, end: str) -> Attempt:
    return failed(document, f"the process that coded it ended {end}: memory may have run out; fewer jobs need less of it")
