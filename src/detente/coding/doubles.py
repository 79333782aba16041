"""Mentions of one sentence that tell one act twice, or that read the same words as two acts."""

from __future__ import annotations

from collections.abc import Mapping

from detente.coding.triggers import Trigger
from detente.records import Mention, Span


def overlaid(made: Mapping[Trigger, Mention]) -> list[Trigger]:
    """The triggers whose characters one of a mention of higher confidence has too; of two alike the first stays."""
    kept: list[Span] = []
    lost = []
    for trigger, mention in sorted(made.items(), key=lambda row: -row[1].confidence):
        span = mention.trigger
        if any(other.start < span.end and span.start < other.end for other in kept):
            lost.append(trigger)
        else:
            kept.append(span)
    return lost


def same_act(mention: Mention, other: Mention) -> bool:
    """Whether two mentions of a sentence tell one act twice: same type, mode and parties, a noun beside its verb or another noun."""
    if (mention.event_type, mention.mode, mention.status) != (other.event_type, other.mode, other.status):
        return False
    sides = [[{party.span for party in side} for side in (m.actors, m.recipients)] for m in (mention, other)]
    return sides[0] == sides[1] and mention.event_type in ("COERCE", "CONSULT")
