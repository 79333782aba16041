"""Pronouns and descriptions to the parties that they stand for, in the order of reading.

Recency with a preference for subjects, agreement in kind and number, and no antecedent among the arguments of the same verb
(after Lappin and Leass 1994, "An algorithm for pronominal anaphora resolution", with fewer weights).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from detente.parsing.context import Context
from detente.parsing.describing import FORCE, Description, explicit
from detente.parsing.discourse import SUBJECTS, Item, governor, make_item, sharing
from detente.parsing.known import ELITE
from detente.parsing.parsed import EntityMention, Reference, Sentence, Token
from detente.parsing.phrases import phrase_bounds, role_heads
from detente.parsing.several import counted, find_several
from detente.parsing.words import word_set
from detente.records import Document, Span

_ONE = word_set("he him his himself she her hers herself")
_FEMALE = word_set("she her hers herself")
_IT = word_set("it its itself")
_THEY = word_set("they them their theirs themselves")
_DEFINITE = word_set("the this that these those both such")
_STATES = word_set("country nation kingdom emirate republic state sultanate monarchy archipelago")
_BODIES = word_set("bloc alliance union organisation organization body grouping")
_GROUPS = word_set("group movement militia paramilitaries militants faction")
_INTERGOVERNMENTAL = ("UNO", "EUU", "IGO")
_OTHERS = word_set("international other wider broader global")  # who is described so was not named before
_ALIKE = {
    noun: words[0]
    for words in (
        ("envoy", "ambassador", "diplomat", "emissary"),
        ("embassy", "mission"),
        ("soldiers", "troops", "forces"),
        ("rebels", "insurgents", "fighters", "militants", "gunmen"),
        ("protesters", "demonstrators", "marchers", "crowd", "crowds"),
        ("lawmakers", "deputies", "legislators", "parliamentarians"),
        ("junta", "generals", "officers", "putschists"),
    )
    for noun in words
}
_DISTANT, _PER_CHARACTER = 2.0, 0.004  # what a sentence and a character between pronoun and antecedent cost
_SUBJECT, _MAIN, _PARAGRAPH, _MODIFIES = 1.5, 0.5, 0.5, 1.0  # for a subject, the main clause, the same paragraph; against a modifier
_FAR, _MEMORY, _KEPT = 3, 12, 40  # sentences that a pronoun, a description and "both sides" look back


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a document's references came to: per sentence the references and the role phrases as mentions."""

    references: tuple[tuple[Reference, ...], ...]
    phrases: tuple[tuple[EntityMention, ...], ...]


def resolve(document: Document, sentences: Sequence[Sentence], context: Context, common: Mapping[str, str]) -> Resolved:
    """References and role phrases of `sentences`, whose entities are named; `common` gives the gazetteer's common noun by party name."""
    reader = _Reader(document, context, common)
    results = [reader.read(number, sentence) for number, sentence in enumerate(sentences)]
    return Resolved(tuple(result[0] for result in results), tuple(result[1] for result in results))


