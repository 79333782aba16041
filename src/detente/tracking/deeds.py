"""Which event of the record a noun names again: "the coup", where the record has one there; "the dismissal of X", by its party."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from detente.codebook.phrases import Found
from detente.records import Event, Mention
from detente.tracking.sides import Side
from detente.tracking.view import HAPPENED, View

_BESIDE = 60  # characters beside the noun within which its party stands
_APART = re.compile(r"[,;:.—]| (?:and|but|while|after|before|by|on) ")
_ALONE = "the "
_NAME = re.compile(r"[A-Z][\w-]*|[ae][dlnrstz]h?-[A-Z]\w*")
_ARTICLE = re.compile(r"^[ae][dlnrstz]h?-(?=[A-Z])")  # "al-Masri" is "Masri" too


class Deeds:
    """The events of a view that a noun can name, by what kind of deed they are, and by the names and sides of their parties."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._names = view.codebook.tracking["deed_names"]
        self._by_label: defaultdict[str, list[Event]] = defaultdict(list)
        self._by_party: defaultdict[tuple[str, str | Side], dict[str, Event]] = defaultdict(dict)
        for event in view.events:
            if event.status in HAPPENED and view.counts(event):
                parties: set[str | Side] = {*self._words(event), *self._sides(event)}
                for label in self._labels(event):
                    self._by_label[label].append(event)
                    for party in parties:
                        self._by_party[label, party][event.id] = event

    def named(self, text: str, by: Mention, later: Event) -> Event | None:
        """The one event not after `later` that `text`, beside mention `by`, names by a noun; None where none or several may be meant."""
        found = self._names.every(text)
        if len({each.label for each in found}) != 1:
            return None
        noun = found[0]
        beside = [event for event in self._with_party(text, noun) if self._may_precede(event, later)]
        if beside or not text[noun.start : noun.end].lower().startswith(_ALONE):
            return _only(beside)
        if self._view.called.sides(_behind(text, noun)):
            return None
        known = [event for event in self._by_label[noun.label] if self._may_precede(event, later)]
        here = [event for event in known if any(mention.document == by.document for mention in self._view.of(event))]
        own = self._sides(later)
        return _only(here or [event for event in known if not own.isdisjoint(self._sides(event))])

    def _labels(self, event: Event) -> set[str]:
        found = self._view.codebook.tracking["deeds"]
        return {each.label for mention in self._view.of(event) for each in found.find(mention.trigger.text)}

    def _may_precede(self, event: Event, later: Event) -> bool:
        first, second = self._view.day_of(event), self._view.day_of(later)
        return event.id != later.id and (first is None or second is None or first <= second)

    def _with_party(self, text: str, noun: Found) -> list[Event]:
        """Those of whose parties one is named beside the noun: "Sesay's arrest", "the arrest of Omar Sesay", "the coup in Chad"."""
        before = _APART.split(text[max(0, noun.start - _BESIDE) : noun.start])[-1]
        passage = f"{before} # {_behind(text, noun)}"
        parties: list[str | Side] = [*_NAME.findall(passage), *self._view.called.sides(passage)]
        return list({key: event for party in parties for key, event in self._by_party.get((noun.label, party), {}).items()}.values())

    def _words(self, event: Event) -> set[str]:
        """The last words of the names of an event's parties, without the article of an Arabic name."""
        parties = (self._view.entities.get(party) for party in (*event.actors, *event.recipients))
        names = (name for party in parties if party for name in (party.name, *party.names) if name[:1].isupper())
        last = {name.split()[-1] for name in names if name.split()}
        return last | {_ARTICLE.sub("", word) for word in last}

    def _sides(self, event: Event) -> frozenset[Side]:
        return self._view.sides_of((*event.actors, *event.recipients))


def _behind(text: str, noun: Found) -> str:
    return _APART.split(text[noun.end : noun.end + _BESIDE])[0]


def _only(events: Sequence[Event]) -> Event | None:
    return events[0] if len(events) == 1 else None
