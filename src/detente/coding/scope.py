"""What holds over a trigger: negation, conditions, modals and plans. Together they give PLOVER's auxiliary modes."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.tree import Tree
from detente.parsing.words import word_set

NEGATIVE = frozenset(("not", "n't", "never", "no longer", "nor", "neither", "nobody", "none", "without", "hardly", "no"))
PLAN = frozenset(("plan", "intend", "expect", "schedule", "prepare", "aim", "set", "slate", "due", "poise", "ready", "plot", "go"))
UNREAL = frozenset(
    ("consider", "want", "hope", "wish", "mull", "weigh", "contemplate", "debate", "propose", "suggest", "fear", "likely", "able", "dare")
)
FAILED = frozenset(("fail", "refuse", "decline", "avoid", "prevent", "stop", "neglect", "omit", "forbear", "deny"))
REPORTED = word_set(
    "say tell announce declare promise add insist confirm report pledge note explain state write claim warn signal indicate"
)
OCCURS = word_set("happen occur take begin start follow break erupt materialise be hold impose lift plan announce launch carry order stage")
MODALS = frozenset(("may", "might", "could", "can", "should", "must", "ca"))
WILL = frozenset(("will", "shall", "'ll", "wo", "’ll"))


@dataclass(frozen=True, slots=True)
class Scope:
    """What governs one trigger; a future that somebody announces ("said it would") is one."""

    negated: bool = False
    future: bool = False
    hypothetical: bool = False
    conditional: bool = False  # what it hangs on is told: "will strike unless"

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
    verb: int | None = head
    negated = _no_before(tree, head)
    if not verbal:
        carrier = tree.verb_above(head)
        verb = carrier if carrier is not None and _carries(tree, carrier, head) else None
        if (
            verb is not None
            and tree.tokens[tree.first_conjunct(head)].dep in ("nsubj", "nsubjpass")
            and tree.lemmas[verb].isdisjoint(OCCURS)
        ):
            verb = None
    if verb is None:
        return Scope(negated=negated)
    if verbal and any(_no_before(tree, noun) for noun in (*tree.subject(verb), *tree.object(verb))):
        negated = True
    future = hypothetical = False
    for place, governor in enumerate(_chain(tree, verb)):
        negated ^= _negated(tree, governor)
        future |= _future(tree, governor)
        hypothetical |= _unreal(tree, governor)
        if place:
            lemmas = tree.lemmas[governor]
            negated ^= not lemmas.isdisjoint(FAILED)
            future |= not lemmas.isdisjoint(PLAN) and not _past_perfect(tree, governor)
            hypothetical |= not lemmas.isdisjoint(UNREAL)
    return Scope(negated, future, hypothetical or _conditional(tree, verb), _has_condition(tree, verb))


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


def _negated(tree: Tree, index: int) -> bool:
    """Whether a negation hangs on the word; "not only" is none, and a preposition "without" is one itself."""
    if tree.low(index) == "without":
        return True
    for child in tree.children(index, "neg", "advmod", "preconj", "cc", "mark"):
        low = tree.low(child)
        if low in ("not", "n't", "never", "nor", "n’t") and not (child + 1 < len(tree) and tree.low(child + 1) == "only"):
            return True
    return any(tree.low(child) == "to" and child and tree.low(child - 1) == "yet" for child in tree.children(index, "aux"))


def _no_before(tree: Tree, index: int) -> bool:
    return tree.low(index) in ("nobody", "none", "neither", "nothing") or any(
        tree.low(child) in ("no", "neither") for child in tree.children(index, "det", "neg", "nmod")
    )


def _future(tree: Tree, index: int) -> bool:
    aux = [tree.low(child) for child in tree.children(index, "aux")]
    if any(low in WILL for low in aux):
        return True
    token = tree.tokens[index]
    if "would" in aux:
        return _reported(tree, index)
    if token.dep == "xcomp" and tree.lemma(token.head) == "be" and "to" in aux:
        return True
    return "to" in aux and token.dep in ("xcomp", "ROOT", "acl") and tree.lemma(token.head) in ("be", "due")


def _unreal(tree: Tree, index: int) -> bool:
    aux = [tree.low(child) for child in tree.children(index, "aux") if tree.tokens[child].text != "May" or child == 0]
    if any(low in MODALS for low in aux):
        return True
    return "would" in aux and not _reported(tree, index)


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


def _conditional(tree: Tree, verb: int) -> bool:
    """Whether the verb stands in an if-clause, or in the inverted form of one ("were X to", "should X")."""
    if _inverted(tree, verb):
        return True
    for index in (verb, *tree.ancestors(verb)):
        token = tree.tokens[index]
        if token.dep in ("advcl", "ccomp"):
            marks = {tree.low(child) for child in tree.children(index, "mark", "advmod")}
            if marks & {"if", "unless", "lest"}:
                return True
            opening = tree.low(min(tree.subtree(index)))
            if token.dep == "advcl" and opening in ("were", "should", "had") and index > min(tree.subtree(index)):
                return True
        if token.dep in ("relcl", "parataxis"):
            return False
    return False


def _has_condition(tree: Tree, verb: int) -> bool:
    """Whether an if-clause hangs on the verb, or an inverted one."""
    for clause in tree.children(verb, "advcl"):
        if any(tree.low(mark) in ("if", "unless") for mark in tree.children(clause, "mark", "advmod")) or _inverted(tree, clause):
            return True
    return False


def _inverted(tree: Tree, verb: int) -> bool:
    """Whether the clause of `verb` opens with "were X to" or "should X", which is a condition without if."""
    opening = min(tree.subtree(verb))
    head = tree.tokens[verb].head
    if tree.tokens[verb].dep == "xcomp" and tree.low(head) == "were":
        opening = min(opening, head)
    if opening == verb or (opening > 0 and tree.tokens[opening - 1].text not in (",", ";", ":", "-", "—", "–", '"', "“")):
        return False
    if tree.low(opening) == "should":
        return True
    return tree.low(opening) == "were" and any(tree.low(child) == "to" for child in tree.children(verb, "aux"))


def _carries(tree: Tree, verb: int, noun: int) -> bool:
    """Whether `noun` is the subject, object or complement of `verb` itself."""
    top = tree.first_conjunct(noun)
    head = tree.tokens[top].head
    return head == verb or (tree.tokens[head].head == verb and tree.tokens[head].dep in ("prep", "agent", "dobj", "nsubj"))


def _past_perfect(tree: Tree, verb: int) -> bool:
    return any(tree.low(child) == "had" for child in tree.children(verb, "aux"))
