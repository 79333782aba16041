"""What an analyst says of the record: corrections, append-only, kept apart from what the machine coded."""

from __future__ import annotations

from dataclasses import dataclass

from detente.records.evidence import Span, stable_id

CORRECTIONS = ("accept", "reject", "correct", "merge", "split", "add", "rename", "join", "part", "withdraw")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The passage that a correction speaks of: a mention's trigger, its sentence, and how it was coded then."""

    trigger: Span
    sentence: Span
    event_type: str
    mode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One line of the review's log.

    accept, reject and correct speak of one mention (`evidence`, with new values of its fields as JSON in `values`); merge and split of
    several mentions as one or as different happenings (split: `values` may hold `groups`, lists of places in `evidence` that are told
    apart from each other only); add brings a mention by hand; join and part speak of the `names` of entities that are or are not one
    party, rename of a name and the one its party shall bear; withdraw takes the correction `of` back. `time` is an ISO instant, UTC.
    """

    kind: str
    author: str
    time: str
    reason: str
    evidence: tuple[Evidence, ...] = ()
    names: tuple[str, ...] = ()
    values: str = "{}"
    of: str | None = None

    @property
    def id(self) -> str:
        """Depends on all that the correction says."""
        places = [(one.trigger.document, one.trigger.start, one.trigger.end, one.event_type, one.mode) for one in self.evidence]
        return stable_id(self.kind, self.author, self.time, self.reason, places, self.names, self.values, self.of)


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A correction that the record as it is now has no place for, and why. It is kept, and holds again where its place comes back."""

    correction: Correction
    reason: str
