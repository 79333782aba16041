"""Statements and relations as rows, written with the document they stand in and read by place."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select

from detente.records import Participant, Relation, Span, Statement, When
from detente.store import schema as t
from detente.store.protocol import Coded
from detente.store.rows import Row, attribution_json, span_json, to_attribution, to_span


def write_told(connection: Connection, coded: Coded) -> None:
    """Write the statements and relations of a document."""
    for table, rows in (
        (t.statements, [statement_row(each, coded.run) for each in coded.statements]),
        (t.relations, [relation_row(each, coded.run) for each in coded.relations]),
    ):
        if rows:
            connection.execute(insert(table), rows)


def forget_told(connection: Connection, document: str) -> None:
    """Drop the statements and relations of a document that is coded again."""
    for table in (t.statements, t.relations):
        connection.execute(delete(table).where(table.c.document == document))


def read_statements(connection: Connection) -> tuple[Statement, ...]:
    """All statements by document and place."""
    c = t.statements.c
    rows = connection.execute(select(t.statements).order_by(c.document, c.content_start, c.content_end, c.id)).mappings()
    return tuple(map(to_statement, rows))


def read_relations(connection: Connection) -> tuple[Relation, ...]:
    """All relations by document and place."""
    c = t.relations.c
    rows = connection.execute(select(t.relations).order_by(c.document, c.phrase_start, c.phrase_end, c.id)).mappings()
    return tuple(map(to_relation, rows))


def statement_row(statement: Statement, run: str) -> dict[str, Any]:
    """A row of the table statements."""
    return {
        "id": statement.id,
        "document": statement.document,
        "run": run,
        **_passage("sentence", statement.sentence),
        **_passage("content", statement.content),
        "speaker": "; ".join(party.name for party in statement.speakers) or None,
        "kind": statement.kind,
        "firmness": statement.firmness,
        "manner": statement.manner,
        "detail": {
            "word": span_json(statement.word),
            "speakers": [_party_json(party) for party in statement.speakers],
            "through": [_party_json(party) for party in statement.through],
        },
    }


def to_statement(row: Row) -> Statement:
    """The statement that a row holds."""
    detail = row["detail"]
    return Statement(
        sentence=_to_passage("sentence", row),
        content=_to_passage("content", row),
        kind=row["kind"],
        speakers=tuple(map(_to_party, detail["speakers"])),
        word=to_span(detail["word"]),
        firmness=row["firmness"],
        manner=row["manner"],
        through=tuple(map(_to_party, detail["through"])),
    )


def relation_row(relation: Relation, run: str) -> dict[str, Any]:
    """A row of the table relations."""
    return {
        "id": relation.id,
        "document": relation.document,
        "run": run,
        **_passage("sentence", relation.sentence),
        **_passage("phrase", relation.phrase),
        "kind": relation.kind,
        "status": relation.status,
        "party": relation.party.name,
        "party_country": relation.party.country,
        "other": relation.other.name,
        "other_country": relation.other.country,
        "detail": {
            "party": _party_json(relation.party),
            "other": _party_json(relation.other),
            "since": _when_json(relation.since),
            "until": _when_json(relation.until),
            "attribution": attribution_json(relation.attribution),
        },
    }


def to_relation(row: Row) -> Relation:
    """The relation that a row holds."""
    detail = row["detail"]
    return Relation(
        sentence=_to_passage("sentence", row),
        phrase=_to_passage("phrase", row),
        kind=row["kind"],
        party=_to_party(detail["party"]),
        other=_to_party(detail["other"]),
        status=row["status"],
        since=_to_when(detail["since"]),
        until=_to_when(detail["until"]),
        attribution=to_attribution(detail["attribution"]),
    )


def _passage(name: str, span: Span) -> dict[str, Any]:
    return {f"{name}_start": span.start, f"{name}_end": span.end, name: span.text}


def _to_passage(name: str, row: Row) -> Span:
    return Span(row["document"], row[f"{name}_start"], row[f"{name}_end"], row[name])


def _party_json(party: Participant) -> dict[str, Any]:
    return {
        "span": span_json(party.span),
        "name": party.name,
        "country": party.country,
        "sector": party.sector,
        "sectors": list(party.sectors),
    }


def _to_party(value: dict[str, Any]) -> Participant:
    return Participant(**{**value, "span": Span(*value["span"]), "sectors": tuple(value["sectors"])})


def _when_json(when: When | None) -> list[Any] | None:
    return None if when is None else [when.start, when.end, span_json(when.span)]


def _to_when(value: list[Any] | None) -> When | None:
    return None if value is None else When(start=value[0], end=value[1], span=to_span(value[2]))
