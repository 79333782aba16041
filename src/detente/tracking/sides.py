"""Whom a party acts for: an envoy for her state, a junta for the state it rules, a delegation for its organisation, others for themselves.

The rulers of a state are one side, in uniform or not, with their envoys and services; its army is apart only where the record has
another army of that state against it under a name of its own (an armed group). Who is styled ousted or former, opposes, protests or
judges acts for himself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from detente.codebook import Codebook
from detente.records import Entity, Snapshot

RULING = frozenset({"GOV", "MIL", "SPY", "COP", "LEG"})  # sectors that act for the state's rulers
ARMED = frozenset({"REB", "PRM", "SEP"})
OUT_OF_OFFICE = "ELI"
_BODIES = frozenset({"UNO", "EUU"})  # codes that stand for one organisation each
_SHARED = frozenset({"", "IGO", "NGO", "MNC", "IMG"})  # codes that many parties share
_NEAR = 6  # words between "ousted" and the name it belongs to


@dataclass(frozen=True, slots=True, order=True)
class Side:
    """`key` tells sides apart; `country` is the party's code; `kind` is state, organisation, armed group or party."""

    key: str
    country: str
    kind: str


@dataclass(frozen=True, slots=True)
class Sides:
    """The side of each entity by its id."""

    by_entity: Mapping[str, Side]

    def of(self, entity: str) -> Side:
        """Whom the entity acts for; a party that the record lost acts for itself."""
        return self.by_entity.get(entity) or Side(entity, "", "party")


def sides_of(snapshot: Snapshot, codebook: Codebook) -> Sides:
    """The sides of all entities of `snapshot`."""
    named = _Named(codebook)
    sentences: dict[str, set[str]] = {}
    texts = {mention.id: mention.sentence.text for mention in snapshot.mentions}
    for entity in snapshot.entities:
        if OUT_OF_OFFICE in entity.sectors:
            sentences[entity.id] = {texts[key] for key in entity.mentions if key in texts}
    groups = {entity.id: name for entity in snapshot.entities if (name := named.armed(entity))}
    lone = _lone_groups(snapshot.entities, groups)
    return Sides({entity.id: _side(entity, named, sentences.get(entity.id, set()), groups, lone) for entity in snapshot.entities})


class _Named:
    """The gazetteer's organisations and armed groups, found inside a party's name ("ECOWAS delegation")."""

    def __init__(self, codebook: Codebook) -> None:
        self.organisations = _finder(codebook, "organisation")
        self.groups = _finder(codebook, "armed_group")
        self.modifiers = "|".join(sorted(re.escape(word) for word, sector in codebook.modifiers.items() if sector == OUT_OF_OFFICE))

    def organisation(self, entity: Entity) -> str:
        return _found(self.organisations, entity)

    def armed(self, entity: Entity) -> str:
        return _found(self.groups, entity) if ARMED.intersection(entity.sectors) else ""

    def out_of_office(self, entity: Entity, sentences: Iterable[str]) -> bool:
        """Whether a text that names him calls him ousted, former ..."""
        name = re.escape(entity.name.split()[-1])
        pattern = re.compile(rf"\b(?:{self.modifiers})\b(?:[\s,-]+[\w'’]+){{0,{_NEAR}}}?[\s,]+{name}\b", re.IGNORECASE)
        if re.search(rf"\b(?:{self.modifiers})\b", entity.name, re.IGNORECASE):
            return True
        return any(pattern.search(sentence) for sentence in sentences)


Finder = tuple[re.Pattern[str], Mapping[str, str]]


def _finder(codebook: Codebook, kind: str) -> Finder:
    names = {name: party.name for party in codebook.parties if party.kind == kind for name in party.names}
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"), names


def _found(finder: Finder, entity: Entity) -> str:
    pattern, names = finder
    match = next((match for name in entity.names if (match := pattern.search(name))), None)
    return names[match[0]].partition(" (")[0] if match else ""


def _lone_groups(entities: Iterable[Entity], groups: Mapping[str, str]) -> dict[str, str]:
    """By country the armed group of a record that names but one: what its unnamed fighters and its leaders act for."""
    found: dict[str, set[str]] = {}
    for entity in entities:
        if entity.id in groups:
            found.setdefault(entity.country, set()).add(groups[entity.id])
    return {country: min(names) for country, names in found.items() if len(names) == 1}


def _side(entity: Entity, named: _Named, sentences: Iterable[str], groups: Mapping[str, str], lone: Mapping[str, str]) -> Side:
    country, sector = entity.country, next((code for code in entity.sectors if code != OUT_OF_OFFICE), "")
    if ARMED.intersection(entity.sectors):
        group = groups.get(entity.id) or lone.get(country, "")
        return Side(f"armed group {group}" if group else entity.id, country, "armed group")
    if country in _BODIES:
        return Side(country, country, "organisation")
    if country in _SHARED:
        name = named.organisation(entity)
        return Side(f"organisation {name}", country, "organisation") if name else Side(entity.id, country, "party")
    if OUT_OF_OFFICE in entity.sectors and named.out_of_office(entity, sentences):
        return Side(entity.id, country, "party")
    if sector in RULING or not entity.sectors and entity.name == country:
        return Side(f"state {country}", country, "state")
    return Side(entity.id, country, "party")
