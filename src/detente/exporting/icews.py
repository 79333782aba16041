"""Events in the column layout of the ICEWS event data (Boschee and others, 2015, Harvard Dataverse, doi:10.7910/DVN/28075).

What happened is exported, what is only foreseen, threatened, denied or long past is not: the layout has no column for a status. A row is
an event and a pair of its parties (dyads.py); the rows of one event share its Event ID, so that Event ID, source and target tell rows
apart. Where ICEWS has a row for each story, the record has joined the stories: Story ID, Publisher and the place are those of the
event, the first report standing for all. Sentence Number and District are empty: a record keeps offsets, not numbers of sentences.
An event that the record can't place on one day has no Event Date.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any

from detente.codebook import Codebook
from detente.exporting.dyads import pairs, told_by
from detente.exporting.schema import Column, Material, Table, day, number, text
from detente.records import Entity, Event, Where

Row = dict[str, Any]


def cameo_labels() -> dict[str, str]:
    """What CAMEO calls the codes that `cameo_code` gives, from the packaged cameo.toml."""
    labels: dict[str, str] = tomllib.loads(Path(__file__).with_name("cameo.toml").read_text(encoding="utf-8"))["labels"]
    return labels


def cameo_code(codebook: Codebook, event_type: str, mode: str | None) -> str:
    """The CAMEO code for a PLOVER type and mode, of three or four digits, as ICEWS writes them; "" where CAMEO has none.

    PLOVER folds CAMEO, so several codes may fit: the most general one is given, which covers them all: the digits they share, filled with
    0 (CAMEO's "not specified below"). Where they are of several families, those of the family that most of the type's codes belong to
    count. A mode that CAMEO lacks is coded as its type. Source: plover/cameo.csv.
    """
    of_type = [row for row in codebook.cameo if row.plover.event_type == event_type]
    fitting = [row.cameo for row in of_type if row.plover.mode == mode] or [row.cameo for row in of_type]
    if not fitting:
        return ""
    here, everywhere = Counter(code[:2] for code in fitting), Counter(row.cameo[:2] for row in of_type)
    family = min(here, key=lambda root: (-here[root], -everywhere[root], root))
    digits = zip(*(code for code in fitting if code.startswith(family)), strict=False)
    return "".join(place[0] for place in takewhile(lambda place: len(set(place)) == 1, digits)).ljust(3, "0")


def icews_table(codebook: Codebook) -> Table:
    """The layout as a table. Its items are dictionaries by column name."""
    return Table("icews", "An event and a pair of its parties.", _COLUMNS, lambda among: _rows(among, codebook))


def _rows(among: Material, codebook: Codebook) -> Iterator[Row]:
    entities = {entity.id: entity for entity in among.snapshot.entities}
    labels = cameo_labels()
    states = [party for party in codebook.parties if party.kind == "state"]
    countries = {party.country: party.name for party in reversed(states)}  # the first of a code is the state, others are its parts and past
    sectors = {code: label.name for code, label in codebook.sectors.items()}
    regions = {(each.name, each.country): each.kind for each in codebook.places}
    told = told_by(among.snapshot)
    for event in among.snapshot.events:
        if event.status != "actual":
            continue
        shared = _what(event, codebook, labels) | _where(event.location, countries, regions)
        if told[event.id]:
            document = told[event.id][0][1]
            shared |= {"Story ID": document.id, "Publisher": document.outlet}
        for source, target in pairs(event):
            sides = (("Source", entities.get(source or "")), ("Target", entities.get(target or "")))
            yield shared | {name: value for role, entity in sides if entity for name, value in _party(role, entity, countries, sectors)}


def _what(event: Event, codebook: Codebook, labels: Mapping[str, str]) -> Row:
    code = cameo_code(codebook, event.event_type, event.mode)
    return {
        "Event ID": event.id,
        "Event Date": event.start if event.start == event.end else None,
        "Event Text": labels.get(code, event.event_type.capitalize()),
        "CAMEO Code": code,
        "Intensity": event.intensity,
    }


def _where(place: Where | None, countries: Mapping[str, str], regions: Mapping[tuple[str, str], str]) -> Row:
    if place is None:
        return {}
    row: Row = {"Country": countries.get(place.country, place.country), "Latitude": place.latitude, "Longitude": place.longitude}
    kind = regions.get((place.name, place.country))
    if kind is None:
        row["City"] = place.name
    elif kind != "country":
        row["Province"] = place.name
    return row


def _party(role: str, entity: Entity, countries: Mapping[str, str], sectors: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield f"{role} Name", entity.name
    yield f"{role} Sectors", ",".join(sectors.get(code, code) for code in entity.sectors)
    yield f"{role} Country", countries.get(entity.country, "")


def _columns(make: Callable[..., Column], **meanings: str) -> Iterator[Column]:
    for key, meaning in meanings.items():
        name = key.replace("_", " ")
        yield make(name, meaning, lambda row, _, name=name: row.get(name))


_COLUMNS = (
    *_columns(text, Event_ID="Id of the event; its rows share it."),
    *_columns(day, Event_Date="The day it happened on; empty where it can't be placed on one."),
    *_columns(
        text,
        Source_Name="Who did it.",
        Source_Sectors="Names of its PLOVER sectors, divided by commas.",
        Source_Country="Name of its state; empty for bodies of several states.",
        Event_Text="What CAMEO calls the code.",
        CAMEO_Code="The most general CAMEO code for the event's PLOVER type and mode.",
    ),
    *_columns(number, Intensity="PLOVER's conflict-cooperation score, -10 to 10, as Goldstein's."),
    *_columns(
        text,
        Target_Name="To whom.",
        Target_Sectors="Names of its PLOVER sectors, divided by commas.",
        Target_Country="Name of its state; empty for bodies of several states.",
        Story_ID="Id of the document that reports it first in the record's order.",
        Sentence_Number="Always empty.",
        Publisher="Who published that document.",
        City="The place, where it is no country, province or region that the codebook lists.",
        District="Always empty.",
        Province="The place, where the codebook lists it as a province, region, sea or site.",
        Country="Name of the place's country.",
    ),
    *_columns(number, Latitude="WGS84 degrees north.", Longitude="WGS84 degrees east."),
)
