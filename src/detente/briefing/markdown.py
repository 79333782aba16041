"""A page as Markdown (CommonMark with tables): the same lines, their sentences as block quotes that link to the list of sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from detente.briefing.blocks import (
    Block,
    Card,
    Cards,
    Cite,
    Facts,
    Figure,
    Group,
    Line,
    Lines,
    Notes,
    Page,
    Passage,
    Section,
    Sides,
    Source,
    Table,
)
from detente.briefing.text import markdown as escape


def markdown(page: Page) -> str:
    """The page as Markdown. Pictures are given in words and as their tables; the texts of the sources stay in the record."""
    known = f" As published by {page.known}." if page.known else ""
    parts = [f"# {escape(page.title)}", escape((f"As of {page.day}.{known} " if page.day else "") + f"{page.subtitle}.")]
    for section in page.sections:
        parts.extend(_section(section))
    return "\n\n".join([*parts, escape(page.footer)]) + "\n"


def _section(section: Section) -> Iterable[str]:
    yield f"## {escape(section.title)}"
    lede = section.lede.replace(
        "each with its text as read. Marked passages are those that a line of this brief rests on.", "kept with their text in the record."
    )
    yield escape(lede)
    for block in section.blocks:
        yield from _WRITERS[type(block)](block)


def _lines(block: Lines, level: int = 3) -> Iterable[str]:
    if block.heading:
        yield f"{'#' * level} {escape(block.heading)}"
    if block.note:
        yield escape(block.note)
    for line in block.lines:
        yield _line(line)
    yield from _more(block.more)


def _line(line: Line) -> str:
    parties = f"{line.actors} → {line.recipients}" if line.recipients else line.actors
    head = f"- **{escape(parties)}**: {escape(line.sentence[len(parties) + 2 :])} `{line.code}`"
    notes = [f"  {escape(note)}" for note in line.notes]
    quotes = [quote for passage in line.passages for quote in ("", *_quote(passage, "  "))]
    more = ["", f"  *and {line.more} more in the sources*"] if line.more else []
    return "\n".join([head, *(f"\n{note}" for note in notes), *quotes, *more])


def _quote(passage: Passage, indent: str = "") -> list[str]:
    trigger = f"**{escape(passage.trigger)}**" if passage.trigger.strip() else escape(passage.trigger)
    edges = [" " if part[:1].isspace() or part[-1:].isspace() else "" for part in (passage.before, passage.after)]
    sentence = escape(passage.before) + edges[0] + trigger + edges[1] + escape(passage.after)
    where = ", ".join(part for part in (passage.title, passage.outlet, passage.date) if part)
    said = f" · {escape(passage.said)}" if passage.said else ""
    lines = [f"> {sentence.strip()}", ">", f"> — [\\[{passage.number}\\]](#source-{passage.number}) {escape(where)}{said}"]
    return [indent + line for line in lines]


def _cards(block: Cards) -> Iterable[str]:
    if block.heading:
        yield f"### {escape(block.heading)}"
    if block.note:
        yield escape(block.note)
    for card in block.cards:
        yield _card(card)
    yield from _more(block.more)


def _card(card: Card) -> str:
    what = f" {escape(card.what)}" if card.what else ""
    when = f", {escape(card.when.text)}{_cites(card.when.cites)}" if card.when else ""
    head = f"- **{escape(card.heading)}**{what}: *{escape(card.state)}*{when}"
    facts = [f"  {escape(fact.label)}: " + "; ".join(escape(told.text) + _cites(told.cites) for told in fact.values) for fact in card.facts]
    steps = ", ".join(
        (f"({step.gap} more) " if step.gap else "") + f"{escape(step.name)} ({escape(step.when)}){_cites(step.cites)}"
        for step in card.steps
    )
    quotes = [quote for passage in card.passages for quote in ("", *_quote(passage, "  "))]
    more = ["", f"  *and {card.more} more in the sources*"] if card.more else []
    return "\n".join([head, *(f"\n{fact}" for fact in facts), *([f"\n  Stages: {steps}"] if steps else []), *quotes, *more])


def _cites(cites: Iterable[Cite]) -> str:
    numbers = dict.fromkeys(cite.number for cite in cites)
    return "".join(f" [\\[{number}\\]](#source-{number})" for number in numbers)


def _group(block: Group) -> Iterable[str]:
    yield f"### {escape(block.heading)}"
    if block.note:
        yield escape(block.note)
    for lines in block.lists:
        yield from _lines(lines, 4)


def _table(block: Table) -> Iterable[str]:
    yield f"**{escape(block.caption)}**"
    align = ["---"] * (len(block.head) - block.numeric) + ["---:"] * block.numeric
    rows = [block.head, *(row.cells for row in block.rows)]
    written = ["| " + " | ".join(escape(cell) for cell in row) + " |" for row in rows]
    yield "\n".join([written[0], "| " + " | ".join(align) + " |", *written[1:]])
    for row in block.rows:
        if row.passages:
            yield f"Under {escape(row.cells[0])}:"
            yield from ("\n".join(_quote(passage)) for passage in row.passages)
    yield from _more(block.more)


def _figure(block: Figure) -> Iterable[str]:
    yield f"*{escape(block.title)}.* {escape(block.description)}"
    if block.table:
        yield from _table(block.table)


def _facts(block: Facts) -> Iterable[str]:
    yield " · ".join(f"**{escape(value)}** {escape(label)}" for value, label in block.facts)


def _notes(block: Notes) -> Iterable[str]:
    if block.heading:
        yield f"### {escape(block.heading)}"
    items = []
    for note in block.notes:
        more = f" and {note.more} more" if note.more else ""
        where = ": " + " ".join(f"[\\[{n}\\]](#source-{n})" for n in note.documents) + more if note.documents else ""
        items.append(f"- {escape(note.text)}{where}")
        items.extend(f"  - {escape(item)}" for item in note.items)
        if note.items and note.more:
            items.append(f"  - and {note.more:,} more")
    if items:
        yield "\n".join(items)
    yield from _more(block.more)


def _sides(block: Sides) -> Iterable[str]:
    yield f"### {escape(block.heading)}"
    yield escape(block.note)
    for side in block.sides:
        yield f"**{escape(side.says)}** ({escape(side.support)})"
        yield from ("\n".join(_quote(passage)) for passage in side.passages)
        yield from _more(side.more)


def _source(block: Source) -> Iterable[str]:
    yield f"### Source {block.number}"
    doubt = f"; doubtful: {block.doubt}" if block.doubt else ""
    facts = [
        block.title,
        block.outlet,
        f"published {block.published} ({block.known}{doubt})",
        f"read from {block.input}",
        block.language,
        block.group,
    ]
    link = f" <{block.link}>" if block.link else f" {escape(block.url)}" if block.url else ""
    yield escape("; ".join(fact for fact in facts if fact)) + link


def _more(number: int) -> Iterable[str]:
    if number:
        yield f"*and {number:,} more; the export of the record holds them all*"


_WRITERS: Mapping[type[Block], Callable[..., Iterable[str]]] = {
    Lines: _lines,
    Cards: _cards,
    Group: _group,
    Table: _table,
    Figure: _figure,
    Facts: _facts,
    Notes: _notes,
    Sides: _sides,
    Source: _source,
}
