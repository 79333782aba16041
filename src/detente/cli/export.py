"""`detente export`: a record -> tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli.console import Quiet, complain


def export(
    record: Annotated[str, typer.Argument(help="The record to export.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write tables into.")],
    form: Annotated[str, typer.Option("--format", help="csv, parquet, jsonl or polecat.")] = "csv",
    quiet: Quiet = False,
) -> None:
    """Write mentions, events, entities and documents as tables, or events in POLECAT's columns."""
    from detente.exporting import export as write
    from detente.pipeline import open_record

    with open_record(record) as opened:
        paths = write(opened.snapshot(), output, form)
    if not quiet:
        complain(f"{len(paths)} files in {output}: " + ", ".join(path.name for path in paths))
