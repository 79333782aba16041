"""Worker processes: batches of documents go to all cores, what came of them comes back in the input's order.

Workers start when there is work for them: the first batch is done in this process. They are forked where that is safe, so that what is
loaded is shared; elsewhere each loads its own. A batch whose worker dies (killed for memory, crashed in a library) is done again,
a document at a time, so that the one document that kills workers is told by name and costs nothing but itself.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from detente.errors import CodingError, DetenteError
from detente.pipeline.faults import FAILURES, told
from detente.records import Document

T = TypeVar("T")
Batch = Sequence[Document]
Work = Callable[[Batch], Iterable[T]]
LETTERS = 20_000  # characters of text that make a batch; a core is busy with them for about half a second
AHEAD = 6  # batches for each worker that may be under way
_READY = "ready"


@dataclass(frozen=True, slots=True)
class Task(Generic[T]):
    """What is done with a batch of documents: `work` gives one result for each, which must survive pickling.

    `load` gives `work` anew in a process that shares no memory with this one and must survive pickling itself; None says that the
    work can be done in this process only. `lost` stands for a document that killed its worker; it is told how the worker ended.
    """

    work: Work[T]
    load: Callable[[], Work[T]] | None
    lost: Callable[[Document, str], T]


def usable_cores() -> int:
    """How many cores this process may run on."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def is_full(batch: Batch, most: int) -> bool:
    """Whether a batch has `most` documents, or text enough."""
    return len(batch) >= most or sum(len(document.text) for document in batch) >= LETTERS


def spread(task: Task[T], documents: Iterable[Document], jobs: int = 1, most: int = 32) -> Iterator[T]:
    """The result of each document, in order, by `jobs` processes in batches of up to `most` documents. Raises what the work raises."""
    batch: list[Document] = []
    with Crew(task, jobs) as crew:
        for document in documents:
            batch.append(document)
            if is_full(batch, most):
                yield from (result for _, result in crew.give(batch))
                batch = []
        yield from (result for _, result in crew.give(batch))
        yield from (result for _, result in crew.finish())


