"""Blocks of questions and answers: where in an article they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from detente.reading.chrome import Kind, Line
from detente.reading.headlines import words

_QUESTION = re.compile(r"^(?:(?:Q(?:uestion)?\s*)?\d{0,2}\s*[.:)]\s*)?[“\"]?[A-Z0-9].*\?[”\"]?$", re.DOTALL)
_MARKED = re.compile(r"^(?:Q(?:uestion)?\s*\d*\s*[.:)]|\d{1,2}\s*[.)])\s*\S", re.IGNORECASE)
_QUESTION_ENDS = ("?", "?”", '?"')
_QUESTION_WORDS = 30
_FEWEST = 2  # pairs that make a block where no heading announces it


def question(text: str) -> bool:
    """Whether a paragraph is one question and nothing more."""
    if not text.endswith(_QUESTION_ENDS) or len(words(text)) > _QUESTION_WORDS:
        return False
    return bool(_QUESTION.match(text)) and not re.search(r"[.!?]\s+[A-Z].*[.!?]\s+[A-Z]", text)


def faq_blocks(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Blocks of questions with answers, as first line and the one after the last; a heading such as "FAQs" belongs to its block.

    Without a heading it takes two questions, numbered or marked "Q:", each with an answer. An answer ends with the next question;
    the last one has as many paragraphs as the longest before it.
    """
    questions = [index for index, line in enumerate(lines) if question(line.block.text)]
    blocks: list[tuple[int, int]] = []
    end = 0
    for index, line in enumerate(lines):
        if index < end:
            continue
        headed = line.kind is Kind.FAQ
        after, pairs = _pairs(lines, questions[bisect_left(questions, index) :], index + headed, marked=not headed)
        if pairs >= (1 if headed else _FEWEST):
            blocks.append((index, after))
            end = after
    return blocks


def _pairs(lines: Sequence[Line], questions: Sequence[int], start: int, *, marked: bool) -> tuple[int, int]:
    """Where the pairs from line `start` on end, and their number; where `marked`, only numbered or marked questions count."""
    if not questions or questions[0] != start:
        return start, 0
    count, last, longest = 0, start, 1
    for index, following in zip(questions, [*questions[1:], len(lines)], strict=True):
        answers = following - index - 1
        unlike = marked and not _MARKED.match(lines[index].block.text)
        if unlike or answers == 0 or (count and following < len(lines) and answers > 2 * longest + 2):
            break
        count, last = count + 1, index
        if following < len(lines):
            longest = max(longest, answers)
    limit = next((index for index in questions if index > last), len(lines))
    return min(last + 1 + longest, limit), count
