"""`detente read`: any source -> documents."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.console import Sources, documents_of, print_rows


def read(sources: Sources, form: Annotated[str, typer.Option("--format", help="jsonl or text.")] = "jsonl") -> None:
    """Read sources and print the documents they hold, free of page chrome."""
    from detente import reading
    from detente.exporting.contract import document_row

    documents = documents_of(reading.read(sources))
    if form == "jsonl":
        print_rows(document_row(document) for document in documents)
    elif form == "text":
        for document in documents:
            typer.echo(f"# {document.title or document.id}\n\n{document.text}\n")
    else:
        raise typer.BadParameter(f"{form!r} is no format of read: jsonl or text", param_hint="--format")
