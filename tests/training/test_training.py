"""A tagger is trained from gold, weighed and measured on what it never saw, and codes in the packaged one's stead.

Needs torch (the extra `train`): CI installs it and sets DETENTE_REQUIRE_TRAINING, so that nothing is skipped there.
"""

import json
import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from detente.codebook import load_codebook
from detente.coding.learned import LearnedCoder
from detente.coding.learned.tagger import ROLES
from detente.evaluating import evaluate, load_gold
from detente.parsing import load_parser
from detente.records import Document, Published
from detente.training import TrainingOptions, train

GOLD = load_gold(Path(__file__).parents[1] / "gold")
SMALL = TrainingOptions(folds=2, epochs=2, layers=1)
there = find_spec("torch") is not None
pytestmark = pytest.mark.skipif(
    not there and not os.environ.get("DETENTE_REQUIRE_TRAINING"), reason="torch isn't installed: pip install 'detente[train]'"
)


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tagger")
    told = []
    train(GOLD, folder, options=SMALL, progress=lambda *step: told.append(step))
    assert told[-1][0] == "parse"
    return folder


def test_a_trained_tagger_codes_in_the_packaged_ones_stead(trained):
    codebook = load_codebook()
    coder, packaged = LearnedCoder(codebook, trained), LearnedCoder(codebook)
    assert coder.version != packaged.version
    text = "Police arrested two opposition leaders in Lusaka on Monday."
    document = Document(id="d", text=text, input="d", published=Published("2024-05-08", "given"))
    (parsed,) = load_parser(codebook).parse([document])
    assert [mention.event_type for mention in coder.code(parsed).mentions] == ["COERCE"]


def test_every_article_is_coded_by_what_never_saw_it(trained):
    rows = [json.loads(line) for line in (trained / "by-folds.jsonl").read_text(encoding="utf-8").splitlines()]
    scores = evaluate(GOLD, rows)
    assert {row["document"] for row in rows} <= {document.doc_id for document in GOLD}
    assert scores.event.f1 > 0.4  # the grammar alone has 0.75; a network of 12 articles adds noise, but may not drown it


def test_the_same_gold_gives_the_same_tagger_and_what_is_there_is_not_trained_again(trained, tmp_path):
    train(GOLD, tmp_path, options=SMALL)
    for name in ("tagger.onnx", "weights.json", "by-folds.jsonl"):
        assert (tmp_path / name).read_bytes() == (trained / name).read_bytes()
    before = (tmp_path / "folds" / "all" / "tagger.onnx").stat().st_mtime_ns
    train(GOLD, tmp_path, options=SMALL)
    assert (tmp_path / "folds" / "all" / "tagger.onnx").stat().st_mtime_ns == before


def test_the_network_in_eight_bits_reads_roles_as_the_one_it_was_made_from(trained):
    from detente.coding.learned import Tagger

    tags = Tagger(trained).tag("Mali expelled the French ambassador.")
    assert tags.roles([1]).shape == (len(ROLES), len(tags.starts))
