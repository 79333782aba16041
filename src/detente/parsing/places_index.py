"""The gazetteer that places are looked up in: GeoNames' cities and subdivisions under the codebook's states, demonyms and places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from detente.codebook.codebook import Codebook
from detente.parsing.places_names import name_key
from detente.parsing.places_store import Place, Store, load_store, packaged_rows

_SHORT = 3  # letters up to which a name counts only as it is written ("US", not "Us")
_SPOKEN_OF = "1990"  # states that ended before give no demonyms


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """Names of places and what they may mean.

    `own` is what the codebook adds, by folded name, `exact` its short names as written; `capitals` the keys of seats of government
    with their countries; `qualifiers` abbreviations of subdivisions ("Tex.") with country and name; `given` keys of names that
    people bear as well; `organisations` keys of the codebook's other parties; `roles` words of its roles.
    """

    store: Store
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
        if name.endswith(".") and name in self.qualifiers:
            return self.area(name)
        own = self.own.get(key, ())
        if len(key) <= _SHORT and not own:
            return ()
        ids = {place.geonameid for place in own}
        rest = [place for place in self.store.look_up(key) if place.geonameid not in ids]
        seats = {country: max((p.population for p in _cities(rest, country)), default=0) for country in self.capitals.get(key, ())}
        return own + tuple(place._replace(capital=True) if _is_seat(place, seats) else place for place in rest)

    def area(self, abbreviation: str) -> tuple[Place, ...]:
        """The subdivision that one of `qualifiers` stands for."""
        country, name = self.qualifiers[abbreviation]
        return tuple(place for place in self.look_up(name) if place.country == country and place.kind == "admin1")


def load_places(codebook: Codebook) -> PlaceIndex:
    """The packaged GeoNames places with the codebook's states, demonyms, capitals and places over them."""
    store = load_store()
    names = _own(codebook, store)
    capitals: dict[str, set[str]] = defaultdict(set)
    for party in codebook.parties:
        for capital in party.capitals if party.kind == "state" and not party.until else ():
            capitals[name_key(capital)].add(party.country)
    others = (party for party in codebook.parties if party.kind != "state")
    return PlaceIndex(
        store=store,
        own=_frozen(names.folded),
        exact=_frozen(names.exact),
        capitals=MappingProxyType({key: frozenset(countries) for key, countries in capitals.items()}),
        qualifiers=MappingProxyType({short: (country, name) for short, country, name in packaged_rows("abbreviations.csv")}),
        given=frozenset(row[0] for row in packaged_rows("given_names.csv")),
        organisations=frozenset(name_key(name) for party in others for name in (party.name, *party.names)),
        roles=frozenset(word for role in codebook.roles for word in role.noun.lower().split()),
    )


def _cities(places: Iterable[Place], country: str) -> Iterable[Place]:
    return (place for place in places if place.kind == "city" and place.country == country)


def _is_seat(place: Place, seats: Mapping[str, int]) -> bool:
    """Whether it is the largest city of its name in a country whose seat of government bears that name."""
    return place.kind == "city" and place.population > 0 and place.population == seats.get(place.country)


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

    def named(self, name: str, country: str, kind: str) -> Place:
        """The first place of that name in the country (any, where `country` is ""), or one without a point."""
        known = (place for place in self.folded[name_key(name)] if country in ("", place.country))
        return next(known, Place(name, kind, None, None, country, own=True))


def _own(codebook: Codebook, store: Store) -> _Names:
    """Names of the codebook's places and states, their demonyms and regions' adjectives, completed from the data file."""
    names = _Names()
    for row in codebook.places:
        kind = "admin1" if row.kind in ("province", "state") else row.kind
        place = Place(row.name, kind, row.latitude, row.longitude, row.country, geonameid=row.geonameid, own=True)
        names.add((row.name, *row.names), _completed(place, store))
    for word, region, country in packaged_rows("adjectives.csv"):
        names.add((word,), _completed(names.named(region, country, "region"), store)._replace(kind="demonym"))
    for party in codebook.parties:
        if party.kind == "state":
            place = _completed(names.named(party.name, party.country, "country"), store)
            names.add(party.names, place)
            names.add(party.adjectives if (party.until or "9") >= _SPOKEN_OF else (), place._replace(kind="demonym"))
    return names


def _completed(own: Place, store: Store) -> Place:
    """The codebook's place with id, people and, where it has none, the point of the same country, subdivision or continent."""
    wanted = {"country": "country", "admin1": "admin1", "region": "continent"}.get(own.kind)
    for place in store.look_up(name_key(own.name)):
        if place.kind == wanted and (place.country == own.country or place.kind == "continent"):
            known = own.latitude is not None
            return place._replace(
                name=own.name,
                kind=own.kind,
                latitude=own.latitude if known else place.latitude,
                longitude=own.longitude if known else place.longitude,
                geonameid=own.geonameid or place.geonameid,
                other=False,
                own=True,
            )
    return own


def _frozen(names: Mapping[str, list[Place]]) -> Mapping[str, tuple[Place, ...]]:
    return MappingProxyType({name: tuple(places) for name, places in names.items() if places})
