"""The open corpus is what its README says: spans verbatim, codes in the codebook, counts as told."""

from collections import Counter
from pathlib import Path

import pytest

from detente.codebook import load_codebook
from detente.evaluating import load_gold

CORPUS = Path(__file__).parents[2] / "corpus"
FILES = sorted(CORPUS.glob("*.jsonl"))


def told():
    """Articles and events of each file as the README's table gives them."""
    rows = [line.split("|") for line in (CORPUS / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    return {row[1].strip(" `"): (int(row[2]), int(row[3].replace(",", ""))) for row in rows}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_counts_are_those_of_the_readme(path):
    documents = load_gold(path)
    assert (len(documents), sum(len(document.events) for document in documents)) == told()[path.name]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_spans_stand_in_the_text_and_codes_in_the_codebook(path):
    codebook = load_codebook()
    for document in load_gold(path):
        for event in document.events:
            where = (document.doc_id, event.trigger)
            assert event.sentence in document.text, where
            assert event.trigger in event.sentence, where
            assert event.mode is None or event.mode in codebook.event_types[event.event_type].modes, where
            for party in (*event.actors, *event.recipients):
                assert party.text in event.sentence, (where, party)
                assert party.sector in codebook.sectors or not party.sector, (where, party)
            assert not event.attributed_to or event.attributed_to in event.sentence, where


def test_no_article_stands_twice():
    documents = load_gold(CORPUS)
    assert [text for text, count in Counter(document.text for document in documents).items() if count > 1] == []
    assert len({document.doc_id for document in documents}) == len(documents)
