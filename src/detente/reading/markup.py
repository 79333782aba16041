"""A walk through HTML source that keeps positions, and the alignment of extracted text with it.

Extraction libraries give text without places. The walk lists every character of text in the source with its place, white space left
out; extracted paragraphs are then found in that list, whole or by halves.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from detente.reading.positions import Block
from detente.records import Segment

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>"
    r"|<(?P<skip>script|style|template|title|svg)\b(?:[^<>]*/>|.*?(?:</(?P=skip)\s*>|\Z))"
    r"|</?[a-z!?][^<>]*>"
    r"|(?P<text>(?:[^<\]]+|<|\])(?:[^<\]]|\](?!\]>)|<(?![a-z!?/]))*)",
    re.IGNORECASE | re.DOTALL,
)
_PIECE = re.compile(r"(?P<entity>&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)|[^\s&]+|&", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_SHORTEST = 16  # characters: a shorter piece is found by chance


@dataclass(frozen=True, slots=True)
class Walk:
    """Characters of a source's text, white space left out. Chunk `n` of the text begins at `offsets[n]` of the characters and stands at
    `places[n]`, a start and end in the source; where the source is itself a walk, `outer` leads on to that one's source.
    """

    source: str
    characters: str
    offsets: list[int]
    places: list[tuple[int, int]]
    outer: Walk | None = None

    def spans(self, at: int, length: int) -> list[tuple[int, int]]:
        """Start and end in the outermost source of each of `length` characters from `at` on."""
        spans: list[tuple[int, int]] = []
        index = bisect_right(self.offsets, at) - 1
        while len(spans) < length and index < len(self.places):
            chunk = _chunk_spans(self.source, *self.places[index])
            skipped = max(0, at - self.offsets[index])
            spans.extend(chunk[skipped : skipped + length - len(spans)])
            index += 1
        if self.outer is None or not spans:
            return spans
        low, high = spans[0][0], spans[-1][1]
        outer = self.outer.spans(low, high - low)
        return [(outer[start - low][0], outer[end - 1 - low][1]) for start, end in spans]

    def stands(self, text: str, at: int) -> int | None:
        """Where `text`, which begins at character `at`, stands in the source letter by letter; None where it doesn't."""
        index = bisect_right(self.offsets, at) - 1
        if self.outer is not None or self.offsets[index] != at:
            return None
        low, high = self.places[index]
        start = low + len(self.source[low:high]) - len(self.source[low:high].lstrip())
        return start if self.source.startswith(text, start) else None

    @property
    def text(self) -> str:
        """The outermost source."""
        return self.outer.text if self.outer else self.source


def _chunk_spans(source: str, low: int, high: int) -> list[tuple[int, int]]:
    """Start and end of each character between `low` and `high`; an entity's characters share its place."""
    spans: list[tuple[int, int]] = []
    for match in _PIECE.finditer(source, low, high):
        start, end = match.span()
        if match["entity"]:
            spans.extend([(start, end)] * len(_characters(match.group())))
        else:
            spans.extend((place, place + 1) for place in range(start, end))
    return spans


def _characters(text: str) -> str:
    """Text with entities resolved and white space left out."""
    if "&" in text:
        text = _PIECE.sub(lambda match: html.unescape(match.group()) if match["entity"] else match.group(), text)
    return "".join(text.split())


def walk(source: str, outer: Walk | None = None) -> Walk:
    """The text characters of HTML `source` with their places; tags, comments, scripts and styles are passed over."""
    pieces: list[str] = []
    offsets: list[int] = []
    places: list[tuple[int, int]] = []
    length = 0
    for match in _TOKEN.finditer(source):
        piece = _characters(match["text"]) if match["text"] else ""
        if piece:
            pieces.append(piece)
            offsets.append(length)
            places.append(match.span())
            length += len(piece)
    return Walk(source, "".join(pieces), offsets, places, outer)


def walk_escaped(source: str) -> Walk:
    """The walk of markup that stands escaped or as CDATA inside XML `source`, as the articles of a feed do."""
    outer = walk(source)
    return walk(outer.characters, outer)


def place(texts: Iterable[str], source: Walk, cursor: int = 0) -> tuple[list[Block], int]:
    """Each text as a block with its runs in the source, and the character of the walk that comes after the last one found.

    The texts stand in the source's order, from character `cursor` on; what can't be found has no run.
    """
    blocks = []
    for text in texts:
        found: list[tuple[int, int, int]] = []
        cursor = _find(text, 0, source.characters, cursor, found)
        blocks.append(Block(text, tuple(_runs(text, found, source))))
    return blocks, cursor


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
    """Runs of text for the pieces found, joined where the white space between is the same in text and source."""
    runs: list[Segment] = []
    whole = source.text
    for low, high, at in found:
        stripped = text[low:high].strip()
        begin = low + text[low:high].index(stripped)
        place = source.stands(stripped, at)
        if place is not None:
            _append(runs, Segment(begin, len(stripped), place, place + len(stripped)), text, whole)
            continue
        words = list(_WORD.finditer(text, low, high))
        spans = source.spans(at, sum(match.end() - match.start() for match in words))
        start, end = words[0].start(), words[-1].end()
        if whole[spans[0][0] : spans[-1][1]] == text[start:end]:
            _append(runs, Segment(start, end - start, spans[0][0], spans[-1][1]), text, whole)
            continue
        taken = 0
        for match in words:
            length = match.end() - match.start()
            for run in _word_runs(match.start(), spans[taken : taken + length]):
                _append(runs, run, text, whole)
            taken += length
    return runs


def _word_runs(start: int, spans: list[tuple[int, int]]) -> list[Segment]:
    """One run for a word that stands together in the source, else one for each character."""
    first, last = spans[0][0], spans[-1][1]
    if last - first == len(spans):
        return [Segment(start, len(spans), first, last)]
    return [Segment(start + index, 1, *span) for index, span in enumerate(spans)]


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
