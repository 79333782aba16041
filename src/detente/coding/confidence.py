"""How sure the grammar is of a mention: what speaks for and against it, in parts that add up."""

from __future__ import annotations

from collections.abc import Iterable

from detente.coding.triggers import Trigger
from detente.records import Participant

SUFFERED = "undergo"  # the frame of nouns that are complete with whom it is done to: "the dismissal of X"

Part = tuple[str, float]
Parties = tuple[Participant, ...]


def confidence_parts(trigger: Trigger, actors: Parties, recipients: Parties, status: str, elsewhere: bool) -> tuple[Part, ...]:
    """How complete and unambiguous the frame is: named parts that add up to a confidence from 0 to 1.

    Parties found, known countries, a phrase of several words and a verb speak for it; an if, and words of sport, markets or the
    arts in the sentence (`elsewhere`), against it.
    """
    entry = trigger.entry
    whole = entry.frame == SUFFERED and not trigger.verbal and bool(recipients) and not actors
    alone = entry.event_type == "CONSULT" and not trigger.verbal and len(actors) + len(recipients) == 1
    parts = (
        ("a trigger", 0.4, True),
        ("an actor", 0.2, bool(actors)),
        ("a recipient", 0.1, bool(recipients)),
        ("a verb or a fixed phrase", 0.1, trigger.verbal or entry.part == "phrases"),
        ("several words", 0.1, len(trigger.words) > 1),
        ("a noun complete with whom it is done to", 0.1, whole),
        ("a meeting with one side only", -0.1, alone and entry.mode in (None, "multilateral")),
        ("hypothetical", -0.2, status == "hypothetical"),
        ("words of sport, markets or the arts beside it", -0.2, elsewhere),
        ("a party with country and sector", 0.1, any(party.country and party.sector for party in (*actors, *recipients))),
    )
    return tuple((name, value) for name, value, holds in parts if holds)


def total(parts: Iterable[Part]) -> float:
    """The sum of the parts, to two decimals."""
    return round(sum(value for _, value in parts), 2)
