"""The account of how sentences were coded: what was tried, what was found where, which rule settled what, why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from detente.codebook.lexicon_model import Entry, Frame
from detente.parsing import Sentence, Token
from detente.records import Mention, Participant, Span


class Step(NamedTuple):
    """Type, mode and status after one rule, and the token that decided it, where one did."""

    rule: str  # entry | content | noun | parties | means | scope | venue | date
    event_type: str
    mode: str | None
    status: str = ""
    word: int | None = None


class Second(NamedTuple):
    """The tagger's opinion of one trigger: the likeliest types at its words, and what each feature adds to the log odds."""

    shares: tuple[tuple[str, float], ...]
    parts: tuple[tuple[str, float], ...]


class Mark(NamedTuple):
    """A word in which the tagger sees an event: its token, the likeliest type, and the probability of that type."""

    word: int
    event_type: str
    probability: float


class Finding(NamedTuple):
    """One field of a mention as it was settled, and why, in words."""

    field: str
    value: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyAccount:
    """Who plays a role: `position` of the frame ("subject"), `of` the word that has it, and how it is known who it is."""

    role: str  # actor | recipient
    position: str
    of: str
    participant: Participant
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerAccount:
    """One trigger that was tried. `mention` is what came of it; where None, `reason` says why nothing did.

    `span` runs over all of its `words` (tokens); `entry` is the lexicon's and stands in `where`. Roles were looked for at the
    positions of `frame`, best first; what was not reached before a refusal is empty.
    """

    span: Span
    words: tuple[int, ...]
    entry: Entry
    where: str
    frame: Frame
    actor_places: tuple[str, ...] = ()
    recipient_places: tuple[str, ...] = ()
    parties: tuple[PartyAccount, ...] = ()
    steps: tuple[Step, ...] = ()
    findings: tuple[Finding, ...] = ()
    confidence: tuple[tuple[str, float], ...] = ()
    second: Second | None = None
    mention: Mention | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceAccount:
    """One sentence: `number` counts from 1, `tokens` are the tree as the coder read it, `passed` says why it wasn't coded at all."""

    number: int
    sentence: Sentence
    tokens: tuple[Token, ...] = ()
    triggers: tuple[TriggerAccount, ...] = ()
    marks: tuple[Mark, ...] = ()
    passed: str = ""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """What the sentence was coded to, in order."""
        return tuple(trigger.mention for trigger in self.triggers if trigger.mention is not None)
