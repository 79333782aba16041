"""What word tables find in the text of mentions: labels with the passages that tell them, and clauses around a phrase."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.records import Mention, Span, Stated
from detente.tracking.text import clause_end
from detente.tracking.view import View


@dataclass(frozen=True, slots=True)
class Reach:
    """How far from a mention words may stand: so many sentences before and after its own."""

    before: int = 0
    after: int = 0


HERE = Reach()
NEAR = Reach(1, 1)


def labels(view: View, table: str, mentions: Iterable[Mention], reach: Reach = HERE) -> tuple[Stated, ...]:
    """The labels of `table` that the text around `mentions` tells, in the table's order, each with the phrases that tell it."""
    phrases = view.codebook.tracking[table]
    found: dict[str, list[Span]] = {label: [] for label in phrases.patterns}
    for mention in mentions:
        passage = mention.sentence if reach == HERE else view.around(mention, reach.before, reach.after)
        for each in phrases.find(passage.text):
            found[each.label].append(part(passage, each.start, each.end))
    return tuple(Stated(label, tuple(dict.fromkeys(spans))) for label, spans in found.items() if spans)


def clauses(view: View, table: str, mentions: Iterable[Mention]) -> tuple[Stated, ...]:
    """The clauses of the sentences of `mentions` that begin with a phrase of `table`, verbatim, each once."""
    found: dict[str, Span] = {}
    for sentence in dict.fromkeys(mention.sentence for mention in mentions):
        for each in view.codebook.tracking[table].find(sentence.text):
            span = part(sentence, each.start, clause_end(sentence.text, each.end))
            found.setdefault(span.text, span)
    return tuple(Stated(text, (span,)) for text, span in found.items())


def part(passage: Span, start: int, end: int) -> Span:
    """The characters `start` to `end` of a passage as evidence of its document."""
    return Span(passage.document, passage.start + start, passage.start + end, passage.text[start:end])


def tail(mention: Mention, most: int = 400) -> str:
    """The mention's sentence from its trigger on, at most so many characters."""
    at = max(0, mention.trigger.start - mention.sentence.start)
    return mention.sentence.text[at : at + most]


def head(mention: Mention) -> str:
    """The mention's sentence before its trigger."""
    return mention.sentence.text[: max(0, mention.trigger.start - mention.sentence.start)]
