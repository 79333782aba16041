"""`detente review`: an analyst's corrections of a record, verb by verb."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from detente.cli.console import complain, write_whole
from detente.errors import ConfigError

Author = Annotated[str, typer.Option("--author", envvar="DETENTE_AUTHOR", help="Who says so; DETENTE_AUTHOR where not given.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; kept in the log.")]
Ids = Annotated[list[str], typer.Argument(help="Ids of mentions or events, or the first characters of them.")]
Parties = Annotated[list[str], typer.Argument(help="Parties, by id or name.")]
Set = Annotated[list[str], typer.Option("--set", help="field=value, the value as JSON or plain words; may be given again.")]
_LISTS = ("contexts", "actors", "recipients")


class _RecordFirst(TyperGroup):
    """Lets options of the group follow the record: `detente review crisis.db --export FILE`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        turned = len(args) > 1 and not args[0].startswith("-") and args[1].startswith("-")
        return super().parse_args(ctx, [*args[1:], args[0]] if turned else args)


app = typer.Typer(cls=_RecordFirst)


@app.callback(invoke_without_command=True)
def review(
    context: typer.Context,
    record: Annotated[str, typer.Argument(help="The record to review.")],
    out: Annotated[Path | None, typer.Option("--export", help="Write the log of corrections to this file, a line of JSON each.")] = None,
    given: Annotated[Path | None, typer.Option("--import", help="Add the corrections of such a file to the log.")] = None,
) -> None:
    """Accept, reject and correct what was coded; the log of it is kept apart, and survives coding again."""
    context.obj = record
    if context.invoked_subcommand is not None:
        if out or given:
            raise ConfigError("review: --export and --import stand alone, without a verb")
        return
    if given is not None:
        _import(record, given)
    if out is not None:
        _export(record, out)
    if given is None and out is None:
        list_(context)


@app.command("list")
def list_(
    context: typer.Context,
    state: Annotated[str | None, typer.Option(help="Only mentions that are coded, accepted, revised, added or rejected.")] = None,
    match: Annotated[str | None, typer.Option(help="Only mentions whose sentence or id holds these characters.")] = None,
) -> None:
    """List events with their mentions, ids and review state, then what was rejected."""
    from detente.cli.review_told import STATES, listed
    from detente.pipeline import open_record

    if state is not None and state not in STATES:
        raise typer.BadParameter(f"{state!r} is no state: {', '.join(STATES)}", param_hint="--state")
    with open_record(context.obj) as opened:
        sys.stdout.write(listed(opened.snapshot(), opened.reviewed(), state, match))


@app.command()
def show(context: typer.Context, identity: Annotated[str, typer.Argument(metavar="ID", help="A mention or event.")]) -> None:
    """Show a mention, or an event's, field by field, with what was said of it."""
    from detente.cli.review_told import shown
    from detente.pipeline import open_record

    with open_record(context.obj) as opened:
        sys.stdout.write(shown(opened.snapshot(), opened.reviewed(), identity))


@app.command()
def log(context: typer.Context) -> None:
    """Print the log: id, time, author, what, of what, why, and whether it was withdrawn or finds no place."""
    from detente.cli.review_told import logged
    from detente.pipeline import open_record

    with open_record(context.obj) as opened:
        sys.stdout.write(logged(opened.corrections(), opened.unmatched()))


@app.command()
def unmatched(context: typer.Context) -> None:
    """Print the corrections that find no place in the record as it is now, and why."""
    from detente.cli.review_told import logged
    from detente.pipeline import open_record

    with open_record(context.obj) as opened:
        found = opened.unmatched()
    sys.stdout.write(logged([one.correction for one in found], found))


@app.command()
def accept(context: typer.Context, ids: Ids, author: Author, reason: Reason) -> None:
    """Say that mentions are right as they are coded."""
    _say(context, "accept", ids, author, reason)


@app.command()
def reject(context: typer.Context, ids: Ids, author: Author, reason: Reason) -> None:
    """Say that mentions report no such event: they no longer count."""
    _say(context, "reject", ids, author, reason)


@app.command()
def correct(context: typer.Context, ids: Ids, author: Author, reason: Reason, values: Set) -> None:
    """Give fields new values: event_type, mode, contexts, status, actors, recipients, date, location, attribution, reason, hedge, ..."""
    _say(context, "correct", ids, author, reason, _parsed(values))


@app.command()
def merge(context: typer.Context, ids: Ids, author: Author, reason: Reason) -> None:
    """Say that events or mentions are one happening."""
    _say(context, "merge", ids, author, reason)


