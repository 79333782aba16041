"""The tables of an export: their columns, in order, and their rows. Pure: a snapshot in, plain values out.

A column's kind is text, integer, number, flag or list (of texts); any value but a list may be None, which means that the text or the
record doesn't say. Offsets count characters of the document's text, end exclusive; latitude and longitude are WGS84 degrees.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from detente.records import Entity, Event, Mention, Snapshot, Where

Kind = Literal["text", "integer", "number", "flag", "list"]
Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of an export: name, columns with their kinds, and what fills it from a snapshot."""

    name: str
    columns: tuple[tuple[str, Kind], ...]
    rows: Callable[[Snapshot], Iterator[Values]]


def _columns(**kinds: str) -> tuple[tuple[str, Kind], ...]:
    """Columns in order; the names of one kind are given in runs: text="id input", integer="part"."""
    return tuple((name, kind.rstrip("_0123456789")) for kind, names in kinds.items() for name in names.split())  # type: ignore[misc]


_PLACE = "location_text location_name location_country"

DOCUMENTS = _columns(
    text="id group input",
    integer="part",
    text_2="title url outlet published published_how",
    flag="published_doubtful",
    text_3="published_reason language text",
)
MENTIONS = _columns(
    text="id document",
    integer="sentence_start sentence_end",
    text_2="sentence",
    integer_2="trigger_start trigger_end",
    text_3="trigger event_type mode",
    list="contexts",
    text_4=f"status date_text date_start date_end {_PLACE}",
    number="latitude longitude",
    integer_3="geonameid",
    text_5="attribution_text attribution_name firmness",
    flag="quoted",
    text_6="reason hedge",
    number_2="intensity confidence",
)
PARTICIPANTS = _columns(
    text="mention role", integer="position", text_2="text", integer_2="start end", text_3="name country sector", list="sectors"
)
EVENTS = _columns(
    text="id event_type mode",
    list="contexts",
    text_2="status date_start date_end",
    list_2="actors actor_names recipients recipient_names",
    text_3=_PLACE,
    number="latitude longitude",
    integer="geonameid mentions corroboration",
    number_2="intensity confidence",
    text_4="disagreements",
)
EVENT_MENTIONS = _columns(text="event", integer="position", text_2="mention")
ENTITIES = _columns(text="id name country", list="sectors names", integer="mentions")
REJECTED = _columns(text="stage where item reason")


def _document_rows(snapshot: Snapshot) -> Iterator[Values]:
    for d in snapshot.documents:
        p = d.published
        group = snapshot.groups.get(d.id)
        yield (d.id, group, d.input, d.part, d.title, d.url, d.outlet, p.value, p.how, p.doubtful, p.reason, d.language, d.text)


def _mention_rows(snapshot: Snapshot) -> Iterator[Values]:
    for m in snapshot.mentions:
        yield (
            *(m.id, m.document, m.sentence.start, m.sentence.end, m.sentence.text, m.trigger.start, m.trigger.end, m.trigger.text),
            *(m.event_type, m.mode, list(m.contexts), m.status, *_day_values(m), *_place_values(m.location), *_source_values(m)),
            *(m.reason and m.reason.text, m.hedge and m.hedge.text, float(m.intensity), float(m.confidence)),
        )


def _participant_rows(snapshot: Snapshot) -> Iterator[Values]:
    for m in snapshot.mentions:
        for role, people in (("actor", m.actors), ("recipient", m.recipients)):
            for position, p in enumerate(people):
                yield (m.id, role, position, p.span.text, p.span.start, p.span.end, p.name, p.country, p.sector, list(p.sectors))


def _event_rows(snapshot: Snapshot) -> Iterator[Values]:
    names = {entity.id: entity.name for entity in snapshot.entities}
    for e in snapshot.events:
        parties = [list(value) for side in (e.actors, e.recipients) for value in (side, [names.get(key, "") for key in side])]
        differing = json.dumps({name: list(values) for name, values in e.disagreements}, ensure_ascii=False) if e.disagreements else None
        yield (
            *(e.id, e.event_type, e.mode, list(e.contexts), e.status, e.start, e.end, *parties, *_place_values(e.location)),
            *(len(e.mentions), e.corroboration, float(e.intensity), float(e.confidence), differing),
        )


def _event_mention_rows(snapshot: Snapshot) -> Iterator[Values]:
    events: tuple[Event, ...] = snapshot.events
    return ((event.id, position, mention) for event in events for position, mention in enumerate(event.mentions))


def _entity_rows(snapshot: Snapshot) -> Iterator[Values]:
    entities: tuple[Entity, ...] = snapshot.entities
    return ((e.id, e.name, e.country, list(e.sectors), list(e.names), len(e.mentions)) for e in entities)


def _rejected_rows(snapshot: Snapshot) -> Iterator[Values]:
    return ((r.stage, r.where, r.item, r.reason) for r in snapshot.rejected)


def _day_values(m: Mention) -> Values:
    return (None, None, None) if m.date is None else (m.date.span and m.date.span.text, m.date.start, m.date.end)


def _place_values(where: Where | None) -> Values:
    if where is None:
        return (None,) * 6
    point = (None if degrees is None else float(degrees) for degrees in (where.latitude, where.longitude))
    return (where.span.text, where.name, where.country, *point, where.geonameid)


def _source_values(m: Mention) -> Values:
    source = m.attribution
    return (None,) * 4 if source is None else (source.span.text, source.name, source.firmness, source.quoted)


TABLES = (
    Table("documents", DOCUMENTS, _document_rows),
    Table("mentions", MENTIONS, _mention_rows),
    Table("participants", PARTICIPANTS, _participant_rows),
    Table("events", EVENTS, _event_rows),
    Table("event_mentions", EVENT_MENTIONS, _event_mention_rows),
    Table("entities", ENTITIES, _entity_rows),
    Table("rejected", REJECTED, _rejected_rows),
)
