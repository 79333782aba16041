"""The codebook's CSV tables: their columns and keys, how folders lie over each other, and the typed nouns made of the rows.

A row with the key of an earlier one replaces it whole; `remove` = yes drops it. Lists inside a cell are divided by ";".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from detente.codebook.files import CodebookFile, read_rows
from detente.codebook.model import GazetteerPlace, Party, Role
from detente.codebook.row import Row

COUNTRY_HELP = "ISO 3166-1's alpha-3 codes (NER, FRA), or a code of plover/nonstate.toml (UNO, EUU, IGO)"
ROLE_KINDS = ("office", "members", "body", "generic")
_ITEM = re.compile(r"Q[1-9]\d*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file's name, its columns, and those that tell one row from another."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


STATES = Table(
    "gazetteer/states.csv", ("name", "country", "names", "adjectives", "capitals", "common", "since", "until", "sectors"), ("name",)
)
ORGANISATIONS = Table(
    "gazetteer/organisations.csv", ("name", "country", "sectors", "names", "members", "common", "since", "until"), ("name",)
)
ARMED_GROUPS = Table("gazetteer/armed_groups.csv", ("name", "country", "sectors", "names", "common", "since", "until"), ("name",))
LEADERS = Table("gazetteer/leaders.csv", ("name", "country", "office", "sectors", "names", "since", "until"), ("name", "office", "since"))
PLACES = Table("gazetteer/places.csv", ("name", "country", "latitude", "longitude", "geonameid", "kind", "names"), ("name", "country"))
ROLES = Table("gazetteer/roles.csv", ("noun", "plural", "sector", "kind", "relative"), ("noun",))
MODIFIERS = Table("gazetteer/modifiers.csv", ("modifier", "sector"), ("modifier",))
WIKIDATA = Table("gazetteer/wikidata.csv", ("name", "wikidata"), ("name",))
PARTIES = ((STATES, "state"), (ORGANISATIONS, "organisation"), (ARMED_GROUPS, "armed_group"), (LEADERS, "person"))
TABLES = (STATES, ORGANISATIONS, ARMED_GROUPS, LEADERS, PLACES, ROLES, MODIFIERS, WIKIDATA)


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that a row may use."""

    countries: Collection[str]
    sectors: Collection[str]

    def country(self, row: Row) -> str:
        """The row's country code. Raises CodebookError where nobody knows it."""
        return row.code("country", self.countries, COUNTRY_HELP)

    def members(self, row: Row) -> tuple[str, ...]:
        """The row's members as country codes. Raises CodebookError where nobody knows one."""
        return row.codes("members", self.countries, COUNTRY_HELP)

    def sector_list(self, row: Row) -> tuple[str, ...]:
        """The row's sectors, primary first. Raises CodebookError where nobody knows one."""
        return row.codes("sectors", self.sectors, self._sector_help())

    def sector(self, row: Row) -> str:
        """The row's one sector. Raises CodebookError where nobody knows it."""
        return row.code("sector", self.sectors, self._sector_help())

    def _sector_help(self) -> str:
        return f"{', '.join(sorted(self.sectors))}, or add the code to plover/sectors.toml"


def merged_rows(table: Table, files: Sequence[CodebookFile]) -> list[tuple[Row, str]]:
    """Rows of `files` laid over each other, each with its file's source note, in the order of first appearance.

    Raises CodebookError where a key is empty or stands twice in one file, or where a row to remove isn't there.
    """
    merged: dict[tuple[str, ...], tuple[Row, str]] = {}
    for file in files:
        rows, note = read_rows(file, table.columns, table.key)
        seen: dict[tuple[str, ...], int] = {}
        for row in rows:
            row.required(table.key[0])
            key = tuple(row.text(column) for column in table.key)
            if key in seen:
                raise row.error(table.key[0], f"stands there twice, first in row {seen[key]}", "keep one of the two rows")
            seen[key] = row.number
            if not row.flag("remove"):
                merged[key] = (row, note)
            elif merged.pop(key, None) is None:
                raise row.error(table.key[0], "can't be removed: no earlier file has it", f"check its {', '.join(table.key)}")
    return list(merged.values())


def parties(kind: str, rows: Sequence[tuple[Row, str]], codes: Codes) -> list[Party]:
    """Parties of one kind. A state's sector is GOV unless the row says otherwise; `name` is always among `names`."""
    return [_party(kind, row, note, codes) for row, note in rows]


def roles(rows: Sequence[tuple[Row, str]], codes: Codes) -> list[Role]:
    """Role nouns. An empty plural stays empty: the noun has none of its own."""
    return [
        Role(
            noun=row.required("noun"),
            plural=row.text("plural"),
            sector=codes.sector(row),
            kind=row.code("kind", ROLE_KINDS, ", ".join(ROLE_KINDS)),
            relative=row.flag("relative"),
            source=row.text("source") or note,
        )
        for row, note in rows
    ]


def places(rows: Sequence[tuple[Row, str]], codes: Codes) -> list[GazetteerPlace]:
    """Places; WGS84 degrees. Seas and regions of several states have no country."""
    return [
        GazetteerPlace(
            name=row.required("name"),
            country=codes.country(row) if row.text("country") else "",
            latitude=row.number_within("latitude", -90, 90),
            longitude=row.number_within("longitude", -180, 180),
            geonameid=row.whole("geonameid"),
            kind=row.text("kind") or "region",
            names=_names(row),
        )
        for row, _ in rows
    ]


def modifiers(rows: Sequence[tuple[Row, str]], codes: Codes) -> dict[str, str]:
    """Sector by modifier ("ousted" ELI)."""
    return {row.required("modifier"): codes.sector(row) for row, _ in rows}


def wikidata(rows: Sequence[tuple[Row, str]]) -> dict[str, str]:
    """Wikidata id by name ("Niger" Q1032). Raises CodebookError for an id that isn't Q and a number."""
    ids = {row.required("name"): row.required("wikidata") for row, _ in rows}
    for row, _ in rows:
        if not _ITEM.fullmatch(row.text("wikidata")):
            raise row.error("wikidata", "is no Wikidata id", "write Q and the item's number, as in Q1032")
    return ids


def _party(kind: str, row: Row, note: str, codes: Codes) -> Party:
    since, until = row.day("since"), row.day("until")
    if since and until and since[: len(until)] > until:
        raise row.error("until", f"lies before since = {since}", "swap or mend the two")
    return Party(
        name=row.required("name"),
        kind=kind,
        country=codes.country(row),
        sectors=codes.sector_list(row) or (("GOV",) if kind == "state" else ()),
        names=_names(row),
        adjectives=row.items("adjectives"),
        capitals=row.items("capitals"),
        members=codes.members(row),
        common=row.text("common"),
        since=since,
        until=until,
        source=row.text("source") or note,
        office=row.text("office"),
    )


def _names(row: Row) -> tuple[str, ...]:
    return tuple(dict.fromkeys((row.required("name"), *row.items("names"))))
