"""Which event of the record a noun names again: "the coup", where the record has one there; "the dismissal of X", by its party."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from detente.codebook.phrases import Found
from detente.records import Event, Mention
from detente.tracking.text import naming
from detente.tracking.view import HAPPENED, View

_BESIDE = 60  # characters beside the noun within which its party stands
_APART = re.compile(r"[,;:.—]| (?:and|but|while|after|before|by|on) ")
_ALONE = "the "
_ARTICLE = re.compile(r"(^|\s)[ae][dlnrstz]h?-(?=[A-Z]\S*$)")  # "al-Masri" is "Masri" too


class Deeds:
    """The events of a view that a noun can name, by what kind of deed they are."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._triggers = view.codebook.tracking["deeds"]
        self._names = view.codebook.tracking["deed_names"]
        happened = [event for event in view.events if event.status in HAPPENED and view.counts(event)]
        self._by_label: dict[str, list[Event]] = {label: [] for label in self._triggers.patterns}
        for event in happened:
            for label in self._labels(event):
                self._by_label[label].append(event)

    def named(self, text: str, by: Mention, later: Event | None = None) -> Event | None:
        """The one event not after `later` that `text`, beside mention `by`, names by a noun; None where none or several may be meant."""
        found = self._names.every(text)
        if len({each.label for each in found}) != 1:
            return None
        each = found[0]
        known = [event for event in self._by_label.get(each.label, ()) if later is None or self._may_precede(event, later)]
        beside = self._with_party(text, each, known)
        if beside or not text[each.start : each.end].lower().startswith(_ALONE):
            return _only(beside)
        if self._view.called.sides(_behind(text, each)):
            return None
        here = [event for event in known if any(mention.document == by.document for mention in self._view.of(event))]
        return _only(here) if here else _only(self._of_sides(known, later))

    def _labels(self, event: Event) -> set[str]:
        return {found.label for mention in self._view.of(event) for found in self._triggers.find(mention.trigger.text)}

    def _may_precede(self, event: Event, later: Event) -> bool:
        first, second = self._view.day_of(event), self._view.day_of(later)
        return event.id != later.id and (first is None or second is None or first <= second)

    def _with_party(self, text: str, noun: Found, known: Iterable[Event]) -> list[Event]:
        """Those of whose parties one is named beside the noun: "Sesay's arrest", "the arrest of Omar Sesay", "the coup in Chad"."""
        before = _APART.split(text[max(0, noun.start - _BESIDE) : noun.start])[-1]
        passage = f"{before} # {_behind(text, noun)}"
        sides = self._view.called.sides(passage)
        return [event for event in known if self._party_named(event, passage) or not sides.isdisjoint(self._sides(event))]

    def _party_named(self, event: Event, passage: str) -> bool:
        parties = (self._view.entities.get(party) for party in (*event.actors, *event.recipients))
        names = [name for party in parties if party for name in (party.name, *party.names) if name[:1].isupper()]
        return naming([*names, *(_ARTICLE.sub(r"\1", name) for name in names)]).search(passage) is not None

    def _sides(self, event: Event) -> frozenset[object]:
        return frozenset(self._view.sides_of((*event.actors, *event.recipients)))

    def _of_sides(self, known: Iterable[Event], later: Event | None) -> list[Event]:
        own = self._sides(later) if later else frozenset()
        return [event for event in known if not own.isdisjoint(self._sides(event))]


def _behind(text: str, noun: Found) -> str:
    return _APART.split(text[noun.end : noun.end + _BESIDE])[0]


def _only(events: Sequence[Event]) -> Event | None:
    return events[0] if len(events) == 1 else None
