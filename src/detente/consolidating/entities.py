"""Names of one party joined into one entity.

Joined, always within one country or code: spellings that differ by article, case, accents or punctuation; an acronym and the one full name
whose initials it is ("AU", "African Union"); a person's last name and the one fuller name that ends with it ("Roe", "Ada Roe", "Minister
Ada Roe"); transliterations of a person's whole name; descriptions of those who rule a country by arms ("the junta"). A name without country
joins the one country that the same name has elsewhere.

Never joined: names of two countries or codes; names that are two parties of one mention, since its sentence tells them apart; two persons
with other first names; a last name that two persons of the country share; a body and a person; bodies that share some words only; what an
analyst parted (`Ties.names_apart`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from detente.consolidating.names import first_name, initials, is_acronym, may_be_person, military_rulers, normal_name, spelling
from detente.consolidating.ties import Ties
from detente.records import Entity, Mention, Participant, stable_id

__all__ = ["PartyIds", "join_names", "normal_name", "party_key"]

PartyIds = Mapping[tuple[str, int, int, str], str]
"""The id of the entity that a participant is, by `party_key`."""

_Key = tuple[str, str]  # normal name and country


def party_key(party: Participant) -> tuple[str, int, int, str]:
    """What tells one participant from another; one span may stand for two parties ("both capitals")."""
    return (party.span.document, party.span.start, party.span.end, normal_name(party.name))


@dataclass(slots=True)
class _Told:
    """What the mentions say of one normal name in one country."""

    names: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    mentions: set[str] = field(default_factory=set)


def join_names(mentions: Sequence[Mention], ties: Ties | None = None) -> tuple[tuple[Entity, ...], dict[tuple[str, int, int, str], str]]:
    """Entities, and for each participant (by `party_key`) the id of its entity; the module's docstring tells what is joined."""
    ties = ties or Ties()
    countries: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        for party in _parties(mention):
            countries[normal_name(party.name)].add(party.country)
    told: defaultdict[_Key, _Told] = defaultdict(_Told)
    keys: dict[tuple[str, int, int, str], _Key] = {}
    apart: set[frozenset[_Key]] = set()
    for mention in mentions:
        here = {}
        for party in _parties(mention):
            key = here[party_key(party)] = _identity(party, countries)
            told[key].names[party.name.strip()] += 1
            told[key].sectors.update(party.sectors or ((party.sector,) if party.sector else ()))
            told[key].mentions.add(mention.id)
        keys.update(here)
        distinct = sorted(set(here.values()))
        apart.update(frozenset((one, two)) for one in distinct for two in distinct if one < two and one[1] == two[1])
    groups = _Groups(sorted(told), apart, ties)
    for one, two in _pairs(told):
        groups.join(one, two)
    entities = {root: _entity(root, [told[key] for key in members], ties) for root, members in groups.members.items()}
    ids = {party: entities[groups.root[key]].id for party, key in keys.items()}
    return tuple(sorted(entities.values(), key=lambda entity: entity.id)), ids


class _Groups:
    """Names that are one party so far. Two groups are joined unless a name of one was told apart from a name of the other."""

    def __init__(self, keys: Sequence[_Key], apart: set[frozenset[_Key]], ties: Ties) -> None:
        self.root = {key: key for key in keys}
        self.members = {key: [key] for key in keys}
        self._apart: defaultdict[_Key, set[_Key]] = defaultdict(set)
        by_name: defaultdict[str, list[_Key]] = defaultdict(list)
        for key in keys:
            by_name[key[0]].append(key)
        for pair in apart:
            one, two = sorted(pair)
            self._part(one, two)
        for names in ties.names_apart:
            found = [key for name in sorted(names) for key in by_name[normal_name(name)]]
            for one in found:
                for two in found:
                    if one[0] != two[0]:
                        self._part(one, two)
        for names in ties.names_together:
            found = [key for name in sorted(names) for key in by_name[normal_name(name)]]
            for one, two in pairwise(found):
                self._merge(one, two)

    def _part(self, one: _Key, two: _Key) -> None:
        self._apart[one].add(two)
        self._apart[two].add(one)

    def join(self, one: _Key, two: _Key) -> None:
        """Join the groups of two names, unless names of them were told apart."""
        others = set(self.members[self.root[two]])
        if all(self._apart[key].isdisjoint(others) for key in self.members[self.root[one]]):
            self._merge(one, two)

    def _merge(self, one: _Key, two: _Key) -> None:
        first, second = sorted((self.root[one], self.root[two]))
        if first != second:
            moved = self.members.pop(second)
            self.members[first] += moved
            self.root.update(dict.fromkeys(moved, first))


