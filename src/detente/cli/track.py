"""`detente track`: a record -> its views (tracks, measures, demands and so on), as of a day."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.console import complain
from detente.errors import ConfigError

if TYPE_CHECKING:
    from detente.records import Snapshot, Tracking

FORMATS = ("text", "json", "csv")
_WIDE = 200  # characters of a passage or a value


def track(
    record: Annotated[str, typer.Argument(help="The record to ask.")],
    day: Annotated[str | None, typer.Option(help="The day to answer for, as 2023-08-09; the record's last where not given.")] = None,
    known: Annotated[str | None, typer.Option(help="Only what had been published by this day, as 2023-08-09.")] = None,
    view: Annotated[
        str,
        typer.Option(
            help="tracks, measures, demands, detentions, alignments, relations, statements, offices, causes, contradictions or all."
        ),
    ] = "all",
    form: Annotated[str, typer.Option("--format", help="text, json or csv (csv: of one view).")] = "text",
) -> None:
    """Tell who mediates, which pressure is in force, what is demanded and refused, who is held, and where reports differ, as of a day.

    Also what reports say came of what, how parties stand to each other, and who says what.
    """
    from detente.exporting.views import VIEWS
    from detente.pipeline import open_record
    from detente.tracking import track as follow

    if view not in (*VIEWS, "all"):
        raise typer.BadParameter(f"{view!r} is no view: {', '.join(VIEWS)} or all", param_hint="--view")
    if form not in FORMATS:
        raise typer.BadParameter(f"{form!r} is no format of track: {', '.join(FORMATS)}", param_hint="--format")
    if form == "csv" and view == "all":
        raise ConfigError("track: a CSV table holds one view; name it with --view, or use --format json for all")
    with open_record(record) as opened:
        snapshot = opened.snapshot()
    found = follow(snapshot, day=day, known=known)
    chosen = tuple(VIEWS) if view == "all" else (view,)
    writers = {"text": _text, "json": _json, "csv": _csv}
    sys.stdout.write(writers[form](found, snapshot, chosen))
    if found.undated:
        number = len(found.undated)
        which = "1 document without a date that can be trusted is" if number == 1 else f"{number} documents without a trusted date are"
        complain(f"{which} left out of what was known by {known}")


def _json(found: Tracking, snapshot: Snapshot, chosen: tuple[str, ...]) -> str:
    from detente.exporting.views import VIEWS, views_json

    views = views_json(found, snapshot)
    kept = {key: value for key, value in views.items() if key not in VIEWS or key in chosen}
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def _csv(found: Tracking, snapshot: Snapshot, chosen: tuple[str, ...]) -> str:
    from detente.exporting.tables import safe_text
    from detente.exporting.views import view_columns, view_rows

    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=view_columns(chosen[0]), lineterminator="\n")
    writer.writeheader()
    for row in view_rows(found, snapshot, chosen[0]):
        writer.writerow({key: safe_text(value) for key, value in row.items()})
    return out.getvalue()


def _text(found: Tracking, snapshot: Snapshot, chosen: tuple[str, ...]) -> str:
    lines: list[str] = []
    for name in chosen:
        rows = list(_view(found, snapshot, name))
        when = f" as of {found.day}" if found.day else ""
        known = f", known by {found.known}" if found.known else ""
        lines += [f"{name.upper()}{when}{known}: {len(getattr(found, name))}", "", *rows]
    return "\n".join(lines).rstrip() + "\n"


def _view(found: Tracking, snapshot: Snapshot, name: str) -> Iterator[str]:
    """A headline a row, its fields that say something, and each stage with a passage that tells it."""
    from detente.exporting.views import view_rows

    passages = _passages(snapshot)
    for row, texts in zip(getattr(found, name), view_rows(found, snapshot, name), strict=True):
        yield _headline(name, texts)
        shown = _HEADLINES[name][1]
        yield from (
            f"    {key}: {_short(text)}"
            for key, text in texts.items()
            if text and key not in (*shown, "id", "events", "stages", "relations")
        )
        yield from (
            f"    - {_short(side.value)} ({_sources(side.sources)}): {_documents(side.documents, snapshot)}"
            for side in getattr(row, "sides", ())
        )
        told = row.evidence if name == "causes" else ()
        yield from (f"    - {_short(span.text)} {_documents((span.document,), snapshot)}" for span in told)
        for stage in getattr(row, "stages", ()):
            day = f"{stage.when.start}  " if stage.when else "day not told  "
            later = "  (later)" if found.day and stage.when and stage.when.start > found.day else ""
            yield f"    - {day}{stage.name}{later}: {passages.get(stage.event, '')}"
        yield ""


_HEADLINES: dict[str, tuple[str, tuple[str, ...]]] = {
    "tracks": ("{mediators} — {parties}: {stage}", ("mediators", "parties", "stage")),
    "measures": ("{kind}: {imposers} → {targets}: {state}", ("kind", "imposers", "targets", "state")),
    "demands": ("{demanders} → {addressees}: “{content}”: {state}", ("demanders", "addressees", "content", "state")),
    "detentions": ("{held}, held by {holders}: {state}", ("held", "holders", "state")),
    "alignments": ("{party} {stance} {toward}", ("party", "stance", "toward")),
    "relations": ("{party} — {kind} — {other}: {status}", ("party", "kind", "other", "status", "evidence", "documents")),
    "statements": ("{speakers} ({kind}): “{content}”", ("speakers", "kind", "content", "document")),
    "offices": ("{person}, {standing}: {post} ({country})", ("person", "standing", "post", "country", "evidence", "documents")),
    "causes": (
        "{actors}: “{result}”, {kind}: “{ground}”",
        ("actors", "result", "kind", "ground", "effect", "cause", "evidence", "documents"),
    ),
    "contradictions": ("{kind}", ("kind", "about", "sides")),
}


def _headline(name: str, texts: dict[str, str]) -> str:
    told = {key: text or "(not told)" for key, text in texts.items()}
    return _HEADLINES[name][0].format(**told)


def _sources(number: int) -> str:
    return f"{number} independent source{'' if number == 1 else 's'}"


def _documents(ids: tuple[str, ...], snapshot: Snapshot) -> str:
    titles = {document.id: document.title or document.input for document in snapshot.documents}
    return "; ".join(f"[{_short(titles.get(key, key), 60)}]" for key in ids)


def _passages(snapshot: Snapshot) -> dict[str, str]:
    """By event the sentence that its first mention stands in, and the document's title or input."""
    mentions = {mention.id: mention for mention in snapshot.mentions}
    titles = {document.id: document.title or document.input for document in snapshot.documents}
    return {
        event.id: f"{_short(mention.sentence.text)} [{_short(titles.get(mention.document, ''), 60)}]"
        for event in snapshot.events
        if (mention := next((mentions[key] for key in event.mentions if key in mentions), None))
    }


def _short(text: str, most: int = _WIDE) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
