"""Full-text search: which passages are indexed, and the index, filled from what the record holds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from detente.store.searching import MAKE_INDEX, index_document

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; index each document, and the sentences that were coded, until the document is coded again."""
    op.create_table(
        "passages",
        sa.Column("number", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("document", "kind")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("passage_start", "passage_end")),
        sa.CheckConstraint("kind IN ('document', 'sentence')", name=op.f("ck_passages_kind")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_passages")),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_passages_document"), ondelete="CASCADE"),
        sa.UniqueConstraint("document", "kind", "passage_start", "passage_end", name=op.f("uq_passages_document")),
        sqlite_autoincrement=True,
    )
    connection = op.get_bind()
    for statement in MAKE_INDEX[connection.dialect.name]:
        op.execute(sa.text(statement))
    for key in list(connection.scalars(sa.text("SELECT id FROM documents ORDER BY id"))):
        content = connection.execute(sa.text("SELECT text FROM documents WHERE id = :key"), {"key": key}).scalar_one()
        coded = sa.text("SELECT DISTINCT sentence_start, sentence_end FROM mentions WHERE document = :key")
        index_document(connection, key, content, [(row[0], row[1]) for row in connection.execute(coded, {"key": key})])
