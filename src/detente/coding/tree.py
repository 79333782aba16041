"""A sentence's dependency tree: children, subtrees, coordination and clause-level relations of its tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Any, TypeVar

from detente.codebook.lexicon_model import fold
from detente.coding.tokens import lemmas_of, relisted
from detente.parsing.parsed import Token

WH = frozenset(("who", "which", "that", "whom", "whose", "where", "when"))
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM", "X"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
CONTROLS_SUBJECT = frozenset(("promise", "threaten", "vow", "offer", "pledge", "agree", "refuse", "swear"))
RETAINING = frozenset(("deny", "refuse", "grant", "give", "offer", "award", "promise", "hand"))  # a passive keeps the thing as its object
ATTITUDES = frozenset(("oppose", "commit"))  # "is opposed to" looks passive, and its subject acts
T = TypeVar("T")


def _once(method: Callable[[Any, int], T]) -> Callable[[Any, int], T]:
    """`method` of a tree, done once for each token."""
    name = method.__name__

    @wraps(method)
    def remembered(self: Tree, index: int) -> T:
        key = (name, index)
        if key not in self._known:
            self._known[key] = method(self, index)
        found: T = self._known[key]
        return found

    return remembered


class Tree:
    """Navigation over the tokens of one sentence; every place is a token index. The lists that it gives are not to be changed."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens = relisted(tokens)
        self._known: dict[tuple[str, int], Any] = {}
        self._deps = [token.dep for token in tokens]
        self._lows = [token.text.lower() for token in tokens]
        self._folded = [fold(token.lemma) for token in tokens]
        self._verbs = [token.pos in ("VERB", "AUX") or token.tag.startswith("VB") for token in tokens]
        self._children: list[list[int]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.index:
                self._children[token.head].append(token.index)
        self.lemmas = [lemmas_of(token, lemma) for token, lemma in zip(tokens, self._folded, strict=True)]
        self.vocabulary = frozenset().union(*self.lemmas)

    def __len__(self) -> int:
        return len(self.tokens)

    def children(self, index: int, *deps: str) -> list[int]:
        """Children of `index`, in order; only those with a relation among `deps` where any is given."""
        below = self._children[index]
        return [child for child in below if self._deps[child] in deps] if below and deps else below

    def low(self, index: int) -> str:
        """The token's text in small letters."""
        return self._lows[index]

    def ancestors(self, index: int) -> Iterator[int]:
        """Heads of `index`, nearest first, without itself."""
        seen = {index}
        while (head := self.tokens[index].head) not in seen:
            yield head
            seen.add(head)
            index = head

    def subtree(self, index: int, without: frozenset[str] = frozenset()) -> list[int]:
        """`index` and all below it, in order; branches whose relation is among `without` are left out."""
        found = [index]
        for current in found:  # grows as it goes
            if below := self._children[current]:
                found += [child for child in below if self._deps[child] not in without] if without else below
        found.sort()
        return found

    def is_verb(self, index: int) -> bool:
        """Whether the token is a verb form."""
        return self._verbs[index]

    def infinitive(self, verb: int) -> bool:
        """Whether the verb stands behind "to"."""
        return any(self.low(child) == "to" for child in self.children(verb, "aux"))

    @_once
    def conjuncts(self, index: int) -> list[int]:
        """`index` and the nominals coordinated with it, in order."""
        found, waiting = [], [index]
        while waiting:
            current = waiting.pop()
            found.append(current)
            waiting += [c for c in self.children(current, "conj") if self.tokens[c].pos in NOMINAL and not self.is_verb(c)]
            waiting += self._listed(current)
        return sorted(found)

    def _listed(self, index: int) -> list[int]:
        """Names that the parser took for appositions inside a list: "the UN" in "Chad, the UN, and the African Union"."""
        after = self.children(index, "conj")
        if self.tokens[index].pos != "PROPN" or not after:
            return []
        found = [c for c in self.children(index, "appos") if c < after[-1] and self.tokens[c].pos == "PROPN"]
        return [c for c in found if any(self.low(i) == "and" for i in range(c, after[-1]))]

    def first_conjunct(self, index: int) -> int:
        """The token that opens the coordination which `index` stands in."""
        while self.tokens[index].dep == "conj" and self.tokens[index].head != index:
            index = self.tokens[index].head
        return index

    def verb_above(self, index: int) -> int | None:
        """The nearest verb that governs `index`."""
        return next((head for head in self.ancestors(index) if self.is_verb(head)), None)

    @_once
    def passive(self, verb: int) -> bool:
        """Whether the verb form is passive, by auxiliary, by a participle behind a noun, or by coordination with a passive."""
        token = self.tokens[verb]
        if self.lemma(verb) in ATTITUDES and self.prep(verb, "to") and not self.agent(verb):
            return False
        if self.children(verb, "auxpass", "nsubjpass"):
            return True
        if token.tag not in ("VBN", "VBD", "JJ") or self.children(verb, "nsubj"):
            return False
        if any(self._folded[aux] == "have" for aux in self.children(verb, "aux")):
            return False
        if token.dep == "amod" and self.coordinated_participle(verb):
            return False
        if token.dep in ("acl", "amod", "advcl") and self.lemma(verb) in RETAINING and not self.children(verb, "dative"):
            return token.tag in ("VBN", "VBD")
        if token.dep in ("acl", "amod", "advcl"):
            return not self.children(verb, "dobj") and not self._garden_path(verb)
        return token.dep == "conj" and token.tag == "VBN" and self.is_verb(token.head) and self.passive(token.head)

    def finite_beside(self, verb: int) -> bool:
        """Whether a finite verb is coordinated with an infinitive or participle, so that it really stands beside the clause above."""
        token = self.tokens[verb]
        head = self.tokens[token.head]
        return (
            token.tag in ("VBD", "VBZ", "VBP")
            and head.tag in ("VB", "VBG", *(("VBP", "VBZ") if token.tag == "VBD" else ()))
            and not self.children(verb, "aux")
        )

    def coordinated_participle(self, verb: int) -> bool:
        """Whether a participle that was hung on a noun is really a verb beside the one before: "imposed bans and threatened war"."""
        token = self.tokens[verb]
        noun = self.tokens[token.head]
        if token.tag not in ("VBN", "VBD") or noun.dep != "conj" or verb == 0 or self.low(verb - 1) not in ("and", "but", "or"):
            return False
        before = noun.head if self.is_verb(noun.head) else self.tokens[noun.head].head
        return self.is_verb(before) and before < verb and not self.children(noun.index, "det", "poss")

    def _garden_path(self, verb: int) -> bool:
        """Whether a verb that hangs on the sentence's root noun is really its main verb: "The last soldiers left on Friday."."""
        token, head = self.tokens[verb], self.tokens[self.tokens[verb].head]
        closed = self.tokens[-1].text in (".", '"', "”", ";")
        return head.dep == "ROOT" and not self.is_verb(head.index) and token.tag in ("VBD", "VBN") and closed and not self.agent(verb)

    @_once
    def subject(self, verb: int) -> list[int]:
        """The grammatical subject of `verb`, own, shared or controlled; relative pronouns give their antecedent."""
        return self._subject(verb, 0)

    def _subject(self, verb: int, depth: int) -> list[int]:
        own = [self._antecedent(verb, child) for child in self.children(verb, "nsubj", "nsubjpass")]
        if not own and self.lemma(verb) in ATTITUDES:  # the parser may hang it on the auxiliary: "[Chad is] opposed to the plan"
            own = [child for auxiliary in self.children(verb, "auxpass", "aux") for child in self.children(auxiliary, "nsubj")]
        if own or depth > 6:
            return own
        token = self.tokens[verb]
        governor = token.head
        if governor == verb:
            return []
        if token.dep == "amod" and self.coordinated_participle(verb):
            above = self.verb_above(verb)
            return self._subject(above, depth + 1) if above is not None else []
        if token.dep in ("acl", "relcl", "amod") and not self.is_verb(governor):
            return self._noun_subject(verb, governor, depth)
        if token.dep == "pcomp":
            return self._gerund_subject(verb, depth)
        if not self.is_verb(governor):
            above = self.verb_above(verb)
            return self._subject(above, depth + 1) if above is not None else []
        if token.dep in ("xcomp", "ccomp"):
            target = self.object(governor)
            if target and self.lemma(governor) not in CONTROLS_SUBJECT and not self.passive(governor):
                return target
        if token.dep == "conj" and self.finite_beside(verb):
            above = self.verb_above(governor)
            return self._subject(above, depth + 1) if above is not None else []
        return self._subject(governor, depth + 1)

    @_once
    def object(self, verb: int) -> list[int]:
        """The logical object: direct object, subject of a passive, or the noun that a relative or participle clause hangs on."""
        if self.passive(verb):
            token = self.tokens[verb]
            if token.dep in ("acl", "amod") and not self.children(verb, "nsubjpass"):
                return [token.head]
            return self._noun_before(verb) or self.subject(verb)
        if self.tokens[verb].dep == "amod" and self.coordinated_participle(verb):
            return [self.tokens[verb].head]
        direct = [self._antecedent(verb, child) for child in self.children(verb, "dobj", "attr", "oprd")]
        if direct:
            return direct
        token = self.tokens[verb]
        if token.dep == "relcl" and any(self.low(c) not in WH for c in self.children(verb, "nsubj")):
            return [token.head]
        clause = [
            s
            for c in self.children(verb, "ccomp", "xcomp")
            if self.tokens[c].tag not in ("VBD", "VBZ", "VBP", "MD")
            for s in self.children(c, "nsubj")
        ]
        if clause or token.dep != "conj" or not self.is_verb(token.head):
            return clause
        return []

    def _noun_before(self, verb: int) -> list[int]:
        """The noun that a participle behind a comma describes, where it was hung on the clause: "met Mr. Roe, detained since May"."""
        if self.tokens[verb].dep != "advcl" or self.children(verb, "nsubjpass", "auxpass", "mark"):
            return []
        before = min(self.subtree(verb)) - 1
        if before < 1 or self.low(before) != "," or self.tokens[before - 1].pos not in ("PROPN", "NOUN"):
            return []
        noun = before - 1
        while self.tokens[noun].dep in ("compound", "pobj", "prep", "flat", "nmod") and self.tokens[noun].head < verb:
            noun = self.tokens[noun].head
        return [noun] if self.tokens[noun].dep in ("dobj", "pobj", "attr", "dative") else []

    def agent(self, verb: int) -> list[int]:
        """Who a passive names behind "by"."""
        return [noun for child in self.children(verb, "agent", "prep") if self.low(child) == "by" for noun in self.children(child, "pobj")]

    def prep(self, index: int, name: str) -> list[int]:
        """Objects of the preposition `name` that hangs on `index`."""
        return [noun for child in self._preps(index) if self.low(child) == name for noun in self.children(child, "pobj")]

    def lemma(self, index: int) -> str:
        """The folded lemma of the token."""
        return self._folded[index]

    @_once
    def _preps(self, index: int) -> list[int]:
        direct = [c for c in self.children(index, "prep", "agent", "dative", "prt", "advmod") if self.low(c) != "according"]
        return direct + [inner for child in direct for inner in self.children(child, "prep")]

    def _antecedent(self, verb: int, index: int) -> int:
        token = self.tokens[verb]
        if self.tokens[index].tag in ("WDT", "WP") and self.low(index) in WH:
            governor = (
                token.head if token.dep == "relcl" else next((h for h in self.ancestors(verb) if self.tokens[h].pos in NOMINAL), index)
            )
            return governor
        return index

    def _noun_subject(self, verb: int, noun: int, depth: int) -> list[int]:
        """Who does a verb that hangs on `noun`: the noun itself, or behind "to" the noun's owner."""
        if not self.infinitive(verb):
            return [noun]
        owner = self.children(noun, "poss") or self.prep(noun, "by")
        above = self.verb_above(noun)
        if owner or above is None or self.passive(above):
            return owner
        return self._subject(above, depth + 1)

    def _gerund_subject(self, verb: int, depth: int) -> list[int]:
        """Who does a gerund behind a preposition: "accused X of closing" X, "answered by closing" the answerer."""
        preposition = self.tokens[verb].head
        governor = self.tokens[preposition].head
        if not self.is_verb(governor):
            above = self.verb_above(governor)
            return self.children(governor, "poss") or (self._subject(above, depth + 1) if above is not None else [])
        target = self.object(governor)
        if target and self.low(preposition) in ("of", "for", "from", "with"):
            return target
        return self._subject(governor, depth + 1)
