"""`detente copy`: a record -> the same record elsewhere, in a file or on a server."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.console import Quiet


def copy(
    source: Annotated[str, typer.Argument(help="The record to copy: a file, or the URL of a database.")],
    target: Annotated[str, typer.Argument(help="Where to: a file or the URL of a database that holds no record yet.")],
    quiet: Quiet = False,
) -> None:
    """Copy a record whole or not at all, between files and PostgreSQL either way, and show rows and digest, checked on both sides."""
    from detente.store import copy_record

    content = copy_record(source, target)
    if not quiet:
        for name, count in content.rows.items():
            typer.echo(f"{name:16} {count:>9}")
        typer.echo(f"sha256 {content.digest}")
