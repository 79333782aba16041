"""Clauses beside a statement that name its source: "X said" behind it or between commas, "according to X", "by X's count"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from detente.coding.tree import Tree
from detente.parsing.words import word_set

STATING = word_set(
    "say tell state announce declare add note write insist explain argue warn disclose reveal estimate believe complain record put testify "
    "describe stress indicate suggest document show assert affirm inform post tweet mention observe remark predict count swear underline "
    "underscore caution confide relate counter protest reckon calculate conclude reply answer boast lament hint signal attest recount "
    "emphasize reiterate notify assure stipulate recall confess"
)
BESIDE = STATING - {"conclude", "put"} | word_set(  # "it was over, X conceded"
    "report claim allege contend maintain confirm acknowledge admit concede find"
)
_TOLD = word_set("tell inform assure notify remind")  # verbs with the hearer as object
_COUNTS = word_set("count account estimate reckoning tally admission telling")
_OPENERS = word_set(
    "and but or nor so while when where because if although though since after before that which who whom whose whereas until unless for "
    "to by of in on at with from including among despite like than what how whether"
)
_CLAUSE = word_set("and but while whereas though although yet")
_LONGEST = 12  # words that a source's name or what follows its verb may have


class Aside(NamedTuple):
    """A clause that names a source: its tokens `start` to `end` (exclusive), the head of the name, and the word that says so."""

    start: int
    end: int
    speaker: int
    word: int


def asides(tree: Tree) -> Iterator[Aside]:
    """The asides of a sentence, by its commas rather than by the tree: parsers hang what follows a comma on the noun before it."""
    for token in tree.tokens:
        low = token.text.lower()
        if low == "according":
            yield from _according(tree, token.index)
        elif low == "by":
            yield from _counted(tree, token.index)
        elif token.tag in ("VBD", "VBZ", "VBP", "VBN", "NNS") and not tree.lemmas[token.index].isdisjoint(BESIDE):
            yield from _inserted(tree, token.index)
            yield from _as_reported(tree, token.index)


def covers(tree: Tree, aside: Aside, head: int) -> bool:
    """Whether what stands at `head` belongs to the statement that the aside is about, which ends where another clause begins."""
    if aside.start <= head < aside.end:
        return False
    if head < aside.start:
        return not apart(tree, head, aside.start)
    opens = not any(tree.is_verb(index) for index in range(aside.start))
    return not (any(tree.low(i) == ";" for i in range(aside.end, head)) if opens else apart(tree, aside.end - 1, head))


def apart(tree: Tree, first: int, last: int, *, relative: bool = True) -> bool:
    """Whether another clause begins between two places: behind a semicolon, "and" with a subject of its own, or a `relative` pronoun."""
    for index in range(first + 1, last):
        if tree.low(index) == ";":
            return True
        if relative and tree.tokens[index].tag in ("WDT", "WP", "WP$") and not first >= index and tree.low(index) != "that":
            return True
        if tree.low(index) in _CLAUSE and tree.low(index - 1) == "," and _own_subject(tree, index + 1, last):
            return True
    return False


def _own_subject(tree: Tree, first: int, last: int) -> bool:
    """Whether a subject comes before the next comma."""
    for index in range(first, last):
        if tree.low(index) in (",", ";"):
            return False
        if tree.tokens[index].dep in ("nsubj", "nsubjpass", "expl"):
            return True
    return False


def _inserted(tree: Tree, verb: int) -> Iterator[Aside]:
    """ "a minister said on Sunday" between commas, or between the last comma and the end."""
    start = next((i + 1 for i in range(verb - 1, -1, -1) if tree.low(i) in (",", '"', "”", "—", "–")), 0)
    name = list(range(start + (tree.low(start) == "as"), verb))
    while name and tree.tokens[name[-1]].pos == "ADV":
        name.pop()
    if not name or len(name) > _LONGEST or start == 0 or tree.low(name[0]) in _OPENERS or not _is_name(tree, name):
        return
    end = next((i for i in range(verb + 1, len(tree)) if tree.low(i) in (",", ".", ";", ":", "—", "–", '"', "”", "!", "?")), len(tree))
    if not _closes(tree, verb, end):
        return
    outside = [i for i in range(len(tree)) if not start <= i < end]
    if any(tree.tokens[i].tag in ("VBD", "VBZ", "VBP", "VBN", "MD") for i in outside):
        yield Aside(start - 1, end, _top(tree, name), verb)


def _as_reported(tree: Tree, verb: int) -> Iterator[Aside]:
    """ "as first reported by a local station"."""
    marks = [child for child in tree.children(verb, "mark", "advmod", "prep") if tree.low(child) == "as"]
    if marks and tree.tokens[verb].tag == "VBN":
        yield from (Aside(marks[0], max(tree.subtree(noun)) + 1, noun, verb) for noun in tree.agent(verb))


def _is_name(tree: Tree, words: list[int]) -> bool:
    """Whether `words` may be a noun phrase: a noun or pronoun, and no verb."""
    who = next((place for place, i in enumerate(words) if tree.low(i) == "who"), len(words))
    tags = {tree.tokens[i].tag for i in words[:who]}
    if tags & {"VBD", "VBZ", "VBP", "MD", "VB", "TO", "WP", "WDT"}:
        return False
    return bool(tags & {"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT"})


def _closes(tree: Tree, verb: int, end: int) -> bool:
    """Whether nothing but circumstances (and the hearer) follows the verb up to `end`."""
    rest = range(verb + 1, end)
    if len(rest) > _LONGEST or any(tree.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") or tree.low(i) == "that" for i in rest):
        return False
    if not rest or not tree.lemmas[verb].isdisjoint(_TOLD):
        return True
    return tree.tokens[rest[0]].pos in ("ADP", "ADV", "SCONJ") or tree.tokens[rest[0]].dep == "npadvmod"


def _top(tree: Tree, words: list[int]) -> int:
    """The head of a run of words: the one whose own head lies outside, the first where several do; prepositions lead to none."""
    inside = set(words)
    heads = [i for i in words if tree.tokens[i].head not in inside and tree.tokens[i].pos in ("NOUN", "PROPN", "PRON", "NUM")]
    return heads[0] if heads else words[-1]


def _according(tree: Tree, index: int) -> Iterator[Aside]:
    for to in tree.children(index, "prep"):
        for noun in tree.children(to, "pobj"):
            yield Aside(index, max(tree.subtree(noun)) + 1, noun, index)


def _counted(tree: Tree, index: int) -> Iterator[Aside]:
    """ "by the ministry's count", "by the account of a survivor"."""
    for noun in tree.children(index, "pobj"):
        if not tree.lemmas[noun].isdisjoint(_COUNTS):
            yield from (Aside(index, noun + 1, owner, index) for owner in (*tree.children(noun, "poss"), *tree.prep(noun, "of")))
