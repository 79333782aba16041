"""Records to rows and back, pure: what goes in comes out equal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from detente.records import (
    Attribution,
    Document,
    Entity,
    Event,
    Mention,
    Participant,
    Published,
    Rejected,
    Run,
    Segment,
    Span,
    When,
    Where,
    stable_id,
)


class Row(Protocol):
    """What a row is here: values by column name."""

    def __getitem__(self, name: str, /) -> Any: ...


def document_row(document: Document) -> dict[str, Any]:
    """A row of the table documents."""
    published = document.published
    return {
        "id": document.id,
        "text": document.text,
        "input": document.input,
        "part": document.part,
        "title": document.title,
        "url": document.url,
        "outlet": document.outlet,
        "published": published.value,
        "published_how": published.how,
        "published_doubtful": published.doubtful,
        "published_reason": published.reason,
        "language": document.language,
        "segments": [[s.start, s.length, s.input_start, s.input_end] for s in document.segments],
        "faq": [list(block) for block in document.faq],
    }


def to_document(row: Row) -> Document:
    """The document that a row holds."""
    return Document(
        id=row["id"],
        text=row["text"],
        input=row["input"],
        part=row["part"],
        title=row["title"],
        url=row["url"],
        outlet=row["outlet"],
        published=Published(row["published"], row["published_how"], row["published_doubtful"], row["published_reason"]),
        language=row["language"],
        segments=tuple(Segment(*numbers) for numbers in row["segments"]),
        faq=tuple((start, end) for start, end in row["faq"]),
    )


def mention_row(mention: Mention, run: str) -> dict[str, Any]:
    """A row of the table mentions; its participants are rows of their own."""
    return {
        "id": mention.id,
        "document": mention.document,
        "run": run,
        "sentence_start": mention.sentence.start,
        "sentence_end": mention.sentence.end,
        "sentence": mention.sentence.text,
        "trigger_start": mention.trigger.start,
        "trigger_end": mention.trigger.end,
        "trigger_text": mention.trigger.text,
        "event_type": mention.event_type,
        "mode": mention.mode,
        "status": mention.status,
        "date_start": mention.date.start if mention.date else None,
        "date_end": mention.date.end if mention.date else None,
        "intensity": float(mention.intensity) + 0.0,  # a zero below nought is a zero: SQLite keeps no sign
        "confidence": float(mention.confidence),
        "detail": {
            "contexts": list(mention.contexts),
            "date": span_json(mention.date.span) if mention.date else None,
            "location": where_json(mention.location),
            "attribution": attribution_json(mention.attribution),
            "reason": span_json(mention.reason),
            "hedge": span_json(mention.hedge),
        },
    }


def to_mention(row: Row, participants: Iterable[Row]) -> Mention:
    """The mention that a row and its participants' rows, in order, hold."""
    detail = row["detail"]
    document = row["document"]
    people = [(p["role"], to_participant(p, document)) for p in participants]
    return Mention(
        sentence=Span(document, row["sentence_start"], row["sentence_end"], row["sentence"]),
        trigger=Span(document, row["trigger_start"], row["trigger_end"], row["trigger_text"]),
        event_type=row["event_type"],
        mode=row["mode"],
        contexts=tuple(detail["contexts"]),
        status=row["status"],
        actors=tuple(p for role, p in people if role == "actor"),
        recipients=tuple(p for role, p in people if role == "recipient"),
        date=None if row["date_start"] is None else When(start=row["date_start"], end=row["date_end"], span=to_span(detail["date"])),
        location=to_where(detail["location"]),
        attribution=to_attribution(detail["attribution"]),
        reason=to_span(detail["reason"]),
        hedge=to_span(detail["hedge"]),
        intensity=row["intensity"],
        confidence=row["confidence"],
    )


def participant_rows(mention: Mention) -> Iterator[dict[str, Any]]:
    """Rows of the table participants for one mention, actors first."""
    for role, people in (("actor", mention.actors), ("recipient", mention.recipients)):
        for position, person in enumerate(people):
            yield {
                "mention": mention.id,
                "role": role,
                "position": position,
                "span_start": person.span.start,
                "span_end": person.span.end,
                "span_text": person.span.text,
                "name": person.name,
                "country": person.country,
                "sector": person.sector,
                "sectors": list(person.sectors),
            }


def to_participant(row: Row, document: str) -> Participant:
    """The participant that a row holds; its span is of `document`."""
    return Participant(
        span=Span(document, row["span_start"], row["span_end"], row["span_text"]),
        name=row["name"],
        country=row["country"],
        sector=row["sector"],
        sectors=tuple(row["sectors"]),
    )


