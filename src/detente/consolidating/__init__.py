"""Mentions of many documents -> entities and events. Pure: the same mentions give the same result in any order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.consolidating.cases import make_cases
from detente.consolidating.entities import join_names
from detente.consolidating.explaining import why_joined
from detente.consolidating.fields import settle
from detente.consolidating.identifying import Ids, codebook_ids, entity_ids, identify, kept_ids
from detente.consolidating.joining import join_mentions
from detente.consolidating.sources import Sources
from detente.consolidating.ties import Ties
from detente.consolidating.values import FieldValue, field_values
from detente.records import Document, Entity, Event, Mention

__all__ = [
    "Consolidation",
    "FieldValue",
    "Ids",
    "Ties",
    "codebook_ids",
    "consolidate",
    "entity_ids",
    "field_values",
    "kept_ids",
    "why_joined",
]


@dataclass(frozen=True, slots=True)
class Consolidation:
    """What the record says happened, and to whom: entities and events, both sorted by id."""

    entities: tuple[Entity, ...]
    events: tuple[Event, ...]


def consolidate(
    mentions: Sequence[Mention],
    documents: Sequence[Document],
    groups: Mapping[str, str],
    ties: Ties | None = None,
    wikidata: Ids | None = None,
) -> Consolidation:
    """Join mentions that report one happening, and the names of one party.

    `groups` maps a document id to its rewrite group (a document that isn't listed stands alone); an event's corroboration counts
    independent sources, so that copies, rewrites, and what one outlet tells or is quoted for twice count once. `ties` are what an analyst
    said is one or is not; they come before everything else. `wikidata` are the ids that entities may have (see identifying.py).
    """
    ordered = sorted(mentions, key=lambda mention: (mention.document, mention.trigger.start, mention.id))
    entities, parties = join_names(ordered, ties)
    published = {document.id: document.published.anchor for document in documents}
    clusters = join_mentions(make_cases(ordered, parties, published, groups), ties)
    sources = Sources(documents, ordered, groups)
    events = (settle(cluster, parties, sources.of(cluster)) for cluster in clusters)
    return Consolidation(identify(entities, wikidata or {}), tuple(sorted(events, key=lambda event: event.id)))
