"""Where an event happened, and which contexts its words put it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from detente.codebook.lexicon_model import Lexicon
from detente.coding.tree import Tree
from detente.coding.triggers import Trigger
from detente.parsing import Context, Sentence
from detente.parsing.words import word_set
from detente.records import Document, Where

AT = word_set(
    "in at near outside around inside across on from to into through over off along beside throughout behind before towards toward "
    "between above below under beyond"
)
GROUNDED = frozenset(("ASSAULT", "MOBILIZE", "RETREAT", "PROTEST"))  # what they are done to may be a place: "bombed the port"
MOST_CONTEXTS = 3


def place_of(document: Document, sentence: Sentence, tree: Tree, trigger: Trigger, context: Context, lexicon: Lexicon) -> Where | None:
    """The place that a preposition ties to the trigger's clause, the nearest first; None where the sentence gives none.

    A place that the gazetteer doesn't know ("the airport" among them) lies in the country that the document is about there.
    """
    grounds = lexicon.classes.get("thing", frozenset())
    found = []
    for where in sentence.places:
        token = next((t for t in tree.tokens if where.span.start <= t.start < where.span.end), None)
        if token is not None and not _of_somebody(tree, token.index, grounds):
            found += [(*near, where) for near in _nearness(tree, token.index, trigger)]
    if not found:
        names = lexicon.classes.get("venue", frozenset())
        venues = [i for i, lemmas in enumerate(tree.lemmas) if tree.tokens[i].tag in ("NN", "NNP") and not lemmas.isdisjoint(names)]
        found = [(*near, _venue(document, tree, index)) for index in venues for near in _nearness(tree, index, trigger)]
    if not found:
        return None
    where = min(found, key=lambda row: row[:3])[3]
    return where if where.country or where.latitude is not None else replace(where, country=context.country_at(where.span.start))


def _nearness(tree: Tree, index: int, trigger: Trigger) -> list[tuple[int, int, int]]:
    """How far the place at `index` is from the trigger: steps up, words, its own index; nothing where it belongs to no clause of it."""
    above = (index, *tree.ancestors(index))
    if any(tree.low(i) == "according" for i in above):
        return []
    taken = (
        tree.tokens[index].dep in ("dobj", "nsubjpass")
        and tree.tokens[index].head in trigger.words
        and trigger.entry.event_type in GROUNDED
    )
    if not taken and not any(tree.tokens[i].dep == "prep" and tree.low(i) in AT for i in above[:4]):
        return []
    reach = [trigger.head, *trigger.words, *tree.ancestors(trigger.head)]
    step = next((reach.index(i) for i in above if i in reach), None)
    return [] if step is None else [(step, abs(index - trigger.head), index)]


def _of_somebody(tree: Tree, index: int, grounds: frozenset[str]) -> bool:
    """Whether the name only tells whose something is: "a U.S. ally", "the Kenyan police", but not "Kenya's coast"."""
    token = tree.tokens[index]
    return (
        token.dep in ("compound", "amod", "nmod") and tree.tokens[token.head].pos == "NOUN" and tree.lemmas[token.head].isdisjoint(grounds)
    )


def _venue(document: Document, tree: Tree, index: int) -> Where:
    before = tree.children(index, "det", "amod", "compound")
    start = tree.tokens[min([index, *before])].start
    span = document.span(start, tree.tokens[index].end)
    return Where(span=span, name=span.text)


def contexts_of(tree: Tree, trigger: Trigger, contexts: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The contexts that words of the trigger, its arguments and its content belong to, the best attested first, three at most."""
    below = [i for word in trigger.words for i in tree.subtree(word, frozenset(("relcl", "advcl", "conj", "parataxis", "ccomp")))]
    words = {lemma for index in below for lemma in tree.lemmas[index]}
    words |= {f"{a} {b}" for index in below if index + 1 in below for a in tree.lemmas[index] for b in tree.lemmas[index + 1]}
    counts = sorted((-len(common), name) for name, known in contexts.items() if (common := words & known))
    return tuple(name for _, name in counts[:MOST_CONTEXTS])
