"""What a request, refusal, promise or threat is about, and what that makes of its mode or type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from detente.codebook.lexicon_model import ContentRule
from detente.coding.tree import SUBJECTS, Tree
from detente.coding.triggers import Trigger
from detente.parsing.words import word_set

CARRIERS = frozenset(("REQUEST", "THREATEN", "AGREE", "CONCEDE", "REJECT"))
DEPTH = 4
ADJUNCTS = word_set("in during after before since at by amid despite following under until while throughout within")
_SKIPPED = SUBJECTS | {"punct", "det", "aux", "auxpass", "mark", "poss", "npadvmod", "relcl", "appos"}


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
    for rule in rules:
        word = _meeting(tree, trigger, rule, levels[:1]) if rule.becomes and kind in rule.types else None
        if word is not None:
            return Content(rule.becomes or kind, rule.mode, word)
    if mode is not None:
        return Content(kind, mode)
    for level in levels:
        for rule in rules:
            word = _meeting(tree, trigger, rule, [level]) if not rule.becomes and kind in rule.types else None
            if word is not None:
                return Content(kind, rule.mode, word)
    return Content(kind, next((rule.mode for rule in rules if kind in rule.types and rule.words is None), None))


def content_levels(tree: Tree, trigger: Trigger) -> Iterator[list[int]]:
    """The words below the trigger that tell what it is about, nearest level first; the phrase's own words belong to the first."""
    level = [word for word in trigger.words if word != trigger.head]
    if tree.coordinated_participle(trigger.head):
        level.append(tree.tokens[trigger.head].head)
    below = [child for word in trigger.words for child in tree.children(word) if child not in trigger.words]
    below = [child for child in below if tree.tokens[child].dep not in _SKIPPED and not _conjoined(tree, trigger, child)]
    for _ in range(DEPTH):
        solid = [child for child in below if tree.tokens[child].dep not in ("prep", "dative", "agent")]
        inner = [n for child in below if child not in solid for n in tree.children(child, "pobj", "pcomp")]
        yield level + solid + inner
        level = []
        following = [n for child in solid + inner for n in tree.children(child)]
        below = [n for n in following if tree.tokens[n].dep not in _SKIPPED]


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


def _meeting(tree: Tree, trigger: Trigger, rule: ContentRule, levels: Sequence[Sequence[int]]) -> int | None:
    """The first word of the content that the rule names; None where it names none."""
    if rule.words is None or (rule.only and rule.only.isdisjoint(tree.lemmas[trigger.head])):
        return None
    return next((index for level in levels for index in level if not tree.lemmas[index].isdisjoint(rule.words)), None)
