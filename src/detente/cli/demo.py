"""`detente demo`: the main job on the example reports that the package brings."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.brief import brief
from detente.cli.build import build
from detente.cli.console import Quiet, complain


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write the record and the brief into.")] = Path("demo"),
    quiet: Quiet = False,
) -> None:
    """Build a record of the bundled example reports and write its brief."""
    output.mkdir(parents=True, exist_ok=True)
    record, page = output / "crisis.db", output / "brief.html"
    with as_file(files("detente") / "examples" / "reports") as reports:
        build([str(reports)], str(record), quiet=quiet)
    brief(str(record), page, title="Niger 2023 and Sudan 2023: the example reports", quiet=quiet)
    complain(f"The brief is {page.resolve()} (open it in a browser); the record is {record}.")
