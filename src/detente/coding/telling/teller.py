"""A parsed document -> its statements and relations. Sentences without a word of either are passed over before any tree is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from detente.codebook import Codebook
from detente.coding.telling.hedges import hedges_of
from detente.coding.telling.reading import SentenceReader
from detente.coding.telling.relations import relations_of
from detente.coding.telling.statements import quoted, statements_of
from detente.coding.telling.verbs import KIND
from detente.parsing import Context, EntityMention, ParsedDocument, Sentence, document_context, load_roles
from detente.records import Participant, Relation, Span, Statement

T = TypeVar("T", Statement, Relation)
_ASIDES = frozenset(("according", "count", "account", "estimate"))
_SAYING = frozenset(KIND) | _ASIDES


@dataclass(frozen=True, slots=True)
class Telling:
    """The statements and relations of one document, in the order of its text, each id once."""

    statements: tuple[Statement, ...] = ()
    relations: tuple[Relation, ...] = ()


class Teller:
    """Reads statements and relations by one codebook. The same document always gives the same."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._roles = load_roles(codebook)
        self._standing = frozenset(codebook.relations.words)

    def tell(self, parsed: ParsedDocument) -> Telling:
        """What `parsed` tells beside events. A sentence that was not parsed gives its quotations and hedges. Raises nothing on any text."""
        reading = _Document(parsed, document_context(parsed, self._roles), self._codebook)
        statements: list[Statement] = []
        relations: list[Relation] = []
        for sentence in parsed.sentences:
            if sentence.is_question:
                continue
            statements += hedges_of(parsed.document, sentence.span)
            lemmas = {token.lemma.lower() for token in sentence.tokens} | {token.text.lower() for token in sentence.tokens}
            saying = bool(sentence.tokens) and (bool(sentence.quotations) or not lemmas.isdisjoint(_SAYING))
            if saying:
                statements += statements_of(reading.reader(sentence), reading.speakers)
            elif sentence.quotations:
                statements += chain.from_iterable(quoted(sentence.span, each, reading.speakers) for each in sentence.quotations)
            if not lemmas.isdisjoint(self._standing):
                relations += relations_of(reading.reader(sentence), self._codebook.relations)
        return Telling(_in_order(statements, lambda each: each.content), _in_order(relations, lambda each: each.phrase))


def _in_order(found: Iterable[T], place: Callable[[T], Span]) -> tuple[T, ...]:
    """What was found in the order of the text, each id once."""
    return tuple(sorted({each.id: each for each in found}.values(), key=lambda each: (place(each).start, place(each).end, each.id)))


class _Document:
    """One parsed document: a reader for each sentence that is asked for, made once, and who speaks where."""

    def __init__(self, parsed: ParsedDocument, context: Context, codebook: Codebook) -> None:
        self._parsed = parsed
        self._context = context
        self._codebook = codebook
        self._readers: dict[int, SentenceReader] = {}

    def reader(self, sentence: Sentence) -> SentenceReader:
        """The reader of a sentence with tokens."""
        at = sentence.span.start
        if at not in self._readers:
            self._readers[at] = SentenceReader(self._parsed.document, sentence, self._context, self._codebook)
        return self._readers[at]

    def speakers(self, span: Span) -> tuple[Participant, ...]:
        """Whom `span`, the speaker of a quotation, names; nobody where that can't be told."""
        sentence = next((each for each in self._parsed.sentences if each.span.start <= span.start < each.span.end), None)
        if sentence is not None and sentence.tokens:
            reader = self.reader(sentence)
            head = reader.at(span)
            return reader.parties([head]) if head is not None else ()
        known = next(iter(self._context.references_in(span.start, span.end)), None)
        mention = self._context.covering(span.start, span.end)
        found = known.antecedents if known else (mention,) if mention else ()
        return tuple(_party(span, each) for each in found)


def _party(span: Span, mention: EntityMention) -> Participant:
    sector = mention.sectors[0] if mention.sectors else ""
    return Participant(span=span, name=mention.name, country=mention.country, sector=sector, sectors=mention.sectors)
