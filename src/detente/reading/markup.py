"""A walk through HTML source that keeps positions, and the alignment of extracted text with it.

Extraction libraries give text without places. The walk lists every character of text in the source with its place, white space left
out; extracted paragraphs are then found in that list, whole or by halves.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from detente.reading.positions import Block
from detente.records import Segment

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>"
    r"|<(?P<skip>script|style|template|title|svg)\b(?:[^<>]*/>|.*?(?:</(?P=skip)\s*>|\Z))"
    r"|</?[a-z!?][^<>]*>"
    r"|(?P<entity>&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)"
    r"|(?P<word>[^\s<&\]]+|[<&\]])",
    re.IGNORECASE | re.DOTALL,
)
_SHORTEST = 16  # characters: a shorter piece is found by chance


@dataclass(frozen=True, slots=True)
class Walk:
    """Characters of a source's text, white space left out, and for each where it starts and ends in the source."""

    source: str
    characters: str
    starts: list[int]
    ends: list[int]


def walk(source: str) -> Walk:
    """The text characters of HTML `source` with their places; tags, comments, scripts and styles are passed over."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(source):
        low, high = match.span()
        if match["word"]:
            pieces.append(match["word"])
            starts.extend(range(low, high))
            ends.extend(range(low + 1, high + 1))
        elif match["entity"]:
            text = "".join(html.unescape(match["entity"]).split())
            pieces.append(text)
            starts.extend([low, *[high] * (len(text) - 1)][: len(text)])
            ends.extend([high] * len(text))
    return Walk(source, "".join(pieces), starts, ends)


def place(texts: Iterable[str], source: Walk) -> list[Block]:
    """Each text as a block with its runs in the source; what can't be found has no run. The texts stand in the source's order."""
    blocks = []
    cursor = 0
    for text in texts:
        found: list[tuple[int, int, int]] = []
        cursor = _find(text, 0, source.characters, cursor, found)
        blocks.append(Block(text, tuple(_runs(text, found, source))))
    return blocks


def _find(text: str, offset: int, characters: str, cursor: int, found: list[tuple[int, int, int]]) -> int:
    """Adds (start in text, end in text, place in `characters`) for the text or its halves; returns where the next search begins."""
    compact = "".join(text.split())
    if not compact:
        return cursor
    at = characters.find(compact, cursor)
    if at < 0 and cursor:
        at = characters.find(compact)
    if at >= 0:
        found.append((offset, offset + len(text), at))
        return at + len(compact)
    middle = text.find(" ", len(text) // 2)
    if len(compact) < _SHORTEST or middle < 0:
        return cursor
    cursor = _find(text[:middle], offset, characters, cursor, found)
    return _find(text[middle:], offset + middle, characters, cursor, found)


def _runs(text: str, found: Iterable[tuple[int, int, int]], source: Walk) -> list[Segment]:
    """Runs of text for the pieces found: word by word, joined where the white space between is the same in text and source."""
    runs: list[Segment] = []
    for low, high, at in found:
        for match in re.compile(r"\S+").finditer(text, low, high):
            for run in _word_runs(match.start(), match.end() - match.start(), at, source):
                _append(runs, run, text, source.source)
            at += match.end() - match.start()
    return runs


def _word_runs(start: int, length: int, at: int, source: Walk) -> list[Segment]:
    first, last = source.starts[at], source.ends[at + length - 1]
    if last - first == length:
        return [Segment(start, length, first, last)]
    return [Segment(start + index, 1, source.starts[at + index], source.ends[at + index]) for index in range(length)]


def _append(runs: list[Segment], run: Segment, text: str, source: str) -> None:
    """Adds `run`, joined to the run before where both are verbatim and what lies between is the same."""
    if runs:
        last = runs[-1]
        low, input_low = last.start + last.length, last.input_end
        same = text[low : run.start] == source[input_low : run.input_start] and run.input_start >= input_low
        verbatim = last.input_end - last.input_start == last.length and run.input_end - run.input_start == run.length
        if same and verbatim:
            runs[-1] = Segment(last.start, run.start + run.length - last.start, last.input_start, run.input_end)
            return
    runs.append(run)


def walk_escaped(source: str) -> Walk:
    """The walk of markup that stands escaped or as CDATA inside XML `source`, as the articles of a feed do."""
    outer = walk(source)
    inner = walk(outer.characters)
    starts = [outer.starts[index] for index in inner.starts]
    return Walk(source, inner.characters, starts, [outer.ends[index - 1] for index in inner.ends])
