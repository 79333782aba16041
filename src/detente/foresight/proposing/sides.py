"""Who decides: the parties of a record gathered into sides, so that a delegation and its government are one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from detente.codebook import Codebook
from detente.records import Entity, Event, Snapshot

_FIGHTING = ("MIL", "REB", "PRM", "SPY", "UAF")  # sectors that make a side of their own in the country of the crisis
_DECIDING = ("GOV", "ELI", "LEG", "JUD", "OPP", "IGO")
_OWN_NAME = ("REB", "PRM", "UAF", "OPP")  # sectors whose parties go by their own names


@dataclass(frozen=True, slots=True)
class Side:
    """One who may decide: a short key for the model file, a name, the ids of the parties that act for it, and whether it is of the
    country of the crisis."""

    key: str
    name: str
    parties: frozenset[str]
    inside: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """The crisis of a record: its country (ISO alpha-3), the events that involve it, and the sides by party id."""

    focus: str
    events: tuple[Event, ...]
    sides: Mapping[str, Side]
    others: tuple[tuple[str, int], ...]  # further countries with their numbers of events


def scene_of(snapshot: Snapshot, codebook: Codebook, focus: str = "") -> Scene:
    """The crisis in the country `focus`, or in the one that most events involve."""
    entities = {entity.id: entity for entity in snapshot.entities}
    states = {party.country: party.name for party in reversed(codebook.parties) if party.kind == "state" and not party.until}
    involved = {event.id: _countries(event, entities) & set(states) for event in snapshot.events}
    counts = Counter(country for countries in involved.values() for country in countries)
    ranked = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    focus = focus or (ranked[0][0] if ranked else "")
    events = tuple(event for event in snapshot.events if focus in involved[event.id])
    names = {entity.id: _name(entity, focus, states, _organisations(codebook)) for entity in snapshot.entities}
    inside = {entity.id for entity in snapshot.entities if entity.country == focus}
    return Scene(focus, events, _sides(names, _abbreviations(codebook), inside), tuple(row for row in ranked if row[0] != focus))


def _countries(event: Event, entities: Mapping[str, Entity]) -> set[str]:
    parties = {entities[key].country for key in (*event.actors, *event.recipients) if key in entities}
    return parties | ({event.location.country} if event.location else set())


def _organisations(codebook: Codebook) -> dict[str, str]:
    """Names of organisations by each of their spellings."""
    return {name: party.name for party in codebook.parties if party.kind == "organisation" for name in (party.name, *party.names)}


def _abbreviations(codebook: Codebook) -> dict[str, str]:
    """The first spelling in capitals of each organisation that has one, for keys."""
    found = {party.name: [name for name in party.names if name.isupper() and name.isalpha()] for party in codebook.parties}
    return {name: spellings[0] for name, spellings in found.items() if spellings}


def _name(entity: Entity, focus: str, states: Mapping[str, str], organisations: Mapping[str, str]) -> str:
    """The name of the side that the party is of; "" where it decides nothing (people, firms, places without government)."""
    deciding = [sector for sector in (*_FIGHTING, *_DECIDING) if sector in entity.sectors]
    if not entity.country or not deciding:
        return ""
    if entity.country not in states:
        found = [name for name in sorted(organisations, key=len, reverse=True) if re.search(rf"\b{re.escape(name)}\b", entity.name)]
        return organisations[found[0]] if found else entity.name
    if entity.country != focus:
        return states[entity.country]
    if deciding[0] in _OWN_NAME:
        return entity.name
    return f"{states[focus]}: {'military' if deciding[0] in _FIGHTING else 'government'}"


def _sides(names: Mapping[str, str], short: Mapping[str, str], inside: set[str]) -> dict[str, Side]:
    parties: dict[str, set[str]] = {}
    for party, name in names.items():
        if name:
            parties.setdefault(name, set()).add(party)
    found: dict[str, Side] = {}
    taken: set[str] = set()
    for name in sorted(parties):
        key = slug(short.get(name, name), taken)
        taken.add(key)
        side = Side(key, name, frozenset(parties[name]), not parties[name].isdisjoint(inside))
        found.update(dict.fromkeys(parties[name], side))
    return found


def slug(name: str, taken: set[str]) -> str:
    """A key of plain letters for `name`, unlike all `taken`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40] or "party"
    base = base if base[0].isalpha() else f"p_{base}"
    key, number = base, 2
    while key in taken:
        key, number = f"{base}_{number}", number + 1
    return key
