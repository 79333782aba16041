"""Text that knows where it came from: blocks with runs back to the decoded input, joined into a document's text.

A run is a `Segment` whose `start` counts from the block's text. Where a run's input is as long as the run itself, the two are the
same characters one by one; a run of one character may stand for more (`&amp;` for `&`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from detente.records import Document, Segment

PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its text and the runs of it that stand in the input."""

    text: str
    runs: tuple[Segment, ...] = ()


def verbatim(text: str, start: int) -> Block:
    """A block that stands in the input at `start` as it is."""
    return Block(text, (Segment(0, len(text), start, start + len(text)),) if text else ())


def slice_block(block: Block, start: int, end: int) -> Block:
    """Characters `start` to `end` of `block`; a run that stands for longer input is kept whole or not at all."""
    runs: list[Segment] = []
    for run in block.runs:
        low, high = max(run.start, start), min(run.start + run.length, end)
        if low >= high:
            continue
        if run.input_end - run.input_start == run.length:
            begin = run.input_start + low - run.start
            runs.append(Segment(low - start, high - low, begin, begin + high - low))
        elif high - low == run.length:
            runs.append(replace(run, start=low - start))
    return Block(block.text[start:end], tuple(runs))


def concatenate(blocks: Iterable[Block], separator: str = "") -> Block:
    """The blocks' texts joined by `separator`, which has no place in the input."""
    text: list[str] = []
    runs: list[Segment] = []
    length = 0
    for index, block in enumerate(blocks):
        if index:
            text.append(separator)
            length += len(separator)
        runs.extend(replace(run, start=run.start + length) for run in block.runs)
        text.append(block.text)
        length += len(block.text)
    return Block("".join(text), tuple(runs))


def trim(block: Block) -> Block:
    """The block without white space at either end."""
    text = block.text
    return slice_block(block, len(text) - len(text.lstrip()), len(text.rstrip())) if text.strip() else Block("")


def cut(block: Block, ranges: Sequence[tuple[int, int]]) -> Block:
    """The block without the character ranges given (sorted, apart from each other), trimmed."""
    if not ranges:
        return block
    edges = [0, *(edge for pair in ranges for edge in pair), len(block.text)]
    return trim(concatenate(slice_block(block, low, high) for low, high in zip(edges[::2], edges[1::2], strict=True)))


def input_offset(document: Document, offset: int) -> int | None:
    """The place in the decoded input of character `offset` of the document's text, or None where the input has no such character.

    For a PDF the decoded input is the text of its pages joined by form feeds, for a JSON document its text value, for all else the
    input decoded, without a byte order mark. Raises IndexError where `offset` lies outside the text.
    """
    if not 0 <= offset < len(document.text):
        raise IndexError(f"offset {offset} lies outside the text of {document.id}, which has {len(document.text)} characters")
    index = bisect_right(document.segments, offset, key=lambda segment: segment.start) - 1
    if index < 0:
        return None
    segment = document.segments[index]
    within = offset - segment.start
    if within >= segment.length:
        return None
    same_length = segment.input_end - segment.input_start == segment.length
    return segment.input_start + within if same_length else segment.input_start
