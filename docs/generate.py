"""Write the reference pages that follow from the code: command line, library, record.

python docs/generate.py            writes them; tests/docs/test_docs.py fails where they are out of date
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

import detente
from detente import errors, records
from detente.cli import app
from detente.exporting import RECORD_TABLES, VIEW_TABLES
from detente.exporting.networks import EDGES, NODES
from detente.exporting.package import dictionary
from detente.store.schema import metadata

REFERENCE = Path(__file__).parent / "reference"
NOTE = "<!-- Written by docs/generate.py from the code: don't edit. -->\n"


def command_line() -> Iterator[str]:
    """Every command with its arguments and options, and the exit codes."""
    yield "# Command line\n"
    group = typer.main.get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        yield from _command(f"## detente {name}", command)
        place = " ".join(part.name.upper() for part in command.params if part.param_type_name == "argument")
        for verb, below in getattr(command, "commands", {}).items():
            yield from _command(f"### detente {name} {place} {verb}", below)
    yield "## Exit codes\n\n| code | meaning |\n|---|---|\n| 0 | done; inputs that could not be read are named on standard error |"
    for error in sorted(errors.DetenteError.__subclasses__(), key=lambda kind: kind.exit_code):
        yield f"| {error.exit_code} | {inspect.cleandoc(error.__doc__ or '')} |"
    yield "| 2 | also: an option or argument that the command does not know |"


def _command(title: str, command: Any) -> Iterator[str]:
    yield f"{title}\n\n{inspect.cleandoc(command.help or '')}\n"
    parts = [part for part in command.params if part.name != "help"]
    if parts:
        yield "| argument or option | meaning | default |\n|---|---|---|"
    for part in parts:
        names = f"`{part.name.upper()}`" if part.param_type_name == "argument" else ", ".join(f"`{option}`" for option in part.opts)
        default = "" if part.required or part.default in (None, (), [], False) else f"`{part.default}`"
        yield f"| {names} | {(part.help or '').replace('|', '/')} | {'required' if part.required else default} |"
    yield ""


def library() -> Iterator[str]:
    """The public names with signature and docstring, and the record types with their fields."""
    yield "# Library\n\nEverything public is in the package itself; stages load when first used.\n"
    for name in detente.__all__:
        item = getattr(detente, name)
        if dataclasses.is_dataclass(item):
            continue
        yield f"## {name}\n\n    {name}{_signature(item)}\n\n{inspect.cleandoc(item.__doc__ or '')}\n"
    yield "## Record types\n"
    types = [item for _, item in inspect.getmembers(records, dataclasses.is_dataclass)]
    for item in sorted(types, key=lambda kind: inspect.getsourcelines(kind)[1]):
        yield f"### {item.__name__}\n\n{inspect.cleandoc(item.__doc__ or '')}\n\n| field | type |\n|---|---|"
        yield from (f"| `{field.name}` | `{str(field.type).replace('|', 'or')}` |" for field in dataclasses.fields(item))
        yield ""


def _signature(item: object) -> str:
    return str(inspect.signature(item)).replace("'", "")  # type: ignore[arg-type]


def record() -> Iterator[str]:
    """The tables of a record with columns and keys."""
    yield "# The record\n"
    yield "A record is an SQLite file (or a PostgreSQL database) with these tables. It opens in any SQL tool; offsets count characters of a"
    yield "document's text, end exclusive, and days are ISO 8601 text.\n"
    for table in metadata.sorted_tables:
        yield f"## {table.name}\n\n| column | type | key |\n|---|---|---|"
        for column in table.columns:
            keys = ["primary"] if column.primary_key else []
            keys += [f"to {key.target_fullname}" for key in column.foreign_keys]
            yield f"| `{column.name}` | {column.type}{'' if column.nullable else ', never null'} | {', '.join(keys)} |"
        yield ""


def data_dictionary() -> Iterator[str]:
    """Every table of an export with its columns, from where the export itself takes them."""
    yield "# Data dictionary\n"
    yield "What `detente export` writes and `detente.tables` gives ({doc}`../how-to/export-tables`): the tables of the record; from"
    yield "`tracks` on those of its views ({doc}`../how-to/ask-what-was-in-force`); and the network ({doc}`../how-to/networks`), `nodes`"
    yield "and `edges`. Offsets count characters of a document's text, end exclusive; a day is an ISO 8601 day, a list one of texts. An"
    yield "empty cell means that the text or the record doesn't say.\n"
    yield from dictionary((*RECORD_TABLES, *VIEW_TABLES, NODES, EDGES))


PAGES = {"command-line.md": command_line, "data-dictionary.md": data_dictionary, "library.md": library, "record.md": record}


def page(name: str) -> str:
    """The text of one generated page."""
    return NOTE + "\n".join(PAGES[name]()).rstrip() + "\n"


if __name__ == "__main__":
    for name in PAGES:
        (REFERENCE / name).write_text(page(name), encoding="utf-8")
