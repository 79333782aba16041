"""Since when a state of things lasts: "calm over the past three years" against "calm since 2015"; one of them is wrong.

A length is counted back from the day the document came out; where nobody knows that day, it came out no earlier than in the last year
that its text tells, which leaves the beginning open to one side.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from detente.records import Contradiction, Document, Span
from detente.tracking.claims import Claim, contradiction
from detente.tracking.numbers import number_of
from detente.tracking.sides import Side
from detente.tracking.text import sentence_at
from detente.tracking.view import View

_GAP = 60  # characters between a state of things and the words that tell since when
_ROUNDING = 1  # years by which a length in years may be off
_DECADE = 10
_NEVER = 9999
_SINCE = re.compile(r"\bsince (?:(?:early|late|mid)[- ])?(?:[A-Z][a-z]+ )?(?P<year>(?:19|20)\d\d)\b")
_LENGTH = re.compile(
    r"\b(?:(?:over|for|in|during|throughout) (?:the |these )?(?:(?:past|last|previous) )?|(?:past|last) )"
    r"(?P<number>\d{1,2}|[a-z]+) (?P<unit>years|decades)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_STOP = re.compile(r"[.;:!?\n]")


class _Lasting(NamedTuple):
    """A state of things, who has it, the first and last year in which it can have begun, and the passages that say so."""

    state: str
    sides: frozenset[Side]
    first: int
    last: int
    words: str
    sentence: Span


def lasting(view: View) -> Iterator[Contradiction]:
    """The contradictions between beginnings that documents known by the view's day give to one state of things of one party."""
    told: defaultdict[tuple[str, Side], list[_Lasting]] = defaultdict(list)
    for document in filter(view.out, view.snapshot.documents):
        for each in _told(view, document):
            for side in each.sides:
                told[each.state, side].append(each)
    for (state, side), every in sorted(told.items()):
        unlike = {each for pair in combinations(every, 2) if _apart(*pair) for each in pair}
        claims = [Claim(each.words, each.sentence) for each in every if each in unlike]
        found = contradiction(view, "number", f"{state} {side.key}", claims)
        if found:
            yield found


def _apart(one: _Lasting, two: _Lasting) -> bool:
    """Whether no year of beginning fits both; two lengths counted from days nobody knows may always fit."""
    if one.last == two.last == _NEVER:
        return False
    return one.last + _ROUNDING < two.first or two.last + _ROUNDING < one.first


def _told(view: View, document: Document) -> Iterator[_Lasting]:
    text = document.text
    for pattern in (_SINCE, _LENGTH):
        for match in pattern.finditer(text):
            sentence = sentence_at(document, match.start(), match.end())
            before = _STOP.split(text[max(sentence.start, match.start() - _GAP) : match.start()])[-1]
            states, years = view.codebook.tracking["lasting"].every(before), _begun(match, document)
            if years and states:
                yield _Lasting(states[-1].label, view.called.sides(sentence.text), *years, match[0], sentence)


def _begun(match: re.Match[str], document: Document) -> tuple[int, int] | None:
    """The first and last year in which it can have begun; None where no number is told."""
    if match.re is _SINCE:
        return int(match["year"]), int(match["year"])
    number = number_of(match["number"])
    if number is None:
        return None
    back = number * (_DECADE if match["unit"].lower() == "decades" else 1)
    if document.published.anchor:
        year = int(document.published.anchor[:4]) - back
        return year, year
    told = [int(year) for year in _YEAR.findall(document.text)]
    return (max(told) - back, _NEVER) if told else None
