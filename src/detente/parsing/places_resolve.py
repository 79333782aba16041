"""Which place a name means, by what the document says around it and not by the number of people alone."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from detente.parsing.places_index import PlaceIndex
from detente.parsing.places_names import name_key
from detente.parsing.places_scene import Spot
from detente.parsing.places_signs import qualifier_after
from detente.parsing.places_store import Place

# Weights in units of a tenfold population, set by hand so that an explicit qualifier outweighs all, then a country the text dwells on.
_PRIOR = {"country": 10.0, "admin1": 5.5, "admin2": 3.5, "demonym": 11.0}
_OWN_PLACE = 6.5
_CAPITAL = 1.5
_OTHER_SPELLING = -2.0
_QUALIFIED = 12.0
_LISTED = 2.0
_SAID_KIND = 4.0
_COUNTRY = 3.0
_SUBDIVISION = 2.0
_BESIDE = 2.0
_NEAR = 120  # characters within which a country's mention stands beside a name
_ALL = ""  # under which a count of names holds their sum
Key = TypeVar("Key")
_AREA_AFTER = re.compile(
    r"[’']?s? (?:province|state|region|governorate|oblast|district|department|county|prefecture|provinces|regions)\b", re.I
)
_AREA_BEFORE = re.compile(r"\b(?:province|state|region|governorate|district|county) of $", re.I)
_CITY_BEFORE = re.compile(r"\b(?:city|town|village|port|capital|township)(?: of)?,? $", re.I)


@dataclass(frozen=True, slots=True)
class _Group:
    """All spots of one name: what it may mean, where it stands, and the qualifiers and kinds ("area", "city") the text gives it."""

    key: str
    places: tuple[Place, ...]
    starts: frozenset[int]
    said: frozenset[tuple[tuple[str, str] | None, str]]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """How often each name of the document stands for a country or subdivision, and where countries are named."""

    countries: Mapping[str, Mapping[str, int]]
    areas: Mapping[tuple[str, str], Mapping[str, int]]
    mentions: Mapping[str, Sequence[int]]

    def country(self, code: str, name: str) -> float:
        """Share of the country in the text, other than by `name` itself: 0 to 1."""
        return _share(self.countries, code, name)

    def area(self, country: str, code: str, name: str) -> float:
        """Share of the subdivision in the text, other than by `name` itself: 0 to 1."""
        return _share(self.areas, (country, code), name)

    def beside(self, group: _Group, country: str) -> bool:
        """Whether another name stands for the country near one of the group's."""
        starts = self.mentions.get(country, ())
        return any(
            other not in group.starts
            for start in group.starts
            for other in starts[bisect_left(starts, start - _NEAR) : bisect_right(starts, start + _NEAR)]
        )


def resolve(text: str, spots: Sequence[Spot], index: PlaceIndex) -> list[Place | None]:
    """The place of each of `spots`, one sense a name; None where the gazetteer has none.

    Two passes: the second adds the countries and subdivisions of what the first resolved.
    """
    keys = [name_key(spot.text) for spot in spots]
    named: dict[str, list[Spot]] = {}
    for key, spot in zip(keys, spots, strict=True):
        named.setdefault(key, []).append(spot)
    groups = [_group(text, key, group, index) for key, group in named.items()]
    chosen: dict[str, Place] = {}
    for _ in range(2):
        evidence = _evidence(groups, chosen)
        chosen = {group.key: place for group in groups if (place := _best(group, evidence))}
    return [chosen.get(key) for key in keys]


def _group(text: str, key: str, spots: Sequence[Spot], index: PlaceIndex) -> _Group:
    said: set[tuple[tuple[str, str] | None, str]] = set()
    for spot in spots:
        before, after = text[max(0, spot.start - 40) : spot.start], text[spot.end : spot.end + 40]
        is_area = _AREA_AFTER.match(after) or _AREA_BEFORE.search(before)
        kind = "area" if is_area else "city" if _CITY_BEFORE.search(before) else ""
        said.add((qualifier_after(text, spot.end, index), kind))
    return _Group(key, spots[0].places, frozenset(spot.start for spot in spots), frozenset(said))


def _evidence(groups: Sequence[_Group], chosen: Mapping[str, Place]) -> _Evidence:
    countries: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    areas: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    mentions: dict[str, list[int]] = defaultdict(list)
    for group in groups:
        place = chosen.get(group.key)
        if place is None and len({other.country for other in group.places}) == 1:
            place = group.places[0]
        if place is None or not place.country:
            continue
        for key in (group.key, _ALL):
            countries[place.country][key] += len(group.starts)
            if place.admin1:
                areas[place.country, place.admin1][key] += len(group.starts)
        mentions[place.country] += group.starts
    return _Evidence(countries, areas, {country: sorted(starts) for country, starts in mentions.items()})


def _share(counts: Mapping[Key, Mapping[str, int]], code: Key, name: str) -> float:
    """Root of the count of `code` over that of the most named, both without what `name` itself adds."""
    if code not in counts:
        return 0.0
    most = max(names[_ALL] - names.get(name, 0) for names in counts.values())
    return math.sqrt((counts[code][_ALL] - counts[code].get(name, 0)) / most) if most else 0.0


def _best(group: _Group, evidence: _Evidence) -> Place | None:
    if len(group.places) < 2:
        return group.places[0] if group.places else None
    scores = [(_prior(place) + _context(group, place, evidence), -number) for number, place in enumerate(group.places)]
    return group.places[-max(scores)[1]]


def _prior(place: Place) -> float:
    """What speaks for a place before the text is read: its rank, and its people by tens."""
    people = math.log10(place.population + 30)
    score = _PRIOR.get(place.kind, _OWN_PLACE if place.own else 0.0)
    if place.kind == "city":
        score = 0.9 * people
    elif place.kind == "admin1" and place.country == "USA":
        score += 0.7
    elif place.kind == "admin2":
        score += 0.2 * people - 1.0
    return score + (_CAPITAL if place.capital else 0.0) + (_OTHER_SPELLING if place.other else 0.0)


def _context(group: _Group, place: Place, evidence: _Evidence) -> float:
    score = _COUNTRY * evidence.country(place.country, group.key)
    score += _SUBDIVISION * evidence.area(place.country, place.admin1, group.key) if place.admin1 else 0.0
    score += _BESIDE * evidence.beside(group, place.country)
    return score + max(_said(group, place, qualifier, kind) for qualifier, kind in group.said)


def _said(group: _Group, place: Place, qualifier: tuple[str, str] | None, kind: str) -> float:
    """What the words at the name say of it: ', Lebanon' after it, 'province' after it, 'the city of' before it."""
    score = 0.0
    if qualifier and place.kind not in ("country", "demonym") and place.country == qualifier[0] and qualifier[1] in ("", place.admin1):
        in_list = any(other.own and other.kind in ("country", "admin1") for other in group.places)  # 'Georgia, Alabama and Texas'
        score += _LISTED if in_list else _QUALIFIED
    is_area = place.kind.startswith("admin") or (place.own and place.kind == "region")
    return score + _SAID_KIND * ((kind == "area" and is_area) or (kind == "city" and place.kind == "city"))
