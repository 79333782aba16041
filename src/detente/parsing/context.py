"""What is known of a document when one of its noun phrases is read: who is named where, and which states it is about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from detente.parsing.parsed import EntityMention, ParsedDocument, Reference, Sentence
from detente.parsing.roles import RoleIndex

_BODIES = ("UNO", "EUU", "IGO", "NGO", "MNC")
_IN_TITLE = 4.0  # mentions that a name in the title is worth
_IN_LEAD, _LEAD = 2.0, 300  # and that one in the first characters is worth
_AT_PLACE = 0.5  # what the mention of a place is worth beside that of a party: talks are held at third places
_LONGEST = 400  # characters of a mention or reference, at most, that a lookup by place takes into account


@dataclass(frozen=True, slots=True)
class Context:
    """What `describe` knows of a document: entity mentions and references by place, the states it is about, the role nouns."""

    roles: RoleIndex
    entities: tuple[EntityMention, ...]
    references: tuple[Reference, ...]
    weights: Mapping[str, float] = field(default_factory=dict)  # how much the document is about each state, the most first
    sections: tuple[tuple[int, str], ...] = ()  # where a crosshead gives the paragraphs behind it to a state
    starts: tuple[int, ...] = ()  # of the entities
    reference_starts: tuple[int, ...] = ()

    @property
    def countries(self) -> tuple[str, ...]:
        """The states the document is about, the most named first."""
        return tuple(self.weights)

    def country_at(self, position: int) -> str:
        """The state that a domestic party at `position` belongs to: a crosshead's, else what the document is about; "" for none."""
        section = bisect_right(self.sections, (position, "~"))
        if section:
            return self.sections[section - 1][1]
        return next(iter(self.weights), "")

    def within(self, start: int, end: int) -> list[EntityMention]:
        """Entity mentions that lie between the characters `start` and `end`, in order."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [mention for mention in self.entities[first:last] if mention.span.end <= end]

    def covering(self, start: int, end: int) -> EntityMention | None:
        """The shortest mention of a party around the characters `start` to `end`, or None; a nationality where there is nothing else."""
        first, last = bisect_left(self.starts, start - _LONGEST), bisect_right(self.starts, start)
        found = [mention for mention in self.entities[first:last] if end <= mention.span.end]
        return min(found, key=lambda mention: (mention.kind == "nationality", mention.span.end - mention.span.start), default=None)

    def references_in(self, start: int, end: int) -> Iterator[Reference]:
        """References that lie between the characters `start` and `end`, in order."""
        first, last = bisect_left(self.reference_starts, start), bisect_left(self.reference_starts, end)
        return (found for found in self.references[first:last] if found.span.end <= end)

    def with_references(self, references: Sequence[Reference]) -> Context:
        """The same with other references, in order of place."""
        starts = tuple(found.span.start for found in references)
        return Context(self.roles, self.entities, tuple(references), self.weights, self.sections, self.starts, starts)


def document_context(parsed: ParsedDocument, roles: RoleIndex) -> Context:
    """The context of `parsed` for `describe`; make `roles` once with load_roles(codebook)."""
    references = [found for sentence in parsed.sentences for found in sentence.references]
    return make_context(roles, parsed.sentences, dict(parsed.about)).with_references(references)


def weigh_states(sentences: Sequence[Sentence], titled: Sequence[str]) -> dict[str, float]:
    """How much a document is about each state, the most first: by mentions, those of the lead and the title's (`titled`) worth more."""
    counts: dict[str, float] = {}
    for sentence in sentences:
        for mention in sentence.entities:
            if mention.country and mention.country not in _BODIES:
                weight = (_AT_PLACE if mention.kind == "place" else 1.0) * (_IN_LEAD if mention.span.start < _LEAD else 1.0)
                counts[mention.country] = counts.get(mention.country, 0.0) + weight
    for country in titled:
        if country not in _BODIES:
            counts[country] = counts.get(country, 0.0) + _IN_TITLE
    return {country: counts[country] for country in sorted(counts, key=lambda country: -counts[country])}  # of equals the first


def make_context(roles: RoleIndex, sentences: Sequence[Sentence], weights: Mapping[str, float]) -> Context:
    """A context of the entities of `sentences` and no references; `weights` as weigh_states gives them."""
    entities = tuple(mention for sentence in sentences for mention in sentence.entities)
    return Context(roles, entities, (), weights, _sections(sentences), tuple(mention.span.start for mention in entities))


def _sections(sentences: Sequence[Sentence]) -> tuple[tuple[int, str], ...]:
    """Where a sentence begins with a state and a colon, or in capitals a full stop ("CHAD. Soldiers ..."), as digests have it."""
    found = []
    for sentence in sentences:
        first = sentence.entities[0] if sentence.entities else None
        if first and first.kind == "state" and first.span.start == sentence.span.start:
            after = sentence.span.text[len(first.span.text) :][:1]
            if after in ((".", ":", "-") if first.span.text.isupper() else (":",)) and not sentence.span.text[
                len(first.span.text) :
            ].startswith("- "):
                found.append((sentence.span.start, first.country))
    return tuple(found)
