"""What a line looks like: headline, body text or neither; and how far a headline is about a text."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_TERMINAL = re.compile(r"[.!?…:;,][”\"’'»)\]]*$")
_CLOSED_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){2,}$")
_BULLET = re.compile(r"^(?:[-–—*•·▪►>]\s|\d{1,2}[.)]\s)")
_CALENDAR = frozenset([*calendar.day_name, *calendar.month_name, *calendar.day_abbr, *calendar.month_abbr, "Sept"])
_MIN_WORDS, _MAX_WORDS, _MAX_LENGTH = 3, 25, 180
# Title case: share of words, small ones left out, that begin with a capital. Sentence-case headlines full of names reach about 0.6.
TITLE_CASE_SHARE = 0.75
# Letters of a word that are compared: a crude stem that takes "meets" and "meeting", "Chad" and "Chadian" together.
_STEM = 5

# Words that titles write small, and further words without content of their own.
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an and as at but by for from in into is nor of off on onto or over per so than that the to up via vs with yet",
    )
)
_NO_CONTENT = _SMALL | frozenset(
    re.findall(
        r"\w+",
        """
        about after again against all also among any are around back been before being between both can could did does down
        during each even ever every few further had has have having her here hers him his how its itself just may might more
        most must not now once only other our out own said same says shall she should since some still such their them then
        there these they this those through too under until upon very was were what when where which while who whom whose why
        will within without would you your new
        """,
    )
)


def words(text: str) -> list[str]:
    """Words of `text` as written."""
    return _WORD.findall(text)


def stems(text: str) -> list[str]:
    """Content words of `text` in order, lower case, cut to a crude stem."""
    found = []
    for word in _WORD.findall(text.lower().replace("’", "'")):
        plain = word.removesuffix("'s").replace(".", "") if "'" in word or "." in word else word
        if len(plain) >= 2 and plain not in _NO_CONTENT:
            found.append(plain[:_STEM])
    return found


def title_case_share(text: str) -> float:
    """Share of the words that begin with a capital or a figure, small words apart."""
    counted = [word for word in words(text) if word.lower() not in _SMALL]
    return sum(not word[0].islower() for word in counted) / len(counted) if counted else 0.0


def unterminated(text: str) -> bool:
    """Whether a line ends as no sentence does: without punctuation, or with an abbreviation such as U.S."""
    return not _TERMINAL.search(text) or bool(_CLOSED_ABBREVIATION.search(text))


def headline_like(text: str) -> bool:
    """Whether a line could be a headline: short, no final punctuation, no list mark, begins with a capital, figure or quotation mark."""
    count = len(words(text))
    first = text.lstrip("“\"‘'")[:1]
    return (
        _MIN_WORDS <= count <= _MAX_WORDS
        and len(text) <= _MAX_LENGTH
        and unterminated(text)
        and not _BULLET.match(text)
        and (first.isupper() or first.isdigit())
    )


def coverage(line: str, texts: Iterable[str]) -> float:
    """Share of the content words of `line` that `texts` hold too, 0 to 1."""
    own = set(stems(line))
    held = {stem for text in texts for stem in stems(text)}
    return len(own & held) / len(own) if own else 0.0


def names(text: str) -> set[str]:
    """Capitalised words that don't begin a sentence, days and months apart: a rough list of the names in `text`."""
    found = set()
    for match in _WORD.finditer(text):
        word = match.group()
        before = text[max(0, match.start() - 6) : match.start()].rstrip("“\"‘'( ")[-1:]
        if word[0].isupper() and before and before not in ".!?:\n":
            found.add(re.sub(r"['’]s$", "", word))
    return found - _CALENDAR
