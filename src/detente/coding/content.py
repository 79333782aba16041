"""What a request, refusal, promise or threat is about, and what that makes of its mode or type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from detente.codebook.lexicon_model import PARTY, ContentRule
from detente.coding.tree import SUBJECTS, WH, Tree
from detente.coding.triggers import Trigger
from detente.parsing.words import word_set

CARRIERS = frozenset(("REQUEST", "THREATEN", "AGREE", "CONCEDE", "REJECT"))
ANYTHING = frozenset(("*",))
DEPTH = 4
ADDRESSING = frozenset(("to", "on", "upon", "with", "from", "of"))
TEMPORAL = word_set("during after before since amid despite following until while throughout")
CIRCUMSTANTIAL = word_set("if unless until because as after before while when since although though once whereas lest")
ADJUNCTS = word_set("in during after before since at by amid despite following under until while throughout within")
_SKIPPED = SUBJECTS | {"punct", "det", "aux", "auxpass", "mark", "poss", "npadvmod", "relcl", "appos"}
_LINKING = frozenset(("prep", "dobj", "prt", "advmod", "xcomp", "pobj"))


class Content(NamedTuple):
    """Type and mode by what a trigger is about, and the word of its content that told them."""

    event_type: str
    mode: str | None
    word: int | None = None


def apply_content(tree: Tree, trigger: Trigger, rules: Sequence[ContentRule]) -> Content:
    """Type and mode of `trigger` after the first rule that a word of its content meets; the nearest words come first."""
    kind, mode = trigger.entry.event_type, trigger.entry.mode
    if not trigger.entry.content:
        return Content(kind, mode)
    levels = list(content_levels(tree, trigger))
    own = [rule for rule in rules if kind in rule.types and _governs(tree, trigger, rule)]
    other = _nearest(tree, [rule for rule in own if rule.becomes], levels[:1])
    if other is not None:
        return Content(other[0].becomes or kind, other[0].mode, other[1])
    if mode is not None:
        return Content(kind, mode)
    found = _nearest(tree, [rule for rule in own if not rule.becomes], levels)
    if found is not None:
        return Content(kind, found[0].mode, found[1])
    return Content(kind, next((rule.mode for rule in own if rule.words is None), None))


def _nearest(tree: Tree, rules: Sequence[ContentRule], levels: Sequence[Sequence[int]]) -> tuple[ContentRule, int] | None:
    """The rule that the nearest level of the content meets, and the word that meets it; a phrase tells more than a word."""
    for level in levels:
        phrases = [(rule, found) for rule in rules if (found := _met_phrase(tree, rule, level))]
        if phrases:
            rule, (_, word) = max(phrases, key=lambda pair: pair[1][0])  # the first of the longest
            return rule, word
        words = ((rule, _met(tree, rule, level)) for rule in rules)
        single = next(((rule, word) for rule, word in words if word is not None), None)
        if single is not None:
            return single
    return None


def content_levels(tree: Tree, trigger: Trigger) -> Iterator[list[int]]:
    """The words below the trigger that tell what it is about, nearest level first; the phrase's own words belong to the first."""
    level = [word for word in trigger.words if word != trigger.head or trigger.entry.polarity]
    if any(PARTY in slot for slot in trigger.entry.words):  # whom it is said to is not what it is about
        level = [word for word in level if any(not tree.lemmas[word].isdisjoint(slot) for slot in trigger.entry.words)]
    level += _above(tree, trigger)
    below = [child for word in trigger.words for child in tree.children(word) if child not in trigger.words]
    below = [child for child in below if tree.tokens[child].dep not in _SKIPPED and not _conjoined(tree, trigger, child)]
    if trigger.verbal and tree.passive(trigger.head) and not tree.children(trigger.head, "dobj", "xcomp", "ccomp"):
        below += [noun for noun in tree.children(trigger.head, "nsubjpass") if tree.tokens[noun].pos == "NOUN"]
    below = [inner for child in below if not _aside(tree, trigger, child) for inner in _unaddressed(tree, child, below)]
    for _ in range(DEPTH):
        solid = [child for child in below if tree.tokens[child].dep not in ("prep", "dative", "agent")]
        inner = [n for child in below if child not in solid for n in tree.children(child, "pobj", "pcomp")]
        yield level + solid + inner
        level = []
        following = [n for child in solid + inner for n in tree.children(child) if not _temporal(tree, n)]
        below = [n for n in following if tree.tokens[n].dep not in _SKIPPED] + [n for child in solid for n in _happening(tree, child)]


def _above(tree: Tree, trigger: Trigger) -> list[int]:
    """The word above the trigger that is its content: "the release demanded by", "the loan that it asked for", "sent at the request of"."""
    token = tree.tokens[trigger.head]
    if tree.coordinated_participle(trigger.head) or (trigger.verbal and token.dep == "acl" and token.tag == "VBN"):
        return [token.head]
    if (
        token.dep in ("ccomp", "parataxis")
        and token.head > trigger.head
        and not tree.children(trigger.head, "dobj", "xcomp", "ccomp", "mark")
    ):
        return [token.head]
    if not trigger.verbal:
        behind = token.dep == "pobj" and tree.low(token.head) in ("at", "upon")
        return [tree.tokens[token.head].head] if behind else []
    clauses = tree.children(trigger.head, "xcomp", "ccomp")
    objects = [noun for verb in (trigger.head, *clauses) for noun in tree.children(verb, "dobj") if tree.low(noun) not in WH]
    own = any(tree.low(noun) not in WH for noun in tree.children(trigger.head, "nsubj"))
    return [token.head] if token.dep == "relcl" and own and not objects else []


