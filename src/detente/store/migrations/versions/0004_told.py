"""Statements and relations: what documents tell beside events. What was coded before holds none until it is coded again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from detente.store.evidence import told_rules

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables with their indexes and rules."""
    _passages("statements", "content", ("kind", "firmness", "manner"), sa.Column("speaker", sa.Text(), nullable=True))
    _passages("relations", "phrase", ("kind", "status", "party", "party_country", "other", "other_country"))
    for table, column in (("statements", "speaker"), ("relations", "party"), ("relations", "other")):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    for statement in told_rules(op.get_bind().dialect.name):
        op.execute(sa.text(statement))


def _passages(table: str, part: str, texts: tuple[str, ...], *others: sa.Column[str]) -> None:
    """A table of passages: a sentence, the `part` of it that tells, and what it tells."""
    check = (
        f"{part}_start >= sentence_start AND {part}_end <= sentence_end "
        f"AND substr(sentence, {part}_start - sentence_start + 1, {part}_end - {part}_start) = {part}"
    )
    op.create_table(
        table,
        *(_text(name) for name in ("id", "document", "run")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("sentence_start", "sentence_end", f"{part}_start", f"{part}_end")),
        *(_text(name) for name in ("sentence", part, *texts)),
        *others,
        sa.Column("detail", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint(check, name=op.f(f"ck_{table}_{part}_stands_in_sentence")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f(f"fk_{table}_document"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f(f"fk_{table}_run")),
    )
    op.create_index(op.f(f"ix_{table}_document"), table, ["document"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)
