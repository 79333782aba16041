"""Coding without a record: documents through the stages, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from detente.pipeline.faults import FAILURES, parse_all, told
from detente.pipeline.stages import Stages
from detente.records import Document, Rejected

if TYPE_CHECKING:
    from detente.coding import Coding


def code_documents(stages: Stages, documents: Iterable[Document], batch: int = 32) -> Iterator[Coding]:
    """The coding of each document, in order; of one that can't be coded, a row that says why."""
    from detente.coding import Coding

    waiting = iter(documents)
    while some := list(islice(waiting, batch)):
        for document, parsed in parse_all(stages, some):
            if isinstance(parsed, Rejected):
                yield Coding((), (parsed,))
                continue
            try:
                coding = stages.code(parsed)
            except FAILURES as error:
                coding = Coding((), (Rejected(document.id, "code", told(error), document.input),))
            yield Coding(coding.mentions, (*parsed.rejected, *coding.rejected))
