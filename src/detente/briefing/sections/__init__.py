"""The brief's sections, one builder each; `build_page` puts them in order."""

from __future__ import annotations

from collections.abc import Iterable

from detente.briefing import dates
from detente.briefing.blocks import Block, Card, Cards, Cite, Group, Lines, Page, Passage, Section, Sides, Table
from detente.briefing.dossier import Dossier
from detente.briefing.sections.attributed import hedged_or_attributed
from detente.briefing.sections.causes import came_of
from detente.briefing.sections.changed import changed
from detente.briefing.sections.contradictions import side_by_side
from detente.briefing.sections.demands import demands_and_answers
from detente.briefing.sections.detentions import who_is_held
from detente.briefing.sections.dyads import who_did_what
from detente.briefing.sections.foreseen import foreseen
from detente.briefing.sections.glance import at_a_glance, period
from detente.briefing.sections.intensity import conflict_and_cooperation
from detente.briefing.sections.method import how_it_was_made
from detente.briefing.sections.places import where_it_happened
from detente.briefing.sections.pressure import measures_of_pressure
from detente.briefing.sections.rejected import turned_away
from detente.briefing.sections.reviewed import reviewed
from detente.briefing.sections.sources import sources
from detente.briefing.sections.standing import alignments, offices
from detente.briefing.sections.timeline import timeline
from detente.briefing.sections.told import relations, statements
from detente.briefing.sections.tracks import board_of_tracks
from detente.briefing.text import count, one_line
from detente.foresight.presenting.report import ForesightReport

TITLE = "Diplomatic record: brief"


def build_page(dossier: Dossier, foresight: ForesightReport | None = None) -> Page:
    """All sections; the sources come after those that cite them, so that every cited passage is kept."""
    log = dossier.snapshot.corrections or dossier.snapshot.unmatched
    found: tuple[Section | None, ...] = (
        at_a_glance(dossier),
        changed(dossier),
        board_of_tracks(dossier),
        measures_of_pressure(dossier),
        demands_and_answers(dossier),
        who_is_held(dossier),
        came_of(dossier),
        side_by_side(dossier),
        alignments(dossier),
        relations(dossier),
        offices(dossier),
        timeline(dossier),
        who_did_what(dossier),
        conflict_and_cooperation(dossier),
        where_it_happened(dossier),
        foreseen(foresight) if foresight else None,
        statements(dossier),
        hedged_or_attributed(dossier),
        reviewed(dossier) if log else None,
    )
    body = [section for section in found if section is not None]
    cited = frozenset(anchor for section in body for block in section.blocks for anchor in anchors(block))
    body += [sources(dossier, cited), turned_away(dossier), how_it_was_made(dossier)]
    span = f"; period {period(dossier)}" if period(dossier) else ""
    return Page(
        title=one_line(dossier.options.title or "") or TITLE,
        subtitle=f"{count(len(dossier.documents), 'document')}, {count(len(dossier.events), 'event')}{span}",
        day=dates.in_words(dossier.day) if dossier.day else "",
        known=dates.in_words(dossier.options.known) if dossier.options.known else "",
        sections=tuple(body),
        footer="Made by détente from the reports listed under Sources. Each line rests on the sentences below it.",
    )


def anchors(block: Block) -> Iterable[str]:
    """Every place among the sources that a block leads to."""
    yield from (passage.anchor for passage in passages(block))
    if isinstance(block, Cards):
        yield from (cite.anchor for card in block.cards for cite in _cites(card))


def _cites(card: Card) -> Iterable[Cite]:
    for told in (*([card.when] if card.when else []), *(told for fact in card.facts for told in fact.values)):
        yield from told.cites
    for step in card.steps:
        yield from step.cites


def passages(block: Block) -> Iterable[Passage]:
    """Every passage that a block shows."""
    if isinstance(block, Table):
        for row in block.rows:
            yield from row.passages
    elif isinstance(block, Lines):
        for line in block.lines:
            yield from line.passages
    elif isinstance(block, Cards):
        for card in block.cards:
            yield from card.passages
    elif isinstance(block, Sides):
        for side in block.sides:
            yield from side.passages
    elif isinstance(block, Group):
        for lines in block.lists:
            yield from passages(lines)
