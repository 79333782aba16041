"""The brief's section of stated causes: reasons and sequences apart, with their sentences and whose word they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.briefing import BriefOptions
from detente.briefing.blocks import Section, Table
from detente.briefing.dossier import Dossier, dossier
from detente.briefing.sections.causes import came_of
from detente.codebook import Codebook
from detente.records import Cause, Snapshot, Stated


@pytest.fixture(scope="module")
def plain(crisis: Snapshot, codebook: Codebook) -> Dossier:
    return dossier(crisis, codebook, BriefOptions())


@pytest.fixture(scope="module")
def causes(plain: Dossier) -> tuple[Cause, ...]:
    """A reason cited by an official, and a sequence that a report tells in its own words; both rest on a sentence of the crisis."""
    event = next(event for event in plain.events if event.actors)
    mention = plain.of(event)[0]
    told = Stated(mention.trigger.text, (mention.trigger,))
    shared = {"effect": event.id, "cause": "other", "actors": event.actors, "recipients": (), "result": told, "ground": told}
    rest = {"published": None, "documents": (mention.document,), "evidence": (mention.sentence,)}
    return (
        Cause(id="a", kind="reason", sources=2, attributed=("an official",), **shared, **rest),
        Cause(id="b", kind="sequence", sources=1, attributed=(), **shared, **rest),
    )


@pytest.fixture(scope="module")
def section(plain: Dossier, causes: tuple[Cause, ...]) -> Section:
    found = came_of(replace(plain, tracking=replace(plain.tracking, causes=causes)))
    assert found is not None
    return found


def test_reasons_and_sequences_are_tables_apart(section: Section) -> None:
    tables = [block for block in section.blocks if isinstance(block, Table)]
    assert [(len(table.rows), table.head[2]) for table in tables] == [(1, "Because, as told"), (1, "After what")]
    assert "1 reason" in section.lede
    assert section.lede.endswith("None of them is a finding.")


def test_a_row_says_whose_word_it_is_and_shows_its_sentence(section: Section, causes: tuple[Cause, ...]) -> None:
    reason, sequence = (block.rows[0] for block in section.blocks if isinstance(block, Table))
    assert reason.cells[-1] == "an official, by 2 independent sources"
    assert sequence.cells[-1] == "1 independent source"
    assert [passage.sentence for passage in reason.passages] == [causes[0].evidence[0].text]


def test_a_record_without_stated_causes_has_no_such_section(plain: Dossier) -> None:
    assert came_of(replace(plain, tracking=replace(plain.tracking, causes=()))) is None
