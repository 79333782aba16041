"""`detente demo`: the main job on the example reports that the package brings."""

from __future__ import annotations

import shutil
from contextlib import chdir
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.brief import brief
from detente.cli.build import build
from detente.cli.console import Quiet, complain


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write reports, record and brief into.")] = Path("demo"),
    quiet: Quiet = False,
) -> None:
    """Lay the bundled example reports into a folder, build a record of them there and write its brief."""
    output.mkdir(parents=True, exist_ok=True)
    with as_file(files("detente") / "examples" / "reports") as reports:
        shutil.copytree(reports, output / "reports", dirs_exist_ok=True)
    with chdir(output):
        build(["reports"], "crisis.db", quiet=quiet)
        brief("crisis.db", Path("brief.html"), title="Niger 2023 and Sudan 2023: the example reports", quiet=quiet)
    complain(f"The brief is {(output / 'brief.html').resolve()} (open it in a browser); the record and the reports lie beside it.")
