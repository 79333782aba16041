"""détente reads reporting on a political crisis and keeps a cited, computable record of its diplomacy.

    record = detente.build(["reports/"], record="crisis.db")
    page = detente.brief(record.snapshot())

Stages load when they are first used, so that importing the package stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from detente.records import Correction, Document, Entity, Event, Evidence, Mention, Rejected, Relation, Run, Snapshot, Span, Statement
from detente.version import __version__ as __version__

if TYPE_CHECKING:
    from detente.briefing import brief
    from detente.coding import code
    from detente.consolidating import consolidate
    from detente.exporting.arrow import tables
    from detente.foresight import foresee
    from detente.pipeline import build, open_record
    from detente.reading import read
    from detente.reviewing import review
    from detente.tracking import track

__all__ = [
    "Correction",
    "Document",
    "Entity",
    "Event",
    "Evidence",
    "Mention",
    "Rejected",
    "Relation",
    "Run",
    "Snapshot",
    "Span",
    "Statement",
    "brief",
    "build",
    "code",
    "consolidate",
    "foresee",
    "open_record",
    "read",
    "review",
    "tables",
    "track",
]

_ROOMS = {
    "brief": "briefing",
    "build": "pipeline",
    "code": "coding",
    "consolidate": "consolidating",
    "foresee": "foresight",
    "open_record": "pipeline",
    "read": "reading",
    "review": "reviewing",
    "tables": "exporting.arrow",
    "track": "tracking",
}


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return getattr(import_module(f"detente.{_ROOMS[name]}"), name)
    raise AttributeError(f"module 'detente' has no attribute {name!r}")
