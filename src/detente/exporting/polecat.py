"""Events in the column layout of POLECAT, the weekly global event data coded to PLOVER (Halterman and others, 2023, Dataverse).

What happened is exported, what is only foreseen, threatened, denied or long past is not: POLECAT has no column for a status. Lists of
parties are expanded to pairs, as PLOVER's manual allows after coding (Compound and Reciprocal Actors): a row for each actor and recipient,
and where all sides are actors, as in a meeting, a row for each two of them, once. The rows of one event share its Event ID. An event that
the record can't place on one day has no Event Date. Several values stand in a cell divided by semicolons. Other empty cells are what a
record doesn't know: titles, Wikipedia ids, administrative units of a place, its feature type, and what else the whole story names.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from detente.codebook import Codebook
from detente.exporting.dyads import pairs, told_by
from detente.exporting.schema import Column, Material, Table, number, text
from detente.records import Document, Entity, Event, Mention

_PARTY = ("{} Name", "{} Country", "{} COW", "Primary {} Sector", "{} Sectors", "{} Title", "{} Name Raw", "Wikipedia {} ID")
_PLACE = ("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type")
COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *(name.format(role) for role in ("Actor", "Recipient") for name in _PARTY),
    *_PLACE,
    *("Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)

_NUMBERS = ("Intensity", "Latitude", "Longitude")

Row = dict[str, Any]  # texts and numbers; None: not known


def cow_codes() -> dict[str, int]:
    """Correlates of War number of each state by ISO alpha-3, from the packaged cow.toml."""
    codes: dict[str, int] = tomllib.loads(Path(__file__).with_name("cow.toml").read_text(encoding="utf-8"))["codes"]
    return codes


def polecat_table(codebook: Codebook, cow: Mapping[str, int]) -> Table:
    """The layout as a table: a row for every pair of parties of every event whose status is actual, in the record's order.

    Its items are dictionaries by column name. `cow` as cow_codes gives it. POLECAT's own codebook says what the columns mean.
    """
    columns = tuple(_column(name) for name in COLUMNS)
    meaning = "An event and a pair of its parties, as POLECAT's codebook has it."
    return Table("polecat", meaning, columns, lambda among: _rows(among, codebook, cow))


def _column(name: str) -> Column:
    return (number if name in _NUMBERS else text)(name, "", lambda row, _: row.get(name))


def _rows(among: Material, codebook: Codebook, cow: Mapping[str, int]) -> Iterator[Row]:
    snapshot = among.snapshot
    entities = {entity.id: entity for entity in snapshot.entities}
    reports = told_by(snapshot)
    version = f"détente {snapshot.runs[-1].version}" if snapshot.runs else ""
    for event in snapshot.events:
        if event.status != "actual":
            continue
        told = [mention for mention, _ in reports[event.id]]
        read = {document.id: document for _, document in reports[event.id]}
        shared = _what(event, codebook) | _where(event) | _sources(read.values()) | {"Version": version}
        for actor, recipient in pairs(event):
            sides = (("Actor", entities.get(actor or "")), ("Recipient", entities.get(recipient or "")))
            yield shared | {name: value for role, entity in sides if entity for name, value in _party(role, entity, told, cow).items()}


def _what(event: Event, codebook: Codebook) -> Row:
    kind = codebook.event_types.get(event.event_type)
    return {
        "Event ID": event.id,
        "Event Date": event.start if event.start == event.end else None,
        "Event Type": event.event_type,
        "Event Mode": event.mode or "",
        "Intensity": event.intensity,
        "Quad Code": kind.quad.upper() if kind else "",
        "Contexts": ";".join(event.contexts),
    }


def _where(event: Event) -> Row:
    place = event.location
    if place is None:
        return {}
    return {
        "Placename": place.name,
        "Country": place.country,
        "Raw Placename": place.span.text,
        "Latitude": place.latitude,
        "Longitude": place.longitude,
        "GeoNames ID": None if place.geonameid is None else str(place.geonameid),
    }


def _sources(read: Collection[Document]) -> Row:
    days = sorted(document.published.value for document in read if document.published.value)
    return {
        "Source": ";".join(dict.fromkeys(document.outlet or document.url or document.input for document in read)),
        "Publication Date": days[0] if days else "",
        "Language": ";".join(dict.fromkeys(document.language or "" for document in read)),
    }


def _party(role: str, entity: Entity, told: Iterable[Mention], cow: Mapping[str, int]) -> Row:
    people = (person for mention in told for person in (*mention.actors, *mention.recipients))
    raw = dict.fromkeys(person.span.text for person in people if person.name in entity.names)
    return {
        f"{role} Name": entity.name,
        f"{role} Country": entity.country,
        f"{role} COW": str(cow.get(entity.country, "")),
        f"Primary {role} Sector": entity.sectors[0] if entity.sectors else "",
        f"{role} Sectors": ";".join(entity.sectors),
        f"{role} Name Raw": ";".join(raw),
    }
