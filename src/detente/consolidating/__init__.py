"""Mentions of many documents -> entities and events. Pure: the same mentions give the same result in any order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.consolidating.entities import join_names
from detente.consolidating.fields import settle
from detente.consolidating.joining import join_mentions
from detente.records import Document, Entity, Event, Mention

__all__ = ["Consolidation", "consolidate"]


@dataclass(frozen=True, slots=True)
class Consolidation:
    """What the record says happened, and to whom: entities and events, both sorted by id."""

    entities: tuple[Entity, ...]
    events: tuple[Event, ...]


def consolidate(mentions: Sequence[Mention], documents: Sequence[Document], groups: Mapping[str, str]) -> Consolidation:
    """Join mentions that report one happening, and the names of one party.

    `groups` maps a document id to its rewrite group (a document that isn't listed stands alone); an event's corroboration
    counts groups, so that copies and rewrites of one story count once.
    """
    ordered = sorted(mentions, key=lambda mention: (mention.document, mention.trigger.start, mention.id))
    entities, parties = join_names(ordered)
    published = {document.id: document.published.anchor for document in documents}
    clusters = join_mentions(ordered, parties, published, groups)
    events = (settle(cluster, parties, groups) for cluster in clusters)
    return Consolidation(entities, tuple(sorted(events, key=lambda event: event.id)))
