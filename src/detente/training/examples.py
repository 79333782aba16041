"""Gold documents as the network's examples: one a sentence, labels piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from detente.coding.learned.tagger import ROLES
from detente.evaluating import GoldDocument
from detente.evaluating.gold import GoldEvent
from detente.parsing.sentences import split_sentences

NOTHING = -100  # label of a piece that teaches nothing

Offsets = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Inventory:
    """The labels that a network tells apart: types, and modes as (type, mode) with ("", "") first."""

    types: tuple[str, ...]
    modes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence: piece ids, and for each piece its type (0: none) and, in triggers, its mode.

    `events` holds the trigger's pieces and, for each of ROLES, one truth a piece.
    """

    ids: list[int]
    types: list[int]
    modes: list[int]
    events: list[tuple[list[int], list[list[bool]]]]


def inventory(documents: Sequence[GoldDocument], types: Iterable[str]) -> Inventory:
    """The labels of `documents`: all of `types`, and the modes that occur."""
    modes = {(event.event_type, event.mode) for document in documents for event in document.events if event.mode}
    return Inventory(tuple(sorted(types)), (("", ""), *sorted(modes)))


def examples(documents: Iterable[GoldDocument], tokenizer: Any, labels: Inventory) -> Iterator[Example]:
    """An example for each sentence of `documents`, in order; `tokenizer` is one of the tokenizers library."""
    for document in documents:
        for bounds in split_sentences(document.text):
            text = document.text[bounds.start : bounds.end]
            pieces = tokenizer.encode(text)
            yield _example(text, pieces.ids, pieces.offsets, [e for e in document.events if _stands_in(e, text)], labels)


def _stands_in(event: GoldEvent, text: str) -> bool:
    """Whether the event is one of this sentence, also where the annotator cut elsewhere ("PRESENTER: Good evening. Troops ...")."""
    return event.sentence in text or (text in event.sentence and event.trigger in text)


def _example(text: str, ids: list[int], offsets: Offsets, events: Sequence[GoldEvent], labels: Inventory) -> Example:
    types = [0 if end > start else NOTHING for start, end in offsets]
    modes = [NOTHING] * len(ids)
    told = []
    for event in events:
        at = text.find(event.trigger)
        trigger = _covered(offsets, at, event.trigger)
        for piece in trigger:
            types[piece] = 1 + labels.types.index(event.event_type)
            modes[piece] = labels.modes.index((event.event_type, event.mode) if event.mode else ("", ""))
        if trigger:
            told.append((trigger, [_truths(offsets, text, at, spans) for spans in _roles(event)]))
    return Example(ids, types, modes, told)


def _roles(event: GoldEvent) -> Iterator[list[str]]:
    """The spans that play each of ROLES."""
    spans = {
        "actor": [party.text for party in event.actors],
        "recipient": [party.text for party in event.recipients],
        "source": [event.attributed_to] if event.attributed_to else [],
        "place": [event.location.text] if event.location else [],
    }
    yield from (spans[role] for role in ROLES)


def _truths(offsets: Offsets, text: str, at: int, spans: Iterable[str]) -> list[bool]:
    covered = {piece for span in spans for piece in _covered(offsets, nearest(text, span, at), span)}
    return [piece in covered for piece in range(len(offsets))]


def _covered(offsets: Offsets, at: int, span: str) -> list[int]:
    """The pieces that share a character with `span` where it stands at `at`; none where it doesn't stand (-1)."""
    return [i for i, (start, end) in enumerate(offsets) if at >= 0 and max(start, at) < min(end, at + len(span))]


def nearest(text: str, span: str, at: int) -> int:
    """Where `span` stands in `text`, of several places that nearest to `at`; -1 where it doesn't."""
    found, place = -1, text.find(span) if span else -1
    while place >= 0:
        if found < 0 or abs(place - at) < abs(found - at):
            found = place
        place = text.find(span, place + 1)
    return found
