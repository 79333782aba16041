"""Where an event happened, why by its own report, and which contexts its words put it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from detente.coding.tree import Tree
from detente.coding.triggers import Trigger
from detente.parsing import Context, Sentence
from detente.parsing.words import word_set
from detente.records import Document, Span, Where

AT = word_set(
    "in at near outside around inside across on from to into through over off along beside throughout behind before towards toward "
    "between above below under beyond"
)
MOST_CONTEXTS = 3


def place_of(sentence: Sentence, tree: Tree, trigger: Trigger, context: Context) -> Where | None:
    """The place that a preposition ties to the trigger's clause, the nearest first; None where the sentence gives none.

    A place that the gazetteer doesn't know lies in the country that the document is about there.
    """
    found = []
    for where in sentence.places:
        token = next((t for t in tree.tokens if where.span.start <= t.start < where.span.end), None)
        if token is None:
            continue
        above = (token.index, *tree.ancestors(token.index))
        if any(tree.low(i) == "according" for i in above):
            continue
        preposition = next((i for i in above[:4] if tree.tokens[i].dep == "prep" and tree.low(i) in AT), None)
        if preposition is None:
            continue
        reach = [trigger.head, *trigger.words, *tree.ancestors(trigger.head)]
        step = next((reach.index(i) for i in above if i in reach), None)
        if step is not None:
            found.append((step, abs(token.index - trigger.head), token.index, where))
    if not found:
        return None
    where = min(found, key=lambda row: row[:3])[3]
    return where if where.country else replace(where, country=context.country_at(where.span.start))


def reason_of(document: Document, tree: Tree, trigger: Trigger) -> Span | None:
    """The stated reason of the trigger's clause: because of, due to, citing, in response to, in protest at, over."""
    for index in (trigger.head, *trigger.words):
        for child in tree.children(index, "prep", "advcl", "pcomp", "acl"):
            if _gives_reason(tree, child, trigger):
                below = [i for i in tree.subtree(child) if i > trigger.head or child < trigger.head]
                start, end = tree.tokens[min(below)].start, tree.tokens[max(below)].end
                return document.span(start, end)
    return None


def contexts_of(tree: Tree, trigger: Trigger, contexts: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The contexts that words of the trigger, its arguments and its content belong to, the best attested first, three at most."""
    below = [i for word in trigger.words for i in tree.subtree(word, frozenset(("relcl", "advcl", "conj", "parataxis", "ccomp")))]
    words = {lemma for index in below for lemma in tree.lemmas[index]}
    words |= {f"{a} {b}" for index in below if index + 1 in below for a in tree.lemmas[index] for b in tree.lemmas[index + 1]}
    counts = sorted((-len(words & known), name) for name, known in contexts.items() if words & known)
    return tuple(name for _, name in counts[:MOST_CONTEXTS])


def _gives_reason(tree: Tree, child: int, trigger: Trigger) -> bool:
    low = tree.low(child)
    if low in ("over", "citing") or low.startswith(("because", "due", "owing")):
        return child > trigger.head
    if low == "in":
        return any(tree.lemma(noun) in ("protest", "response", "retaliation") for noun in tree.children(child, "pobj"))
    return any(tree.low(mark) in ("because", "citing") for mark in tree.children(child, "mark"))
