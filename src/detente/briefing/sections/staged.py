"""The themed sections (talks, pressure, demands, detentions): events under headings that a data file defines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from detente.briefing.blocks import Block, Group, Lines, Section
from detente.briefing.dossier import UNNAMED, Dossier
from detente.briefing.text import count, listed
from detente.briefing.wording import code_of
from detente.records import Event

GROUPS = 12  # pairs of sides that one section lists


def themed(dossier: Dossier, key: str, table: Mapping[str, Any]) -> Section:
    """The section `key` as `table` (of stages.toml) describes it: lists by heading, or by the two sides and then by heading."""
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
    """Groups of the same parties on either side, those with most events first."""
    groups: dict[frozenset[str], dict[str, list[Event]]] = {}
    for heading, events in chosen.items():
        for event in events:
            groups.setdefault(frozenset((*event.actors, *event.recipients)), {}).setdefault(heading, []).append(event)

    def rank(item: tuple[frozenset[str], dict[str, list[Event]]]) -> tuple[bool, int, int, list[str]]:
        parties, lists = item
        support = sum(event.corroboration for events in lists.values() for event in events)
        return len(parties) < 2, -support, -sum(map(len, lists.values())), sorted(parties)

    ranked = sorted(groups.items(), key=rank)
    for parties, lists in ranked[:GROUPS]:
        names = sorted(dossier.name(party) for party in parties)
        heading = listed(names, 6) or UNNAMED.capitalize()
        yield Group(heading=heading, lists=tuple(_list(dossier, name, events) for name, events in lists.items()))
    rest: dict[str, list[Event]] = {}
    for _, lists in ranked[GROUPS:]:
        for name, events in lists.items():
            rest.setdefault(name, []).extend(events)
    if rest:
        order = {event.id: at for at, event in enumerate(dossier.events)}
        lists_of_rest = tuple(_list(dossier, name, sorted(rest[name], key=lambda e: order[e.id])) for name in chosen if name in rest)
        yield Group(
            heading="Others",
            note=f"{count(len(ranked) - GROUPS, 'further set of parties', 'further sets of parties')}.",
            lists=lists_of_rest,
        )