def _happening(tree: Tree, clause: int) -> list[int]:
    """The subject of a clause without an object, which then tells what is to come: "warned that sanctions would follow"."""
    if tree.tokens[clause].dep not in ("ccomp", "parataxis") or tree.children(clause, "dobj", "xcomp", "ccomp", "attr"):
        return []
    return [noun for noun in tree.children(clause, *SUBJECTS) if tree.tokens[noun].pos == "NOUN"]


def _temporal(tree: Tree, child: int) -> bool:
    return tree.tokens[child].dep == "prep" and tree.low(child) in TEMPORAL


def _aside(tree: Tree, trigger: Trigger, child: int) -> bool:
    """Whether a clause or phrase below the trigger tells when or under which condition, and not what it is about."""
    token = tree.tokens[child]
    if token.dep == "advcl":
        return any(tree.low(mark) in CIRCUMSTANTIAL for mark in tree.children(child, "mark", "advmod"))
    if token.dep != "prep" or child in trigger.words:
        return False
    told = trigger.verbal and bool(tree.children(trigger.head, "dobj", "xcomp", "ccomp"))
    return tree.low(child) in TEMPORAL or (told and tree.low(child) in ADJUNCTS and not _infinitives(tree, tree.children(child, "pobj")))


def _unaddressed(tree: Tree, child: int, below: Sequence[int]) -> list[int]:
    """`child` of a trigger, without whom the trigger speaks to: what is asked of him is a clause beside or under him."""
    token = tree.tokens[child]
    noun = next(iter(tree.children(child, "pobj")), child) if token.dep in ("prep", "dative") else child
    addressing = token.dep in ("dobj", "dative") or tree.low(child) in ADDRESSING or tree.low(token.head) in ADDRESSING
    if not addressing or tree.is_verb(noun):
        return [child]
    clauses = _infinitives(tree, [noun])
    beside = any(tree.tokens[other].dep in ("xcomp", "ccomp") for other in below)
    return clauses if clauses or beside else [child]


def carrier_of(tree: Tree, trigger: Trigger, others: Sequence[Trigger]) -> Trigger | None:
    """The request, threat, promise or refusal whose content `trigger` is; None where it stands on its own."""
    carriers = [other for other in others if other is not trigger and other.entry.event_type in CARRIERS]
    heads = {word: other for other in carriers if other.entry.content or other.entry.event_type != "REJECT" for word in other.words}
    below = trigger.head
    for head in tree.ancestors(trigger.head):
        token = tree.tokens[below]
        if (
            (token.dep == "relcl" and not tree.infinitive(below))
            or token.dep == "parataxis"
            or (token.dep == "advcl" and not _conditional(tree, below))
        ):
            return None
        if token.dep == "conj" and tree.is_verb(below) and (head in heads or tree.finite_beside(below)):
            return None
        if token.dep in SUBJECTS or (token.dep == "acl" and token.tag in ("VBN", "VBD")):
            return None
        if tree.low(below) in ADJUNCTS and token.dep == "prep":
            return None
        if head in heads:
            return heads[head] if _behind(tree, below, head) else None
        below = head
    return None


def _behind(tree: Tree, below: int, head: int) -> bool:
    """Whether the clause at `below` can be the content of `head`: it follows it, or is quoted before it; not a clause beside it."""
    if below > head:
        return True
    return tree.tokens[below].dep != "ccomp" or any(tree.tokens[i].text in ('"', "”", "’") for i in range(below, head))


def _conditional(tree: Tree, verb: int) -> bool:
    marks = {tree.low(child) for child in tree.children(verb, "mark", "advmod", "aux")}
    return bool(marks & {"if", "unless", "until", "to", "should", "once"})


def _conjoined(tree: Tree, trigger: Trigger, child: int) -> bool:
    return tree.tokens[child].dep == "conj" and tree.is_verb(child) and tree.tokens[child].head == trigger.head


def _infinitives(tree: Tree, nouns: Sequence[int]) -> list[int]:
    return [verb for noun in nouns for verb in tree.children(noun, "acl", "relcl") if tree.infinitive(verb)]


def _governs(tree: Tree, trigger: Trigger, rule: ContentRule) -> bool:
    """Whether the rule's conditions on the trigger itself hold."""
    if rule.only and rule.only.isdisjoint(tree.lemmas[trigger.head]):
        return False
    token = tree.tokens[trigger.head]
    return not rule.behind or (not trigger.verbal and token.dep == "pobj" and tree.low(token.head) in rule.behind)


def _met(tree: Tree, rule: ContentRule, level: Sequence[int]) -> int | None:
    """The first word of `level` that the rule names; None where it names none."""
    words = rule.words
    return None if not words else next((index for index in level if not tree.lemmas[index].isdisjoint(words)), None)


def _met_phrase(tree: Tree, rule: ContentRule, level: Sequence[int]) -> tuple[int, int] | None:
    """Length and head word, in `level`, of the longest phrase that the rule names."""
    found = [(len(phrase), index) for index in level for phrase in rule.phrases if _holds(tree, index, phrase)]
    return max(found, key=lambda pair: pair[0], default=None)


def _holds(tree: Tree, index: int, phrase: Sequence[frozenset[str]]) -> bool:
    """Whether a phrase stands at `index`: its first word there, the others on it or on what hangs on it."""
    if tree.lemmas[index].isdisjoint(phrase[0]):
        return False
    if phrase[1] == ANYTHING:
        return bool(tree.children(index, "dobj"))
    if any(map(tree.vocabulary.isdisjoint, phrase)):
        return False
    near = [child for child in tree.children(index) if tree.tokens[child].dep not in SUBJECTS]
    near += [inner for child in near for inner in tree.children(child) if tree.tokens[child].dep in _LINKING]
    return all(any(not tree.lemmas[child].isdisjoint(slot) for child in near) for slot in phrase[1:])
