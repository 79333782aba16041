"""`detente search`: words -> the documents, sentences or events that hold them."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.console import complain

if TYPE_CHECKING:
    from detente.store import Hit

FORMATS = ("text", "json")


def search(
    record: Annotated[str, typer.Argument(help="The record to search.")],
    words: Annotated[str, typer.Argument(help='Words that must all be there; "side by side", -not, begin*.')],
    within: Annotated[str, typer.Option("--in", help="documents, sentences or events.")] = "documents",
    limit: Annotated[int, typer.Option(help="How many to show at most.", min=1)] = 20,
    form: Annotated[str, typer.Option("--format", help="text or json (an object a line).")] = "text",
) -> None:
    """Find words in the texts of a record, best first, each with the passage and its offsets in the document."""
    from detente.pipeline import open_record
    from detente.store import SCOPES

    scopes = {scope: scope for scope in SCOPES}
    if within not in scopes:
        raise typer.BadParameter(f"{within!r} can't be searched: {', '.join(SCOPES)}", param_hint="--in")
    if form not in FORMATS:
        raise typer.BadParameter(f"{form!r} is no format of search: {', '.join(FORMATS)}", param_hint="--format")
    with open_record(record) as opened:
        hits = opened.search(words, scopes[within], limit)
    write = _text if form == "text" else _json
    sys.stdout.writelines(map(write, hits))
    if not hits:
        complain(f"nothing in {opened.name} holds that: give fewer words, or the beginning of one with a star, as in talk*")


def _json(hit: Hit) -> str:
    found = {
        "document": hit.document,
        "start": hit.snippet.start,
        "end": hit.snippet.end,
        "text": hit.snippet.text,
        "marks": [list(mark) for mark in hit.marks],
        "title": hit.title,
        "published": hit.published,
        "event": hit.event,
    }
    return json.dumps(found, ensure_ascii=False) + "\n"


def _text(hit: Hit) -> str:
    """Two lines: what it is of, then the passage on one line with the words between asterisks."""
    text, end, shown = hit.snippet.text, 0, []
    for start, stop in hit.marks:
        first, last = start - hit.snippet.start, stop - hit.snippet.start
        if end <= first and last <= len(text):
            shown += [text[end:first], "*", text[first:last], "*"]
            end = last
    line = " ".join("".join([*shown, text[end:]]).split())
    event = f", event {hit.event}" if hit.event else ""
    published = hit.published or "day not known"
    place = f"[{hit.document} {hit.snippet.start}-{hit.snippet.end}{event}]"
    return f"{hit.title or '(no title)'}, {published} {place}\n    {line}\n"
