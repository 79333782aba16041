"""What a conflict model given with the record says: what can last, the graph of states, and the assumptions that it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from detente.briefing.blocks import Block, Figure, Note, Notes, Row, Section, Table
from detente.foresight.presenting import blocks as given
from detente.foresight.presenting.report import ForesightReport

_LEDE = (
    "What the crisis could settle on by the conflict model given with this record. It follows from the preferences that its maker assumed, "
    "listed at the end; it is no forecast, and no report says it."
)


def foreseen(report: ForesightReport) -> Section:
    """The report's sections as one, each under a heading; the full report is what `detente foresee` writes."""
    wanted = ("in-short", "equilibria", "graph", "ways", "reasons", "assumptions")
    chosen = [section for section in report.sections if section.id in wanted]
    return Section(
        id="foresight",
        title=f"Foresight: {report.title}",
        lede=_LEDE,
        blocks=tuple(block for section in chosen for block in _blocks(section)),
    )


def _blocks(section: given.Section) -> Iterator[Block]:
    heading = section.title
    for block in section.blocks:
        match block:
            case given.Text(paragraphs):
                yield Notes(heading=heading, notes=tuple(Note(text=paragraph) for paragraph in paragraphs))
            case given.Points(title, items, more):
                notes = tuple(Note(text=item.text, items=item.under) for item in items)
                yield Notes(heading=(title or heading) + _part(len(items), more), notes=notes)
            case given.Grid(caption, head, rows, more):
                yield Table(caption=caption + _part(len(rows), more), head=head, rows=tuple(Row(cells=cells) for cells in rows))
            case given.Picture(title, svg, description):
                yield Figure(id="foresight-graph", title=title, description=description, wide=svg, narrow=svg)
        heading = ""


def _part(shown: int, more: int) -> str:
    """How much of a list is shown; the whole stands in the report that `detente foresee` writes, not in the record."""
    return f" (the first {shown} of {shown + more:,})" if more else ""
