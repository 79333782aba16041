"""What a document tells beside events: what somebody says, and how two parties stand to each other."""

from __future__ import annotations

from dataclasses import dataclass

from detente.records.evidence import Span, stable_id
from detente.records.mentions import Attribution, Participant, When

MANNERS = ("direct", "indirect", "partly")  # in quotation marks, in the report's words, or in its words with some of the speaker's own
RELATION_STATUSES = ("actual", "former", "negated", "alleged")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One passage in which somebody speaks or is quoted, or that the text hedges without saying whose word it is.

    `speakers` is empty where the text names nobody; `word` is the word of saying (None: quotation marks alone), `kind` what it makes of
    the statement ("stresses"), `firmness` as an attribution has it, or "suspected" for fears and suspicions, which are never fact.
    `through` are those who pass the speaker's words on ("state television quoted the general as saying").
    """

    sentence: Span
    content: Span
    kind: str
    speakers: tuple[Participant, ...] = ()
    word: Span | None = None
    firmness: str = "stated"
    manner: str = "indirect"
    through: tuple[Participant, ...] = ()

    @property
    def document(self) -> str:
        """Id of the document the statement stands in."""
        return self.sentence.document

    @property
    def id(self) -> str:
        """Depends on the evidence and the kind alone."""
        word = (self.word.start, self.word.end) if self.word else ()
        return stable_id("statement", self.document, self.content.start, self.content.end, *word, self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One passage that tells how `party` stands to `other`, as a state of things and no event: "a key ally of", "loyal to".

    `kind` is a label of the codebook's relations, read from `party` to `other` ("backs": the party backs the other); `phrase` the words
    that tell it; `status` actual, former, negated or alleged; `since` and `until` the days told, `attribution` whose word it is.
    """

    sentence: Span
    phrase: Span
    kind: str
    party: Participant
    other: Participant
    status: str = "actual"
    since: When | None = None
    until: When | None = None
    attribution: Attribution | None = None

    @property
    def document(self) -> str:
        """Id of the document the relation stands in."""
        return self.sentence.document

    @property
    def id(self) -> str:
        """Depends on the evidence, the kind and the two parties alone."""
        sides = (self.party.span.start, self.party.name, self.other.span.start, self.other.name)
        return stable_id("relation", self.document, self.phrase.start, self.phrase.end, self.kind, *sides)
