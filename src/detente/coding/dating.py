"""When an event happened: the time expression of its clause, else what the report before it gives, else the day of the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from detente.coding.tree import Tree
from detente.parsing import Sentence
from detente.parsing.words import word_set
from detente.records import Document, Mention, Span, When

YEAR = 366  # days; what lies further back is told as history
FAR = 18  # steps of the tree beyond which a time belongs to something else
# What leaving a clause costs in steps: from the time upwards (a time inside a clause below dates that clause), from the trigger upwards.
_OUT_OF_TIME = {"relcl": 12, "acl": 6, "ccomp": 6, "advcl": 3, "xcomp": 2, "pcomp": 2, "parataxis": 3, "conj": 10}
_OUT_OF_TRIGGER = {"relcl": 4, "acl": 2, "ccomp": 2, "advcl": 2, "xcomp": 1, "pcomp": 2, "parataxis": 3, "conj": 1}
_OUT_OF_TIME |= dict.fromkeys(("nummod", "amod", "poss", "compound", "nmod"), 5)
_CLOCK = re.compile(r"\W*\d{1,2}[:.]\d\d\b")  # opens an entry of a live report
_PARTS = word_set("hour hours minutes nightfall noon midday midnight dawn dusk evening meanwhile")  # of the day that is told of
STALE = 3  # sentences after which a date no longer carries over
_LATER = frozenset(("after", "before", "following", "until", "despite", "amid"))  # what stands behind these is another happening


def clause_time(sentence: Sentence, tree: Tree, head: int, words: Sequence[int]) -> When | None:
    """The time expression that governs the trigger: the nearest in the tree, clause borders counting as distance; None where none does."""
    found = []
    heads = [_head_of(tree, when.span) if when.span else None for when in sentence.times]
    for when, token in zip(sentence.times, heads, strict=True):
        if token is not None and not _of_another(tree, token, (head, *words)) and not _counted_from(tree, token, heads, (head, *words)):
            found.append((min(_distance(tree, token, word) for word in (head, *words)), abs(token - head), when))
    if not found:
        return None
    distance, _, when = min(found, key=lambda row: (row[0], row[1]))
    return when if distance <= FAR else None


def _head_of(tree: Tree, span: Span) -> int | None:
    """The word of a time expression that the others hang on."""
    inside = [t.index for t in tree.tokens if span.start <= t.start < span.end]
    return next((index for index in inside if tree.tokens[index].head not in inside), inside[0] if inside else None)


class Story:
    """The day that the sentences read so far are about, for those that tell none: exact, no history, of the same paragraph or lead."""

    def __init__(self, document: Document) -> None:
        self._today = report_day(document)
        self._dated = self._today is not None
        self._last: When | None = None
        self._paragraph, self._age = -1, 0

    def before(self, sentence: Sentence) -> When | None:
        """The day that carries over to `sentence`; None where the last one told is another paragraph's or stale.

        An entry of a live report ("14:20 ...") is of the day of the report.
        """
        if _CLOCK.match(sentence.span.text) and self._today is not None:
            self._last, self._age, self._paragraph = self._today, 0, sentence.paragraph
        near = self._age <= STALE and (self._dated or self._paragraph == sentence.paragraph)
        return self._last if near else None

    def read(self, sentence: Sentence, mentions: Sequence[Mention]) -> None:
        """Takes in what `sentence` told."""
        told = [
            m.date
            for m in mentions
            if m.date
            and m.date.span
            and m.date.span.start >= sentence.span.start
            and m.status != "historical"
            and m.date.start == m.date.end
        ]
        self._last, self._age = (told[-1], 0) if told else (self._last, self._age + 1)
        self._paragraph = sentence.paragraph if told else self._paragraph


def is_aside(tree: Tree, noun: int) -> bool:
    """Whether a noun only tells what a clause stands after or before: "refused the envoys after a coup"."""
    below = noun
    for above in tree.ancestors(noun):
        if tree.is_verb(above):
            return False
        if tree.tokens[above].dep == "prep" and tree.low(above) in _LATER and tree.tokens[below].dep == "pobj":
            return True
        below = above
    return False


def _of_another(tree: Tree, token: int, words: Sequence[int]) -> bool:
    """Whether the time dates a happening that the clause only stands after or before: "refused the envoys after a coup on July 26"."""
    below = token
    for above in tree.ancestors(token):
        if above in words:
            return False
        if tree.tokens[above].dep == "prep" and tree.low(above) in _LATER and below != token:
            return not set(tree.subtree(above)) & set(words)
        below = above
    return False


def _counted_from(tree: Tree, token: int, heads: Sequence[int | None], words: Sequence[int]) -> bool:
    """Whether the time counts from a happening behind it in a clause that has a day of its own: "met on Sunday, five days after a raid"."""
    if tree.low(token) not in _LATER or set(tree.subtree(token)) & set(words):
        return False
    clause = tree.tokens[token].head
    return any(other is not None and other < token and clause in tree.ancestors(other) for other in heads)


def report_day(document: Document) -> When | None:
    """The publication date as an interval; None where it isn't a trustworthy day."""
    day = document.published.anchor
    if day is None or len(day) != 10:
        return None
    return When(start=day, end=day)


def carried(tree: Tree, head: int, before: When | None, document: Document) -> When | None:
    """The date of a clause without a time of its own: a report in the present or perfect is of its day, the past goes on where it was.

    A pluperfect leads back to nobody knows when: None, but for a part of the day told of ("by noon they had left"). So does a date
    that lies after the day of the report.
    """
    tags = {tree.tokens[head].tag, *(tree.tokens[child].tag for child in tree.children(head, "aux", "auxpass"))}
    words = {tree.low(child) for child in tree.children(head, "aux", "auxpass")}
    day = report_day(document)
    if "had" in words:
        return before if any(tree.low(index) in _PARTS for index in range(len(tree))) else None
    if words & {"has", "have"}:
        return day
    if tags & {"VBZ", "VBP"} and "VBN" not in tags:
        return day
    if before is not None and (day is None or before.start <= day.end):
        return before
    return day


def is_history(when: When | None, document: Document) -> bool:
    """Whether `when` ended more than about a year before publication."""
    anchor = document.published.anchor
    if when is None or anchor is None or _lasting(when, document):
        return False
    try:
        published = date.fromisoformat((anchor + "-12-31")[:10] if len(anchor) == 4 else (anchor + "-28")[:10])
        return (published - date.fromisoformat(when.end[:10])).days > YEAR
    except ValueError:
        return False


def _lasting(when: When, document: Document) -> bool:
    """Whether the expression gives only the start of what goes on: "since 2021"."""
    return when.span is not None and document.text[: when.span.start].rstrip().lower().endswith("since")


def _distance(tree: Tree, first: int, second: int) -> int:
    """Steps from the time at `first` to the word at `second` through their lowest common head; clause borders cost more."""
    up = {first: 0}
    cost, below = 0, first
    for head in tree.ancestors(first):
        cost += 1 + _OUT_OF_TIME.get(tree.tokens[below].dep, 0)
        up[head] = cost
        below = head
    cost, below = 0, second
    if second in up:
        return up[second]
    for head in tree.ancestors(second):
        cost += 1 + _OUT_OF_TRIGGER.get(tree.tokens[below].dep, 0)
        if head in up:
            return cost + up[head]
        below = head
    return 99
