"""Sections as HTML and as Markdown. All text is escaped; only the style sheet and our own SVG pass as they are."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from detente.foresight.presenting.blocks import Block, Grid, Picture, Points, Section, Text
from detente.foresight.presenting.safe import clean, markdown


def page_html(title: str, day: str, sections: Sequence[Section]) -> str:
    """One self-contained HTML document: its style inside, a policy that lets nothing be fetched or run."""
    style = files("detente.foresight.presenting").joinpath("style.css").read_text(encoding="utf-8").strip()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = _environment().get_template("page.html.j2")
    return template.render(title=title, day=day, sections=sections, style=style, style_hash=f"sha256-{digest}")


def part_html(sections: Sequence[Section]) -> str:
    """The sections alone, for a notebook or another page; no style of their own."""
    return _environment().get_template("sections.html.j2").render(sections=sections)


def page_markdown(title: str, day: str, sections: Sequence[Section]) -> str:
    """CommonMark with tables; pictures are told in words."""
    parts = [f"# {markdown(title)}", *([f"As of {markdown(day)}."] if day else [])]
    for section in sections:
        parts += [f"## {markdown(section.title)}", markdown(section.lede)]
        parts += [text for block in section.blocks for text in _block(block)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("detente.foresight", "presenting"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )


def _shown(value: object) -> object:
    return value if isinstance(value, Markup) or not isinstance(value, str) else clean(value)


def _block(block: Block) -> Iterable[str]:
    match block:
        case Text(paragraphs):
            yield from (markdown(paragraph) for paragraph in paragraphs)
        case Points(heading, items, more):
            if heading:
                yield f"### {markdown(heading)}"
            lines = [row for item in items for row in (f"- {markdown(item.text)}", *(f"  - {markdown(line)}" for line in item.under))]
            yield "\n".join(lines)
            yield from _more(more)
        case Grid(caption, head, rows, more):
            yield f"**{markdown(caption)}**"
            written = ["| " + " | ".join(markdown(cell) for cell in row) + " |" for row in (head, *rows)]
            yield "\n".join([written[0], "|" + " --- |" * len(head), *written[1:]])
            yield from _more(more)
        case Picture(title, _, description):
            yield f"*{markdown(title)}.* {markdown(description)}"


def _more(number: int) -> Iterable[str]:
    if number:
        yield f"*and {number:,} more; the JSON holds them all*"
