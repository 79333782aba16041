"""`detente export`: a record -> tables, event data, networks, linked data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli.console import Quiet, complain


def export(
    record: Annotated[str, typer.Argument(help="The record to export.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write into.")],
    form: Annotated[str, typer.Option("--format", help="csv, parquet, jsonl, polecat, icews, graphml, nodes or jsonld.")] = "csv",
    day: Annotated[str | None, typer.Option(help="The day the views answer for, as 2023-08-09; else the record's last.")] = None,
    known: Annotated[str | None, typer.Option(help="Only what had been published by this day, as 2023-08-09.")] = None,
    quiet: Quiet = False,
) -> None:
    """Write the record and its views as tables, its events in POLECAT's or ICEWS's columns, as a network, or as linked data."""
    from detente.exporting import export as write
    from detente.pipeline import open_record

    with open_record(record) as opened:
        snapshot = opened.snapshot()
    paths = write(snapshot, output, form, day=day, known=known)
    if not quiet:
        complain(f"{len(paths)} files in {output}: " + ", ".join(path.name for path in paths))
