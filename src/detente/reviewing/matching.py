"""Which mention of the record as it is now a correction speaks of: by the passage, not by id, so that coding again loses none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from detente.records import Evidence, Mention


@dataclass(slots=True, eq=False)
class Slot:
    """A mention as it was first coded or added, and what the review has made of it. `touched` is the place of its last correction."""

    origin: Mention
    added: bool = False
    verdict: str = ""  # accepted, rejected, or none yet
    fields: dict[str, Any] = field(default_factory=dict)
    touched: int = -1


class Slots:
    """The mentions that corrections may speak of."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._by_document: defaultdict[str, list[Slot]] = defaultdict(list)
        for mention in mentions:
            self.put(Slot(mention))

    def put(self, slot: Slot) -> None:
        """Take in one more."""
        self._by_document[slot.origin.document].append(slot)

    def all(self) -> Iterable[Slot]:
        """Every slot, by document."""
        return (slot for slots in self._by_document.values() for slot in slots)

    def match(self, evidence: Evidence, any_type: bool) -> Slot | None:
        """The slot with the same trigger, type and mode; else the same trigger and type; else, with `any_type`, the same trigger;
        else one of the same type whose trigger overlaps within the sentence. None where there is none.
        """
        ranked = ((_rank(evidence, slot.origin, any_type), slot) for slot in self._by_document.get(evidence.trigger.document, ()))
        found = [(rank, slot) for rank, slot in ranked if rank is not None]
        return min(found, key=lambda pair: (pair[0], pair[1].origin.trigger.start, pair[1].origin.id))[1] if found else None


def evidence_of(mention: Mention) -> Evidence:
    """The passage that a correction of `mention` speaks of."""
    return Evidence(trigger=mention.trigger, sentence=mention.sentence, event_type=mention.event_type, mode=mention.mode)


def _rank(evidence: Evidence, mention: Mention, any_type: bool) -> tuple[int, int] | None:
    """How well a mention answers to the evidence, lowest first, and by how many characters its trigger falls short of it."""
    trigger, other = evidence.trigger, mention.trigger
    same_type = evidence.event_type == mention.event_type
    if trigger == other:
        if same_type:
            return (0 if evidence.mode == mention.mode else 1), 0
        return (2, 0) if any_type else None
    shared = min(trigger.end, other.end) - max(trigger.start, other.start)
    within = evidence.sentence.start <= other.start and other.end <= evidence.sentence.end
    return (3, -shared) if same_type and shared > 0 and within else None
