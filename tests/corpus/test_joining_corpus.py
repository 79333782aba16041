"""The joining set is what its README says: spans verbatim, one class of act for each happening, counts as told."""

from collections import defaultdict
from pathlib import Path

import pytest

from detente.codebook import load_codebook
from detente.evaluating import load_gold

JOINING = Path(__file__).parents[2] / "corpus" / "joining"
CRISES = {path.stem: load_gold(path) for path in sorted(JOINING.glob("*.jsonl"))}


def tellings(documents):
    """The documents that tell each happening, by their ids."""
    told = defaultdict(dict)
    for document in documents:
        for event in document.events:
            told[event.happening][document.doc_id] = document
    return told


def counts(documents):
    """A row of the README's table: documents, mentions, happenings, told in 2+, beyond rewrites, in 3+, once, rewrites, undated."""
    told = tellings(documents)
    stories = [len({document.rewrite_of or document.doc_id for document in tellers.values()}) for tellers in told.values()]
    times = [len(tellers) for tellers in told.values()]
    return [
        len(documents),
        sum(len(document.events) for document in documents),
        len(told),
        sum(time >= 2 for time in times),
        sum(story >= 2 for story in stories),
        sum(time >= 3 for time in times),
        times.count(1),
        sum(document.rewrite_of is not None for document in documents),
        sum(document.published is None for document in documents),
    ]


def rows():
    """The README's table by file name."""
    lines = (JOINING / "README.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]
    return {row[0].removesuffix(".jsonl"): [int(cell) for cell in row[1:]] for row in cells}


def test_counts_are_those_of_the_readme():
    assert {crisis: counts(documents) for crisis, documents in CRISES.items()} == rows()


@pytest.mark.parametrize("crisis", CRISES)
def test_a_crisis_is_large_enough_to_measure_joining(crisis):
    told = tellings(CRISES[crisis])
    assert len(CRISES[crisis]) >= 22
    assert sum(2 <= len(tellers) <= 7 for tellers in told.values()) >= 14
    assert sum(len(tellers) == 1 for tellers in told.values()) >= 30
    assert all(150 <= len(document.text.split()) <= 300 for document in CRISES[crisis])


@pytest.mark.parametrize("crisis", CRISES)
def test_spans_stand_in_the_text_and_codes_in_the_codebook(crisis):
    codebook = load_codebook()
    for document in CRISES[crisis]:
        for event in document.events:
            where = (document.doc_id, event.trigger)
            assert document.text.count(event.sentence) == 1, where
            assert event.trigger in event.sentence, where
            assert event.mode is None or event.mode in codebook.event_types[event.event_type].modes, where
            for party in (*event.actors, *event.recipients):
                assert party.text in event.sentence, (where, party)
                assert party.sector in codebook.sectors or not party.sector, (where, party)
            assert event.location is None or event.location.text in document.text, where
            assert not event.attributed_to or event.attributed_to in event.sentence, where


@pytest.mark.parametrize("crisis", CRISES)
def test_mentions_of_a_happening_are_of_one_quad_class(crisis):
    types = load_codebook().event_types
    classes = defaultdict(set)
    for document in CRISES[crisis]:
        for event in document.events:
            assert event.happening is not None, (document.doc_id, event.trigger)
            assert event.happening.startswith(f"{crisis}:"), (document.doc_id, event.happening)
            classes[event.happening].add(types[event.event_type].quad)
    assert {happening: quads for happening, quads in classes.items() if len(quads) > 1} == {}


@pytest.mark.parametrize("crisis", CRISES)
def test_a_rewrite_tells_the_happenings_of_its_original(crisis):
    by_id = {document.doc_id: document for document in CRISES[crisis]}
    rewrites = [document for document in CRISES[crisis] if document.rewrite_of]
    assert len(rewrites) >= 4
    for rewrite in rewrites:
        original = {event.happening for event in by_id[rewrite.rewrite_of].events}
        told_again = {event.happening for event in rewrite.events}
        assert rewrite.text != by_id[rewrite.rewrite_of].text, rewrite.doc_id
        assert len(told_again & original) >= len(told_again) / 2, rewrite.doc_id
