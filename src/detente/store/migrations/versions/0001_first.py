"""The first schema: documents, how they were coded, mentions, entities, events, runs, and what was turned away."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from detente.store.evidence import evidence_rules

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables, then the rules that hold evidence to the text."""
    _make_runs_and_documents()
    _make_mentions()
    _make_entities()
    _make_events()
    _make_rejected()
    for statement in evidence_rules(op.get_bind().dialect.name):
        op.execute(sa.text(statement))


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _float(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Float(), nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _json(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.JSON(none_as_null=True), nullable=nullable)


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _foreign(table: str, column: str, target: str, ondelete: str | None = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _role(table: str) -> sa.CheckConstraint:
    return sa.CheckConstraint("role IN ('actor', 'recipient')", name=op.f(f"ck_{table}_role"))


def _make_runs_and_documents() -> None:
    op.create_table(
        "runs",
        *(_text(name) for name in ("id", "version", "codebook", "coder", "options", "started")),
        _text("finished", nullable=True),
        *(_number(name) for name in ("number", "documents", "mentions")),
        _primary("runs", "id"),
        sa.UniqueConstraint("number", name=op.f("uq_runs_number")),
    )
    op.create_table(
        "documents",
        *(_text(name) for name in ("id", "text", "input")),
        _number("part"),
        *(_text(name, nullable=True) for name in ("title", "url", "outlet", "published", "published_reason", "language")),
        _text("published_how"),
        _flag("published_doubtful"),
        _json("segments"),
        _json("faq"),
        _primary("documents", "id"),
    )
    op.create_table(
        "groups", _text("document"), _text("group_id"), _primary("groups", "document"), _foreign("groups", "document", "documents.id")
    )
    op.create_table(
        "codings",
        *(_text(name) for name in ("document", "run", "digest", "outcome")),
        _flag("consolidated"),
        _primary("codings", "document"),
        _foreign("codings", "document", "documents.id"),
        _foreign("codings", "run", "runs.id", None),
    )


def _make_mentions() -> None:
    op.create_table(
        "mentions",
        *(_text(name) for name in ("id", "document", "run", "sentence", "trigger_text", "event_type", "status")),
        *(_number(name) for name in ("sentence_start", "sentence_end", "trigger_start", "trigger_end")),
        *(_text(name, nullable=True) for name in ("mode", "date_start", "date_end")),
        _float("intensity"),
        _float("confidence"),
        _json("detail"),
        sa.CheckConstraint(
            "trigger_start >= sentence_start AND trigger_end <= sentence_end "
            "AND substr(sentence, trigger_start - sentence_start + 1, trigger_end - trigger_start) = trigger_text",
            name=op.f("ck_mentions_trigger_stands_in_sentence"),
        ),
        _primary("mentions", "id"),
        _foreign("mentions", "document", "documents.id"),
        _foreign("mentions", "run", "runs.id", None),
    )
    _index("mentions", "document", "event_type", "date_start")
    op.create_table(
        "participants",
        *(_text(name) for name in ("mention", "role", "span_text", "name", "country", "sector")),
        *(_number(name) for name in ("position", "span_start", "span_end")),
        _json("sectors"),
        _role("participants"),
        _primary("participants", "mention", "role", "position"),
        _foreign("participants", "mention", "mentions.id"),
    )
    _index("participants", "country")


def _make_entities() -> None:
    op.create_table(
        "entities",
        *(_text(name) for name in ("id", "name", "country")),
        _json("sectors"),
        _json("names"),
        _primary("entities", "id"),
    )
    _link("entity_mentions", "entity", "entities.id")


def _link(table: str, owner: str, target: str) -> None:
    op.create_table(
        table,
        _text(owner),
        _number("position"),
        _text("mention"),
        _primary(table, owner, "position"),
        _foreign(table, owner, target),
        _foreign(table, "mention", "mentions.id"),
    )
    _index(table, "mention")


def _make_events() -> None:
    op.create_table(
        "events",
        *(_text(name) for name in ("id", "event_type", "status")),
        *(_text(name, nullable=True) for name in ("mode", "date_start", "date_end")),
        _number("corroboration"),
        _float("intensity"),
        _float("confidence"),
        _json("contexts"),
        _json("location", nullable=True),
        _json("disagreements"),
        _primary("events", "id"),
    )
    _index("events", "event_type", "date_start")
    _link("event_mentions", "event", "events.id")
    op.create_table(
        "event_parties",
        *(_text(name) for name in ("event", "role", "entity")),
        _number("position"),
        _role("event_parties"),
        _primary("event_parties", "event", "role", "position"),
        _foreign("event_parties", "event", "events.id"),
        _foreign("event_parties", "entity", "entities.id", None),
    )
    _index("event_parties", "entity")


def _make_rejected() -> None:
    op.create_table(
        "rejected",
        *(_text(name) for name in ("id", "run", "item", "stage", "reason", "found_in")),
        _text("document", nullable=True),
        _primary("rejected", "id"),
        _foreign("rejected", "document", "documents.id"),
        _foreign("rejected", "run", "runs.id", None),
    )
    _index("rejected", "document")
