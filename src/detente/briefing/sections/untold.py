"""Events of a theme that no view holds, as a compact list behind the cards, so that nothing is lost and nothing told twice."""

from __future__ import annotations

from dataclasses import dataclass

from detente.briefing.blocks import Lines
from detente.briefing.dossier import Dossier
from detente.briefing.wording import code_of, load_table
from detente.records import Event


@dataclass(frozen=True, slots=True)
class Untold:
    """The list (none where it is empty), and what a section says that has nothing else."""

    blocks: tuple[Lines, ...]
    alone: str


def untold(dossier: Dossier, theme: str) -> Untold:
    """Events of `theme` (of themes.toml) that stand in no track, measure, demand, detention or alignment; the best supported of many."""
    table = load_table("themes.toml")[theme]
    views = dossier.tracking
    held = {
        event
        for rows in (views.tracks, views.measures, views.demands, views.detentions, views.alignments)
        for row in rows
        for event in row.events
    }
    left = [event for event in dossier.events if event.id not in held and _is_of(event, table["events"], table.get("without", ()))]
    most = max(1, dossier.options.lines // 3)
    kept = {event.id for event in sorted(left, key=lambda e: (-e.corroboration, -e.confidence, e.id))[:most]}
    lines = tuple(dossier.line(event) for event in left if event.id in kept)
    blocks = (Lines(heading=table["heading"], lines=lines, more=len(left) - len(lines)),) if left else ()
    return Untold(blocks, str(table["alone"]) if left else "")


def _is_of(event: Event, events: list[str], without: list[str]) -> bool:
    code = code_of(event.event_type, event.mode)
    return (event.event_type in events or code in events) and code not in without
