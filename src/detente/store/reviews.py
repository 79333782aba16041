"""The review in the database: the log of corrections, and what it made of the mentions.

The table mentions holds those that hold; where the review overruled one, the machine's lies in the table overruled, and comes back
before the review is applied anew. So whoever reads mentions sees the record as reviewed, and nothing that was coded is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, delete, exists, insert, select

from detente.records import Correction, Evidence, Mention, Span, Unmatched
from detente.store import schema as t
from detente.store.protocol import Revision
from detente.store.rows import Row, mention_row, participant_rows, to_mention

BATCH = 400  # keys a statement


def write_corrections(connection: Connection, corrections: Iterable[Correction]) -> None:
    """Add to the log what isn't there yet."""
    new = {correction.id: correction for correction in corrections}
    there = {key for keys in _cut(list(new)) for key in connection.scalars(select(t.corrections.c.id).where(t.corrections.c.id.in_(keys)))}
    for key, correction in new.items():
        if key not in there:
            connection.execute(insert(t.corrections), correction_row(correction))


def read_corrections(connection: Connection) -> tuple[Correction, ...]:
    """The log, in the order in which it came in."""
    return tuple(map(to_correction, connection.execute(select(t.corrections).order_by(t.corrections.c.number)).mappings()))


def read_unmatched(connection: Connection) -> tuple[Unmatched, ...]:
    """Corrections without a place, in the log's order."""
    query = select(t.corrections, t.outcomes.c.unmatched).join(t.outcomes).where(t.outcomes.c.unmatched.is_not(None))
    rows = connection.execute(query.order_by(t.corrections.c.number)).mappings()
    return tuple(Unmatched(to_correction(row), row["unmatched"]) for row in rows)


def read_coded(connection: Connection) -> Iterator[Mention]:
    """All mentions as the machine coded them, in no order."""
    changed = exists().where(t.reviewed.c.mention == t.mentions.c.id, t.reviewed.c.state != "accepted")
    people: dict[str, list[Row]] = {}
    for row in connection.execute(select(t.participants).order_by(t.participants.c.role, t.participants.c.position)).mappings():
        people.setdefault(row["mention"], []).append(row)
    for row in connection.execute(select(t.mentions).where(~changed)).mappings():
        yield to_mention(row, people.get(row["id"], ()))
    for kept in connection.scalars(select(t.overruled.c.coded)):
        yield to_mention(kept["mention"], kept["participants"])


def write_revision(connection: Connection, revision: Revision) -> None:
    """Put the machine's mentions back as they were coded, then what the review makes of them in their place."""
    _restore(connection)
    _overrule(connection, revision.overruled)
    documents = {mention.document for mention in revision.mentions}
    runs = {
        row.document: row.run
        for keys in _cut(sorted(documents))
        for row in connection.execute(select(t.codings.c.document, t.codings.c.run).where(t.codings.c.document.in_(keys)))
    }
    _insert(connection, t.mentions, [mention_row(mention, runs[mention.document]) for mention in revision.mentions])
    _insert(connection, t.participants, [row for mention in revision.mentions for row in participant_rows(mention)])
    _insert(connection, t.reviewed, [{"mention": key, "state": state} for key, state in sorted(revision.states.items())])
    connection.execute(delete(t.outcomes))
    _insert(connection, t.outcomes, [{"correction": key, "unmatched": why} for key, why in sorted(revision.outcomes.items())])


def forget_overruled(connection: Connection, document: str) -> None:
    """Drop what the machine coded of a document before and the review overruled."""
    connection.execute(delete(t.overruled).where(t.overruled.c.document == document))


def correction_row(correction: Correction) -> dict[str, Any]:
    """A row of the table corrections."""
    return {
        "id": correction.id,
        "kind": correction.kind,
        "author": correction.author,
        "time": correction.time,
        "reason": correction.reason,
        "evidence": [
            {"trigger": _span(one.trigger), "sentence": _span(one.sentence), "event_type": one.event_type, "mode": one.mode}
            for one in correction.evidence
        ],
        "names": list(correction.names),
        "new_values": correction.values,
        "withdraws": correction.of,
    }


def to_correction(row: Row) -> Correction:
    """The correction that a row holds."""
    return Correction(
        kind=row["kind"],
        author=row["author"],
        time=row["time"],
        reason=row["reason"],
        evidence=tuple(
            Evidence(trigger=Span(*one["trigger"]), sentence=Span(*one["sentence"]), event_type=one["event_type"], mode=one["mode"])
            for one in row["evidence"]
        ),
        names=tuple(row["names"]),
        values=row["new_values"],
        of=row["withdraws"],
    )


def _restore(connection: Connection) -> None:
    changed = select(t.reviewed.c.mention).where(t.reviewed.c.state != "accepted")
    connection.execute(delete(t.mentions).where(t.mentions.c.id.in_(changed)))
    connection.execute(delete(t.reviewed))
    kept = list(connection.scalars(select(t.overruled.c.coded).order_by(t.overruled.c.id)))
    connection.execute(delete(t.overruled))
    _insert(connection, t.mentions, [one["mention"] for one in kept])
    _insert(connection, t.participants, [row for one in kept for row in one["participants"]])


def _overrule(connection: Connection, ids: Iterable[str]) -> None:
    for keys in _cut(sorted(ids)):
        people: dict[str, list[dict[str, Any]]] = {key: [] for key in keys}
        order = (t.participants.c.role, t.participants.c.position)
        for row in connection.execute(select(t.participants).where(t.participants.c.mention.in_(keys)).order_by(*order)).mappings():
            people[row["mention"]].append(dict(row))
        rows = connection.execute(select(t.mentions).where(t.mentions.c.id.in_(keys))).mappings().all()
        kept = [
            {
                "id": row["id"],
                "document": row["document"],
                "run": row["run"],
                "coded": {"mention": dict(row), "participants": people[row["id"]]},
            }
            for row in rows
        ]
        _insert(connection, t.overruled, kept)
        connection.execute(delete(t.mentions).where(t.mentions.c.id.in_(keys)))


def _span(span: Span) -> list[str | int]:
    return [span.document, span.start, span.end, span.text]


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    for batch in _cut(rows):
        connection.execute(insert(table), batch)


def _cut(items: list[Any]) -> Iterator[list[Any]]:
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))