@app.command()
def split(context: typer.Context, ids: Ids, author: Author, reason: Reason) -> None:
    """Say that mentions are another happening than their event (EVENT MENTION...), or each another (MENTION MENTION...)."""
    _say(context, "split", ids, author, reason)


@app.command()
def add(  # noqa: PLR0913 (each is an option of the command)
    context: typer.Context,
    document: Annotated[str, typer.Option(help="The document's id.")],
    trigger: Annotated[str, typer.Option(help="The words that tell the event.")],
    kind: Annotated[str, typer.Option("--type", help="PLOVER's event type.")],
    author: Author,
    reason: Reason,
    mode: Annotated[str | None, typer.Option(help="The type's mode.")] = None,
    start: Annotated[int | None, typer.Option(help="Where the words begin, for words that stand in the document more than once.")] = None,
    values: Set = [],  # noqa: B006 (typer reads the default, nothing changes it)
) -> None:
    """Add a mention by hand."""
    fields = {"event_type": kind, "mode": mode, **_parsed(values)} | ({} if start is None else {"start": start})
    _say(context, "add", [document, trigger], author, reason, fields)


@app.command()
def rename(
    context: typer.Context,
    party: Annotated[str, typer.Argument(help="The party, by id or name.")],
    name: Annotated[str, typer.Argument(help="The name it shall bear.")],
    author: Author,
    reason: Reason,
) -> None:
    """Give a party another name."""
    _say(context, "rename", [party, name], author, reason)


@app.command()
def join(context: typer.Context, parties: Parties, author: Author, reason: Reason) -> None:
    """Say that several parties are one."""
    _say(context, "join", parties, author, reason)


@app.command()
def part(context: typer.Context, names: Parties, author: Author, reason: Reason) -> None:
    """Say that names which were taken for one party's are each another's."""
    _say(context, "part", names, author, reason)


@app.command()
def withdraw(
    context: typer.Context,
    corrections: Annotated[list[str], typer.Argument(help="Ids of corrections, from the log.")],
    author: Author,
    reason: Reason,
) -> None:
    """Take corrections back; they stay in the log."""
    _say(context, "withdraw", corrections, author, reason)


def _say(context: typer.Context, kind: str, subjects: list[str], author: str, reason: str, values: Mapping[str, Any] | None = None) -> None:
    from detente.pipeline import open_record

    _existing(context.obj)
    with open_record(context.obj, readonly=False) as opened:
        said = opened.correct(kind, *subjects, author=author, reason=reason, values=values)
        misplaced = {one.correction.id: one.reason for one in opened.unmatched()}
        summary = opened.summary()
    for correction in said:
        sys.stdout.write(f"{correction.id} {correction.kind}\n")
        if correction.id in misplaced:
            complain(f"{correction.id} finds no place: {misplaced[correction.id]}")
    complain(f"{context.obj}: {summary}")


def _existing(record: str) -> None:
    """Raise StoreError where there is no record to correct, before opening it for writing makes one."""
    from detente.pipeline import open_record

    open_record(record).close()


def _parsed(given: list[str]) -> dict[str, Any]:
    """Fields and values of `--set`. Raises ConfigError where one has no `=`."""
    found: dict[str, Any] = {}
    for one in given:
        name, sign, text = one.partition("=")
        if not sign:
            raise ConfigError(f"--set {one!r} is not understood: give field=value, such as --set status=negated")
        try:
            value = json.loads(text)
        except json.JSONDecodeError:
            value = [part.strip() for part in text.split(",") if part.strip()] if name in _LISTS else text
        found[name.strip()] = value
    return found


def _export(record: str, path: Path) -> None:
    from detente.pipeline import open_record
    from detente.reviewing import write_correction

    with open_record(record) as opened:
        corrections = opened.corrections()
    write_whole(path, "".join(write_correction(correction) + "\n" for correction in corrections))
    complain(f"{len(corrections)} corrections in {path}")


def _import(record: str, path: Path) -> None:
    from detente.pipeline import open_record
    from detente.reviewing import read_correction

    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} can't be read: {error}; name a file that --export wrote") from error
    corrections = []
    for number, line in enumerate(lines, 1):
        try:
            corrections += [read_correction(line)] if line.strip() else []
        except ConfigError as error:
            raise ConfigError(f"{path}, line {number}: {error}; nothing was added") from error
    _existing(record)
    with open_record(record, readonly=False) as opened:
        new, lost = opened.take(corrections), len(opened.unmatched())
    complain(f"{new} of {len(corrections)} corrections are new; {lost} in the log find no place (`detente review {record} unmatched`)")
