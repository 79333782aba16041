"""The nouns of détente as frozen dataclasses (DESIGN.md, Words).

Days are ISO 8601 strings ("2023-08-08"), kept as text because news gives months and years too ("2023-08", "2023").
Offsets count characters of a document's text, end exclusive. Tuples, never lists, so that every record can be hashed.
"""

from detente.records.crisis import (
    Access,
    Alignment,
    Bond,
    Cause,
    Condition,
    Contradiction,
    Demand,
    Detention,
    Measure,
    Office,
    Saying,
    Side,
    Stage,
    Stated,
    Track,
    Tracking,
)
from detente.records.documents import Document, Published, Rejected, Segment
from detente.records.evidence import Span, stable_id
from detente.records.mentions import STATUSES, Attribution, Mention, Participant, When, Where
from detente.records.record import Entity, Event, Run, Snapshot
from detente.records.review import CORRECTIONS, Correction, Evidence, Unmatched
from detente.records.told import MANNERS, RELATION_STATUSES, Relation, Statement

__all__ = [
    "CORRECTIONS",
    "MANNERS",
    "RELATION_STATUSES",
    "STATUSES",
    "Access",
    "Alignment",
    "Attribution",
    "Bond",
    "Cause",
    "Condition",
    "Contradiction",
    "Correction",
    "Demand",
    "Detention",
    "Document",
    "Entity",
    "Event",
    "Evidence",
    "Measure",
    "Mention",
    "Office",
    "Participant",
    "Published",
    "Rejected",
    "Relation",
    "Run",
    "Saying",
    "Segment",
    "Side",
    "Snapshot",
    "Span",
    "Stage",
    "Stated",
    "Statement",
    "Track",
    "Tracking",
    "Unmatched",
    "When",
    "Where",
    "stable_id",
]
