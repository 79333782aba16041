"""Denials: who only denies, or calls a report false, does nothing that is coded, and what is denied didn't happen (annotation guide)."""

from __future__ import annotations

from collections.abc import Sequence

from detente.coding.tree import Tree
from detente.coding.triggers import Trigger
from detente.parsing.words import word_set

DENIAL = frozenset(("deny", "dispute"))
REFUTATION = word_set("deny reject refute rebut dispute dismiss contest repudiate debunk discount")
NAMING = word_set("call describe brand label term deem dismiss reject denounce characterise characterize")
FALSE = word_set(
    "false untrue baseless unfounded groundless fabricate fabrication lie fiction invention nonsense fake propaganda disinformation "
    "misinformation hoax slander rumour rumor absurd fabricated concoction invented"
)
TOLD = word_set(
    "report rumour rumor claim suggestion speculation assertion allegation accusation charge story notion insinuation"
    " involvement role part hand responsibility complicity participation knowledge link connection"
)
CHARGES = word_set("allegation accusation charge insinuation rumour rumor imputation speculation")  # nobody can reject these but by denying
CLAIMS = word_set("claim report suggestion assertion story notion")  # these may also be plans, papers or titles to land


def denies(tree: Tree, trigger: Trigger) -> bool:
    """Whether the trigger only says that something told is not so: "rejected the charge", "dismissed as lies claims that"."""
    lemmas, head = tree.lemmas[trigger.head], trigger.head
    if not trigger.verbal or _negative(tree, head):
        return False
    objects = [*tree.object(head), *tree.prep(head, "as")]
    if not lemmas.isdisjoint(DENIAL) and any(
        tree.low(mark) == "that" for clause in tree.children(head, "ccomp") for mark in tree.children(clause, "mark")
    ):
        return True
    if not lemmas.isdisjoint(REFUTATION):
        return any(_told_as_fact(tree, noun) for noun in objects)
    return not lemmas.isdisjoint(NAMING) and any(not tree.lemmas[noun].isdisjoint(TOLD) for noun in objects) and _called_false(tree, head)


def denied(tree: Tree, trigger: Trigger, others: Sequence[Trigger]) -> bool:
    """Whether somebody denies the act, or a report of it or a part in it; an accusation whose accuser is named stays one."""
    accusation = accusation_above(tree, trigger, others)
    if accusation is not None and (accusation.verbal or _accuser(tree, accusation.head)):
        return False
    if trigger.entry.event_type == "ACCUSE" and _accuser(tree, trigger.head):
        return False
    below, told = trigger.head, not trigger.verbal and not tree.lemmas[trigger.head].isdisjoint(TOLD)
    for head in tree.ancestors(trigger.head):
        lemmas = tree.lemmas[head]
        if tree.is_verb(head) and not _object(tree, head):
            if _refuted(tree, below, head, told=told):
                return not _negative(tree, head)
            if told or tree.tokens[below].dep not in ("xcomp", "pcomp", "prep", "dobj", "agent", "nsubjpass"):
                return False
        elif not lemmas.isdisjoint(TOLD):
            told = True
        elif tree.tokens[head].pos not in ("ADP", "SCONJ"):
            return False
        below = head
    return False


def denier(tree: Tree, noun: int) -> list[int]:
    """Who rejects the accusation that `noun` names, so whom it is against; empty where nobody does."""
    verb = tree.tokens[noun].head
    refuted = tree.is_verb(verb) and not tree.lemmas[verb].isdisjoint(REFUTATION) and tree.tokens[noun].dep in ("dobj", "nsubjpass")
    return (tree.agent(verb) if tree.passive(verb) else tree.subject(verb)) if refuted else []


def accusation_above(tree: Tree, trigger: Trigger, others: Sequence[Trigger]) -> Trigger | None:
    """The accusation whose content `trigger` is; None where nobody is accused of it."""
    below = trigger.head
    for head in tree.ancestors(trigger.head):
        if tree.tokens[below].dep in ("relcl", "advcl", "conj", "nsubj"):
            return None
        found = next((o for o in others if o.entry.event_type == "ACCUSE" and o.entry.mode == "allege" and head in o.words), None)
        if found is not None:
            return found if found is not trigger else None
        below = head
    return None


def _refuted(tree: Tree, below: int, verb: int, *, told: bool) -> bool:
    """Whether `verb` denies what stands under `below`, itself or (`told`) a report of it: "denied that", "said reports were false"."""
    dep, lemmas = tree.tokens[below].dep, tree.lemmas[verb]
    if told and dep in ("nsubj", "nsubjpass") and tree.lemma(verb) in ("be", "prove", *NAMING):
        return _called_false(tree, verb)
    if below < verb and dep != "nsubjpass":
        return False
    if not told:
        return not lemmas.isdisjoint(DENIAL) and dep in ("ccomp", "xcomp", "pcomp", "prep")
    if not lemmas.isdisjoint(REFUTATION):
        return dep in ("dobj", "nsubjpass") or (dep == "prep" and tree.low(below) == "as")
    return not lemmas.isdisjoint(NAMING) and dep in ("dobj", "oprd", "nsubj", "ccomp") and _called_false(tree, verb)


def _object(tree: Tree, index: int) -> bool:
    """Whether the word is a charge or claim that somebody makes, though tagged as a verb: "rejects accusations that"."""
    return tree.tokens[index].dep in ("dobj", "nsubjpass", "pobj") and not tree.lemmas[index].isdisjoint(TOLD)


def _told_as_fact(tree: Tree, noun: int) -> bool:
    """Whether the noun is a charge, or a claim or report of what is said to have happened, not a plan, a paper or a claim to land."""
    lemmas = tree.lemmas[noun]
    if not lemmas.isdisjoint(CHARGES):
        return True
    if lemmas.isdisjoint(CLAIMS):
        return False
    if "claim" in lemmas:
        return not any(tree.prep(at, name) for at in (noun, tree.tokens[noun].head) for name in ("to", "on", "over", "for"))
    clauses = [
        verb for verb in tree.children(noun, "acl", "ccomp", "relcl") if any(tree.low(m) == "that" for m in tree.children(verb, "mark"))
    ]
    acts = [verb for child in tree.children(noun, "prep") for verb in tree.children(child, "pcomp")]
    told = any(tree.tokens[verb].tag in ("VBD", "VBZ", "VBP", "VBN", "VBG") for verb in clauses)
    return bool(acts) or told or ("report" in lemmas and tree.tokens[noun].tag == "NNS")


def _called_false(tree: Tree, verb: int) -> bool:
    """Whether a complement of the verb says that it isn't so."""
    near = [child for child in tree.subtree(verb, frozenset(("relcl", "advcl", "acl", "nsubj"))) if child > verb]
    return not _negative(tree, verb) and any(not tree.lemmas[child].isdisjoint(FALSE) for child in near)


def _accuser(tree: Tree, accusation: int) -> bool:
    """Whether the noun says whose accusation it is: an owner, a nationality, somebody behind "by" or "from", or a clause."""
    if tree.children(accusation, "poss") or any(tree.prep(accusation, name) for name in ("by", "from")):
        return True
    if any(tree.agent(verb) for verb in tree.children(accusation, "acl")):
        return True
    return any(tree.tokens[child].text[:1].isupper() for child in tree.children(accusation, "amod", "compound", "nmod"))


def _negative(tree: Tree, verb: int) -> bool:
    return any(tree.low(child) in ("not", "n't", "n’t", "never") for child in tree.children(verb, "neg"))
