"""What the brief shows beside events: standing relations, statements, and hedges that are nobody's word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.briefing import BriefOptions, brief
from detente.briefing.blocks import Section, Table
from detente.briefing.dossier import dossier
from detente.briefing.sections import build_page
from detente.codebook import Codebook
from detente.records import Document, Participant, Relation, Snapshot, Span, Statement


def _span(document: Document, words: str) -> Span:
    at = document.text.index(words)
    return document.span(at, at + len(words))


@pytest.fixture(scope="module")
def told(crisis: Snapshot) -> Snapshot:
    """The record of the crisis with one relation, one statement in a passage without an event, one beside an event, and one hedge."""
    envoy = next(document for document in crisis.documents if "Rex Tillerson" in document.text)
    talks = next(document for document in crisis.documents if "Diplomats said" in document.text)
    cut = next(document for document in crisis.documents if "cut diplomatic ties" in document.text)
    saudi = Participant(span=_span(envoy, "Saudi Arabia"), name="Saudi Arabia", country="SAU", sector="GOV")
    phone = _span(envoy, "He later spoke by phone with Kuwait's emir.")
    bond = Relation(
        sentence=phone,
        phrase=_span(envoy, "with Kuwait's emir"),
        kind="ally",
        party=saudi,
        other=Participant(span=_span(envoy, "Kuwait"), name="Kuwait", country="KWT", sector="GOV"),
        status="alleged",
    )
    said = _span(talks, "Emir flies to Jeddah")
    free = Statement(
        sentence=said,
        content=_span(talks, "flies to Jeddah"),
        kind="says",
        speakers=(Participant(span=_span(talks, "Emir"), name="Emir <b>", sector="GOV"),),
    )
    whole = next(mention.sentence for mention in crisis.mentions if mention.document == cut.id)
    beside = Statement(sentence=whole, content=cut.span(whole.start, whole.start + 5), kind="says", speakers=(saudi,))
    hedge = Statement(sentence=said, content=_span(talks, "to Jeddah"), kind="fears", firmness="suspected")
    return replace(crisis, relations=(bond,), statements=(free, beside, hedge))


@pytest.fixture(scope="module")
def sections(told: Snapshot, codebook: Codebook) -> dict[str, Section]:
    return {section.id: section for section in build_page(dossier(told, codebook, BriefOptions())).sections}


def _rows(section: Section) -> list[list[tuple[str, ...]]]:
    return [[row.cells for row in block.rows] for block in section.blocks if isinstance(block, Table)]


def test_a_relation_is_told_with_its_passage_and_how_far_it_holds(sections: dict[str, Section]) -> None:
    ((row,),) = _rows(sections["relations"])
    assert set(row) == {"Saudi Arabia", "is an ally of", "Kuwait", "alleged"}
    assert [passage.trigger for block in sections["relations"].blocks for each in block.rows for passage in each.passages] == [
        "with Kuwait's emir"
    ]


def test_statements_in_passages_without_events_are_shown_and_nobodys_words_apart(sections: dict[str, Section]) -> None:
    named, nobody = _rows(sections["statements"])
    assert [(row[0], row[2]) for row in named] == [("Emir <b>", "flies to Jeddah")]
    assert [(row[0], row[1]) for row in nobody] == [("nobody’s word", "fears")]
    assert sections["statements"].lede.startswith("3 statements; of these 2 stand in passages that tell no event.")


def test_a_speakers_name_is_text_in_both_formats(told: Snapshot, codebook: Codebook) -> None:
    page = brief(told, codebook, BriefOptions())
    assert "Emir <b>" not in page
    assert "Emir &lt;b&gt;" in page
    assert "flies to Jeddah" in brief(told, codebook, BriefOptions(format="md"))


def test_a_record_without_them_has_no_such_sections(crisis: Snapshot, codebook: Codebook) -> None:
    found = {section.id for section in build_page(dossier(crisis, codebook, BriefOptions())).sections}
    assert found.isdisjoint({"relations", "statements"})
