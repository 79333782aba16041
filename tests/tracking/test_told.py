"""Statements and standing relations as views: joined over documents, named by entity, and known from the day of their reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.records import Participant, Relation, Statement, When
from detente.tracking import track

ALLIES = (
    "2022-03-01",
    "Oman recalled its envoy to Nepal. Oman is an ally of Kuwait.",
    [("recalled", "SANCTION", "Oman:OMN:GOV", "Nepal:NPL:GOV", {})],
)
AGAIN = ("2022-05-01", "Kuwait, an ally of Oman, said that the port was shut.", [])


def _party(document, name, code):
    at = document.text.rindex(name)
    return Participant(span=document.span(at, at + len(name)), name=name, country=code, sector="GOV", sectors=("GOV",))


@pytest.fixture(scope="module")
def crisis(record):
    snapshot = record(ALLIES, AGAIN)
    first, second = sorted(snapshot.documents, key=lambda document: document.published.value)
    sentence = first.span(first.text.index("Oman is"), len(first.text))
    whole = second.span(0, len(second.text))

    def relation(document, within, words, party, other):
        at = document.text.index(words)
        return Relation(sentence=within, phrase=document.span(at, at + len(words)), kind="ally", party=party, other=other)

    relations = (
        relation(first, sentence, "ally of Kuwait", _party(first, "Oman", "OMN"), _party(first, "Kuwait", "KWT")),
        relation(second, whole, "ally of Oman", _party(second, "Kuwait", "KWT"), _party(second, "Oman", "OMN")),
    )
    content = second.text.index("the port")
    said = Statement(
        sentence=whole,
        content=second.span(content, content + 17),
        kind="says",
        speakers=(_party(second, "Kuwait", "KWT"),),
        manner="indirect",
    )
    return replace(snapshot, relations=relations, statements=(said,))


def test_one_relation_told_from_both_sides_is_one_row_with_all_its_sources(crisis):
    (row,) = track(crisis).relations
    assert (row.kind, row.status, row.sources, row.published) == ("ally", "actual", 2, "2022-03-01")
    assert [span.text for span in row.evidence] == ["ally of Kuwait", "ally of Oman"]


def test_a_party_that_an_event_has_is_its_entity_and_another_its_name(crisis):
    (row,) = track(crisis).relations
    oman = next(entity.id for entity in crisis.entities if entity.name == "Oman")
    assert {row.party, row.other} == {oman, "Kuwait"}


def test_what_was_not_yet_published_is_not_yet_told(crisis):
    early = track(crisis, day="2022-04-01")
    assert [row.sources for row in early.relations] == [1]
    assert early.statements == ()
    known = track(crisis, known="2022-04-01")
    assert ([row.sources for row in known.relations], known.statements) == ([1], ())
    assert [row.content.value for row in track(crisis, day="2022-06-01").statements] == ["the port was shut"]


def test_a_relation_stands_among_the_alignments_without_any_event(crisis):
    found = track(crisis)
    row = next(each for each in found.alignments if not each.events)
    assert (row.stance, row.relations) == ("allied with", (found.relations[0].id,))
    assert row.evidence == found.relations[0].evidence


def test_a_relation_that_is_denied_or_over_is_no_alignment(crisis):
    for status in ("negated", "former", "alleged"):
        other = replace(crisis, relations=tuple(replace(each, status=status) for each in crisis.relations))
        found = track(other)
        assert [row.status for row in found.relations] == [status]
        assert all(each.events for each in found.alignments)


def test_the_days_told_by_a_relation_are_kept(crisis):
    since = When(start="1961-01-01", end="1961-12-31")
    first = replace(crisis.relations[0], since=since)
    (row,) = track(replace(crisis, relations=(first, crisis.relations[1]))).relations
    assert row.since == since
