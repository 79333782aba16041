"""Gold becomes labels of word pieces, and weights are fitted as logistic regression fits them. No torch is needed for these."""

from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from detente import training
from detente.coding.learned.tagger import ROLES
from detente.errors import ConfigError
from detente.evaluating import GoldDocument
from detente.training.examples import NOTHING, examples, inventory, nearest
from detente.training.fitting import regression

TEXT = "Kenyan police freed the envoy in Nairobi on Monday, a spokesman said. Nobody else was held."
EVENT = {
    "sentence": "Kenyan police freed the envoy in Nairobi on Monday, a spokesman said.",
    "trigger": "freed",
    "event_type": "RETREAT",
    "mode": "release",
    "actors": [{"text": "Kenyan police", "country": "KEN", "sector": "COP"}],
    "recipients": [{"text": "the envoy", "country": "", "sector": "GOV"}],
    "location": {"text": "Nairobi", "country": "KEN"},
    "attributed_to": "a spokesman",
}


def document(**changes):
    return GoldDocument.model_validate({"doc_id": "a", "text": TEXT, "published": "2024-05-08", "events": [EVENT | changes]})


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.from_str((files("detente.coding.learned") / "data" / "tokenizer.json").read_text(encoding="utf-8"))


def words(tokenizer, example, kept):
    return tokenizer.decode([piece for piece, keep in zip(example.ids, kept, strict=True) if keep])


def test_each_piece_learns_its_type_mode_and_role(tokenizer):
    labels = inventory([document()], ["RETREAT", "COERCE"])
    freed, nobody = examples([document()], tokenizer, labels)
    kind = 1 + labels.types.index("RETREAT")
    assert words(tokenizer, freed, [each == kind for each in freed.types]) == "freed"
    assert words(tokenizer, freed, [each == labels.modes.index(("RETREAT", "release")) for each in freed.modes]) == "freed"
    ((_, roles),) = freed.events
    told = {role: words(tokenizer, freed, truths) for role, truths in zip(ROLES, roles, strict=True)}
    assert told == {"actor": "kenyan police", "recipient": "the envoy", "source": "a spokesman", "place": "nairobi"}
    assert nobody.events == []
    assert set(nobody.types) == {0, NOTHING}


def test_an_event_whose_trigger_is_cut_off_teaches_no_role(tokenizer):
    short = Tokenizer.from_str(tokenizer.to_str())
    short.enable_truncation(4)
    (first, _) = examples([document()], short, inventory([document()], ["RETREAT"]))
    assert first.events == []


@given(st.text("ab ", max_size=30), st.text("ab", min_size=1, max_size=3), st.integers(0, 30))
def test_the_nearest_occurrence_is_one_and_no_other_is_nearer(text, span, at):
    found = nearest(text, span, at)
    places = [i for i in range(len(text)) if text.startswith(span, i)]
    assert (found == -1) == (not places)
    assert found == -1 or abs(found - at) == min(abs(place - at) for place in places)


def test_regression_finds_what_decides():
    rows = np.array([[1.0, x, noise] for x in (-2.0, -1.0, 1.0, 2.0) for noise in (0.0, 1.0)] * 20)
    truths = np.array([float(row[1] > 0) for row in rows])
    _, slope, noise = regression(rows, truths)
    assert slope > 1.0
    assert abs(noise) < 0.05 * slope


def test_training_says_what_is_missing_and_what_is_too_little(tmp_path, monkeypatch):
    monkeypatch.setattr(training, "find_spec", lambda name: None)
    with pytest.raises(ConfigError, match=r"torch.*pip install 'detente\[train\]'"):
        training.train([document()], tmp_path)
    monkeypatch.setattr(training, "find_spec", lambda name: name)
    with pytest.raises(ConfigError, match="1 gold documents are too few for 5 folds"):
        training.train([document()], tmp_path)


def test_an_event_whose_sentence_was_cut_elsewhere_is_learned_too(tokenizer):
    longer = document(sentence=TEXT)
    labels = inventory([longer], ["RETREAT"])
    first, second = examples([longer], tokenizer, labels)
    assert (len(first.events), len(second.events)) == (1, 0)
