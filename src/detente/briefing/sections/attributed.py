"""Statements that rest on somebody's word, or that the report itself hedges."""

from __future__ import annotations

from detente.briefing.blocks import Block, Group, Lines, Section
from detente.briefing.dossier import NAME, Dossier
from detente.briefing.text import count, shorten
from detente.records import Event, Mention

GROUPS = 20  # named sources that are listed


def hedged_or_attributed(dossier: Dossier) -> Section:
    """Events by who says so and how firmly, then those that the report hedges itself."""
    by_source: dict[str, dict[str, list[Mention]]] = {}
    hedged: dict[str, list[Mention]] = {}
    events = {event.id: event for event in dossier.events}
    for event in dossier.events:
        for mention in dossier.of(event):
            if mention.attribution:
                name = shorten(mention.attribution.name or mention.attribution.span.text, NAME)
                by_source.setdefault(f"{dossier.words.name('firmness', mention.attribution.firmness)} {name}", {}).setdefault(
                    event.id, []
                ).append(mention)
            if mention.hedge:
                hedged.setdefault(event.id, []).append(mention)
    if not by_source and not hedged:
        return Section(
            id="attributed",
            title="Hedged or attributed statements",
            lede="Every statement stands in the reports’ own name, without a hedge.",
        )
    blocks: list[Block] = []
    if hedged:
        blocks.append(_lines(dossier, "Hedged by the report itself", hedged, events))
    ranked = sorted(by_source.items(), key=lambda item: (-len(item[1]), item[0]))
    few = dossier.options.passages * 2
    for name, found in ranked[:GROUPS]:
        blocks.append(Group(heading=name[:1].upper() + name[1:], lists=(_lines(dossier, "", found, events, few),)))
    left = sum(len(found) for _, found in ranked[GROUPS:])
    if left:
        blocks.append(Lines(note=f"{count(len(ranked) - GROUPS, 'further named source')}.", more=left))
    lede = f"{count(len(ranked), 'named source')}; {count(len(hedged), 'event')} that a report hedges."
    return Section(id="attributed", title="Hedged or attributed statements", lede=lede, blocks=tuple(blocks))


def _lines(dossier: Dossier, heading: str, found: dict[str, list[Mention]], events: dict[str, Event], most: int | None = None) -> Lines:
    most = most or dossier.options.lines
    shown = list(found.items())[:most]
    lines = tuple(dossier.line(events[key], tuple(mentions)) for key, mentions in shown)
    return Lines(heading=heading, lines=lines, more=len(found) - len(shown))
