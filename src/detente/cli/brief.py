"""`detente brief`: a record -> one cited HTML or Markdown file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.console import Quiet, complain, write_whole


def brief(  # noqa: PLR0913 (each is an option of the command)
    record: Annotated[str, typer.Argument(help="The record to report on.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.")] = Path("brief.html"),
    form: Annotated[str | None, typer.Option("--format", help="html or md; by the file's name where not given.")] = None,
    title: Annotated[str | None, typer.Option(help="Title of the brief.")] = None,
    day: Annotated[
        str | None, typer.Option(help="ISO day that the brief is of; the last day that the record tells of where not given.")
    ] = None,
    known: Annotated[str | None, typer.Option(help="Tell only what had been published by this ISO day.")] = None,
    since: Annotated[
        str | None, typer.Option(help="ISO day or id of a run: tell what changed since then; since the last build where not given.")
    ] = None,
    foresight: Annotated[
        Path | None, typer.Option(help="A conflict model (see `detente foresee`) whose analysis the brief shall tell.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Write the brief: what the record holds, with the sentence under every line."""
    from detente.briefing import BriefOptions
    from detente.briefing import brief as write
    from detente.codebook import load_codebook
    from detente.foresight import foresee, load_model
    from detente.pipeline import open_record

    if form not in (None, "html", "md"):
        raise typer.BadParameter(f"{form!r} is no format of brief: html or md", param_hint="--format")
    as_markdown = form == "md" or (form is None and output.suffix.lower() in (".md", ".markdown"))
    foreseen = foresee(load_model(foresight)) if foresight else None
    with open_record(record) as opened:
        snapshot = opened.snapshot()
    options = BriefOptions(format="md" if as_markdown else "html", day=day, known=known, since=since)
    if title:
        options = replace(options, title=title)
    write_whole(output, write(snapshot, load_codebook(), options, foreseen))
    if not quiet:
        complain(f"brief of {len(snapshot.events)} events from {len(snapshot.documents)} documents: {output}")
