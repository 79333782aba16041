"""The review: corrections as a log that only grows, and what they made of the mentions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from detente.store.evidence import log_rules

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the log, its outcomes, and the tables that tell coded mentions from reviewed ones."""
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer(), nullable=False),
        *(_text(name) for name in ("id", "kind", "author", "time", "reason")),
        *(sa.Column(name, sa.JSON(none_as_null=True), nullable=False) for name in ("evidence", "names")),
        _text("new_values"),
        _text("withdraws", nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_corrections")),
        sa.UniqueConstraint("id", name=op.f("uq_corrections_id")),
    )
    op.create_table(
        "outcomes",
        _text("correction"),
        _text("unmatched", nullable=True),
        sa.PrimaryKeyConstraint("correction", name=op.f("pk_outcomes")),
        sa.ForeignKeyConstraint(["correction"], ["corrections.id"], name=op.f("fk_outcomes_correction"), ondelete="CASCADE"),
    )
    op.create_table(
        "reviewed",
        _text("mention"),
        _text("state"),
        sa.CheckConstraint("state IN ('accepted', 'revised', 'added')", name=op.f("ck_reviewed_state")),
        sa.PrimaryKeyConstraint("mention", name=op.f("pk_reviewed")),
        sa.ForeignKeyConstraint(["mention"], ["mentions.id"], name=op.f("fk_reviewed_mention"), ondelete="CASCADE"),
    )
    op.create_table(
        "overruled",
        *(_text(name) for name in ("id", "document", "run")),
        sa.Column("coded", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overruled")),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_overruled_document"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_overruled_run")),
    )
    op.create_index(op.f("ix_overruled_document"), "overruled", ["document"])
    for statement in log_rules(op.get_bind().dialect.name):
        op.execute(sa.text(statement))


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)