class _Reader:
    """Goes through the document once and remembers whom it met."""

    def __init__(self, document: Document, context: Context, common: Mapping[str, str]) -> None:
        self._document = document
        self._context = context
        self._common = common
        self._items: list[Item] = []
        self._genders: dict[str, str] = {}  # what pronouns told of persons, by name
        self._first: dict[Span, tuple[EntityMention, ...]] = {}  # what a description stands for, by its span

    def read(self, number: int, sentence: Sentence) -> tuple[tuple[Reference, ...], tuple[EntityMention, ...]]:
        """References and role phrases of one sentence, left to right."""
        self._items = [item for item in self._items if number - item.sentence <= _KEPT]
        named = [make_item(mention, number, sentence) for mention in sentence.entities]
        if not sentence.tokens:
            self._items += named
            return (), ()
        events: list[tuple[int, int, Item | Token]] = [(item.start, 1, item) for item in named]
        events += [(token.start, 0, token) for token in sentence.tokens if token.tag in ("PRP", "PRP$", "WP$")]
        events += [(token.start, 2, token) for token in role_heads(sentence, self._context)]
        references: list[Reference] = []
        phrases: list[EntityMention] = []
        for _, order, event in sorted(events, key=lambda entry: entry[:2]):
            if isinstance(event, Item):
                self._items.append(event)
                continue
            pronoun = order == 0
            found = self._pronoun(number, sentence, event) if pronoun else self._phrase(number, sentence, event, references, phrases)
            if found:
                references.append(found)
        return tuple(sorted(references, key=lambda found: found.span)), tuple(phrases)

    def _pronoun(self, number: int, sentence: Sentence, token: Token) -> Reference | None:
        word = token.text.lower()
        if word == "whose":
            antecedent = self._related(number, sentence.tokens, token)
        elif word in _ONE:
            gender = "f" if word in _FEMALE else "m"
            antecedent = self._best(number, sentence, token, lambda item: _person(item) and self._gender(item) in ("", gender))
            if antecedent is not None:
                self._genders.setdefault(antecedent.mention.name, gender)
        elif word in _IT and not _pleonastic(sentence.tokens, token):
            antecedent = self._best(number, sentence, token, _thing)
        elif word in _THEY:
            antecedent = self._best(number, sentence, token, _several) or self._best(number, sentence, token, _thing)
        else:
            return None
        if antecedent is None:
            return None
        span = self._document.span(token.start, token.end)
        return self._reference(span, (antecedent.mention, *self._joined(antecedent, word)))

    def _related(self, number: int, tokens: Sequence[Token], token: Token) -> Item | None:
        """The party that the relative clause of "whose" hangs on."""
        verb = tokens[token.head]
        while verb.dep != "relcl" and verb.head != verb.index:
            verb = tokens[verb.head]
        here = [item for item in self._items if item.sentence == number and item.head == verb.head != verb.index]
        return here[-1] if here else None

    def _gender(self, item: Item) -> str:
        return item.gender or self._genders.get(item.mention.name, "")

    def _reference(self, span: Span, mentions: Sequence[EntityMention]) -> Reference:
        """A reference to `mentions`, to what these stand for where they are descriptions themselves."""
        roots = [root for mention in mentions for root in self._first.get(mention.span, (mention,))]
        return Reference(span=span, antecedents=tuple(dict.fromkeys(roots)))

    def _joined(self, item: Item, word: str) -> tuple[EntityMention, ...]:
        """The parties coordinated with `item` that "they" means too."""
        if word not in _THEY:
            return ()
        return tuple(
            other.mention
            for other in self._items
            if other.sentence == item.sentence and other.verb == item.verb != -1 and other.subject == item.subject and other.subject
            if other.start != item.start and not other.modifies and other.mention.kind != "nationality"
        )[:2]

    def _best(self, number: int, sentence: Sentence, token: Token, fits: Callable[[Item], bool]) -> Item | None:
        """The antecedent of the pronoun `token` among the items met so far."""
        verb = governor(sentence.tokens, token) if token.tag == "PRP" else -1
        shared = sharing(sentence.tokens, verb) if verb != -1 and token.dep not in SUBJECTS else ()
        best, top = None, float("-inf")
        for item in self._items:
            distance = number - item.sentence
            if distance > _FAR or item.start >= token.start or not fits(item):
                continue
            if distance == 0 and verb != -1 and item.verb == verb and not token.text.lower().endswith(("self", "selves")):
                continue
            if distance == 0 and item.subject and item.verb in shared:
                continue
            score = -_DISTANT * distance - _PER_CHARACTER * (token.start - item.start)
            score += (
                _SUBJECT * item.subject
                + _MAIN * item.main
                + _PARAGRAPH * (item.paragraph == sentence.paragraph)
                - _MODIFIES * item.modifies
            )
            if score >= top:
                best, top = item, score
        return best

    def _phrase(
        self, number: int, sentence: Sentence, head: Token, references: Sequence[Reference], phrases: list[EntityMention]
    ) -> Reference | None:
        """The role phrase around `head`: remembered as a mention, and a reference where it only points back."""
        tokens = sentence.tokens
        first, last = phrase_bounds(tokens, head, sentence.entities)
        told = explicit(tokens, first, last, self._context.with_references(sorted(references, key=lambda found: found.span)))
        span = self._document.span(tokens[first].start, tokens[last - 1].end)
        antecedents = () if told.country else self._antecedents(tokens, (first, last), head, told, number)
        country, sectors = told.country, told.sectors
        if head.text.lower() in FORCE and sectors[:1] in (("MIL",), ("COP",)) and not antecedents:
            sectors = self._force(number) or sectors
        if antecedents:
            country = antecedents[0].mention.country
            sectors = antecedents[0].mention.sectors or sectors
        mention = EntityMention(span=span, name=told.name, kind=told.kind, country=country, sectors=sectors)
        self._items.append(make_item(mention, number, sentence))
        phrases.append(mention)
        if not antecedents:
            return None
        found = self._reference(span, [item.mention for item in antecedents])
        self._first[span] = found.antecedents
        return found

    def _force(self, number: int) -> tuple[str, ...]:
        """The sector of the soldiers or police named last: whose "officers" and "patrols" these are."""
        near = (item for item in reversed(self._items) if number - item.sentence <= _FAR)
        return next((item.mention.sectors[:1] for item in near if item.mention.sectors[:1] in (("MIL",), ("COP",))), ())

    def _antecedents(
        self, tokens: Sequence[Token], bounds: tuple[int, int], head: Token, told: Description, number: int
    ) -> tuple[Item, ...]:
        """Whom a description without a country of its own stands for: none, one, or the two of "both sides"."""
        phrase = tokens[bounds[0] : bounds[1]]
        words = [token.text.lower() for token in phrase]
        noun = head.text.lower()
        count = counted(phrase, head, told)
        if count:
            verb = governor(tokens, head)
            doing = sharing(tokens, verb) if verb != -1 and head.dep not in SUBJECTS else ()
            free = [item for item in self._items if item.sentence != number or item.verb not in doing]
            return find_several(free, noun, count, number, self._context.weights)
        if not _OTHERS.isdisjoint(words):
            return ()
        definite = words[0] in _DEFINITE
        if not definite and len(words) > 1:
            return ()
        back = [item for item in reversed(self._items) if number - item.sentence < _MEMORY]
        tests = self._tests(head, told) if definite else [lambda item: item.noun == noun and bool(item.mention.country)]
        for test in tests:
            found = next((item for item in back if test(item)), None)
            if found:
                return (found,)
        return ()

    def _tests(self, head: Token, told: Description) -> list[Callable[[Item], bool]]:
        """What an antecedent of a definite description must be, the surest sign first."""
        noun, alike = head.text.lower(), _ALIKE.get(head.text.lower())
        tests: list[Callable[[Item], bool]] = []
        if ELITE in told.sectors:
            tests.append(lambda item: _person(item) and ELITE in item.mention.sectors)
        tests.append(lambda item: self._common.get(item.mention.name) == noun)
        tests.append(lambda item: item.noun == noun and bool(item.mention.country))
        if noun in _STATES:
            tests.append(lambda item: item.mention.kind == "state" and item.mention.country in self._context.countries[:1])
        if noun in _BODIES:
            tests.append(lambda item: item.mention.kind == "organisation" and item.mention.country in _INTERGOVERNMENTAL)
        if noun in _GROUPS:
            tests.append(lambda item: item.mention.kind == "armed_group")
        if told.kind == "person":
            tests.append(lambda item: _person(item) and noun in (item.mention.title or "").lower().split())
        if head.text[0].isupper():
            tests.append(lambda item: item.mention.kind == "organisation" and head.text in item.mention.name.split())
        if alike:
            tests.append(lambda item: _ALIKE.get(item.noun) == alike and bool(item.mention.country) and not item.modifies)
        tests.append(lambda item: item.noun == noun and item.mention.kind in ("organisation", "armed_group"))
        return tests


def _person(item: Item) -> bool:
    """Whether "he" or "she" can mean `item`."""
    return item.mention.kind == "person" and not item.many


def _thing(item: Item) -> bool:
    """Whether "it" can mean `item`."""
    return item.mention.kind in ("state", "organisation", "armed_group") and not item.many


def _several(item: Item) -> bool:
    """Whether "they" means `item` first of all: a group of people."""
    return item.many or (item.mention.kind == "armed_group") or (item.mention.kind == "organisation" and item.noun in ("police", "crowd"))


def _pleonastic(tokens: Sequence[Token], token: Token) -> bool:
    """Whether "it" means nothing: "it is clear that", "it seems"."""
    if token.dep == "expl":
        return True
    above = tokens[token.head]
    if token.dep not in ("nsubj", "nsubjpass") or above.lemma not in ("be", "seem", "appear", "take", "become", "remain"):
        return False
    return any(other.head == above.index and other.dep in ("ccomp", "xcomp", "acomp", "advcl") for other in tokens)
