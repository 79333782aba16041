"""The lexicon's nouns: triggers, argument frames, and the rules that settle an event's type and mode."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LOOKALIKE = ""
PARTY = "@party"  # fills a word of a phrase with any name, pronoun or person in a role
PREPOSITIONS = frozenset(["of", "to", "for", "against", "on", "in", "by", "with", "from", "into", "at", "over", "between", "under"])


@dataclass(frozen=True, slots=True)
class Entry:
    """One trigger. `words` holds, for each word of the phrase, the lemmas that fill it; `head` is the place of the head word.

    `polarity` "negative": only under a negation, "unwilling": only where somebody will not, "bare": only without an infinitive;
    `future`: only of the future; `content`: mode and type hang on what it is about; `actors`: sectors, one of which the actor must have;
    `event_type` "" marks a look-alike, which is turned away.
    """

    phrase: str
    part: str
    event_type: str
    words: tuple[frozenset[str], ...]
    head: int
    frame: str
    mode: str | None = None
    content: bool = False
    polarity: str = ""
    future: bool = False
    status: str | None = None
    actors: frozenset[str] = frozenset()
    example: str = ""
    where: str = ""
    needs: tuple[frozenset[str], ...] = field(init=False, repr=False, compare=False)  # `words` that other tokens than the head must fill

    def __post_init__(self) -> None:
        needs = tuple(slot for place, slot in enumerate(self.words) if place != self.head and PARTY not in slot)
        object.__setattr__(self, "needs", needs)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the parties of an event stand, best place first (see _frames.toml).

    `both`: all sides are actors. `directed`: no event unless it is done to somebody.
    """

    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    noun_actor: tuple[str, ...]
    noun_recipient: tuple[str, ...]
    both: bool = False
    directed: bool = False


@dataclass(frozen=True, slots=True)
class ContentRule:
    """Words of the content of `types` that set the mode or the type; None in `words` means any.

    `phrases`: a head word and words that hang on it, each slot with its choices; `only`: these heads of the trigger alone; `behind`: only
    where the trigger is a noun behind one of these prepositions.
    """

    types: tuple[str, ...]
    words: frozenset[str] | None
    mode: str | None = None
    becomes: str | None = None
    only: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    phrases: tuple[tuple[frozenset[str], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ActorRule:
    """Type and mode that an event of `types` (and `modes`) takes where its parties' sectors meet `actors` and `recipients`.

    Empty sets hold for anybody; a set of "-" alone means that nobody is there.
    """

    types: frozenset[str]
    becomes: str
    mode: str | None
    modes: frozenset[str | None] = frozenset()
    heads: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Means:
    """The mode that `words` among the means of an event of `event_type` give in place of the modes `instead` (None: of no mode)."""

    event_type: str
    mode: str
    words: frozenset[str]
    instead: frozenset[str | None]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All triggers by the lemma of their head, the frames, the rules on content and parties, and the words of the contexts."""

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    frames: Mapping[str, Frame]
    content: tuple[ContentRule, ...]
    parties: tuple[ActorRule, ...]
    means: tuple[Means, ...]
    contexts: Mapping[str, frozenset[str]]
    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def entries(self) -> tuple[Entry, ...]:
        """Every entry once, by phrase."""
        found = {(e.part, e.phrase, e.event_type, e.mode): e for table in (self.verbs, self.nouns) for row in table.values() for e in row}
        return tuple(found[key] for key in sorted(found, key=str))


def fold(lemma: str) -> str:
    """A lemma in one spelling: small letters, -ize and -ization for -ise and -isation, straight apostrophes."""
    low = lemma.lower()
    if "’" in low:
        low = low.replace("’", "'")
    if low.endswith("isation"):
        return low[:-7] + "ization"
    return low[:-3] + "ize" if low.endswith("ise") else low
