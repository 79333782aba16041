"""Every value that reports give to a field of an event, each with the mentions that support it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detente.consolidating.names import normal_name
from detente.records import Event, Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValue:
    """One value of one field (type, mode, status, actor, recipient, date, location, reason), and the ids of the mentions that give it.

    A date is an interval, `START/END`, both ISO days.
    """

    field: str
    value: str
    mentions: tuple[str, ...]


def field_values(event: Event, mentions: Mapping[str, Mention]) -> tuple[FieldValue, ...]:
    """All values of all fields of `event`, by field, the most supported first. `mentions` by id must hold those of the event."""
    spelled: dict[tuple[str, str], str] = {}
    given: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key in event.mentions:
        for field, value in _told(mentions[key]):
            place = field, normal_name(value) or value
            spelled.setdefault(place, value)
            if key not in given[place]:
                given[place].append(key)
    ordered = sorted(given, key=lambda place: (place[0], -len(given[place]), place[1]))
    return tuple(FieldValue(field=place[0], value=spelled[place], mentions=tuple(given[place])) for place in ordered)


def _told(mention: Mention) -> Iterator[tuple[str, str]]:
    yield "type", mention.event_type
    yield "status", mention.status
    for party in mention.actors:
        yield "actor", party.name
    for party in mention.recipients:
        yield "recipient", party.name
    if mention.mode:
        yield "mode", mention.mode
    if mention.date:
        yield "date", f"{mention.date.start}/{mention.date.end}"
    if mention.location:
        yield "location", mention.location.name
    if mention.reason:
        yield "reason", mention.reason.text
