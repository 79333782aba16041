"""Noun phrases of one sentence as participants, and whether a token can be a party at all."""

from __future__ import annotations

from collections.abc import Iterable

from detente.codebook.lexicon_model import Entry, Lexicon
from detente.coding.tree import Tree
from detente.parsing import Context, Description, EntityMention, Sentence, describe_all
from detente.records import Document, Participant, Span

NAMED = frozenset(("person", "organisation", "armed_group", "state"))
WHOLE = frozenset(("person", "organisation", "armed_group"))  # whose names stand for nobody else in part
ASIDE = frozenset(("conj", "cc", "relcl", "appos", "acl", "parataxis", "advcl", "preconj", "punct", "ccomp"))
KEPT_PREPOSITIONS = frozenset(("of", "in", "from", "at", "for", "among", "behind", "on"))
AMOUNTS = frozenset(("one", "million", "billion", "trillion"))
VAGUE = frozenset(("it", "this", "that", "which", "what", "there", "something", "nothing", "everything", "these", "those", "one", "who"))


class Participants:
    """Reads the participants of one sentence; remembers what it described."""

    def __init__(self, document: Document, sentence: Sentence, tree: Tree, context: Context, lexicon: Lexicon) -> None:
        self._document = document
        self._lexicon = lexicon
        self._sentence = sentence
        self._tree = tree
        self._context = context
        self._described: dict[int, tuple[Description, ...]] = {}

    def is_party(self, index: int) -> bool:
        """Whether the noun phrase headed by `index` names somebody: a named party, a role, people, or a pronoun for one."""
        return any(_known(description) for description in self.descriptions(index))

    def is_pronoun(self, index: int) -> bool:
        """Whether the token is a personal pronoun or a bare number ("nine were held"), so somebody even where nobody can tell whom."""
        token = self._tree.tokens[index]
        if token.tag == "CD":
            return self._is_count(index)
        return token.tag in ("PRP", "PRP$", "WP") and token.text.lower() not in VAGUE

    def _is_count(self, index: int) -> bool:
        """Whether a bare number counts people: "nine were held", "detained forty", not "at nine", "pledged 40 million"."""
        token = self._tree.tokens[index]
        money = any(self._tree.tokens[child].tag == "$" for child in self._tree.children(index))
        return token.dep in ("nsubj", "nsubjpass", "dobj") and token.lemma not in AMOUNTS and not money and not self._timed(index)

    def is_nationality(self, index: int) -> bool:
        """Whether the token is a demonym or a state's name."""
        token = self._tree.tokens[index]
        mention = self._context.covering(token.start, token.end)
        return mention is not None and mention.kind in ("nationality", "state")

    def is_named(self, index: int) -> bool:
        """Whether the noun phrase headed by `index` names a person or a state, or is a pronoun for somebody."""
        return self.is_pronoun(index) or any(found.kind in ("person", "state") for found in self.descriptions(index))

    def is_people(self, index: int) -> bool:
        """Whether the head is a common noun for people or a body of them, whoever they belong to."""
        lemmas = self._tree.lemmas[index]
        return any(hit and hit.role.kind != "generic" for lemma in lemmas for hit in (self._context.roles.ending([lemma], 1),))

    def is_venue(self, index: int) -> bool:
        """Whether the token is a name that can only tell where something happens: a town, a building, a body's seat."""
        mention = self._mention(index)
        return self._tree.tokens[index].pos == "PROPN" and (mention is None or mention.kind in ("place", "person", "organisation"))

    def descriptions(self, index: int) -> tuple[Description, ...]:
        """What the noun phrase headed by `index` names; one for each party that it stands for."""
        if index not in self._described:
            start, end = self.bounds(index)
            found = describe_all(self._tree.tokens, start, end, self._context)
            self._described[index] = self._counted(index, self._by_nationality(index, self._as_means(index, found)))
        return self._described[index]

    def bounds(self, index: int) -> tuple[int, int]:
        """The noun phrase headed by `index` as a run of tokens (end exclusive): with what stands before it and close prepositions."""
        tree = self._tree
        inside = {index}
        for child in tree.children(index):
            token = tree.tokens[child]
            if token.dep in ASIDE or (token.dep == "prep" and (tree.low(child) not in KEPT_PREPOSITIONS or tree.children(child, "pcomp"))):
                continue
            inside |= set(tree.subtree(child, ASIDE - {"conj", "cc", "punct"} if child < index else ASIDE))
        start = end = index
        while start - 1 in inside or (start - 1 >= 0 and start - 2 in inside and tree.low(start - 1) in ("-", "/", ",")):
            start -= 1
        while end + 1 in inside or (end + 2 in inside and tree.low(end + 1) in ("-", "/")):
            end += 1
        while start < index and (tree.low(start) in (",", "and", "-", "–", "—", ":") or self._timed(start) or self._opens_clause(start)):
            start += 1
        named = self._named_around(index)
        return (min(start, named[0]), max(end, named[-1]) + 1) if named else (start, end + 1)

    def top(self, index: int) -> int:
        """The head of the name that the token is a part of, however the parser takes it apart: of "Donald" "Trump"; else the token."""
        named = self._named_around(index)
        if not named:
            return index
        heads = [word for word in named if self._tree.tokens[word].head not in named or self._tree.tokens[word].head == word]
        return heads[-1]

    def _named_around(self, index: int) -> range:
        """The tokens of the name of a person or a body around the token; none where there is no such name."""
        mention = self._mention(index)
        if mention is None or mention.kind not in WHOLE:
            return range(0)
        inside = [t.index for t in self._tree.tokens if mention.span.start <= t.start and t.end <= mention.span.end]
        return range(inside[0], inside[-1] + 1) if inside else range(0)

    def _opens_clause(self, index: int) -> bool:
        """Whether it is the "that" of "demanded that the soldiers leave", which parses at times put into the noun phrase."""
        token = self._tree.tokens[index]
        return self._tree.low(index) == "that" and (token.dep == "mark" or self._tree.tokens[index + 1].tag in ("DT", "PRP$", "NNP"))

    def read(self, index: int) -> list[Participant]:
        """The participants that the noun phrase headed by `index` names; empty where it names nobody."""
        start, end = self.bounds(index)
        first, last = self._tree.tokens[start], self._tree.tokens[end - 1]
        span = self._document.span(first.start, last.end)
        return [
            Participant(span=span, name=found.name or span.text, country=found.country, sector=found.sector, sectors=found.sectors)
            for found in self.descriptions(self._apposed(index))
            if _known(found) or self.is_pronoun(index)
        ]

    def _apposed(self, index: int) -> int:
        """The name of a known person in apposition to a common noun, who is then meant: "the new leader, General X"; else the noun."""
        if self._tree.tokens[index].pos != "NOUN":
            return index
        found = ((child, self._mention(child)) for child in self._tree.children(index, "appos"))
        return next((child for child, mention in found if mention and mention.kind == "person" and mention.country), index)

    def span(self, first: int, last: int) -> Span:
        """The characters from the token `first` to the token `last`, inclusive."""
        return self._document.span(self._tree.tokens[first].start, self._tree.tokens[last].end)

    def read_all(self, heads: Iterable[int]) -> tuple[Participant, ...]:
        """The participants of several noun phrases, each once."""
        return tuple(dict.fromkeys(found for head in heads for found in self.read(head)))

    def _timed(self, index: int) -> bool:
        """Whether the token belongs to a time expression or a clock, which the parser may hang on a name beside it."""
        token = self._tree.tokens[index]
        if any(when.span and when.span.start <= token.start < when.span.end for when in self._sentence.times):
            return True
        return ":" in token.text and token.text[0].isdigit()

    def _as_means(self, index: int, found: tuple[Description, ...]) -> tuple[Description, ...]:
        """Arms stand for the forces of their country ("Turkish jets"); a noun that names an act ("the arrest of X") is nobody."""
        lemmas = self._tree.lemmas[index]
        if self.names_act(index) or self._abstract(index) or self._is_violence(index):
            return ()
        forces = not lemmas.isdisjoint(self._lexicon.classes.get("forces", ()))
        arms = not lemmas.isdisjoint(self._lexicon.classes.get("weapons", ()))
        return tuple(d._replace(sector="MIL", sectors=("MIL",)) if not d.sector and (forces or (arms and d.country)) else d for d in found)

    def _is_violence(self, index: int) -> bool:
        """Whether "force" is what may be used and not a force: it stands bare."""
        token = self._tree.tokens[index]
        return token.tag == "NN" and token.lemma == "force" and not self._tree.children(index, "det", "amod", "compound", "poss", "nmod")

    def names_act(self, index: int) -> bool:
        """Whether the noun names an act and nobody who could act."""
        lemmas = self._tree.lemmas[index]
        if self._tree.tokens[index].pos != "NOUN" or any(self._context.roles.ending([lemma], 1) for lemma in lemmas):
            return False
        return any(self._spelled(entry, index) for lemma in lemmas for entry in self._lexicon.nouns.get(lemma, ()))

    def _spelled(self, entry: Entry, index: int) -> bool:
        """Whether the words up to `index` spell a whole entry: "attack", "power grab"."""
        first = index - entry.head
        if entry.head != len(entry.words) - 1 or first < 0:
            return False
        return all(not self._tree.lemmas[first + place].isdisjoint(slot) for place, slot in enumerate(entry.words[:-1]))

    def _abstract(self, index: int) -> bool:
        """Whether a common noun that is nobody's role got its sector only from the words around it: "the junta's stance"."""
        token = self._tree.tokens[index]
        abstract = self._lexicon.classes.get("abstract", frozenset())
        if token.pos != "NOUN" or self._tree.lemmas[index].isdisjoint(abstract):
            return False
        start = self._tree.tokens[self.bounds(index)[0]].start
        whole = self._context.references_in(start, token.end)  # "the mission" may stand for who sent it
        return not any(found.span.end == token.end for found in whole)

    def _counted(self, index: int, found: tuple[Description, ...]) -> tuple[Description, ...]:
        """A bare number of people as civilians of the country that the document is about there."""
        token = self._tree.tokens[index]
        if token.tag != "CD" or any(description.sector for description in found) or not self._is_count(index):
            return found
        return tuple(d._replace(country=d.country or self._context.country_at(token.start), sector="CVL", sectors=("CVL",)) for d in found)

    def _by_nationality(self, index: int, found: tuple[Description, ...]) -> tuple[Description, ...]:
        """Parts "Iranian and Iraqi diplomats" into one description for each nationality that stands before the noun."""
        tree = self._tree
        kinds = [c for child in tree.children(index, "amod", "nmod", "compound") for c in tree.subtree(child) if self.is_nationality(c)]
        countries = [mention.country for kind in kinds if (mention := self._mention(kind)) and mention.country]
        if len(found) != 1 or len(set(countries)) < 2 or not found[0].sector:
            return found
        return tuple(found[0]._replace(country=country) for country in dict.fromkeys(countries))

    def _mention(self, index: int) -> EntityMention | None:
        token = self._tree.tokens[index]
        return self._context.covering(token.start, token.end)


def _known(description: Description) -> bool:
    return bool(description.sector) or (description.kind in NAMED and bool(description.country or description.name))
