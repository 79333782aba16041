"""`detente sql`: one statement that reads -> a table."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from detente.store import Answer

WIDEST = 60  # characters of a cell as text


def sql(
    record: Annotated[str, typer.Argument(help="The record to ask.")],
    statement: Annotated[str, typer.Argument(help="One SELECT; docs/reference/record.md lists tables and columns.")],
    form: Annotated[str, typer.Option("--format", help="text, csv or json.")] = "text",
    timeout: Annotated[float, typer.Option(help="Seconds that the statement may take.", min=0.1)] = 60.0,
) -> None:
    """Ask a record in SQL. The statement can read and nothing else, whatever it says."""
    from detente.store import query

    writers: dict[str, Callable[[Answer], None]] = {"text": _text, "csv": _csv, "json": _json}
    if form not in writers:
        raise typer.BadParameter(f"{form!r} is no format of sql: {', '.join(writers)}", param_hint="--format")
    with query(record, statement, timeout) as answer:
        writers[form](answer)


def _text(answer: Answer) -> None:
    """Columns side by side; long cells are cut."""
    rows = [answer.columns, *([_cell(value) for value in row] for row in answer.rows)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    ruled = [rows[0], ["-" * width for width in widths], *rows[1:]]
    for row in ruled:
        sys.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n")


def _cell(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def _csv(answer: Answer) -> None:
    from detente.exporting.tables import safe_text

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(map(safe_text, answer.columns))
    for row in answer.rows:
        writer.writerow([safe_text(value) if isinstance(value, str) else value for value in row])


def _json(answer: Answer) -> None:
    """A list of objects, a line each; of two columns of one name the second gets a number."""
    names: list[str] = []
    for name in answer.columns:
        names.append(name if name not in names else f"{name}_{len(names) + 1}")
    before = "["
    for row in answer.rows:
        sys.stdout.write(f"{before}\n" + json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False))
        before = ","
    sys.stdout.write("[]\n" if before == "[" else "\n]\n")