def event_row(event: Event) -> dict[str, Any]:
    """A row of the table events; its mentions and parties are rows of their own."""
    return {
        "id": event.id,
        "event_type": event.event_type,
        "mode": event.mode,
        "status": event.status,
        "date_start": event.start,
        "date_end": event.end,
        "corroboration": event.corroboration,
        "intensity": float(event.intensity) + 0.0,
        "confidence": float(event.confidence),
        "contexts": list(event.contexts),
        "location": where_json(event.location),
        "disagreements": [[name, list(values)] for name, values in event.disagreements],
    }


def to_event(row: Row, mentions: Iterable[str], parties: Mapping[str, tuple[str, ...]]) -> Event:
    """The event that a row, its mentions' ids and its parties (role to entity ids, in order) hold."""
    return Event(
        id=row["id"],
        event_type=row["event_type"],
        mode=row["mode"],
        contexts=tuple(row["contexts"]),
        status=row["status"],
        actors=parties.get("actor", ()),
        recipients=parties.get("recipient", ()),
        start=row["date_start"],
        end=row["date_end"],
        location=to_where(row["location"]),
        mentions=tuple(mentions),
        corroboration=row["corroboration"],
        intensity=row["intensity"],
        confidence=row["confidence"],
        disagreements=tuple((name, tuple(values)) for name, values in row["disagreements"]),
    )


def entity_row(entity: Entity) -> dict[str, Any]:
    """A row of the table entities; its mentions are rows of their own."""
    texts = {"id": entity.id, "name": entity.name, "country": entity.country, "wikidata": entity.wikidata}
    return texts | {"sectors": list(entity.sectors), "names": list(entity.names)}


def to_entity(row: Row, mentions: Iterable[str]) -> Entity:
    """The entity that a row and its mentions' ids hold."""
    texts = {name: row[name] for name in ("id", "name", "country", "wikidata")}
    return Entity(**texts, sectors=tuple(row["sectors"]), names=tuple(row["names"]), mentions=tuple(mentions))


def rejected_row(rejected: Rejected, run: str, document: str | None = None, position: int = 0) -> dict[str, Any]:
    """A row of the table rejected. Those of a document are told apart by position, others by what they say.

    Characters that no database keeps (half surrogates of odd file names, NUL) are shown as escapes.
    """
    item, stage, reason, where = map(printable, (rejected.item, rejected.stage, rejected.reason, rejected.where))
    place = ("", "") if document is None else (document, position)
    return {
        "id": stable_id("rejected", *place, item, stage, reason, where),
        "run": run,
        "document": document,
        "item": item,
        "stage": stage,
        "reason": reason,
        "found_in": where,
    }


def to_rejected(row: Row) -> Rejected:
    """The rejection that a row holds."""
    return Rejected(item=row["item"], stage=row["stage"], reason=row["reason"], where=row["found_in"])


def run_row(run: Run, number: int) -> dict[str, Any]:
    """A row of the table runs; `number` counts runs from 1."""
    return {
        "id": run.id,
        "number": number,
        "version": run.version,
        "codebook": run.codebook,
        "coder": run.coder,
        "options": run.options,
        "started": run.started,
        "finished": run.finished,
        "documents": run.documents,
        "mentions": run.mentions,
    }


def to_run(row: Row) -> Run:
    """The run that a row holds."""
    names = ("id", "version", "codebook", "coder", "options", "started", "finished", "documents", "mentions")
    return Run(**{name: row[name] for name in names})


def printable(text: str) -> str:
    """`text` with what can't be stored as UTF-8 text shown as escapes; other text is given back as it is."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\x00", "\\x00")


def where_json(where: Where | None) -> dict[str, Any] | None:
    """A place as JSON."""
    if where is None:
        return None
    return {
        "span": span_json(where.span),
        "name": where.name,
        "country": where.country,
        "latitude": where.latitude,
        "longitude": where.longitude,
        "geonameid": where.geonameid,
    }


def to_where(value: Mapping[str, Any] | None) -> Where | None:
    """The place that JSON holds."""
    return None if value is None else Where(**{**value, "span": Span(*value["span"])})


def attribution_json(attribution: Attribution | None) -> dict[str, Any] | None:
    """An attribution as JSON."""
    if attribution is None:
        return None
    span = span_json(attribution.span)
    return {"span": span, "name": attribution.name, "firmness": attribution.firmness, "quoted": attribution.quoted}


def to_attribution(value: Mapping[str, Any] | None) -> Attribution | None:
    """The attribution that JSON holds."""
    return None if value is None else Attribution(**{**value, "span": Span(*value["span"])})


def span_json(span: Span | None) -> list[str | int] | None:
    """A span as JSON."""
    return None if span is None else [span.document, span.start, span.end, span.text]


def to_span(value: list[Any] | None) -> Span | None:
    """The span that JSON holds."""
    return None if value is None else Span(*value)
