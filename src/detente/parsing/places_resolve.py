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
Key = TypeVar("Key")
_AREA_AFTER = re.compile(
    r"[’']?s? (?:province|state|region|governorate|oblast|district|department|county|prefecture|provinces|regions)\b", re.I
)
_AREA_BEFORE = re.compile(r"\b(?:province|state|region|governorate|district|county) of $", re.I)
_CITY_BEFORE = re.compile(r"\b(?:city|town|village|port|capital|township)(?: of)?,? $", re.I)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """How often each name of the document stands for a country or subdivision, and where countries are named."""

    countries: Mapping[str, Mapping[str, int]]
    areas: Mapping[tuple[str, str], Mapping[str, int]]
    mentions: Mapping[str, Sequence[int]]
    names: Mapping[str, frozenset[int]]

    def country(self, code: str, name: str) -> float:
        """Share of the country in the text, other than by `name` itself: 0 to 1."""
        return _share(self.countries, code, name)

    def area(self, country: str, code: str, name: str) -> float:
        """Share of the subdivision in the text, other than by `name` itself: 0 to 1."""
        return _share(self.areas, (country, code), name)

    def beside(self, start: int, country: str, name: str) -> bool:
        """Whether another name stands for the country near the offset `start`."""
        starts = self.mentions.get(country, ())
        near = starts[bisect_left(starts, start - _NEAR) : bisect_right(starts, start + _NEAR)]
        return any(other not in self.names[name] for other in near)


def resolve(text: str, spots: Sequence[Spot], index: PlaceIndex) -> list[Place | None]:
    """The place of each of `spots`, one sense a name; None where the gazetteer has none.

    Two passes: the second adds the countries and subdivisions of what the first resolved.
    """
    groups: dict[str, list[Spot]] = {}
    for spot in spots:
        groups.setdefault(name_key(spot.text), []).append(spot)
    chosen: dict[str, Place] = {}
    for _ in range(2):
        evidence = _evidence(spots, groups, chosen)
        chosen = {key: place for key, group in groups.items() if (place := _best(text, group, evidence, index))}
    return [chosen.get(name_key(spot.text)) for spot in spots]


def _evidence(spots: Sequence[Spot], groups: Mapping[str, Sequence[Spot]], chosen: Mapping[str, Place]) -> _Evidence:
    countries: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    areas: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    mentions: dict[str, list[int]] = defaultdict(list)
    for spot in spots:
        key = name_key(spot.text)
        place = chosen.get(key)
        if place is None and len({other.country for other in spot.places}) == 1:
            place = spot.places[0]
        if place is None or not place.country:
            continue
        countries[place.country][key] += 1
        if place.admin1:
            areas[place.country, place.admin1][key] += 1
        mentions[place.country].append(spot.start)
    names = {key: frozenset(spot.start for spot in group) for key, group in groups.items()}
    return _Evidence(countries, areas, mentions, names)


def _share(counts: Mapping[Key, Mapping[str, int]], code: Key, name: str) -> float:
    """Root of the count of `code` over that of the most named, both without what `name` itself adds."""
    if code not in counts:
        return 0.0
    most = max(sum(names.values()) - names.get(name, 0) for names in counts.values())
    return math.sqrt((sum(counts[code].values()) - counts[code].get(name, 0)) / most) if most else 0.0


def _best(text: str, group: Sequence[Spot], evidence: _Evidence, index: PlaceIndex) -> Place | None:
    places = group[0].places
    if not places:
        return None
    if len(places) == 1:
        return places[0]
    scores = [(_prior(place) + _context(text, group, place, evidence, index), -number, place) for number, place in enumerate(places)]
    return max(scores, key=lambda score: score[:2])[2]


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


def _context(text: str, group: Sequence[Spot], place: Place, evidence: _Evidence, index: PlaceIndex) -> float:
    name = name_key(group[0].text)
    score = _COUNTRY * evidence.country(place.country, name)
    score += _SUBDIVISION * evidence.area(place.country, place.admin1, name) if place.admin1 else 0.0
    score += _BESIDE * any(evidence.beside(spot.start, place.country, name) for spot in group)
    said = [_said(text, spot, place, index) for spot in group]
    return score + max(said) + min(0.0, min(said))


def _said(text: str, spot: Spot, place: Place, index: PlaceIndex) -> float:
    """What the words at the name say of it: ', Lebanon' after it, 'province' after it, 'the city of' before it."""
    before, after = text[max(0, spot.start - 40) : spot.start], text[spot.end : spot.end + 40]
    score = 0.0
    qualifier = qualifier_after(text, spot.end, index)
    if qualifier and place.kind not in ("country", "demonym"):
        country, area = qualifier
        fits = place.country == country and (not area or area == place.admin1)
        in_list = any(other.own and other.kind in ("country", "admin1") for other in spot.places)  # 'Georgia, Alabama and Texas'
        score += (_LISTED if in_list else _QUALIFIED) if fits else 0.0
    is_area = place.kind.startswith("admin") or (place.own and place.kind == "region")
    if (_AREA_AFTER.match(after) or _AREA_BEFORE.search(before)) and is_area:
        score += _SAID_KIND
    if _CITY_BEFORE.search(before) and place.kind == "city":
        score += _SAID_KIND
    return score