def _pairs(told: Mapping[_Key, _Told]) -> Iterator[tuple[_Key, _Key]]:
    """Names that are one party if nothing told them apart, in a fixed order."""
    full: defaultdict[tuple[str, str], list[_Key]] = defaultdict(list)  # by an acronym and country
    persons: defaultdict[tuple[str, str], list[_Key]] = defaultdict(list)  # by a last name's spelling and country
    rulers: defaultdict[str, list[_Key]] = defaultdict(list)
    for key in sorted(told):
        names = sorted(told[key].names)
        if any(military_rulers(name) for name in names):
            rulers[key[1]].append(key)
        elif any(may_be_person(name) for name in names):
            persons[_spelled(key)[-1], key[1]].append(key)
        for acronym in sorted(initials(key[0])):
            full[acronym, key[1]].append(key)
    for key in sorted(told):
        if any(is_acronym(name) for name in told[key].names):
            found = full[key[0].replace(" ", ""), key[1]]
            if len(found) == 1:
                yield key, found[0]
    for country, group in sorted(rulers.items()):
        if country:
            yield from ((group[0], other) for other in group[1:])
    for group in persons.values():
        yield from _persons(group, told)


def _persons(group: Sequence[_Key], told: Mapping[_Key, _Told]) -> Iterator[tuple[_Key, _Key]]:
    """Names with one last name in one country, and the one fuller name that each can stand for."""
    for key in group:
        words = _spelled(key)
        same = [other for other in group if other > key and _spelled(other) == words]
        yield from ((key, other) for other in same if _fit(told[key], told[other]))
        fuller = {_spelled(other): other for other in group if set(words) < set(_spelled(other)) and _fit(told[key], told[other])}
        longest = [one for one in fuller if not any(set(one) < set(other) for other in fuller)]
        if len(longest) == 1:
            yield key, fuller[longest[0]]


def _spelled(key: _Key) -> tuple[str, ...]:
    *first, last = key[0].split() or [""]
    return (*(first_name(word) for word in first), spelling(last))


def _fit(one: _Told, two: _Told) -> bool:
    """Whether the sectors of two names can be one person's: shared, or unknown of one."""
    return not one.sectors or not two.sectors or bool(one.sectors.keys() & two.sectors.keys())


def _parties(mention: Mention) -> Iterable[Participant]:
    return (*mention.actors, *mention.recipients)


def _identity(party: Participant, countries: Mapping[str, set[str]]) -> _Key:
    name = normal_name(party.name)
    known = countries[name] - {""}
    country = party.country or (next(iter(known)) if len(known) == 1 else "")
    return name, country


def _entity(root: _Key, members: Sequence[_Told], ties: Ties) -> Entity:
    names = sum((one.names for one in members), Counter[str]())
    sectors = sum((one.sectors for one in members), Counter[str]())
    renamed = next((new for old, new in ties.renames if normal_name(old) in {normal_name(name) for name in names}), None)
    return Entity(
        id=stable_id("entity", *root),
        name=renamed or _best(names),
        country=root[1],
        sectors=tuple(sector for sector, _ in sorted(sectors.items(), key=lambda item: (-item[1], item[0]))),
        names=tuple(sorted(names)),
        mentions=tuple(sorted({mention for one in members for mention in one.mentions})),
    )


def _best(names: Counter[str]) -> str:
    """The commonest spelling; among equals the longest, then the first by alphabet."""
    return min(names, key=lambda name: (-names[name], -len(name), name))
