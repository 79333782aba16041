"""spaCy's rule lemmatizer, asked once for each word, part of speech and form: the same lemmas in a fraction of the time."""

from __future__ import annotations

from typing import Any

import numpy
from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

FACTORY = "detente_lemmas"


class Lemmas:
    """The lemmas of one rule lemmatizer, as a component that stands in its place and gives what it gives."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self._lemmatizer = lemmatizer
        self._strings = lemmatizer.vocab.strings
        self._known: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of every token of `doc` that has none."""
        lemmas = []
        for index, (lemma, word, pos, form) in enumerate(doc.to_array([LEMMA, ORTH, POS, MORPH]).tolist()):
            if not lemma:
                key = (word, pos, form)
                lemma = self._known.get(key)
                if lemma is None:
                    lemma = self._known[key] = self._strings.add(self._lemmatizer.lemmatize(doc[index])[0])
            lemmas.append(lemma)
        if lemmas:
            values: Any = numpy.array(lemmas, dtype="uint64")
            doc.from_array([LEMMA], values)
        return doc


def stands_for(lemmatizer: object) -> bool:
    """Whether `lemmatizer` is one whose place Lemmas can take: by rules, which look at word, part of speech and form alone."""
    return isinstance(lemmatizer, Lemmatizer) and lemmatizer.mode == "rule" and not lemmatizer.overwrite


@Language.factory(FACTORY)
def lemmas(nlp: Language, name: str) -> Lemmas:
    """The component as spaCy makes it, over the pipeline's own lemmatizer."""
    return Lemmas(nlp.get_pipe("lemmatizer"))  # type: ignore[arg-type]
