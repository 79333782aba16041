"""Where an event stands: the sentence and trigger that a reply names, or, for a form without triggers, the word of its passage."""

from __future__ import annotations

from collections.abc import Set

from detente.codebook import Codebook
from detente.codebook.lexicon_model import fold
from detente.coding.model.prompts import Window
from detente.coding.model.replies import EventReply
from detente.coding.model.spans import find_spans
from detente.parsing import ParsedDocument, Sentence, Token
from detente.records import Span

MOST_WORDS = 8  # of a trigger
Key = tuple[int, int]


def find_anchor(reply: EventReply, parsed: ParsedDocument, window: Window, taken: Set[Key]) -> tuple[Sentence, Span] | str:
    """The sentence and trigger of an event of the contract's form, or why it has none. A place in `taken` serves where no other does."""
    if not reply.trigger.strip():
        return "without a trigger"
    if reply.sentence is None or not window.first <= reply.sentence <= window.last:
        return "its sentence is none of those that were to be coded"
    if len(reply.trigger.split()) > MOST_WORDS:
        return f"its trigger is over {MOST_WORDS} words"
    sentence = parsed.sentences[reply.sentence]
    spans = find_spans(parsed.document, sentence.span, reply.trigger)
    if not spans:
        return "its trigger is not in its sentence"
    return sentence, next((span for span in spans if (span.start, span.end) not in taken), spans[0])


def find_passage(reply: EventReply, parsed: ParsedDocument, window: Window, codebook: Codebook) -> tuple[Sentence, Span] | str:
    """The sentence that a passage stands in and the word of it that names the event, or why there is none.

    The word is the first that the lexicon knows for the type, else the passage's governing verb, else its governing word.
    """
    if not reply.trigger.strip():
        return "without a passage"
    for sentence in parsed.sentences[window.first : window.last + 1]:
        spans = find_spans(parsed.document, sentence.span, reply.trigger)
        if spans:
            return sentence, _trigger(spans[0], sentence, reply.event_type, codebook, parsed)
    return "its passage is in no sentence"


def _trigger(passage: Span, sentence: Sentence, kind: str, codebook: Codebook, parsed: ParsedDocument) -> Span:
    tokens = [token for token in sentence.tokens if passage.start <= token.start and token.end <= passage.end]
    inside = {token.index for token in tokens}
    heads = [token for token in tokens if token.head not in inside or token.head == token.index]
    known = [token for token in tokens if _means(token, kind, codebook)]
    verbs = [token for token in heads if token.pos == "VERB"] or [token for token in tokens if token.pos == "VERB"]
    best = next(iter(known or verbs or heads), None)
    return parsed.document.span(best.start, best.end) if best else passage


def _means(token: Token, kind: str, codebook: Codebook) -> bool:
    table = {"VERB": codebook.lexicon.verbs, "AUX": codebook.lexicon.verbs, "NOUN": codebook.lexicon.nouns}.get(token.pos, {})
    return any(entry.event_type == kind for entry in table.get(fold(token.lemma), ()))
