"""Words as full-text search sees them, pure: the same on every engine, since no engine's own tokens are used.

A word is a run of letters and digits. Case, accents and width don't count (NFKD, case folded, marks dropped); nothing is stemmed.
A query is words, all of which must be there; "several words" in quotes stand side by side; -word or -"words" must not be there; word*
stands for every word that begins so. Whatever else stands in a query parts words, so that no query is in error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

MOST = 40  # words of a query that count

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_PART = re.compile(r'(?P<less>-?)"(?P<phrase>[^"]*)"?|(?P<plain>[^\s"]+)')

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, folded, with its offsets."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side; the last one is a beginning where `prefix`. `excluded`: must not be there."""

    words: tuple[str, ...]
    excluded: bool = False
    prefix: bool = False


def words_of(text: str) -> Iterator[Word]:
    """The words of a text, in order."""
    for match in _WORD.finditer(text):
        if folded := _fold(match[0]):
            yield Word(folded, match.start(), match.end())


def parse_query(query: str) -> tuple[Term, ...]:
    """The terms of a query, each once, up to MOST words; none where it holds no word."""
    terms: dict[Term, None] = {}
    for match in _PART.finditer(query):
        plain = match["plain"]
        excluded = bool(match["less"]) if plain is None else plain.startswith("-")
        found = tuple(word.folded for word in words_of(match["phrase"] if plain is None else plain))
        if found and sum(len(term.words) for term in terms) + len(found) <= MOST:
            terms[Term(found, excluded, plain is not None and plain.endswith("*"))] = None
    return tuple(terms)


def find_terms(terms: Sequence[Term], text: str) -> Marks | None:
    """Where the terms stand in `text`, in order; None where one is missing or an excluded one is there."""
    found = list(words_of(text))
    marks: set[tuple[int, int]] = set()
    for term in terms:
        there = list(_places(term, found))
        if bool(there) == term.excluded:
            return None
        marks.update(there)
    return tuple(sorted(marks))


def choose_window(text: str, marks: Marks, width: int) -> tuple[int, int]:
    """Start and end of a passage of `text`, about `width` characters and cut between words, that holds as many marks as may be."""
    if len(text) <= width or not marks:
        return 0, min(len(text), width) if not marks else len(text)
    best = max(marks, key=lambda mark: (sum(mark[0] <= start < mark[0] + width * 2 // 3 for start, _ in marks), -mark[0]))
    start = max(0, min(best[0] - width // 4, len(text) - width))
    end = max(best[1], min(len(text), start + width))
    return _cut_before(text, start, best[0]), _cut_after(text, end, best[1])


def index_text(text: str) -> str:
    """The words of `text` as an index holds them: ASCII, parted by blanks."""
    return " ".join(index_word(word.folded) for word in words_of(text))


def index_word(folded: str) -> str:
    """A folded word in letters a to z, digits and _, so that no engine parts, folds or stems it."""
    return folded if folded.isascii() else "".join(char if char.isascii() else f"_{ord(char):x}_" for char in folded)


def _places(term: Term, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    count = len(term.words)
    for first in range(len(words) - count + 1):
        if all(_is(term, number, words[first + number].folded) for number in range(count)):
            yield words[first].start, words[first + count - 1].end


def _is(term: Term, number: int, word: str) -> bool:
    if term.prefix and number == len(term.words) - 1:
        return word.startswith(term.words[number])
    return word == term.words[number]


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    return "".join(char for char in normalize("NFKD", normalize("NFKD", word).casefold()) if char.isalnum())


def _cut_before(text: str, start: int, latest: int) -> int:
    blank = text.find(" ", start, latest)
    return start if start == 0 or blank < 0 else blank + 1


def _cut_after(text: str, end: int, earliest: int) -> int:
    blank = text.rfind(" ", earliest, end)
    return end if end == len(text) or blank < 0 else blank
