"""Who did something to whom: the pairs of an event's parties, as event data and networks list them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, product

from detente.records import Document, Event, Mention, Snapshot


def pairs(event: Event) -> Iterator[tuple[str | None, str | None]]:
    """A pair for each actor and recipient; where all sides are actors, as in a meeting, a pair for each two of them, once.

    None stands for a side that the record doesn't know. Source: PLOVER manual, Compound and Reciprocal Actors.
    """
    if all_sides_act(event):
        return combinations(event.actors, 2)
    return product(event.actors or (None,), event.recipients or (None,))


def all_sides_act(event: Event) -> bool:
    """Whether an event has several actors and no recipient, as a meeting does."""
    return len(event.actors) > 1 and not event.recipients


def told_by(snapshot: Snapshot) -> dict[str, tuple[tuple[Mention, Document], ...]]:
    """By event its mentions, each with the document that it stands in, in the event's order."""
    mentions = {mention.id: mention for mention in snapshot.mentions}
    documents = {document.id: document for document in snapshot.documents}
    return {event.id: tuple(_kept(event.mentions, mentions, documents)) for event in snapshot.events}


def _kept(keys: Iterable[str], mentions: dict[str, Mention], documents: dict[str, Document]) -> Iterator[tuple[Mention, Document]]:
    for mention in (mentions[key] for key in keys if key in mentions):
        if mention.document in documents:
            yield mention, documents[mention.document]
