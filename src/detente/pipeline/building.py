"""Building a record.

1. Read the sources. A document that the record holds, coded under the same digest, is passed over; another is parsed, coded and kept,
   a transaction each, so that a build that is killed loses the document in hand and nothing else.
2. Code again, from the text that was kept, what another version, codebook, coder or option coded before.
3. Apply the review to what was coded, group rewrites, join mentions into events and entities over all documents of the record, in one
   transaction.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from detente.errors import StoreError
from detente.pipeline.faults import FAILURES, Attempt, can_be_kept, read_all, sound, storable, told
from detente.pipeline.record import Record
from detente.pipeline.settling import settle
from detente.pipeline.stages import BuildOptions, Progressing, Source, Stages, load_stages
from detente.pipeline.streaming import coding_task
from detente.pipeline.workers import Crew, is_full
from detente.records import Document, Rejected, Run, stable_id
from detente.store import Coded, Store, open_store
from detente.version import __version__


def build(
    sources: Iterable[Source] | Source, record: Source, options: BuildOptions | None = None, progress: Progressing | None = None
) -> Record:
    """Read `sources` (files, folders, URLs, "-"), code what they report, and keep it in `record`, a file or a database URL.

    Building again adds only what is new and completes what was stopped; with no sources it brings the record up to the present version.
    `progress` is called with a stage, how many are done, and of how many (None: not known). Give the record back open.
    Raises StoreError where the record can't be used, CodebookError and CodingError where the stages can't be set up.
    """
    options = options or BuildOptions()
    stages = options.stages or load_stages(options)
    store = open_store(record)
    with ExitStack() as undo:
        undo.callback(store.close)
        sources = [sources] if isinstance(sources, (str, Path)) else list(sources)
        run = _start_run(store, stages, options, sources)
        with Crew(coding_task(stages), options.jobs) as crew:
            work = _Build(store, stages, options, run, progress or _silent, crew)
            work.take(sources)
            work.code_again()
        work.consolidate()
        work.finish()
        undo.pop_all()
    return Record(store)


def open_record(place: Source, readonly: bool = True) -> Record:
    """Open a record that `build` made; to correct it, with `readonly=False`.

    Raises StoreError where there is none or it is of another version.
    """
    return Record(open_store(place, readonly=readonly))


@dataclass(slots=True)
class _Build:
    """One run under way."""

    store: Store
    stages: Stages
    options: BuildOptions
    run: Run
    progress: Progressing
    crew: Crew[Attempt]
    digest: str = field(init=False)
    documents: int = 0
    mentions: int = 0
    under_way: set[str] = field(default_factory=set)
    unanswered: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.digest = stable_id(self.run.version, self.run.codebook, self.run.coder, *self.options.languages)

    def take(self, sources: Sequence[Source]) -> None:
        """Read, code and keep what is new in the sources."""
        inputs: set[str] = set()
        turned_away: list[Rejected] = []
        batch: dict[str, Document] = {}
        for item in read_all(self.stages, sources):
            if isinstance(item, Document):
                inputs.add(item.input)
                if item.id in batch or item.id in self.under_way:
                    self._code(batch)
                    self._keep_all(self.crew.finish())
            found = self._new(item) if isinstance(item, Document) else item
            if isinstance(found, Rejected):
                turned_away.append(found)
                self.store.reject((found,), self.run.id)
            elif found is not None:
                batch[found.id] = found
            if is_full(tuple(batch.values()), self.options.batch):
                self._code(batch)
        self._code(batch)
        self._keep_all(self.crew.finish())
        self.store.forgive(inputs, turned_away)

    def code_again(self) -> None:
        """Code again what was coded under another digest and was not among the sources."""
        stale = [each for each in self.store.stale(self.digest) if each not in self.unanswered]
        for start in range(0, len(stale), self.options.batch):
            found = map(self.store.document, stale[start : start + self.options.batch])
            self._code({document.id: document for document in found if document is not None})
        self._keep_all(self.crew.finish())

    def consolidate(self) -> None:
        """Review and join mentions over all documents, unless the events account for all of them, and for the review, already."""
        if self.store.is_consolidated():
            return
        self.progress("consolidate", 0, 1)
        try:
            settle(self.store, self.stages.group, self.stages.consolidate)
        except StoreError:
            raise
        except FAILURES as error:
            self.store.reject((Rejected(self.store.name, "consolidate", told(error)),), self.run.id)
            return
        self.progress("consolidate", 1, 1)

    def finish(self) -> None:
        """Enter the run's end."""
        finished = self.options.now().isoformat()
        self.store.finish_run(replace(self.run, finished=finished, documents=self.documents, mentions=self.mentions))

    def _new(self, document: Document) -> Document | Rejected | None:
        document = storable(document)
        if not can_be_kept(document.text):
            reason = "its text holds NUL or half of a surrogate pair, which no database keeps: remove them, or see its encoding"
            return Rejected(document.id, "read", reason, document.input)
        standing = self.store.standing(document, self.digest)
        if standing == "other text":
            return _other_text(document)
        return None if standing == "coded" else document

    def _code(self, batch: dict[str, Document]) -> None:
        """Give a batch to be coded, and keep what has been coded by now."""
        tried = []
        for document in batch.values():
            if document.language is None or document.language in self.options.languages:
                tried.append(document)
            else:
                reason = f"language {document.language}: kept, but only {', '.join(self.options.languages)} is coded"
                away = Rejected(document.id, "code", reason, document.input)
                self._keep(document, Attempt(outcome="language", rejected=(away,)))
        batch.clear()
        self.under_way.update(document.id for document in tried)
        self._keep_all(self.crew.give(tried))

    def _keep_all(self, attempts: Iterator[tuple[Document, Attempt]]) -> None:
        for document, attempt in attempts:
            if attempt.again:
                self.unanswered.add(document.id)
            mentions, unsound = sound(document, attempt.mentions)
            self._keep(document, replace(attempt, mentions=mentions, rejected=(*attempt.rejected, *unsound)))
            self.under_way.discard(document.id)

    def _keep(self, document: Document, attempt: Attempt) -> None:
        digest = f"{self.digest} unanswered {self.run.id}" if document.id in self.unanswered else self.digest
        standing = self.store.keep(
            Coded(
                document=document,
                run=self.run.id,
                digest=digest,
                outcome=attempt.outcome,
                mentions=attempt.mentions,
                statements=attempt.statements,
                relations=attempt.relations,
                rejected=attempt.rejected,
                sentences=attempt.sentences,
            )
        )
        if standing == "other text":  # a build beside this one was quicker
            self.store.reject((_other_text(document),), self.run.id)
        elif standing != "coded":
            self.documents += 1
            self.mentions += len(attempt.mentions)
            self.progress("code", self.documents, None)


def _other_text(document: Document) -> Rejected:
    reason = f"the record holds another text under its id {document.id}: give it an id of its own, or build a new record"
    return Rejected(document.id, "read", reason, document.input)


def _start_run(store: Store, stages: Stages, options: BuildOptions, sources: Sequence[Source]) -> Run:
    started = options.now().isoformat()
    key = stable_id(len(store.runs()), __version__, stages.codebook, stages.coder, started, os.getpid())
    chosen = {"languages": options.languages, "sources": [str(source) for source in sources]}
    run = Run(id=key, version=__version__, codebook=stages.codebook, coder=stages.coder, options=json.dumps(chosen), started=started)
    store.start_run(run)
    return run


def _silent(stage: str, done: int, total: int | None) -> None:
    pass
