"""Events in the column layout of POLECAT, the weekly global event data coded to PLOVER (Halterman and others, 2023, Dataverse).

What happened is exported, what is only foreseen, threatened, denied or long past is not: POLECAT has no column for a status. Lists of
parties are expanded to pairs, as PLOVER's manual allows after coding (Compound and Reciprocal Actors): a row for each actor and recipient,
and where all sides are actors, as in a meeting, a row for each two of them, once. The rows of one event share its Event ID. An event that
the record can't place on one day has no Event Date. Several values stand in a cell divided by semicolons. Other empty cells are what a
record doesn't know: titles, Wikipedia ids, administrative units of a place, its feature type, and what else the whole story names.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from pathlib import Path

from detente.codebook import Codebook
from detente.exporting.tables import safe_text, whole_file, write_delimited
from detente.records import Document, Entity, Event, Mention, Snapshot

_PARTY = ("{} Name", "{} Country", "{} COW", "Primary {} Sector", "{} Sectors", "{} Title", "{} Name Raw", "Wikipedia {} ID")
_PLACE = ("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type")
COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *(name.format(role) for role in ("Actor", "Recipient") for name in _PARTY),
    *_PLACE,
    *("Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)

_NUMBERS = ("Intensity", "Latitude", "Longitude")  # may begin with a minus and are no formula

Row = dict[str, str]


def cow_codes() -> dict[str, int]:
    """Correlates of War number of each state by ISO alpha-3, from the packaged cow.toml."""
    codes: dict[str, int] = tomllib.loads(Path(__file__).with_name("cow.toml").read_text(encoding="utf-8"))["codes"]
    return codes


def polecat_rows(snapshot: Snapshot, codebook: Codebook, cow: Mapping[str, int]) -> Iterator[Row]:
    """Rows by COLUMNS for every event whose status is actual, in the snapshot's order; values are texts. `cow` as cow_codes gives it."""
    entities = {entity.id: entity for entity in snapshot.entities}
    mentions = {mention.id: mention for mention in snapshot.mentions}
    documents = {document.id: document for document in snapshot.documents}
    version = f"détente {snapshot.runs[-1].version}" if snapshot.runs else ""
    for event in snapshot.events:
        if event.status != "actual":
            continue
        told = [mentions[key] for key in event.mentions if key in mentions]
        shared = _blank() | _what(event, codebook) | _where(event) | _sources(told, documents) | {"Version": version}
        for actor, recipient in _pairs(event):
            sides = (("Actor", entities.get(actor or "")), ("Recipient", entities.get(recipient or "")))
            yield shared | {name: value for role, entity in sides if entity for name, value in _party(role, entity, told, cow).items()}


def export_polecat(snapshot: Snapshot, folder: Path, codebook: Codebook) -> list[Path]:
    """Write `polecat.txt`, tab-separated as POLECAT's own files are; line breaks and tabs within a cell become spaces,
    and no text is taken for a formula (as in tables.py).

    Raises ConfigError for a folder that can't be made or written to.
    """
    path = folder / "polecat.txt"
    with whole_file(path) as part:
        rows = ([_cell(name, row[name]) for name in COLUMNS] for row in polecat_rows(snapshot, codebook, cow_codes()))
        write_delimited(part, COLUMNS, rows, delimiter="\t")
    return [path]


def _cell(name: str, value: str) -> str:
    line = " ".join(value.split())
    return line if name in _NUMBERS else safe_text(line)


def _pairs(event: Event) -> Iterator[tuple[str | None, str | None]]:
    if len(event.actors) > 1 and not event.recipients:
        return combinations(event.actors, 2)
    return product(event.actors or (None,), event.recipients or (None,))


def _blank() -> Row:
    return dict.fromkeys(COLUMNS, "")


def _what(event: Event, codebook: Codebook) -> Row:
    kind = codebook.event_types.get(event.event_type)
    return {
        "Event ID": event.id,
        "Event Date": event.start if event.start and event.start == event.end else "",
        "Event Type": event.event_type,
        "Event Mode": event.mode or "",
        "Intensity": str(event.intensity),
        "Quad Code": kind.quad.upper() if kind else "",
        "Contexts": ";".join(event.contexts),
    }


def _where(event: Event) -> Row:
    place = event.location
    if place is None:
        return {}
    numbers = {"Latitude": place.latitude, "Longitude": place.longitude, "GeoNames ID": place.geonameid}
    known = {name: str(value) for name, value in numbers.items() if value is not None}
    return {"Placename": place.name, "Country": place.country, "Raw Placename": place.span.text} | known


def _sources(told: Iterable[Mention], documents: Mapping[str, Document]) -> Row:
    read = [documents[key] for key in dict.fromkeys(mention.document for mention in told) if key in documents]
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
