"""Why an event happened by its own report: "because of", "citing", "in response to", "over"; "the arrest prompted a walkout"."""

from __future__ import annotations

from collections.abc import Iterable

from detente.coding.tree import Tree
from detente.coding.triggers import Trigger
from detente.parsing import Sentence
from detente.parsing.words import word_set
from detente.records import Document, Span

ANSWERS = frozenset(("protest", "response", "retaliation", "reprisal", "revenge", "reaction"))
TOPICAL = frozenset(("CONSULT", "AGREE", "COOPERATE"))  # talks over a thing are about it
WHERE = word_set(
    "airspace area border breakfast city coast coffee course day decade desert dinner frontier gulf head hill hour line lunch meal "
    "month mountain night ocean period phone province radio region river road roof sea sky state strait tea telephone territory town "
    "village wall water week weekend year zone"
)
PUNISHING = frozenset(("SANCTION", "COERCE"))
BRINGING = word_set("prompt trigger spark provoke cause ignite draw elicit fuel unleash")  # an object comes of their subject
MOVING = word_set("prompt provoke cause lead push drive force compel")  # "prompted Norway to suspend aid"
LEADING = {"lead": "to", "result": "in"}
ANSWERING = word_set("respond retaliate react answer reply")
BEGINNING = word_set("imposition introduction announcement start outbreak wave series round launch spate string resumption")
_ASIDE = frozenset(("relcl", "advcl", "parataxis"))


def reason_of(document: Document, sentence: Sentence, tree: Tree, trigger: Trigger) -> Span | None:
    """The reason that the sentence gives for what the trigger tells: as a part of its clause, or as what brought it about.

    What is only said to have come before ("after", "following") is none.
    """
    found = _within(sentence, tree, trigger) or _answered(tree, trigger) or _brought_about(tree, trigger)
    if not found:
        return None
    last = max(found)
    while last > min(found) and tree.low(last) in (",", ";", ":"):
        last -= 1
    return document.span(tree.tokens[min(found)].start, tree.tokens[last].end)


def _within(sentence: Sentence, tree: Tree, trigger: Trigger) -> list[int]:
    """A phrase or clause of the trigger's own."""
    for index in (trigger.head, *trigger.words):
        for child in (*tree.children(index, "prep", "advcl", "pcomp", "acl"), *_behind_a_comma(tree, index)):
            if _gives_reason(sentence, tree, child, trigger):
                below = [i for i in tree.subtree(child) if i > trigger.head or child < trigger.head]
                return _completed(tree, child, below)
    return []


def _behind_a_comma(tree: Tree, index: int) -> list[int]:
    """A because-clause that was hung on a relative clause before its comma: "boycotted a meeting that it had called, because"."""
    inner = (verb for noun in tree.children(index, "dobj") for verb in tree.children(noun, "relcl"))
    clauses = [clause for verb in inner for clause in tree.children(verb, "advcl")]
    return [each for each in clauses if (first := min(tree.subtree(each))) and tree.low(first) == "because" and tree.low(first - 1) == ","]


def _completed(tree: Tree, child: int, below: list[int]) -> list[int]:
    """The phrase with its complement where that was hung beside it ("in protest", "at the arrest"); nothing where it has none."""
    if tree.low(child) != "in" or len(below) > 2:
        return below
    after = max(below) + 1
    beside = after < len(tree) and tree.tokens[after].dep == "prep" and tree.low(after) in ("at", "to", "for", "over")
    return [*below, *tree.subtree(after)] if beside else []


def _gives_reason(sentence: Sentence, tree: Tree, child: int, trigger: Trigger) -> bool:
    low = tree.low(child)
    nouns = tree.children(child, "pobj")
    if low == "citing" or low.startswith(("because", "due", "owing")):
        return True
    if low == "over":
        return child > trigger.head and any(_matters(sentence, tree, noun, trigger) for noun in nouns)
    if low == "in":
        return any(tree.lemma(noun) in ANSWERS for noun in nouns)
    if low == "on":
        return any(tree.low(noun) in ("ground", "grounds") for noun in nouns)
    if low == "as":
        return any(tree.lemma(noun) in ("result", "consequence") and tree.prep(noun, "of") for noun in nouns)
    if low == "for":
        done = [word for verb in tree.children(child, "pcomp") for word in (verb, *tree.children(verb, "aux"))]
        return any(tree.tokens[word].tag == "VBG" for word in done) and trigger.verbal and trigger.entry.event_type in PUNISHING
    return any(tree.low(mark) in ("because", "citing") for mark in tree.children(child, "mark"))


