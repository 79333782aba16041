"""Who the text names as the source of a statement, how firmly, and the words that hedge it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from detente.coding.modes import VERBAL
from detente.coding.participants import Participants
from detente.coding.saying import STATING, asides, covers
from detente.coding.tree import Tree
from detente.coding.triggers import Trigger
from detente.parsing import Sentence
from detente.parsing.words import word_set
from detente.records import Attribution, Document, Participant, Span

FIRMNESS = {
    "confirm": "confirmed", "acknowledge": "confirmed", "admit": "confirmed", "verify": "confirmed", "concede": "confirmed",
    "allege": "alleged", "claim": "alleged", "accuse": "alleged", "contend": "alleged", "charge": "alleged", "maintain": "alleged",
    "deny": "denied", "dispute": "denied", "dismiss": "denied", "reject": "denied",
    "report": "reported", "cite": "reported", "quote": "reported", "hear": "reported",
}  # fmt: skip
REPORTING = STATING | frozenset(FIRMNESS) - {"accuse", "charge", "dismiss", "reject", "quote", "hear"}
HEDGES = word_set(
    "reportedly allegedly apparently purportedly supposedly seemingly ostensibly presumably unconfirmed rumoured rumored alleged"
)
_SPEAKING = word_set(
    "official source document report diplomat witness resident letter person medium spokesman spokeswoman police aide newspaper minister "
    "statement"
)
_CLAIMS = frozenset(("statement", "report", "claim", "announcement", "accusation", "allegation", "complaint", "charge", "testimony"))
NOBODY = word_set("who which that there what nobody none i me my we us our you listeners readers")  # the outlet itself, or its readers
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
    for speaker, firmness, word in _sources(tree, head, participants):
        if tree.low(speaker) in NOBODY and tree.tokens[speaker].pos != "PROPN":  # "US" is somebody
            continue
        speaker = owner(tree, speaker)
        start, end = participants.bounds(speaker)
        span = document.span(tree.tokens[start].start, tree.tokens[end - 1].end)
        found = participants.descriptions(speaker)
        name = (found[0].name if found else "") or span.text
        return Sourced(Attribution(span=span, name=name, firmness=firmness, quoted=quotation is not None), word)
    if quotation and quotation.speaker:
        return Sourced(Attribution(span=quotation.speaker, name=quotation.speaker.text, quoted=True))
    return None


def of_others(trigger: Trigger, kind: str, actors: tuple[Participant, ...], source: Sourced | None) -> Attribution | None:
    """The source, but for who speaks himself: a verbal act's speaker is its actor (guide)."""
    if source is None or kind not in VERBAL:
        return source.attribution if source else None
    own = source.word in trigger.words or any(source.attribution.name in (party.name, party.span.text) for party in actors)
    return None if own else source.attribution


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


def _sources(tree: Tree, head: int, participants: Participants) -> Iterator[_Said]:
    """Heads of the phrases that name a source, the nearest over the trigger first, each with its firmness and the word that says so.

    What a relative clause tells is taken for known and is nobody's statement.
    """
    above = _stated(tree, head)
    for below, verb in pairwise(above):
        if tree.tokens[below].dep == "acl" and tree.lemma(verb) in _CLAIMS:
            owners = (*tree.children(verb, "poss"), *tree.prep(verb, "by"), *tree.prep(verb, "from"))
            yield from (_Said(giver, "reported", verb) for giver in owners)
        if not _reports(tree, verb) or tree.tokens[below].dep not in ("ccomp", "xcomp", "parataxis", "dep", "pcomp"):
            continue
        if not _semicolon(tree, head, verb):
            yield from (_Said(speaker, _firmness(tree, verb), verb) for speaker in speakers(tree, verb))
    for aside in asides(tree):
        if covers(tree, aside, head):
            yield _Said(aside.speaker, _firmness(tree, aside.word) if tree.lemma(aside.word) in REPORTING else "reported", aside.word)
    yield from _cited(tree, above, participants)


def _stated(tree: Tree, head: int) -> list[int]:
    """`head` and its ancestors, up to the verb of the first relative clause."""
    found = [head]
    for above in tree.ancestors(head):
        if tree.tokens[found[-1]].dep == "relcl":
            break
        found.append(above)
    return found


def _reports(tree: Tree, verb: int) -> bool:
    """Whether a verb reports what somebody says; "X is quoted as saying" does so too."""
    return tree.is_verb(verb) and (tree.lemma(verb) in REPORTING or (tree.lemma(verb) in ("quote", "cite") and tree.passive(verb)))


def _semicolon(tree: Tree, first: int, last: int) -> bool:
    return any(tree.low(index) == ";" for index in range(min(first, last), max(first, last)))


def owner(tree: Tree, speaker: int) -> int:
    """Who gives a report or statement that the text calls its source: "reports from the agency" the agency."""
    if tree.lemma(speaker) not in _PIECES:
        return speaker
    return next((giver for name in ("from", "by", "in", "of") for giver in tree.prep(speaker, name)), speaker)


def speakers(tree: Tree, verb: int) -> list[int]:
    """Who says what the verb of speech tells: its subject, or of a passive its agent ("X is quoted" X)."""
    if not tree.passive(verb) or tree.lemma(verb) in ("quote", "cite"):
        return tree.subject(verb)
    return tree.agent(verb)


def _firmness(tree: Tree, verb: int) -> str:
    return FIRMNESS.get(tree.lemma(verb), "stated")


def _cited(tree: Tree, above: list[int], participants: Participants) -> Iterator[_Said]:
    """Whom "citing X" names, where X speaks: officials, a report, documents."""
    for index in above:
        for child in tree.children(index, "advcl", "acl", "prep"):
            if tree.low(child) in ("citing", "quoting"):
                named = [n for n in tree.children(child, "dobj", "pobj") if tree.lemma(n) in _SPEAKING or participants.is_party(n)]
                yield from (_Said(noun, "reported", child) for noun in named)
