"""The brief's sections, one builder each; `build_page` puts them in order."""

from __future__ import annotations

from collections.abc import Iterable

from detente.briefing import dates
from detente.briefing.blocks import Block, Comparison, Group, Lines, Page, Passage, Section, Table
from detente.briefing.dossier import Dossier
from detente.briefing.sections.attributed import hedged_or_attributed
from detente.briefing.sections.differences import where_reports_differ
from detente.briefing.sections.dyads import who_did_what
from detente.briefing.sections.foreseen import foreseen
from detente.briefing.sections.glance import at_a_glance, period
from detente.briefing.sections.intensity import conflict_and_cooperation
from detente.briefing.sections.method import how_it_was_made
from detente.briefing.sections.places import where_it_happened
from detente.briefing.sections.rejected import turned_away
from detente.briefing.sections.sources import sources
from detente.briefing.sections.staged import themed
from detente.briefing.sections.timeline import timeline
from detente.briefing.text import count, one_line
from detente.briefing.wording import load_table
from detente.foresight.presenting.report import ForesightReport

TITLE = "Diplomatic record: brief"


def build_page(dossier: Dossier, foresight: ForesightReport | None = None) -> Page:
    """All sections; the sources come after those that cite them, so that every cited passage is kept."""
    stages = load_table("stages.toml")
    body: list[Section] = [
        at_a_glance(dossier),
        timeline(dossier),
        who_did_what(dossier),
        conflict_and_cooperation(dossier),
        where_it_happened(dossier),
        *(themed(dossier, key, table) for key, table in stages.items()),
        *([foreseen(foresight)] if foresight else []),
        where_reports_differ(dossier),
        hedged_or_attributed(dossier),
    ]
    cited = frozenset(passage.anchor for section in body for block in section.blocks for passage in passages(block))
    body += [sources(dossier, cited), turned_away(dossier), how_it_was_made(dossier)]
    span = f"; period {period(dossier)}" if period(dossier) else ""
    day = dates.in_words(dossier.day) if dossier.day else ""
    return Page(
        title=one_line(dossier.options.title or "") or TITLE,
        subtitle=f"{count(len(dossier.documents), 'document')}, {count(len(dossier.events), 'event')}{span}",
        day=day,
        sections=tuple(body),
        footer="Made by détente from the reports listed under Sources. Each line rests on the sentences below it.",
    )


def passages(block: Block) -> Iterable[Passage]:
    """Every passage that a block shows."""
    if isinstance(block, Comparison):
        yield from block.passages
    elif isinstance(block, Table):
        for row in block.rows:
            yield from row.passages
    elif isinstance(block, Lines):
        for line in block.lines:
            yield from line.passages
    elif isinstance(block, Group):
        for lines in block.lists:
            yield from passages(lines)
