"""Gold: annotated documents in the form of the annotation guide, as records that can't hold a date or a status of another form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from detente.codebook.model import EventType
from detente.records import STATUSES

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def _text_or_empty(value: object) -> object:
    return "" if value is None else value


def _iso(value: str | None) -> str | None:
    if value is not None:
        if not _DAY.fullmatch(value):
            raise ValueError(f"{value!r} is no ISO day, month or year such as 2023-08-08, 2023-08 or 2023")
        date.fromisoformat((value + "-01-01")[: len("2023-08-08")])
    return value


def _status(value: str | None) -> str | None:
    if value is not None and value not in STATUSES:
        raise ValueError(f"{value!r} is no status: use {', '.join(STATUSES)}")
    return value


Code = Annotated[str, BeforeValidator(_text_or_empty)]
Filled = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]


class GoldParty(BaseModel):
    """An actor or recipient: verbatim span, PLOVER country and primary sector ("" unknown)."""

    model_config = ConfigDict(frozen=True)
    text: str = ""
    country: Code = ""
    sector: Code = ""


class GoldPlace(BaseModel):
    """Where an event took place."""

    model_config = ConfigDict(frozen=True)
    text: str = ""
    country: Code = ""


def _or_empty(value: object) -> object:
    return () if value is None else value


Parties = Annotated[tuple[GoldParty, ...], BeforeValidator(_or_empty)]


class GoldEvent(BaseModel):
    """One annotated mention; `date` is an ISO day, month or year, `status` one of records.STATUSES (None: actual).

    `happening` names what it reports, where mentions were joined by hand: mentions of one happening bear the same name.
    """

    model_config = ConfigDict(frozen=True)
    sentence: Filled
    trigger: str
    event_type: Filled
    mode: str | None = None
    actors: Parties = ()
    recipients: Parties = ()
    date: Annotated[str | None, AfterValidator(_iso)] = None
    location: GoldPlace | None = None
    status: Annotated[str | None, AfterValidator(_status)] = None
    attributed_to: str | None = None
    happening: str | None = None


class Neutral(BaseModel):
    """A mention that a second coder might code: a hit on it counts neither right nor wrong."""

    model_config = ConfigDict(frozen=True)
    doc_id: str
    sentence: str
    trigger: str


class GoldDocument(BaseModel):
    """One annotated article; `neutral` are its excused mentions, `rewrite_of` the document whose story it tells again."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)
    doc_id: Filled
    text: Filled
    published: str | None = None
    headline: str | None = None
    outlet: str | None = None
    rewrite_of: str | None = None
    events: Annotated[tuple[GoldEvent, ...], BeforeValidator(_or_empty)] = ()
    neutral: tuple[Neutral, ...] = ()


def faults_of(error: ValidationError) -> str:
    """What a record lacks, a field each: "events[3].trigger: Field required; ..." (the first five)."""
    told = []
    for fault in error.errors():
        place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in fault["loc"]).lstrip(".")
        told.append(f"{place}: {fault['msg'].removeprefix('Value error, ')}" if place else fault["msg"])
    return "; ".join(told[:5]) + (f"; and {len(told) - 5} more" if len(told) > 5 else "")


def doubts(documents: Sequence[GoldDocument], types: Mapping[str, EventType]) -> Iterator[str]:
    """What no coder can get right, in words: codes that the codebook `types` lacks, sentences that the text lacks."""
    for document in documents:
        for number, event in enumerate(document.events, 1):
            where = f"{document.doc_id}, event {number}"
            known = types.get(event.event_type)
            if known is None:
                yield f"{where}: {event.event_type!r} is no event type of the codebook"
            elif event.mode and event.mode not in known.modes:
                yield f"{where}: {event.mode!r} is no mode of {event.event_type}"
            if event.sentence not in document.text:
                yield f"{where}: the text does not hold its sentence {event.sentence[:60]!r}"
