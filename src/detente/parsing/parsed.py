"""What the parsing stage gives: a document's sentences with tokens, entities, times, places, quotations and references.

Tokens are plain values of our own, so that no later stage depends on a parser's classes. Labels of `dep` are spaCy's
English (ClearNLP) labels, `tag` the Penn Treebank's, `pos` Universal POS. All offsets count characters of the document's text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from detente.records import Document, Rejected, Span, When, Where


class Token(NamedTuple):
    """A word of a sentence; `index` and `head` count tokens of the sentence from 0, the root is its own head."""

    index: int  # type: ignore[assignment]  # shadows tuple.index, which nobody calls on a token
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityMention:
    """A named party or thing. `name` is the fullest name in the document or the gazetteer's, `kind` one of
    state | organisation | armed_group | person | nationality | place | other; `country` and `sectors` as PLOVER codes them.
    """

    span: Span
    name: str
    kind: str
    country: str = ""
    sectors: tuple[str, ...] = ()
    title: str | None = None  # office or role noun standing with the name: "foreign minister", "ousted president"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Quoted words, with the span that names the speaker, or None where the text doesn't say."""

    span: Span
    speaker: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A pronoun or description ("he", "the bloc", "his deputy") and the entity mentions (one or more) it stands for."""

    span: Span
    antecedents: tuple[EntityMention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence; `tokens` is empty where the parser was told to skip it. The other fields lie within its span."""

    span: Span
    tokens: tuple[Token, ...] = ()
    entities: tuple[EntityMention, ...] = ()
    times: tuple[When, ...] = ()
    places: tuple[Where, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    references: tuple[Reference, ...] = ()
    paragraph: int = 0
    is_question: bool = False  # a FAQ question or a heading that only presupposes


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDocument:
    """A document and its sentences in order, with what the parser turned away."""

    document: Document
    sentences: tuple[Sentence, ...]
    rejected: tuple[Rejected, ...] = ()
    about: tuple[tuple[str, float], ...] = ()  # states the document is about (ISO alpha-3) with weights, the most first
