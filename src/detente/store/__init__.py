"""The record in a database: one protocol over SQLite and PostgreSQL, with migrations; the only room with SQL."""

from detente.store.protocol import Coded, Consolidated, Outcome, Revision, Standing, Store, Summary
from detente.store.rows import printable
from detente.store.sql import open_store

__all__ = ["Coded", "Consolidated", "Outcome", "Revision", "Standing", "Store", "Summary", "open_store", "printable"]
