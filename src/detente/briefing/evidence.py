"""Where the passages that a brief cites stand in the documents: sentences of mentions, and words that the views rest on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from detente.records import Document, Span

Key = tuple[str, int, int]  # document, start, end
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*\s+|\n")


@dataclass(frozen=True, slots=True)
class Places:
    """`marks` holds each document's cited ranges, in order and apart from each other."""

    marks: Mapping[str, tuple[tuple[int, int], ...]]
    anchors: Mapping[Key, str]  # stretch -> anchor
    stretches: Mapping[Key, Key]  # span -> the sentence it stands in


def key(span: Span) -> Key:
    """A span without its text."""
    return span.document, span.start, span.end


def mark_anchor(number: int, start: int) -> str:
    """The id of the passage that begins at `start` of document `number`."""
    return f"d{number}-{start}"


def spans_of(value: object) -> Iterator[Span]:
    """Every span inside a record of the views, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_of(item)
    elif is_dataclass(value):
        for each in fields(value):
            yield from spans_of(getattr(value, each.name))


def places(sentences: Iterable[Span], spans: Iterable[Span], documents: Mapping[str, Document], numbers: Mapping[str, int]) -> Places:
    """Ranges to mark, overlapping ones as one, and the anchors of `sentences` and of the sentences around `spans`.

    Spans of documents that are not among `documents` are left out: their evidence can't be shown.
    """
    known: defaultdict[str, list[Key]] = defaultdict(list)
    for sentence in sorted({key(sentence) for sentence in sentences}):
        known[sentence[0]].append(sentence)
    stretches = {each: each for found in known.values() for each in found}
    for span in {key(span) for span in spans if span.document in documents}:
        document, start, end = span
        around = next((one for one in known[document] if one[1] <= start and end <= one[2]), None)
        stretches[span] = around or _sentence(documents[document], start, end)
    marks, anchors = _marks(set(stretches.values()), numbers)
    return Places(marks, anchors, stretches)


def _sentence(document: Document, start: int, end: int) -> Key:
    """The range of the sentence or sentences that `start` to `end` stands in, never past its paragraph."""
    text = document.text
    top = text.rfind("\n", 0, start) + 1
    begin = max((stop.end() for stop in _STOP.finditer(text, top, start)), default=top)
    stop = _STOP.search(text, max(start, end - 2))
    finish = len(text.rstrip()) if stop is None else stop.start() + len(stop[0].rstrip())
    return document.id, begin, max(end, finish)


def _marks(stretches: Iterable[Key], numbers: Mapping[str, int]) -> tuple[dict[str, tuple[tuple[int, int], ...]], dict[Key, str]]:
    marks: dict[str, list[tuple[int, int]]] = {}
    anchors: dict[Key, str] = {}
    for document, start, end in sorted(stretches):
        ranges = marks.setdefault(document, [])
        if ranges and start < ranges[-1][1]:
            first, last = ranges[-1]
            ranges[-1] = (first, max(end, last))
        else:
            first = start
            ranges.append((start, end))
        anchors[document, start, end] = mark_anchor(numbers[document], first)
    return {document: tuple(ranges) for document, ranges in marks.items()}, anchors
