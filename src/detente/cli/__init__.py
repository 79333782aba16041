"""The command line: a thin skin over the stages, one file a command. Exit codes are those of detente.errors."""

from __future__ import annotations

import os
import sys

import typer

from detente.cli import brief, build, code, copy, demo, evaluate, explain, export, foresee, parse, read, review, search, sql, track, train
from detente.cli.console import complain
from detente.errors import DetenteError
from detente.version import __version__

app = typer.Typer(
    name="detente",
    help="Read reporting on a political crisis and keep a cited, computable record of its diplomacy.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for module in (build, brief, read, parse, code, explain, search, sql, export, copy, track, foresee, evaluate, train, demo):
    app.command()(getattr(module, module.__name__.rpartition(".")[2]))
app.add_typer(review.app, name="review")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"detente {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_show_version, is_eager=True, help="Print the version and stop."),
) -> None:
    """Hold the options that stand before a command."""


def main() -> None:
    """Run the command line; an error of ours ends with its message and exit code, a closed pipe silently.

    Numpy is told, before it is loaded, to keep to one thread: the cores are for worker processes.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        app()
    except DetenteError as error:
        complain(str(error))
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
