"""Queries: each takes a connection, whose transaction decides at which moment the record is seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Select, exists, func, or_, select

from detente.records import Document, Entity, Event, Mention, Rejected, Run, Snapshot
from detente.store import schema as t
from detente.store.protocol import Material, Standing, Summary
from detente.store.reviews import read_coded, read_corrections, read_unmatched
from detente.store.rows import Row, to_document, to_entity, to_event, to_mention, to_rejected, to_run
from detente.store.told import read_relations, read_statements

CHUNK = 500  # rows that lie in memory at a time while a table is read through

_MENTION_ORDER = (t.mentions.c.document, t.mentions.c.trigger_start, t.mentions.c.trigger_end, t.mentions.c.id)


def read_documents(connection: Connection) -> Iterator[Document]:
    """All documents by id."""
    return map(to_document, _stream(connection, select(t.documents).order_by(t.documents.c.id)))


def read_document(connection: Connection, document_id: str) -> Document | None:
    """One document, or None."""
    row = connection.execute(select(t.documents).where(t.documents.c.id == document_id)).mappings().first()
    return None if row is None else to_document(row)


def read_standing(connection: Connection, document: Document, digest: str) -> Standing:
    """How the record stands to a document."""
    query = select(t.documents.c.text == document.text, t.codings.c.digest).join(t.codings).where(t.documents.c.id == document.id)
    row = connection.execute(query).first()
    if row is None:
        return "new"
    if not row[0]:
        return "other text"
    return "coded" if row[1] == digest else "stale"


def read_stale(connection: Connection, digest: str) -> tuple[str, ...]:
    """Ids of the documents that were coded under another digest, sorted."""
    return tuple(sorted(connection.scalars(select(t.codings.c.document).where(t.codings.c.digest != digest))))


def read_is_consolidated(connection: Connection) -> bool:
    """Whether the events account for every document as it is coded now, and for every correction."""
    waiting = exists().where(t.corrections.c.id.not_in(select(t.outcomes.c.correction)))
    return not connection.scalar(select(or_(exists().where(~t.codings.c.consolidated), waiting)))


def read_basis(connection: Connection) -> dict[str, str]:
    """Of each document by which coding it stands."""
    c = t.codings.c
    return {document: f"{run} {digest}" for document, run, digest in connection.execute(select(c.document, c.run, c.digest))}


def read_material(connection: Connection) -> Material:
    """What a record is consolidated from, as this transaction sees it."""
    return Material(
        documents=tuple(read_documents(connection)),
        mentions=tuple(read_coded(connection)),
        corrections=read_corrections(connection),
        basis=read_basis(connection),
    )


def read_groups(connection: Connection) -> dict[str, str]:
    """Rewrite group of each document, by document id."""
    return {row["document"]: row["group_id"] for row in _stream(connection, select(t.groups).order_by(t.groups.c.document))}


def read_mentions(connection: Connection) -> Iterator[Mention]:
    """All mentions by document and place. Two ordered queries run side by side, so that memory stays flat."""
    people = select(t.participants).join(t.mentions, t.participants.c.mention == t.mentions.c.id)
    people = people.order_by(*_MENTION_ORDER, t.participants.c.role, t.participants.c.position)
    grouped = groupby(_stream(connection, people), key=lambda row: str(row["mention"]))
    upcoming = next(grouped, None)
    for row in _stream(connection, select(t.mentions).order_by(*_MENTION_ORDER)):
        if upcoming is not None and upcoming[0] == row["id"]:
            yield to_mention(row, upcoming[1])
            upcoming = next(grouped, None)
        else:
            yield to_mention(row, ())


def read_entities(connection: Connection) -> tuple[Entity, ...]:
    """All entities by id."""
    mentions = _linked(connection, t.entity_mentions, "entity", "mention")
    rows = connection.execute(select(t.entities).order_by(t.entities.c.id)).mappings()
    return tuple(to_entity(row, mentions.get(row["id"], ())) for row in rows)


def read_events(connection: Connection) -> tuple[Event, ...]:
    """All events by first day (undated last) and id."""
    mentions = _linked(connection, t.event_mentions, "event", "mention")
    parties = {role: _linked(connection, t.event_parties, "event", "entity", role) for role in ("actor", "recipient")}
    dated = t.events.c.date_start
    rows = connection.execute(select(t.events).order_by(dated.is_(None), dated, t.events.c.id)).mappings()
    return tuple(
        to_event(row, mentions.get(row["id"], ()), {role: found.get(row["id"], ()) for role, found in parties.items()}) for row in rows
    )


def read_rejected(connection: Connection) -> tuple[Rejected, ...]:
    """All that was turned away, by stage, place, item and reason."""
    c = t.rejected.c
    rows = connection.execute(select(t.rejected).order_by(c.stage, c.found_in, c.item, c.reason, c.id)).mappings()
    return tuple(map(to_rejected, rows))


def read_runs(connection: Connection) -> tuple[Run, ...]:
    """All runs in the order in which they began."""
    coded = _linked(connection, t.codings, "run", "document", by="document")
    rows = connection.execute(select(t.runs).order_by(t.runs.c.number)).mappings()
    return tuple(replace(to_run(row), coded=coded.get(row["id"], ())) for row in rows)


def read_snapshot(connection: Connection) -> Snapshot:
    """The whole record as this transaction sees it."""
    return Snapshot(
        documents=tuple(read_documents(connection)),
        groups=read_groups(connection),
        mentions=tuple(read_mentions(connection)),
        entities=read_entities(connection),
        events=read_events(connection),
        statements=read_statements(connection),
        relations=read_relations(connection),
        rejected=read_rejected(connection),
        runs=read_runs(connection),
        corrections=read_corrections(connection),
        unmatched=read_unmatched(connection),
    )


def read_summary(connection: Connection) -> Summary:
    """The record in figures."""
    outcomes = _counts(connection, select(t.codings.c.outcome, func.count()).group_by(t.codings.c.outcome))
    apart = select(t.rejected.c.stage, func.count()).where(t.rejected.c.document.is_(None)).group_by(t.rejected.c.stage)
    failures = _counts(connection, apart)
    for stage in ("parse", "code"):
        failures[stage] = failures.get(stage, 0) + outcomes.get(stage, 0)
    groups = select(func.count() - func.count(t.groups.c.group_id.distinct())).select_from(t.groups)
    turned_away = select(func.count()).where(t.rejected.c.document.is_not(None))
    not_tried = sum(count for outcome, count in outcomes.items() if outcome != "coded")  # each has one row that says why
    return Summary(
        documents=sum(outcomes.values()),
        rewrites=connection.execute(groups).scalar_one(),
        other_languages=outcomes.get("language", 0),
        mentions=_size(connection, t.mentions),
        entities=_size(connection, t.entities),
        events=_size(connection, t.events),
        failures={stage: count for stage, count in sorted(failures.items()) if count},
        turned_away=connection.execute(turned_away).scalar_one() - not_tried,
    )


def _stream(connection: Connection, query: Select[Any]) -> Iterator[Row]:
    with connection.execute(query, execution_options={"yield_per": CHUNK}) as result:
        yield from result.mappings()


def _linked(
    connection: Connection, link: Any, owner: str, member: str, role: str | None = None, by: str = "position"
) -> dict[str, tuple[str, ...]]:
    query = select(link.c[owner], link.c[member]).order_by(link.c[owner], link.c[by])
    if role is not None:
        query = query.where(link.c.role == role)
    found = groupby(connection.execute(query), key=lambda row: str(row[0]))
    return {key: tuple(row[1] for row in rows) for key, rows in found}


def _counts(connection: Connection, query: Select[Any]) -> dict[str, int]:
    return {key: count for key, count in connection.execute(query)}


def _size(connection: Connection, table: Any) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()
