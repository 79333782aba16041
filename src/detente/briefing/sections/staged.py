"""The themed sections (talks, pressure, demands, detentions): events under headings that a data file defines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from detente.briefing.blocks import Block, Group, Lines, Section
from detente.briefing.dossier import Dossier
from detente.briefing.text import count, listed
from detente.briefing.wording import code_of
from detente.records import Event

GROUPS = 12  # pairs of sides that one section lists


def themed(dossier: Dossier, key: str, table: Mapping[str, Any]) -> Section:
    """The section `key` as `table` (of stages.toml) describes it: lists by heading, or by the sides and then by heading."""
    lists: list[Mapping[str, Any]] = table["lists"]
    chosen: dict[str, list[Event]] = {str(entry["heading"]): [] for entry in lists}
    for event in dossier.events:
        heading = next((str(entry["heading"]) for entry in lists if _takes(dossier, entry, event)), None)
        if heading is not None:
            chosen[heading].append(event)
    number = sum(map(len, chosen.values()))
    if not number:
        return Section(id=key, title=table["title"], lede=table["empty"])
    blocks = _by_parties(dossier, chosen) if table["by"] == "parties" else _by_theme(dossier, chosen)
    return Section(id=key, title=table["title"], lede=f"{table['lede']} {count(number, 'event')}.", blocks=tuple(blocks))


def _takes(dossier: Dossier, entry: Mapping[str, Any], event: Event) -> bool:
    if event.event_type not in entry["events"] and code_of(event.event_type, event.mode) not in entry["events"]:
        return False
    if "statuses" in entry and event.status not in entry["statuses"]:
        return False
    if "triggers" not in entry:
        return True
    words = {word for mention in dossier.of(event) for word in re.findall(r"\w+", mention.trigger.text.casefold())}
    return not words.isdisjoint(entry["triggers"])


def _by_theme(dossier: Dossier, chosen: Mapping[str, list[Event]]) -> Iterable[Block]:
    for heading, events in chosen.items():
        if events:
            yield _list(dossier, heading, events)


def _list(dossier: Dossier, heading: str, events: list[Event]) -> Lines:
    most = dossier.options.lines
    kept = {event.id for event in sorted(events, key=lambda e: (-e.corroboration, -e.confidence, e.id))[:most]}
    return Lines(heading=heading, lines=tuple(dossier.line(event) for event in events if event.id in kept), more=max(0, len(events) - most))


def _by_parties(dossier: Dossier, chosen: Mapping[str, list[Event]]) -> Iterable[Block]:
    """Groups of the same sides (states, else parties), the best supported first; then what names one party only, then the rest."""
    groups: dict[str, dict[str, list[Event]]] = {}
    one_sided: dict[str, list[Event]] = {}
    for heading, events in chosen.items():
        for event in events:
            parties = {*event.actors, *event.recipients}
            place = groups.setdefault(_sides(dossier, parties), {}) if len(parties) > 1 else one_sided
            place.setdefault(heading, []).append(event)

    def rank(item: tuple[str, dict[str, list[Event]]]) -> tuple[int, int, str]:
        name, lists = item
        return -sum(len(event.mentions) for events in lists.values() for event in events), -len(lists), name

    ranked = sorted(groups.items(), key=rank)
    for name, lists in ranked[:GROUPS]:
        yield Group(heading=name, lists=_lists(dossier, chosen, lists))
    if one_sided:
        yield Group(heading="Only one side named", lists=_lists(dossier, chosen, one_sided))
    rest: dict[str, list[Event]] = {}
    for _, lists in ranked[GROUPS:]:
        for name, events in lists.items():
            rest.setdefault(name, []).extend(events)
    if rest:
        note = f"{count(len(ranked) - GROUPS, 'further set of sides', 'further sets of sides')}."
        yield Group(heading="Between others", note=note, lists=_lists(dossier, chosen, rest))


def _sides(dossier: Dossier, parties: set[str]) -> str:
    sides = sorted({dossier.side(party) for party in parties})
    return f"Within {sides[0]}" if len(sides) == 1 else listed(sides, 6)


def _lists(dossier: Dossier, headings: Iterable[str], lists: Mapping[str, list[Event]]) -> tuple[Lines, ...]:
    """Lists in the order of `headings`, events in the order of the record."""
    order = {event.id: at for at, event in enumerate(dossier.events)}
    return tuple(_list(dossier, name, sorted(lists[name], key=lambda e: order[e.id])) for name in headings if name in lists)
