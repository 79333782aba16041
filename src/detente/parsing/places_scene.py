"""A text as the place finder sees it: its words, which of them it writes small, and what a recogniser holds for places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from detente.parsing.places_index import PlaceIndex
from detente.parsing.places_store import Place
from detente.parsing.places_words import CALENDAR, DIRECTIONS, FUNCTION, PUBLIC, TITLES, WORD

_ARTICLES = ("al-", "el-", "an-", "as-", "ar-", "ad-")


class Spot(NamedTuple):
    """A name in the text and what it may mean; no `places` where only the recogniser holds it for one."""

    start: int
    end: int
    text: str
    places: tuple[Place, ...]


class Word(NamedTuple):
    """A word and its characters, without a possessive ending."""

    start: int
    end: int
    text: str
    joined: bool  # to the word before, by one space

    @property
    def is_name(self) -> bool:
        """Whether it is written as a name: 'Bab', 'al-Bab'."""
        return self.text[0].isupper() or (self.text.startswith(_ARTICLES) and self.text[3:4].isupper())


@dataclass(frozen=True, slots=True)
class Scene:
    """`lower` are the words that the text writes small, `trusted` and `masked` the ranges that a recogniser holds for places and
    for persons and organisations. `common` are words that are no name of a person or organisation where they stand before a place,
    `follow` where they stand after it.
    """

    text: str
    words: tuple[Word, ...]
    lower: frozenset[str]
    index: PlaceIndex
    trusted: frozenset[tuple[int, int]]
    masked: tuple[tuple[int, int], ...]
    common: frozenset[str]
    follow: frozenset[str]

    def before(self, start: int, length: int = 60) -> str:
        """The characters before `start`."""
        return self.text[max(0, start - length) : start]

    def is_masked(self, start: int, end: int) -> bool:
        """Whether it is part of a longer name of a person or organisation."""
        return any(a < end and start < b and (a, b) != (start, end) for a, b in self.masked)


def scene_of(text: str, index: PlaceIndex, trusted: Iterable[tuple[int, int]], masked: Iterable[tuple[int, int]]) -> Scene:
    """The scene of `text`; ranges are characters, end exclusive."""
    words = _words(text)
    lower = frozenset(word.text for word in words if word.text.islower())
    common = FUNCTION | PUBLIC | DIRECTIONS | CALENDAR | index.roles
    follow = PUBLIC | CALENDAR | TITLES | index.roles
    return Scene(text, words, lower, index, frozenset(trusted), tuple(masked), common, follow)


def _words(text: str) -> tuple[Word, ...]:
    words: list[Word] = []
    for match in WORD.finditer(text):
        start, end = match.span()
        if text[start:end].endswith(("'s", "’s")):
            end -= 2
        joined = bool(words) and text[words[-1].end : start] == " "
        if end > start:
            words.append(Word(start, end, text[start:end], joined))
    return tuple(words)
