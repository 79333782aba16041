"""Our gold is what its form promises: every span stands in its sentence, every code in the codebook."""

from pathlib import Path

import pytest

from detente.codebook import load_codebook
from detente.evaluating import load_gold

GOLD = load_gold(Path(__file__).parents[1] / "gold")


@pytest.mark.parametrize("document", GOLD, ids=lambda document: document.doc_id)
def test_spans_stand_in_the_text_and_codes_in_the_codebook(document):
    codebook = load_codebook()
    for event in document.events:
        assert event.sentence in document.text
        assert event.trigger in event.sentence
        assert event.mode is None or event.mode in codebook.event_types[event.event_type].modes
        for party in (*event.actors, *event.recipients):
            assert party.text in event.sentence
            assert party.sector in codebook.sectors
        assert not event.attributed_to or event.attributed_to in event.sentence


def test_there_are_at_least_six_documents():
    assert len(GOLD) >= 6
