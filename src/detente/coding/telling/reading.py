"""One parsed sentence as statements and relations are read from it: its tree, its parties, and spans of its tokens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.codebook import Codebook
from detente.coding.attribution import NOBODY
from detente.coding.participants import NAMED, Participants
from detente.coding.tree import Tree
from detente.parsing import Context, Sentence
from detente.records import Document, Participant, Span

NO_ONE = frozenset(("few", "nobody", "none", "neither", "no", "all"))
MARKS = frozenset("\"“”«»'’‘,;:.–—-()")


class SentenceReader:
    """A sentence with tokens, and what can be asked of it; places are token indexes."""

    def __init__(self, document: Document, sentence: Sentence, context: Context, codebook: Codebook) -> None:
        self.document = document
        self.sentence = sentence
        self.context = context
        self.tree = Tree(sentence.tokens)
        self.participants = Participants(document, sentence, self.tree, context, codebook.lexicon)

    def parties(self, heads: Iterable[int], *, joined: bool = True, strange: bool = True) -> tuple[Participant, ...]:
        """Whom the noun phrases at `heads` name, and where `joined` those coordinated with them; what names nobody is left out.

        Nobody is named by "few", "neither man", "no party". `strange` lets names count of which nothing else is known.
        """
        places = [each for head in heads for each in (self.tree.conjuncts(head) if joined else [head]) if not self._no_one(each)]
        found = [party for each in places for party in self._read(self._named(each), strange)]
        return tuple({(party.span, party.name): party for party in found}.values())

    def _no_one(self, head: int) -> bool:
        return any(self.tree.low(i) in NO_ONE for i in (head, *self.tree.children(head, "det", "amod")))

    def _named(self, head: int) -> int:
        """The name that stands beside a noun: "the minister, Ada Roe", "Ada Roe, a banker"; the noun itself where none does."""
        token = self.tree.tokens[head]
        if token.pos != "NOUN":
            return head
        if token.dep == "appos" and self.tree.tokens[token.head].pos == "PROPN":
            return token.head
        return next((each for each in self.tree.children(head, "appos") if self.tree.tokens[each].pos == "PROPN"), head)

    def _read(self, head: int, strange: bool) -> list[Participant]:
        tree = self.tree
        token = tree.tokens[head]
        if token.pos in ("PRON", "DET") and (tree.low(head) in NOBODY or token.tag in ("DT", "PDT")):
            return []
        told = [found for found in self.participants.descriptions(head) if found.sector or (found.kind in NAMED and found.name)]
        names = {found.name for found in told}
        found = [party for party in self.participants.read(head) if party.name in names or (told and party.name == party.span.text)]
        if not found and strange and token.pos == "PROPN":
            first, last = self.participants.bounds(head)
            span = self.participants.span(first, last - 1)
            found = [Participant(span=span, name=span.text)]
        return found

    def nationalities(self, noun: int) -> list[int]:
        """The demonyms and states that stand before a noun: "French" of "French troops"."""
        before = self.tree.children(noun, "amod", "compound", "nmod", "poss")
        return [child for child in before if self.participants.is_nationality(child)]

    def homeland(self, noun: int, other: str) -> Participant | None:
        """The state that the document is most about but `other`: whom a noun phrase without a name stands for, "in a key French ally"."""
        country = next((each for each in self.context.countries if each != other), "")
        name = next((each.name for each in self.context.entities if each.kind == "state" and each.country == country), "")
        first, last = self.participants.bounds(noun)
        span = self.participants.span(first, last - 1)
        return Participant(span=span, name=name, country=country, sector="GOV", sectors=("GOV",)) if name else None

    def is_time(self, indexes: Sequence[int]) -> bool:
        """Whether one of the tokens belongs to a time expression."""
        spans = [when.span for when in self.sentence.times if when.span]
        return any(span.start <= self.tree.tokens[i].start < span.end for span in spans for i in indexes)

    def at(self, span: Span) -> int | None:
        """The head of the tokens within `span`: the one whose own head lies outside; None where no token does."""
        inside = [token.index for token in self.tree.tokens if span.start <= token.start and token.end <= span.end]
        return next((i for i in inside if self.tree.tokens[i].head not in inside or self.tree.tokens[i].head == i), None)

    def phrase(self, indexes: Sequence[int]) -> Span | None:
        """The characters from the first to the last of `indexes`, without marks, "that" and "and" around them; None for nothing."""
        left = sorted(indexes)
        while left and (self.tree.low(left[0]) in MARKS or self.tree.tokens[left[0]].dep == "cc" or self._is_that(left[0])):
            left.pop(0)
        while left and (self.tree.low(left[-1]) in MARKS or self.tree.tokens[left[-1]].dep == "cc"):
            left.pop()
        return self.participants.span(left[0], left[-1]) if left else None

    def _is_that(self, index: int) -> bool:
        return self.tree.low(index) == "that" and self.tree.tokens[index].dep == "mark"

    def inside(self, quotation: Span) -> Span:
        """The words of a quotation without a comma at their end."""
        text = quotation.text.rstrip(" ,;")
        return self.document.span(quotation.start, quotation.start + len(text)) if text else quotation

    def word(self, index: int) -> Span:
        """The characters of one token."""
        return self.participants.span(index, index)
