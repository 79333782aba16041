"""What holds over a trigger: negation, conditions, modals and plans. Together they give PLOVER's auxiliary modes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from detente.coding.tree import Tree
from detente.parsing.words import word_set

NEGATIVE = frozenset(("not", "n't", "never", "no longer", "nor", "neither", "nobody", "none", "without", "hardly", "no"))
PLAN = frozenset(("plan", "intend", "expect", "schedule", "prepare", "aim", "set", "slate", "due", "poise", "ready", "plot", "go"))
UNREAL = frozenset(
    ("consider", "want", "hope", "wish", "mull", "weigh", "contemplate", "debate", "propose", "suggest", "fear", "likely", "able", "dare")
)
FAILED = frozenset(("fail", "refuse", "decline", "avoid", "prevent", "stop", "neglect", "omit", "forbear", "deny"))
AVERTED = frozenset(("avoid", "prevent", "avert", "foil", "thwart", "forestall"))
REPORTED = word_set(
    "say tell announce declare promise add insist confirm report pledge note explain state write claim warn signal indicate"
)
OCCURS = word_set("happen occur take begin start follow break erupt materialise be hold impose lift plan announce launch carry order stage")
MODALS = frozenset(("may", "might", "could", "can", "should", "must", "ca"))
WILL = frozenset(("will", "shall", "'ll", "wo", "’ll"))


class Sign(NamedTuple):
    """A word that puts the trigger under `scope`: negated, future, hypothetical or conditional. Two negations cancel each other."""

    scope: str
    word: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What governs one trigger, and by which words; a future that somebody announces ("said it would") is one."""

    negated: bool = False
    future: bool = False
    hypothetical: bool = False
    conditional: bool = False  # what it hangs on is told: "will strike unless"
    signs: tuple[Sign, ...] = field(default=(), compare=False)

    @property
    def status(self) -> str:
        """The auxiliary mode, negation first; "actual" where nothing governs."""
        if self.negated:
            return "negated"
        if self.hypothetical:
            return "hypothetical"
        return "future" if self.future else "actual"


def scope_of(tree: Tree, head: int, verbal: bool) -> Scope:
    """The scope over the trigger at `head`; a noun stands in the scope of the verb that carries it."""
    head = tree.tokens[head].head if tree.tokens[head].dep == "auxpass" else head
    verb = head if verbal else _carrier(tree, head)
    denied = _no_before(tree, head)
    if verbal and denied is None:
        denied = next((word for noun in (*tree.subject(head), *tree.object(head)) if (word := _no_before(tree, noun)) is not None), None)
    found = [("negated", denied)]
    if verb is not None:
        for place, governor in enumerate(_chain(tree, verb)):
            found += [("negated", _negated(tree, governor)), ("future", _future(tree, governor)), ("hypothetical", _unreal(tree, governor))]
            found += _governed(tree, governor, FAILED) if place else []
            found += _governed(tree, governor, AVERTED) if not verbal and _undergoes(tree, head, governor) else []
        found += [("hypothetical", _conditional(tree, verb)), ("conditional", _condition(tree, verb))]
    signs = tuple(Sign(scope, word) for scope, word in found if word is not None)
    kinds = [sign.scope for sign in signs]
    return Scope(kinds.count("negated") % 2 == 1, "future" in kinds, "hypothetical" in kinds, "conditional" in kinds, signs)


def _carrier(tree: Tree, noun: int) -> int | None:
    """The verb in whose scope a noun stands; None where its verb says something else of it: "the talks failed to help"."""
    verb = tree.verb_above(noun)
    if verb is None or not _carries(tree, verb, noun):
        return None
    subject = tree.tokens[tree.first_conjunct(noun)].dep in ("nsubj", "nsubjpass")
    return None if subject and tree.lemmas[verb].isdisjoint(OCCURS) else verb


def _undergoes(tree: Tree, noun: int, verb: int) -> bool:
    """Whether the noun is the object of the verb: "is contemplating an attack", "a march was planned"."""
    top = tree.tokens[tree.first_conjunct(noun)]
    return top.head == verb and top.dep in ("dobj", "nsubjpass")


def _governed(tree: Tree, governor: int, failed: frozenset[str]) -> list[tuple[str, int | None]]:
    """What a word makes of the infinitive, gerund or object behind it: "failed to", "plans to", "wants to", "averted a"."""
    lemmas = tree.lemmas[governor]
    planned = not lemmas.isdisjoint(PLAN) and not _past_perfect(tree, governor)
    rows = (("negated", not lemmas.isdisjoint(failed)), ("future", planned), ("hypothetical", not lemmas.isdisjoint(UNREAL)))
    return [(scope, governor) for scope, holds in rows if holds]


def _chain(tree: Tree, verb: int) -> list[int]:
    """`verb` and the words whose infinitive or gerund it is: "failed to agree" gives agree, fail."""
    found = [verb]
    while tree.tokens[found[-1]].dep in ("xcomp", "pcomp") or _bare_conjunct(tree, found[-1]):
        head = tree.tokens[found[-1]].head
        if not tree.is_verb(head) and tree.tokens[head].pos not in ("ADJ", "ADP", "SCONJ"):
            break
        if head in found:
            break
        found.append(head)
    return [index for index in found if tree.tokens[index].pos not in ("ADP", "SCONJ") or tree.low(index) in NEGATIVE]


