"""First persons inside quotations ("we will not go") to their speakers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.parsing.parsed import EntityMention, Quotation, Reference, Sentence
from detente.parsing.words import word_set
from detente.records import Document, Span

_FIRST = word_set("i me my mine myself we us our ours ourselves")


def first_persons(document: Document, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """`sentences` with a reference added for each first person pronoun inside a quotation whose speaker is known."""
    mentions = {mention.span: mention for sentence in sentences for mention in sentence.entities}
    stands_for = {found.span: found.antecedents for sentence in sentences for found in sentence.references}
    return tuple(_read(document, sentence, mentions, stands_for) for sentence in sentences)


def _read(
    document: Document, sentence: Sentence, mentions: dict[Span, EntityMention], stands_for: dict[Span, tuple[EntityMention, ...]]
) -> Sentence:
    added = []
    for token in sentence.tokens:
        if token.text.lower() not in _FIRST or token.pos != "PRON":
            continue
        quotation = _around(sentence.quotations, token.start)
        speaker = quotation.speaker if quotation else None
        if speaker is None:
            continue
        antecedents = stands_for.get(speaker) or tuple(mentions[span] for span in (speaker,) if span in mentions)
        if antecedents:
            added.append(Reference(span=document.span(token.start, token.end), antecedents=antecedents))
    if not added:
        return sentence
    return replace(sentence, references=tuple(sorted((*sentence.references, *added), key=lambda found: found.span)))


def _around(quotations: Sequence[Quotation], position: int) -> Quotation | None:
    """The quotation that the character at `position` stands in, or None."""
    return next((found for found in quotations if found.span.start <= position < found.span.end), None)
