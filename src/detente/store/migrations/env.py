"""Runs migrations on the connection that the store hands over; there is no configuration file."""

from __future__ import annotations

from alembic import context

from detente.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