def _bare_conjunct(tree: Tree, verb: int) -> bool:
    """Whether the verb shares the auxiliaries of the verb before it: "will meet and sign"."""
    token = tree.tokens[verb]
    own = tree.children(verb, "aux", "auxpass", "nsubj", "nsubjpass")
    return token.dep == "conj" and token.tag in ("VB", "VBG", "VBN") and not own and tree.is_verb(token.head)


def _negated(tree: Tree, index: int) -> int | None:
    """The negation that hangs on the word; "not only" is none, and a preposition "without" is one itself."""
    if tree.low(index) == "without":
        return index
    for child in tree.children(index, "neg", "advmod", "preconj", "cc", "mark"):
        low = tree.low(child)
        if low in ("not", "n't", "never", "nor", "n’t") and not (child + 1 < len(tree) and tree.low(child + 1) == "only"):
            return child
    return next(
        (child for child in tree.children(index, "aux") if tree.low(child) == "to" and child and tree.low(child - 1) == "yet"), None
    )


def _no_before(tree: Tree, index: int) -> int | None:
    """The word that says there is none: the noun itself ("nobody"), or "no" before it."""
    if tree.low(index) in ("nobody", "none", "neither", "nothing"):
        return index
    return next((child for child in tree.children(index, "det", "neg", "nmod") if tree.low(child) in ("no", "neither")), None)


def _future(tree: Tree, index: int) -> int | None:
    """The auxiliary that puts the verb ahead: "will", "would" in what somebody says, "to" of "is to"."""
    aux = {tree.low(child): child for child in reversed(tree.children(index, "aux"))}
    will = next((child for low, child in aux.items() if low in WILL), None)
    if will is not None:
        return will
    token = tree.tokens[index]
    if "would" in aux:
        return aux["would"] if _reported(tree, index) else None
    if "to" not in aux or token.dep not in ("xcomp", "ROOT", "acl"):
        return None
    return aux["to"] if tree.lemma(token.head) in ("be", "due") else None


def _unreal(tree: Tree, index: int) -> int | None:
    """The auxiliary that makes the verb unreal: a modal, or a "would" that nobody reports."""
    aux = [child for child in tree.children(index, "aux") if tree.tokens[child].text != "May" or child == 0]
    modal = next((child for child in aux if tree.low(child) in MODALS), None)
    if modal is not None:
        return modal
    would = next((child for child in aux if tree.low(child) == "would"), None)
    return None if would is None or _reported(tree, index) else would


def _reported(tree: Tree, index: int) -> bool:
    """Whether the clause of `index` is what somebody says."""
    for verb in (index, *tree.ancestors(index)):
        token = tree.tokens[verb]
        if token.dep in ("ccomp", "acl", "parataxis") and (tree.is_verb(token.head) or tree.tokens[token.head].pos == "NOUN"):
            return (
                tree.lemma(token.head) in REPORTED or tree.tokens[token.head].pos == "NOUN" or tree.tokens[token.head].tag in ("VBD", "VBN")
            )
        if token.dep not in ("xcomp", "conj"):
            return False
    return False


def _conditional(tree: Tree, verb: int) -> int | None:
    """The word that opens the if-clause which the verb stands in, or the inverted form of one ("were X to", "should X")."""
    opening = _inverted(tree, verb)
    if opening is not None:
        return opening
    for index in (verb, *tree.ancestors(verb)):
        token = tree.tokens[index]
        if token.dep in ("advcl", "ccomp"):
            mark = next((c for c in tree.children(index, "mark", "advmod") if tree.low(c) in ("if", "unless", "lest")), None)
            if mark is not None:
                return mark
            first = min(tree.subtree(index))
            if token.dep == "advcl" and tree.low(first) in ("were", "should", "had") and index > first:
                return first
        if token.dep in ("relcl", "parataxis"):
            return None
    return None


def _condition(tree: Tree, verb: int) -> int | None:
    """The word that opens an if-clause which hangs on the verb, or an inverted one."""
    for clause in tree.children(verb, "advcl"):
        mark = next((c for c in tree.children(clause, "mark", "advmod") if tree.low(c) in ("if", "unless")), None)
        opening = mark if mark is not None else _inverted(tree, clause)
        if opening is not None:
            return opening
    return None


def _inverted(tree: Tree, verb: int) -> int | None:
    """The first word of the clause of `verb` where that is "were X to" or "should X", which is a condition without if."""
    opening = min(tree.subtree(verb))
    head = tree.tokens[verb].head
    if tree.tokens[verb].dep == "xcomp" and tree.low(head) == "were":
        opening = min(opening, head)
    if opening == verb or (opening > 0 and tree.tokens[opening - 1].text not in (",", ";", ":", "-", "—", "–", '"', "“")):
        return None
    unreal = tree.low(opening) == "should" or (tree.low(opening) == "were" and tree.infinitive(verb))
    return opening if unreal else None


def _carries(tree: Tree, verb: int, noun: int) -> bool:
    """Whether `noun` is the subject, object or complement of `verb` itself."""
    top = tree.first_conjunct(noun)
    head = tree.tokens[top].head
    return head == verb or (tree.tokens[head].head == verb and tree.tokens[head].dep in ("prep", "agent", "dobj", "nsubj"))


def _past_perfect(tree: Tree, verb: int) -> bool:
    return any(tree.low(child) == "had" for child in tree.children(verb, "aux"))
