"""Who the text names as the source of a statement, how firmly, and the words that hedge it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from detente.coding.participants import Participants
from detente.coding.tree import Tree
from detente.parsing import Sentence
from detente.parsing.words import word_set
from detente.records import Attribution, Document, Span

FIRMNESS = {
    "confirm": "confirmed", "acknowledge": "confirmed", "admit": "confirmed", "verify": "confirmed", "concede": "confirmed",
    "allege": "alleged", "claim": "alleged", "accuse": "alleged", "contend": "alleged", "charge": "alleged", "maintain": "alleged",
    "deny": "denied", "dispute": "denied", "dismiss": "denied", "reject": "denied",
    "report": "reported", "cite": "reported", "quote": "reported", "hear": "reported",
}  # fmt: skip
STATING = word_set(
    "say tell state announce add note write declare insist explain argue warn disclose reveal estimate believe complain recall record put "
    "testify describe stress indicate suggest document show assert affirm inform post tweet mention observe remark predict count"
)
REPORTING = STATING | frozenset(FIRMNESS) - {"accuse", "charge", "dismiss", "reject", "quote", "hear"}
HEDGES = word_set(
    "reportedly allegedly apparently purportedly supposedly seemingly ostensibly presumably unconfirmed rumoured rumored alleged"
)
_SPEAKING = word_set(
    "official source document report diplomat witness resident letter person medium spokesman spokeswoman police aide newspaper minister "
    "statement"
)
_PIECES = frozenset(("report", "statement", "account", "information", "reporting", "claim"))
SAID_TO = frozenset(("say", "believe", "report", "think", "understand", "rumour", "rumor", "allege", "suppose"))


class Sourced(NamedTuple):
    """A source and the word that names it as one; None where only quotation marks do."""

    attribution: Attribution
    word: int | None = None


class _Said(NamedTuple):
    speaker: int
    firmness: str
    word: int


def attribute(document: Document, sentence: Sentence, tree: Tree, head: int, participants: Participants) -> Sourced | None:
    """The source of the statement whose trigger is at `head`: a reporting verb over it, 'according to', 'as reported by', a quotation."""
    quotation = next((q for q in sentence.quotations if q.span.start <= tree.tokens[head].start < q.span.end), None)
    for speaker, firmness, word in _sources(tree, head):
        if tree.low(speaker) in ("who", "which", "that", "there", "what"):
            continue
        speaker = _owner(tree, speaker)
        start, end = participants.bounds(speaker)
        span = document.span(tree.tokens[start].start, tree.tokens[end - 1].end)
        found = participants.descriptions(speaker)
        name = (found[0].name if found else "") or span.text
        return Sourced(Attribution(span=span, name=name, firmness=firmness, quoted=quotation is not None), word)
    if quotation and quotation.speaker:
        return Sourced(Attribution(span=quotation.speaker, name=quotation.speaker.text, quoted=True))
    return None


def hedge(document: Document, tree: Tree, head: int) -> Span | None:
    """The word that hedges the clause of `head`: an adverb such as "reportedly", or "is said to"."""
    for index in (head, *tree.ancestors(head)):
        for child in tree.children(index, "advmod", "amod"):
            if tree.low(child) in HEDGES:
                return document.span(tree.tokens[child].start, tree.tokens[child].end)
        token = tree.tokens[index]
        if token.dep == "xcomp" and tree.is_verb(token.head) and tree.passive(token.head) and tree.lemma(token.head) in SAID_TO:
            return document.span(tree.tokens[token.head].start, tree.tokens[token.head].end)
        if token.dep in ("ccomp", "relcl"):
            return None
    return None


def _sources(tree: Tree, head: int) -> Iterator[_Said]:
    """Heads of the phrases that name a source, the nearest over the trigger first, each with its firmness and the word that says so."""
    above = (head, *tree.ancestors(head))
    for below, verb in pairwise(above):
        if tree.is_verb(verb) and tree.lemma(verb) in REPORTING and tree.tokens[below].dep in ("ccomp", "xcomp", "parataxis", "dep"):
            yield from (_Said(speaker, _firmness(tree, verb), verb) for speaker in _speakers(tree, verb))
        if tree.tokens[below].dep == "acl" and tree.lemma(verb) in (
            "statement",
            "report",
            "claim",
            "announcement",
            "accusation",
            "allegation",
        ):
            owners = (*tree.children(verb, "poss"), *tree.prep(verb, "by"), *tree.prep(verb, "from"))
            yield from (_Said(owner, "reported", verb) for owner in owners)
    for index in above:
        for child in tree.children(index, "parataxis", "advcl", "ccomp"):
            if child != head and _parenthetical(tree, child, index):
                yield from (_Said(speaker, _firmness(tree, child), child) for speaker in _speakers(tree, child))
    yield from _according(tree, head)
    yield from _cited(tree, above)


def _owner(tree: Tree, speaker: int) -> int:
    """Who gives a report or statement that the text calls its source: "reports from the agency" the agency."""
    if tree.lemma(speaker) not in _PIECES:
        return speaker
    return next((owner for name in ("from", "by", "in", "of") for owner in tree.prep(speaker, name)), speaker)


def _speakers(tree: Tree, verb: int) -> list[int]:
    if not tree.passive(verb):
        return tree.subject(verb)
    return tree.agent(verb)


def _firmness(tree: Tree, verb: int) -> str:
    return FIRMNESS.get(tree.lemma(verb), "stated")


def _parenthetical(tree: Tree, verb: int, governor: int) -> bool:
    """Whether `verb` is "X said" set between commas, "as X reported", or "as reported by X"."""
    if not tree.is_verb(verb) or tree.lemma(verb) not in REPORTING or tree.children(verb, "ccomp", "xcomp"):
        return False
    marked = any(tree.low(child) == "as" for child in tree.children(verb, "mark", "advmod", "prep"))
    return marked or tree.tokens[verb].dep == "parataxis" or (tree.tokens[verb].dep == "ccomp" and tree.is_verb(governor))


def _according(tree: Tree, head: int) -> Iterator[_Said]:
    """Whom "according to" names, where it belongs to the clause of `head` or to the whole sentence."""
    for token in tree.tokens:
        if token.text.lower() != "according":
            continue
        governor = tree.tokens[token.index].head
        verb = governor if tree.is_verb(governor) else tree.verb_above(governor)
        reach = {head, *tree.ancestors(head)}
        if verb is None or verb in reach or governor in reach or head in tree.subtree(verb):
            named = [noun for child in tree.children(token.index, "prep") for noun in tree.children(child, "pobj")]
            yield from (_Said(noun, "reported", token.index) for noun in named)


def _cited(tree: Tree, above: tuple[int, ...]) -> Iterator[_Said]:
    """Whom "citing X" names, where X speaks: officials, a report, documents."""
    for index in above:
        for child in tree.children(index, "advcl", "acl", "prep"):
            if tree.low(child) in ("citing", "quoting"):
                named = [n for n in tree.children(child, "dobj", "pobj") if tree.lemma(n) in _SPEAKING or tree.tokens[n].pos == "PROPN"]
                yield from (_Said(noun, "reported", child) for noun in named)
