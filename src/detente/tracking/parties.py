"""Which entity a participant of a mention is: events hold entity ids, mentions hold names as their sentences give them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from detente.records import Event, Mention, Participant
from detente.tracking.view import View


class Parties:
    """Look-up of entities by mention and name."""

    def __init__(self, view: View) -> None:
        self._by_name: defaultdict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for entity in view.snapshot.entities:
            mentions = frozenset(entity.mentions)
            for name in entity.names:
                self._by_name[name].append((entity.id, mentions))

    def of(self, mention: Mention, party: Participant) -> str | None:
        """The id of the entity that `party` of `mention` is; None where the record has none."""
        known = self._by_name.get(party.name.strip(), ())
        return next((entity for entity, mentions in known if mention.id in mentions), None)

    def among(self, mention: Mention, parties: Iterable[Participant]) -> tuple[str, ...]:
        """The ids of `parties` of `mention`, each once."""
        return tuple(dict.fromkeys(found for party in parties if (found := self.of(mention, party))))

    def actors(self, event: Event, mentions: Iterable[Mention]) -> tuple[str, ...]:
        """Who acts, by these mentions of the event; by all of them where these name nobody."""
        own = (each for mention in mentions for each in self.among(mention, mention.actors))
        return tuple(dict.fromkeys(each for each in own if each in event.actors)) or event.actors

    def recipients(self, event: Event, mentions: Iterable[Mention]) -> tuple[str, ...]:
        """Who is acted on, by these mentions of the event; by all of them where these name nobody."""
        own = (each for mention in mentions for each in self.among(mention, mention.recipients))
        return tuple(dict.fromkeys(each for each in own if each in event.recipients)) or event.recipients