def _matters(sentence: Sentence, tree: Tree, noun: int, trigger: Trigger) -> bool:
    """Whether what stands behind "over" may be a quarrel's matter: no place, no stretch of time, no topic of talks."""
    token = tree.tokens[noun]
    apart = [where.span for where in sentence.places] + [when.span for when in sentence.times if when.span]
    if trigger.entry.event_type in TOPICAL or tree.lemma(noun) in WHERE or token.pos in ("PROPN", "NUM"):
        return False
    return not any(span.start <= token.start < span.end for span in apart)


def _answered(tree: Tree, trigger: Trigger) -> list[int]:
    """What is answered by the trigger: "responded to the killing by closing the border"."""
    above = tree.tokens[trigger.head]
    verb = tree.tokens[above.head].head
    if above.dep not in ("pcomp", "pobj") or tree.low(above.head) not in ("by", "with") or tree.lemma(verb) not in ANSWERING:
        return []
    asked = [each for each in tree.children(verb, "prep") if tree.low(each) in ("to", "for") and each < trigger.head]
    return tree.subtree(asked[0]) if asked else []


def _brought_about(tree: Tree, trigger: Trigger) -> list[int]:
    """The subject of a verb of causing whose object, or whose doer's act, the trigger is; nothing of what only would cause it."""
    if trigger.verbal:
        token = tree.tokens[trigger.head]
        if token.dep in ("xcomp", "ccomp") and tree.infinitive(trigger.head) and tree.lemma(token.head) in MOVING:
            return _causing(tree, token.head)
        own = any(tree.tokens[word].dep == "dobj" for word in trigger.words)
        return _causing(tree, trigger.head) if own and tree.lemma(trigger.head) in BRINGING else []
    head = tree.first_conjunct(_begun(tree, tree.first_conjunct(trigger.head)))
    token = tree.tokens[head]
    if token.dep == "dobj" and tree.lemma(token.head) in BRINGING:
        return _causing(tree, token.head)
    if token.dep == "pobj" and LEADING.get(tree.lemma(verb := tree.tokens[token.head].head)) == tree.low(token.head):
        return _causing(tree, verb)
    passive = [token.head] if token.dep == "nsubjpass" else tree.children(head, "acl")
    agents = (noun for verb in passive if tree.lemma(verb) in BRINGING and _told(tree, verb) for noun in tree.agent(verb))
    return _noun(tree, agents)


def _begun(tree: Tree, noun: int) -> int:
    """Of "the imposition of sanctions" the imposition."""
    token = tree.tokens[noun]
    above = tree.tokens[token.head].head
    return above if token.dep == "pobj" and tree.low(token.head) == "of" and tree.lemma(above) in BEGINNING else noun


def _causing(tree: Tree, verb: int) -> list[int]:
    """The subject of a verb of causing, or the clause before it: "Chad expelled the envoy, prompting Norway to suspend aid"."""
    token = tree.tokens[verb]
    if not _told(tree, verb) or tree.passive(verb):
        return []
    if own := tree.children(verb, "nsubj"):
        return _noun(tree, own)
    before = verb - 1
    if token.dep != "advcl" or token.tag != "VBG" or tree.low(before) != "," or not tree.is_verb(token.head):
        return []
    return [each for each in tree.subtree(token.head) if each < before]


def _told(tree: Tree, verb: int) -> bool:
    """Whether the verb tells what came about, not what may or did not."""
    return not tree.children(verb, "neg") and not any(tree.tokens[aux].tag == "MD" for aux in tree.children(verb, "aux"))


def _noun(tree: Tree, nouns: Iterable[int]) -> list[int]:
    """The first of `nouns` that is a thing, with what belongs to it but for clauses about it."""
    thing = next((noun for noun in nouns if tree.tokens[noun].pos == "NOUN"), None)
    return [] if thing is None else tree.subtree(thing, _ASIDE)
