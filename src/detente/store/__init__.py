"""The record in a database: one protocol over SQLite and PostgreSQL, with migrations; the only room with SQL."""

from detente.store.copying import Content
from detente.store.protocol import Coded, Consolidated, Material, Outcome, Revision, Standing, Store, Summary
from detente.store.querying import Answer, query
from detente.store.rows import printable
from detente.store.searching import SCOPES, Hit, Scope
from detente.store.sql import copy_record, open_store

__all__ = [
    "SCOPES",
    "Answer",
    "Coded",
    "Consolidated",
    "Content",
    "Hit",
    "Material",
    "Outcome",
    "Revision",
    "Scope",
    "Standing",
    "Store",
    "Summary",
    "copy_record",
    "open_store",
    "printable",
    "query",
]
