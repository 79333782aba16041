"""Sentences around a sentence, clauses after a word, and days: read from characters alone, since a record holds no parse."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable

from detente.records import Document, Span

_END = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s)""")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Adm|Sen|Rep|Gov|Prof|Rev|St|Jr|Sr|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z]|\.[A-Z])\.$"
)


def last_day(value: str | None) -> str | None:
    """The last ISO day of an ISO day, month or year ("2023-02" is "2023-02-28"); None of None."""
    if not value:
        return None
    parts = value.split("T")[0].split("-")
    if len(parts) == 1:
        return f"{parts[0]}-12-31"
    if len(parts) == 2:
        return f"{value[:7]}-{monthrange(int(parts[0]), int(parts[1]))[1]:02}"
    return value[:10]


def around(document: Document, sentence: Span, before: int, after: int) -> Span:
    """`sentence` of `document` with so many sentences before and after it, never past its paragraph."""
    text = document.text
    top = text.rfind("\n", 0, sentence.start) + 1
    bottom = text.find("\n", sentence.end)
    bottom = len(text) if bottom < 0 else bottom
    earlier = [top, *(top + end for end in _ends(text[top : sentence.start]))]
    later = [*(sentence.end + end for end in _ends(text[sentence.end : bottom])), bottom]
    starts = [at for at in earlier if text[at : sentence.start].strip()]
    start = sentence.start if before < 1 or not starts else starts[max(0, len(starts) - before)]
    stops = [at for at in later if text[sentence.end : at].strip()]
    end = sentence.end if after < 1 or not stops else stops[min(len(stops), after) - 1]
    while start < sentence.start and text[start].isspace():
        start += 1
    while end > sentence.end and text[end - 1].isspace():
        end -= 1
    return document.span(start, end)


def sentence_at(document: Document, start: int, end: int) -> Span:
    """The sentence of `document` that holds the characters `start` to `end`, never past their paragraph."""
    text = document.text
    top = text.rfind("\n", 0, start) + 1
    first = max((top + stop for stop in _ends(text[top:start])), default=top)
    while first < start and text[first].isspace():
        first += 1
    bottom = text.find("\n", end)
    bottom = len(text) if bottom < 0 else bottom
    return document.span(first, min((end + stop for stop in _ends(text[end:bottom])), default=bottom))


def _ends(text: str) -> list[int]:
    """Offsets behind the sentences of `text`."""
    return [match.end() for match in _END.finditer(text) if not _SHORT.search(text[: match.end()])]


def naming(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern of the last words of `names`, by which parties are named again; it matches nothing where there are none."""
    words = {name.split()[-1] for name in names if name.split()}
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in sorted(words))})\b" if words else r"(?!)")


_CUT = re.compile(
    r"""[;:—–]|\s[-]\s|\.(?=\s|["”’]|$)|["”](?=\s|,|$)"""
    r"""|,\s+(?:which|who|whose|whom|where|while|whereas|although|though|but|because|since|as|after|before|when|so|yet|citing|saying|adding"""
    r"""|according|said|says|told|[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)*\s+(?:said|says|added|told)|(?:he|she|it|they|a|an|the)\s+\w+(?:\s\w+)?"""
    r"""\s+(?:said|says|added|has|have|had|was|were|is|are)|\w+ing\b|and\s+(?:he|she|it|they|\w+ed|said|told|gave|met|held|sent|left|took|made)\b)"""
    r"""|,\s+(?:[\w’'-]+\s+){1,4}(?:said|says|added)\b|\s+(?:but|although|though|while|whereas|hours\safter|days\safter|because)\s"""
    r"""|\s+and\s+(?:has|have|had|was|were|also\s|then\s)?\s?(?:\w+ed|said|told|gave|met|held|sent|left|took|made|warns|says|urges|calls)\s""",
)
_CLOSING = " \t\n,.;:—–-\"”’'"


def clause_end(text: str, start: int) -> int:
    """Where the clause ends that goes on at `start` of a sentence: at a stop, a new clause, or another verb on "and".

    Never before `start`; spaces and stops at the end don't belong to it.
    """
    stops = (match for match in _CUT.finditer(text, start) if match[0] != "." or not _SHORT.search(text[: match.end()]))
    match = next(stops, None)
    end = match.start() if match else len(text)
    while end > start and text[end - 1] in _CLOSING:
        end -= 1
    return max(start, end)
