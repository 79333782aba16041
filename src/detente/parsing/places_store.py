"""The packaged GeoNames places: one sorted text, looked up by key without a table of its 380,000 lines in memory."""

from __future__ import annotations

import lzma
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import NamedTuple

_LINES_A_BLOCK = 64


class Place(NamedTuple):
    """One place a name may mean. `kind` is country | demonym | admin1 | admin2 | city | continent | a kind of the codebook's places.

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
class Store:
    """`blob` holds the lines, sorted by key; `keys` and `offsets` tell the first key and the place of every block of lines."""

    blob: bytes
    keys: Sequence[bytes]
    offsets: Sequence[int]

    def look_up(self, key: str) -> list[Place]:
        """The places of `key` as `name_key` folds it; their lines stand together."""
        wanted = key.encode() + b"\t"
        block = max(0, bisect_left(self.keys, key.encode()) - 1)
        last = bisect_right(self.keys, key.encode())
        limit = self.offsets[last] if last < len(self.offsets) else len(self.blob)
        position = self.offsets[block]
        if not self.blob.startswith(wanted, position):
            position = self.blob.find(b"\n" + wanted, position, limit) + 1
        found = []
        while self.blob.startswith(wanted, position):
            end = self.blob.index(b"\n", position)
            found.append(_place(self.blob[position:end].decode()))
            position = end + 1
        return found


def load_store() -> Store:
    """The data file of the package. Source: GeoNames (CC BY 4.0), packed by tools/build_places.py."""
    blob = lzma.decompress((files("detente.parsing") / "data" / "places.tsv.xz").read_bytes())
    keys, offsets, position = [], [], 0
    for number, line in enumerate(blob.splitlines(keepends=True)):
        if number % _LINES_A_BLOCK == 0:
            keys.append(line[: line.index(b"\t")])
            offsets.append(position)
        position += len(line)
    return Store(blob, tuple(keys), tuple(offsets))


def packaged_rows(name: str) -> list[list[str]]:
    """The comma-separated cells of a small data file of the package, without comments."""
    text = (files("detente.parsing") / "data" / name).read_text(encoding="utf-8")
    return [line.split(",") for line in text.splitlines() if line and not line.startswith("#")]


def _place(line: str) -> Place:
    _, name, kind, latitude, longitude, country, admin1, population, geonameid, other = line.split("\t")
    lat, lon = (float(latitude), float(longitude)) if latitude else (None, None)
    return Place(name, kind, lat, lon, country, admin1, int(population), int(geonameid) or None, bool(other))
