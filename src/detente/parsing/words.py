"""Words of a raw sentence, found without a parser: what gazetteers and name rules look at."""

from __future__ import annotations

import re
from typing import NamedTuple

# "U.S." and "D.C." are one word, the possessive "'s" is one of its own, hyphens part words so that "US-China" holds two names.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|(?:[^\W\d_]\.)+[^\W\d_]\b(?!['.])|'s\b|\d[\d.,:]*\d|\w+?(?='s\b)|\w+(?:'(?!s\b)\w+)*|[^\w\s]")


class Word(NamedTuple):
    """A word or mark; offsets count characters of the text it was read from."""

    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


def words_of(text: str, offset: int = 0) -> list[Word]:
    """Words and marks of `text` in order, `offset` added to their places; apostrophes must be straight (see pipeline.plain)."""
    return [Word(match[0], match.start() + offset, match.end() + offset) for match in _WORD.finditer(text)]


def word_set(line: str) -> frozenset[str]:
    """The words of `line`, which blanks part."""
    return frozenset(line.split())
