"""Blocks of questions and answers: where in an article they stand."""

from __future__ import annotations

import re
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
    blocks = []
    index = 0
    while index < len(lines):
        headed = lines[index].kind is Kind.FAQ
        end, pairs, marked = _pairs(lines, index + headed)
        if (headed and pairs) or (pairs >= _FEWEST and marked):
            blocks.append((index, end))
            index = end
        else:
            index += 1
    return blocks


def _pairs(lines: Sequence[Line], start: int) -> tuple[int, int, bool]:
    """Of the pairs from `start` on: the line after the last, their number, and whether every question is numbered or marked."""
    if start >= len(lines) or not question(lines[start].block.text):
        return start, 0, False
    questions = [index for index in range(start, len(lines)) if question(lines[index].block.text)]
    taken: list[int] = []
    longest = 1
    for index, following in zip(questions, [*questions[1:], len(lines)], strict=True):
        answers = following - index - 1
        if answers == 0 or (taken and following < len(lines) and answers > 2 * longest + 2):
            break
        taken.append(index)
        if following < len(lines):
            longest = max(longest, answers)
    if not taken:
        return start, 0, False
    last_answer = min(taken[-1] + 1 + longest, next((index for index in questions if index > taken[-1]), len(lines)))
    return last_answer, len(taken), all(_MARKED.match(lines[index].block.text) for index in taken)
