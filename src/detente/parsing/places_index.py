"""The gazetteer that places are looked up in: GeoNames' cities and subdivisions, and the codebook's states, demonyms and places."""

from __future__ import annotations

import lzma
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from detente.codebook.codebook import Codebook
from detente.codebook.model import Party
from detente.parsing.places_names import name_key

_LINES_A_BLOCK = 64
_SHORT = 3  # letters up to which a name counts only as it is written ("US", not "Us")


class Place(NamedTuple):
    """One place a name may mean. `kind` is country | demonym | admin1 | admin2 | city | a kind of the codebook's places.

    `other` marks another spelling of the name, `own` an entry of the codebook, `capital` a seat of government.
    """

    name: str
    kind: str
    latitude: float | None
    longitude: float | None
    country: str
    admin1: str = ""
    population: int = 0
    geonameid: int | None = None
    other: bool = False
    own: bool = False
    capital: bool = False


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """Names of places, folded by `name_key`, with the places they may mean.

    `blob` holds the lines of the data file, sorted by key; `keys` and `offsets` tell where each block of lines starts. `own` is
    what the codebook adds, `exact` its short names as written, `capitals` the keys of seats of government with their countries,
    `qualifiers` abbreviations of subdivisions ("Tex.") with country and code, `given` names that people bear as well.
    """

    blob: bytes
    keys: tuple[bytes, ...]
    offsets: tuple[int, ...]
    own: Mapping[str, tuple[Place, ...]]
    exact: Mapping[str, tuple[Place, ...]]
    capitals: Mapping[str, frozenset[str]]
    qualifiers: Mapping[str, tuple[str, str]]
    given: frozenset[str]
    organisations: frozenset[str]
    roles: frozenset[str]

    def look_up(self, name: str) -> tuple[Place, ...]:
        """All places that `name` may mean, the codebook's first; none for a short name that isn't written as the codebook has it."""
        key = name_key(name)
        if name in self.exact:
            return self.exact[name]
        if len(key) <= _SHORT and key not in self.own:
            return ()
        own = self.own.get(key, ())
        stored = [place for place in self._stored(key) if not _known(place, own)]
        seats = {country: max(_people(stored, country), default=0) for country in self.capitals.get(key, ())}
        return own + tuple(place._replace(capital=True) if _is_seat(place, seats) else place for place in stored)

    def _stored(self, key: str) -> list[Place]:
        wanted = key.encode()
        block = max(0, bisect_right(self.keys, wanted) - 1)
        while block and self.keys[block] >= wanted:
            block -= 1
        position = self.offsets[block]
        head = wanted + b"\t"
        if not self.blob.startswith(head, position):
            limit = next((o for k, o in zip(self.keys[block + 1 :], self.offsets[block + 1 :], strict=False) if k > wanted), len(self.blob))
            position = self.blob.find(b"\n" + head, position, limit) + 1
            if not position:
                return []
        found = []
        while self.blob.startswith(head, position):
            end = self.blob.index(b"\n", position)
            found.append(_place(self.blob[position:end].decode()))
            position = end + 1
        return found


def load_places(codebook: Codebook) -> PlaceIndex:
    """The packaged GeoNames places with the codebook's states, demonyms, capitals and places over them."""
    folder = files("detente.parsing") / "data"
    blob = lzma.decompress((folder / "places.tsv.xz").read_bytes())
    keys, offsets = _blocks(blob)
    own = _own(codebook)
    others = (party for party in codebook.parties if party.kind != "state")
    capitals: dict[str, set[str]] = defaultdict(set)
    for party in codebook.parties:
        for capital in party.capitals if party.kind == "state" and not party.until else ():
            capitals[name_key(capital)].add(party.country)
    rows = (line.split(",") for line in _lines((folder / "abbreviations.csv").read_text(encoding="utf-8")))
    return PlaceIndex(
        blob=blob,
        keys=keys,
        offsets=offsets,
        own=_frozen(own.folded),
        exact=_frozen(own.exact),
        capitals=MappingProxyType({key: frozenset(countries) for key, countries in capitals.items()}),
        qualifiers=MappingProxyType({short: (country, code) for short, country, code in rows}),
        given=frozenset(_lines((folder / "given_names.txt").read_text(encoding="utf-8"))),
        organisations=frozenset(name_key(name) for party in others for name in (party.name, *party.names)),
        roles=frozenset(word for role in codebook.roles for word in role.noun.lower().split()),
    )


def _lines(text: str) -> list[str]:
    """The lines of a data file, without comments and empty ones."""
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _blocks(blob: bytes) -> tuple[tuple[bytes, ...], tuple[int, ...]]:
    """Key and offset of every sixty-fourth line."""
    keys, offsets, position = [], [], 0
    for number, line in enumerate(blob.splitlines(keepends=True)):
        if number % _LINES_A_BLOCK == 0:
            keys.append(line[: line.index(b"\t")])
            offsets.append(position)
        position += len(line)
    return tuple(keys), tuple(offsets)


def _place(line: str) -> Place:
    _, name, kind, latitude, longitude, country, admin1, population, geonameid, other = line.split("\t")
    lat, lon = (float(latitude), float(longitude)) if latitude else (None, None)
    return Place(name, kind, lat, lon, country, admin1, int(population), int(geonameid) or None, bool(other))


def _people(places: Iterable[Place], country: str) -> Iterator[int]:
    return (place.population for place in places if place.kind == "city" and place.country == country)


def _is_seat(place: Place, seats: Mapping[str, int]) -> bool:
    """Whether it is the largest city of its name in a country whose seat of government bears that name."""
    return place.kind == "city" and place.population > 0 and place.population == seats.get(place.country)


def _known(place: Place, own: Iterable[Place]) -> bool:
    """Whether the codebook has the same place, by id or by name and kind."""
    kinds = ("country",) if place.kind == "country" else ("admin1",) if place.kind == "admin1" else ()
    return any(place.geonameid == other.geonameid or (place.country == other.country and other.kind in kinds) for other in own)


class _Names:
    """Names of the codebook's places: folded ones, and short ones as they are written."""

    def __init__(self) -> None:
        self.folded: dict[str, list[Place]] = defaultdict(list)
        self.exact: dict[str, list[Place]] = defaultdict(list)

    def add(self, names: Iterable[str], place: Place) -> None:
        """`place` under each of `names` that doesn't name a place of its country and kind yet."""
        for name in names:
            as_written = "." in name or (len(name_key(name)) <= _SHORT and name.isupper())
            known = self.exact[name] if as_written else self.folded[name_key(name)]
            if not any(other.country == place.country and other.kind == place.kind for other in known):
                known.append(place)

    def state(self, party: Party) -> Place:
        """The state's own place, or one without a point."""
        known = (place for place in self.folded[name_key(party.name)] if place.country == party.country)
        return next(known, Place(party.name, "country", None, None, party.country, own=True))


def _own(codebook: Codebook) -> _Names:
    names = _Names()
    for row in codebook.places:
        kind = "admin1" if row.kind in ("province", "state") else row.kind
        place = Place(row.name, kind, row.latitude, row.longitude, row.country, geonameid=row.geonameid, own=True)
        names.add((row.name, *row.names), place)
    for party in codebook.parties:
        if party.kind == "state":
            place = names.state(party)
            names.add(party.names, place)
            names.add(party.adjectives, place._replace(kind="demonym"))
    return names


def _frozen(names: Mapping[str, list[Place]]) -> Mapping[str, tuple[Place, ...]]:
    return MappingProxyType({name: tuple(places) for name, places in names.items() if places})
