"""Wikidata ids of entities. What was consolidated before holds none until it is consolidated again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty for the entities that are there."""
    op.add_column("entities", sa.Column("wikidata", sa.Text(), nullable=False, server_default=""))
