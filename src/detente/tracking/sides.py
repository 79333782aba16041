"""Whom a party acts for: an envoy for her state, a junta for the state it rules, a delegation for its organisation, others for themselves.

The rulers of a state are one side, in uniform or not, with their envoys and services; its army is apart only where the record has
another army of that state against it under a name of its own (an armed group). Who is styled ousted or former, opposes, protests or
judges acts for himself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from detente.codebook import Codebook
from detente.records import Entity, Mention, Snapshot

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
    """The side of each entity by its id; `wholes` are the names of states and organisations themselves."""

    by_entity: Mapping[str, Side]
    wholes: frozenset[str] = frozenset()
    told: Mapping[str, tuple[tuple[int, Side], ...]] = field(default_factory=dict)  # by document: where a side is named, in order

    def of(self, entity: str) -> Side:
        """Whom the entity acts for; a party that the record lost acts for itself."""
        return self.by_entity.get(entity) or Side(entity, "", "party")

    def of_text(self, document: str, at: int, reach: int) -> frozenset[Side]:
        """The sides named within `reach` characters of the place `at` of a document."""
        places = self.told.get(document, ())
        first = bisect_left(places, at - reach, key=lambda place: place[0])
        last = bisect_right(places, at + reach, key=lambda place: place[0])
        return frozenset(side for _, side in places[first:last])


def sides_of(snapshot: Snapshot, codebook: Codebook) -> Sides:
    """The sides of all entities of `snapshot`."""
    named = _Named(codebook)
    mentions = {mention.id: mention for mention in snapshot.mentions}
    groups = {entity.id: name for entity in snapshot.entities if (name := named.armed(entity))}
    bodies = {entity.id: name for entity in snapshot.entities if (name := named.organisation(entity))}
    bodies |= _unnamed_bodies(snapshot.entities, bodies, mentions)
    lone = _lone_groups(snapshot.entities, groups)
    found: dict[str, Side] = {}
    for entity in snapshot.entities:
        sentences = {mentions[key].sentence.text for key in entity.mentions if key in mentions}
        out = OUT_OF_OFFICE in entity.sectors and named.out_of_office(entity, sentences)
        group = groups.get(entity.id) or lone.get(entity.country, "")
        found[entity.id] = _side(entity, group, bodies.get(entity.id, ""), out)
    wholes = frozenset(party.name for party in codebook.parties if party.kind in ("state", "organisation"))
    return Sides(found, wholes, _places(snapshot, mentions, found))


def _places(snapshot: Snapshot, mentions: Mapping[str, Mention], sides: Mapping[str, Side]) -> dict[str, tuple[tuple[int, Side], ...]]:
    named: dict[str, set[tuple[int, Side]]] = {}
    for entity in snapshot.entities:
        names = set(entity.names)
        for mention in (mentions[key] for key in entity.mentions if key in mentions):
            for party in (*mention.actors, *mention.recipients):
                if party.name.strip() in names and party.country in (entity.country, ""):
                    named.setdefault(mention.document, set()).add((party.span.start, sides[entity.id]))
    return {document: tuple(sorted(places)) for document, places in named.items()}


class _Named:
    """The gazetteer's organisations and armed groups, found inside a party's name ("ECOWAS delegation")."""

    def __init__(self, codebook: Codebook) -> None:
        self.organisations = _finder(codebook, "organisation")
        self.groups = _finder(codebook, "armed_group")
        self.modifiers = "|".join(sorted(re.escape(word) for word, sector in codebook.modifiers.items() if sector == OUT_OF_OFFICE))

    def organisation(self, entity: Entity) -> str:
        """The organisation that a party of a shared code is or belongs to; "" where its name tells none."""
        return _found(self.organisations, entity) if entity.country in _SHARED else ""

    def armed(self, entity: Entity) -> str:
        """The armed group that a fighter is or belongs to; "" where his name tells none."""
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


def _unnamed_bodies(entities: Iterable[Entity], named: Mapping[str, str], mentions: Mapping[str, Mention]) -> dict[str, str]:
    """For a body without a name of its own ("leaders of the bloc") the one its documents name most, by twice the next at least."""
    counts: dict[str, Counter[str]] = {}
    unnamed = []
    for entity in entities:
        documents = [mentions[key].document for key in entity.mentions if key in mentions]
        if entity.id in named:
            for document in documents:
                counts.setdefault(document, Counter())[named[entity.id]] += 1
        elif entity.country == "IGO":
            unnamed.append((entity.id, set(documents)))
    found: dict[str, str] = {}
    for key, documents_of in unnamed:
        ranked = sum((counts.get(document, Counter()) for document in sorted(documents_of)), Counter[str]()).most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
            found[key] = ranked[0][0]
    return found


def _side(entity: Entity, group: str, body: str, out: bool) -> Side:
    country, sector = entity.country, next((code for code in entity.sectors if code != OUT_OF_OFFICE), "")
    if ARMED.intersection(entity.sectors):
        return Side(f"armed group {group}" if group else entity.id, country, "armed group")
    if country in _BODIES:
        return Side(country, country, "organisation")
    if body:
        return Side(f"organisation {body}", country, "organisation")
    if country not in _SHARED and sector in RULING and not out:
        return Side(f"state {country}", country, "state")
    return Side(entity.id, country, "party")
