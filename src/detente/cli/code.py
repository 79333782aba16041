"""`detente code`: documents -> coded mentions."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.console import Codebooks, Sources, documents_of, print_rows


def code(
    sources: Sources,
    form: Annotated[str, typer.Option("--format", help="jsonl.")] = "jsonl",
    codebook: Codebooks = [],  # noqa: B006 (typer reads the default, nothing changes it)
    min_confidence: Annotated[float, typer.Option(help="Leave out mentions below this confidence, 0 to 1.", min=0, max=1)] = 0.0,
) -> None:
    """Code the events that documents report and print them, a mention a line."""
    from detente import coding, reading
    from detente.codebook import load_codebook
    from detente.exporting.contract import mention_row

    if form != "jsonl":
        raise typer.BadParameter(f"{form!r} is no format of code: jsonl (use build and export for tables)", param_hint="--format")
    mentions = coding.code(documents_of(reading.read(sources)), load_codebook(codebook))
    print_rows(mention_row(mention) for mention in mentions if mention.confidence >= min_confidence)
