"""Changes: each takes a connection and does its work within that connection's transaction."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, delete, exists, func, insert, select, update

from detente.records import Entity, Event, Rejected, Run
from detente.store import schema as t
from detente.store.protocol import Coded, Consolidated, Standing
from detente.store.reads import read_basis, read_standing
from detente.store.reviews import forget_overruled, write_revision
from detente.store.rows import document_row, entity_row, event_row, mention_row, participant_rows, printable, rejected_row, run_row
from detente.store.searching import index_document
from detente.store.told import forget_told, write_told

T = TypeVar("T")

BATCH = 400  # rows or keys a statement: SQLite allows 32,766 bound values


def write_run(connection: Connection, run: Run) -> None:
    """Enter a run after those there are, once."""
    if connection.execute(select(t.runs.c.id).where(t.runs.c.id == run.id)).first():
        return
    number = connection.execute(select(func.coalesce(func.max(t.runs.c.number), 0) + 1)).scalar_one()
    connection.execute(insert(t.runs), run_row(run, number))


def write_run_end(connection: Connection, run: Run) -> None:
    """Write how far a run came."""
    values = {"finished": run.finished, "documents": run.documents, "mentions": run.mentions}
    connection.execute(update(t.runs).where(t.runs.c.id == run.id).values(values))


def write_coded(connection: Connection, coded: Coded) -> Standing:
    """Write a document and all that it gave; what it gave before goes first, with the events that rested on it."""
    document = document_row(coded.document)
    key = coded.document.id
    standing = read_standing(connection, coded.document, coded.digest)
    if standing in ("coded", "other text"):
        return standing
    if standing == "stale":
        _forget_coding(connection, key)
        connection.execute(update(t.documents).where(t.documents.c.id == key).values(document))
    else:
        connection.execute(insert(t.documents), document)
    coding = {"document": key, "run": coded.run, "digest": coded.digest, "outcome": coded.outcome, "consolidated": False}
    connection.execute(insert(t.codings), coding)
    _insert(connection, t.mentions, (mention_row(mention, coded.run) for mention in coded.mentions))
    _insert(connection, t.participants, (row for mention in coded.mentions for row in participant_rows(mention)))
    write_told(connection, coded)
    _insert(connection, t.rejected, (rejected_row(row, coded.run, key, place) for place, row in enumerate(coded.rejected)))
    sentences = {*coded.sentences, *((mention.sentence.start, mention.sentence.end) for mention in coded.mentions)}
    index_document(connection, key, coded.document.text, sentences)
    return standing


def write_rejected(connection: Connection, rows: Iterable[Rejected], run: str) -> None:
    """Add the rows that are not there yet."""
    new = {row["id"]: row for row in (rejected_row(rejected, run) for rejected in rows)}
    there = {key for keys in _batches(new) for key in connection.scalars(select(t.rejected.c.id).where(t.rejected.c.id.in_(keys)))}
    _insert(connection, t.rejected, (row for key, row in new.items() if key not in there))


def forgive(connection: Connection, inputs: Iterable[str], rows: Iterable[Rejected]) -> None:
    """Drop read failures of `inputs` that are not among `rows`."""
    kept = {rejected_row(row, "")["id"] for row in rows}
    c = t.rejected.c
    for places in _batches(set(map(printable, inputs))):
        spoken_of = c.found_in.in_(places) | c.item.in_(places)
        failed = set(connection.scalars(select(c.id).where(c.stage == "read", c.document.is_(None), spoken_of)))
        for keys in _batches(failed - kept):
            connection.execute(delete(t.rejected).where(c.id.in_(keys)))


def write_consolidated(connection: Connection, result: Consolidated) -> bool:
    """Put groups, revision, entities and events in place of those before, unless they are out of date.

    The documents of the basis, or where there is none all documents, then count as consolidated, and no others.
    """
    if result.basis is not None and not _is_of_now(connection, result.basis, result.revision.outcomes):
        return False
    for table in (t.events, t.entities, t.groups):
        connection.execute(delete(table))
    write_revision(connection, result.revision)
    _insert(connection, t.groups, ({"document": document, "group_id": group} for document, group in sorted(result.groups.items())))
    _insert(connection, t.entities, map(entity_row, result.entities))
    _insert(connection, t.events, map(event_row, result.events))
    _insert(connection, t.entity_mentions, _links(result.entities, "entity"))
    _insert(connection, t.event_mentions, _links(result.events, "event"))
    _insert(connection, t.event_parties, _party_rows(result.events))
    connection.execute(delete(t.rejected).where(t.rejected.c.stage == "consolidate"))
    if result.basis is None:
        connection.execute(update(t.codings).values(consolidated=True))
        return True
    for documents in _batches(result.basis):
        connection.execute(update(t.codings).where(t.codings.c.document.in_(documents)).values(consolidated=True))
    return True


def _is_of_now(connection: Connection, basis: Mapping[str, str], considered: Container[str]) -> bool:
    """Whether what was consolidated is still coded so, and nobody has consolidated more documents or corrections meanwhile."""
    there = read_basis(connection)
    if any(there.get(document) != coding for document, coding in basis.items()):
        return False
    accounted = connection.scalars(select(t.codings.c.document).where(t.codings.c.consolidated))
    return all(document in basis for document in accounted) and all(
        correction in considered for correction in connection.scalars(select(t.outcomes.c.correction))
    )


def _forget_coding(connection: Connection, document: str) -> None:
    ours = select(t.mentions.c.id).where(t.mentions.c.document == document)
    rested = select(t.event_mentions.c.event).where(t.event_mentions.c.mention.in_(ours))
    connection.execute(delete(t.events).where(t.events.c.id.in_(rested)))
    connection.execute(delete(t.mentions).where(t.mentions.c.document == document))
    forget_overruled(connection, document)
    forget_told(connection, document)
    named = exists().where(t.entity_mentions.c.entity == t.entities.c.id)
    party = exists().where(t.event_parties.c.entity == t.entities.c.id)
    connection.execute(delete(t.entities).where(~named, ~party))
    connection.execute(delete(t.rejected).where(t.rejected.c.document == document))
    connection.execute(delete(t.codings).where(t.codings.c.document == document))


def _party_rows(events: Iterable[Event]) -> Iterator[dict[str, Any]]:
    for event in events:
        for role, parties in (("actor", event.actors), ("recipient", event.recipients)):
            for position, entity in enumerate(parties):
                yield {"event": event.id, "role": role, "position": position, "entity": entity}


def _links(owners: Iterable[Entity] | Iterable[Event], owner: str) -> Iterator[dict[str, Any]]:
    for each in owners:
        for position, mention in enumerate(each.mentions):
            yield {owner: each.id, "position": position, "mention": mention}


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    for batch in _batches(rows):
        connection.execute(insert(table), batch)


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    left = iter(items)
    while batch := list(islice(left, BATCH)):
        yield batch
