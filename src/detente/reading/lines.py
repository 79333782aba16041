"""Plain text to paragraphs: blank lines, single line breaks, and hard-wrapped lines told apart by their widths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from detente.reading.positions import Block, concatenate, slice_block, trim, verbatim

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_BROKEN, _REST = re.compile(r"(\w+)-$"), re.compile(r"[a-z]\w*")
_SPACE = Block(" ")
# Mail, wire copy and PDFs wrap between these widths; a longer line is a whole paragraph, a shorter one a list or verse.
_NARROWEST, _WIDEST = 40, 130
# A wrapped text has this share of lines whose successor's first word would not have fitted (half, where paragraphs are of two lines),
_WRAPPED_SHARE = 0.4
# and of those this share that end within a sentence.
_BROKEN_SHARE = 0.5
_SLACK = 0.9  # of the width: proportional type leaves lines of unlike length


def paragraphs(text: str) -> list[Block]:
    """Paragraphs of `text` in order, trimmed and never empty, each with its runs in `text`."""
    groups = _groups(text)
    width = _wrap_width(groups)
    blocks = []
    for group in groups:
        blocks.extend(_unwrap(group, width, text) if width else group)
    return blocks


def _groups(text: str) -> list[list[Block]]:
    """Lines that stand together with no blank line between them."""
    groups: list[list[Block]] = []
    last_end = 0
    for match in _LINE.finditer(text):
        line = trim(verbatim(match.group(), match.start()))
        if not line.text:
            continue
        start = line.runs[0].input_start
        if groups and len(_BREAK.findall(text[last_end:start])) <= 1:
            groups[-1].append(line)
        else:
            groups.append([line])
        last_end = start + len(line.text)
    return groups


def _fits(line: Block, following: Block, width: int) -> bool:
    """Whether the first word of `following` would have stood on `line` too: then the break was meant."""
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) <= width * _SLACK


def _wrap_width(groups: Sequence[Sequence[Block]]) -> int:
    """The width that the text was wrapped to, 0 where it was not."""
    pairs = [(line, following) for group in groups for line, following in pairwise(group)]
    width = max((len(line.text) for pair in pairs for line in pair), default=0)
    if len(pairs) < 2 or not _NARROWEST <= width <= _WIDEST:
        return 0
    full = [line.text for line, following in pairs if not _fits(line, following, width)]
    broken = sum(line.rstrip("”\"’'")[-1:] not in tuple(".!?:") for line in full)
    return width if len(full) >= _WRAPPED_SHARE * len(pairs) and broken >= _BROKEN_SHARE * len(full) else 0


def _unwrap(group: Sequence[Block], width: int, text: str) -> list[Block]:
    """Lines of a group joined to paragraphs: a new one begins where the next word would have fitted on the line."""
    joined = [[group[0]]]
    for line, following in pairwise(group):
        if _fits(line, following, width):
            joined.append([following])
        else:
            joined[-1].append(following)
    return [_join_lines(lines, text) for lines in joined]


def _join_lines(lines: Sequence[Block], text: str) -> Block:
    """One paragraph of wrapped lines; a word broken at the line's end is mended where the text has it whole elsewhere."""
    pieces = [lines[0]]
    for line in lines[1:]:
        stem, rest = _BROKEN.search(pieces[-1].text), _REST.match(line.text)
        if not (stem and rest):
            pieces.append(_SPACE)
        elif re.search(rf"\b{re.escape(stem.group(1) + rest.group())}\b", text):
            pieces[-1] = slice_block(pieces[-1], 0, len(pieces[-1].text) - 1)
        pieces.append(line)
    return concatenate(pieces)
