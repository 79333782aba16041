"""What changed since the previous build: new documents, events and rows of the views, and states that are others now."""

from __future__ import annotations

from detente.briefing import dates
from detente.briefing.blocks import Block, Lines, Note, Notes, Row, Section, Table
from detente.briefing.changes import Changed, Changes, changes, state_of
from detente.briefing.dossier import REASON, Dossier
from detente.briefing.sections.cards import heading, names
from detente.briefing.text import count, shorten
from detente.records import Demand, Event, Measure, Track

NUMBERS = 30  # documents that are listed


def changed(dossier: Dossier) -> Section | None:
    """None where the record holds but one build, or nothing that is newer than what it is compared with."""
    found = changes(dossier.snapshot, dossier.tracking, dossier.options.since, dossier.words.codebook)
    if found is None:
        return None
    numbers = sorted(dossier.numbers[key] for key in found.documents)
    documents = Note(
        text=f"{count(len(numbers), 'document')} read or coded anew", documents=tuple(numbers[:NUMBERS]), more=len(numbers[NUMBERS:])
    )
    blocks: list[Block] = [Notes(notes=(documents,))]
    if found.rows:
        blocks.append(_states(dossier, found))
    blocks += [_lines(dossier, "New events", found.events), _lines(dossier, "Told before, now in new documents too", found.supported)]
    started = f"{dates.in_words(found.before.started[:10])}, {found.before.started[11:16]} UTC"
    figures = f"{count(len(found.events), 'new event')}, {count(len(found.rows), 'changed state')}"
    lede = f"Against the record as the run of {started} left it: {figures}."
    kept = tuple(block for block in blocks if not isinstance(block, Lines) or block.lines)
    return Section(id="changes", title="What changed since the previous build", lede=lede, blocks=kept)


def _states(dossier: Dossier, found: Changes) -> Table:
    most = 2 * dossier.options.rows
    rows = sorted(found.rows, key=lambda each: not each.before)[:most]  # changes before what is new altogether
    return Table(
        caption="Tracks, measures, demands and detentions that are new or stand otherwise",
        head=("What", "Before", "Now"),
        rows=tuple(_row(dossier, each) for each in rows),
        more=len(found.rows) - len(rows),
    )


def _row(dossier: Dossier, change: Changed) -> Row:
    passages, more = dossier.passages(dossier.mentions_of(change.row.events))
    before = dossier.words.name("states", change.before) if change.before else "not in the record"
    cells = (_what(dossier, change), before, dossier.words.name("states", state_of(change.row)))
    return Row(cells=cells, passages=passages, more=more)


def _what(dossier: Dossier, change: Changed) -> str:
    row = change.row
    if isinstance(row, Track):
        return f"Track: {heading(dossier, row.mediators or row.parties, row.parties if row.mediators else ())}"
    if isinstance(row, Measure):
        return f"{row.kind.capitalize()}: {heading(dossier, row.imposers, row.targets)}"
    if isinstance(row, Demand):
        return f"Demand: {heading(dossier, row.demanders, row.addressees)}: “{shorten(row.content.value, REASON)}”"
    return f"Detention: {names(dossier, row.held) or 'persons not named'}"


def _lines(dossier: Dossier, title: str, events: tuple[Event, ...]) -> Lines:
    most = max(1, dossier.options.lines // 3)
    ids = {event.id for event in events}
    shown = [event for event in dossier.events if event.id in ids]
    kept = {event.id for event in sorted(shown, key=lambda e: (-e.corroboration, -e.confidence, e.id))[:most]}
    lines = tuple(dossier.line(event) for event in shown if event.id in kept)
    return Lines(heading=title, lines=lines, more=len(shown) - len(lines))