class Crew(Generic[T]):
    """Up to `jobs` worker processes at one task, as a context manager: on leaving, whatever the reason, they are ended at once.

    No more than AHEAD batches a worker are under way, done ones that wait for their turn among them: memory stays flat on any input.
    """

    def __init__(self, task: Task[T], jobs: int) -> None:
        alone = task.load is None or multiprocessing.current_process().daemon  # a worker may have no workers
        self._task = task
        self._jobs = 1 if alone else jobs
        self._workers: list[_Worker] = []
        self._given = 0
        self._waiting: deque[tuple[int, Batch]] = deque()  # batches that no worker has yet
        self._under_way: deque[tuple[int, Batch]] = deque()  # batches whose results were not given out, in order
        self._done: dict[int, list[T]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def give(self, batch: Batch) -> Iterator[tuple[Document, T]]:
        """Take a batch to be done; give those documents with their results that are done by now, in order."""
        self._given += bool(batch)
        if batch and (self._jobs == 1 or self._given == 1):
            yield from zip(batch, self._task.work(batch), strict=True)
            return
        if batch:
            numbered = (self._given, tuple(batch))
            self._waiting.append(numbered)
            self._under_way.append(numbered)
        self._move(patient=False)
        yield from self._ready()
        while len(self._waiting) > self._jobs or len(self._under_way) > AHEAD * self._jobs:
            self._move(patient=True)
            yield from self._ready()

    def finish(self) -> Iterator[tuple[Document, T]]:
        """Wait for all that is under way; give its documents with their results, in order."""
        while self._under_way:
            while self._under_way[0][0] not in self._done:
                self._move(patient=True)
            yield from self._ready()

    def _ready(self) -> Iterator[tuple[Document, T]]:
        while self._under_way and self._under_way[0][0] in self._done:
            number, batch = self._under_way.popleft()
            yield from zip(batch, self._done.pop(number), strict=True)

    def _move(self, patient: bool) -> None:
        """Hand out what waits, take in what is done; where `patient`, wait until something is."""
        self._hand_out()
        busy = [worker for worker in self._workers if worker.task is not None]
        ready = wait([worker.connection for worker in busy], None if patient and busy else 0)
        for worker in busy:
            if worker.connection in ready:
                self._take_in(worker)
        self._hand_out()

    def _hand_out(self) -> None:
        if self._waiting and len(self._workers) < self._jobs:
            self._hire(self._jobs - len(self._workers))
        for worker in [worker for worker in self._workers if worker.task is None]:
            if self._waiting and not worker.send(self._waiting.popleft()):
                self._take_in(worker)

    def _take_in(self, worker: _Worker) -> None:
        """What `worker` made of its batch; where it died over it, the batch once more, a document at a time."""
        assert worker.task is not None
        number, batch = worker.task
        answer = worker.receive()
        if answer is None:
            self._bury(worker)
            answer = self._one_by_one(batch)
        self._done[number] = answer

    def _one_by_one(self, batch: Batch) -> list[T]:
        results: list[T] = []
        helper: _Worker | None = None
        for document in batch:
            if helper is None:
                (helper,) = self._hire(1)
            answer = helper.receive() if helper.send((0, (document,))) else None
            if answer is None:
                results.append(self._task.lost(document, self._bury(helper)))
                helper = None
            else:
                results += answer
        return results

    def _hire(self, count: int) -> list[_Worker]:
        """`count` more workers, ready to work. Raises CodingError where one can't start, and what loading raises."""
        hired = [_start(self._task) for _ in range(count)]
        self._workers += hired
        for worker in hired:
            if worker.receive() != _READY:
                raise CodingError(f"a worker process ended {self._bury(worker)} as it started: free some memory, or use one job")
        return hired

    def _bury(self, dead: _Worker) -> str:
        """Take a dead worker off the list; how it ended."""
        self._workers.remove(dead)
        dead.process.join(1)
        code = dead.process.exitcode
        dead.end()
        return f"by signal {-code}" if code is not None and code < 0 else f"with exit code {code}"


@dataclass(slots=True, eq=False)
class _Worker:
    """One worker process, the line to it, and the batch that it is at."""

    process: BaseProcess
    connection: Connection
    task: tuple[int, Batch] | None = field(default=None)

    def send(self, task: tuple[int, Batch]) -> bool:
        """Give it a batch; false where it is dead."""
        self.task = task
        try:
            self.connection.send(task[1])
        except OSError:
            return False
        return True

    def receive(self) -> Any:
        """What it says, waited for; None where it died instead. Raises the error of ours that ended its work."""
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            return None
        self.task = None
        if isinstance(answer, DetenteError):
            raise answer
        return answer

    def end(self) -> None:
        """End it at once, whatever it is at."""
        self.process.kill()
        self.process.join()
        self.connection.close()


def _start(task: Task[T]) -> _Worker:
    """A new worker, which says when it is ready: forked where no other thread can hold a lock that the child would wait for."""
    if "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin" and threading.active_count() == 1:
        context: Any = multiprocessing.get_context("fork")
        load: Any = _Loaded(task.work)
    else:
        context, load = multiprocessing.get_context("spawn"), task.load
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(load, theirs), daemon=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 counts threads of numeric libraries, which mind forks
        process.start()
    theirs.close()
    return _Worker(process, ours)


@dataclass(frozen=True, slots=True)
class _Loaded(Generic[T]):
    """Work that a forked process has already."""

    work: Work[T]

    def __call__(self) -> Work[T]:
        return self.work


def _serve(load: Callable[[], Work[T]], line: Connection) -> None:
    """A worker's life: load, then answer each batch with its results, until the line is cut. Ctrl-C is the parent's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        work = load()
    except DetenteError as error:
        line.send(error)
        return
    gc.freeze()  # what is shared with the parent is left alone by the garbage collector, or all of it would be copied
    line.send(_READY)
    while True:
        try:
            batch = line.recv()
        except (EOFError, OSError):
            return
        line.send(_tried(work, batch))


def _tried(work: Work[T], batch: Batch) -> list[T] | DetenteError:
    try:
        return list(work(batch))
    except DetenteError as error:
        return error
    except FAILURES as error:
        return CodingError(f"a worker process failed over {batch[0].id!r} or a document after it: {told(error)}")


def _end_with_parent() -> None:
    """End this process when its parent is gone, whatever it is at."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
