"""What the founders' own texts must leave in the views: checked where the development data lies, without a word of theirs here."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.codebook import Codebook
from detente.coding import code
from detente.consolidating import consolidate
from detente.parsing import Parser
from detente.reading import group_rewrites, read
from detente.records import Document, Snapshot, Tracking
from detente.tracking import track


@pytest.fixture(scope="module")
def record(shared: Path, codebook: Codebook, parser: Parser) -> Snapshot:
    documents = tuple(item for item in read([shared / "seeds"]) if isinstance(item, Document))
    mentions = tuple(code(documents, codebook, parser=parser))
    groups = dict(group_rewrites(documents))
    found = consolidate(mentions, documents, groups)
    return Snapshot(documents=documents, groups=groups, mentions=mentions, entities=found.entities, events=found.events)


@pytest.fixture(scope="module")
def views(record: Snapshot, codebook: Codebook) -> Tracking:
    return track(record, codebook=codebook)


def test_the_refused_mission_has_two_stated_reasons_and_two_accounts_of_who_ended_it(record: Snapshot, views: Tracking) -> None:
    refusals = {event.id for event in record.events if (event.event_type, event.mode) == ("REJECT", "meet")}
    about = [each for each in views.contradictions if each.about in refusals and each.independent]
    assert sorted(each.kind for each in about) == ["actor", "reason"]
    assert all(len(each.sides) == 2 for each in about)


def test_the_scope_of_suspended_aid_and_the_holder_of_an_office_are_contested(views: Tracking) -> None:
    assert {"scope", "office"} <= {each.kind for each in views.contradictions}


def test_force_is_threatened_and_a_designation_only_supposed(views: Tracking) -> None:
    assert {measure.state for measure in views.measures if measure.kind in ("threat of force", "ultimatum", "warning")} == {"threatened"}
    assert not [measure for measure in views.measures if measure.kind == "legal designation" and measure.state != "hypothetical"]
    assert any(measure.conditions for measure in views.measures if measure.kind == "aid suspension")


def test_no_deadline_is_told_where_the_texts_tell_none(views: Tracking) -> None:
    assert [measure.deadline for measure in views.measures if measure.deadline] == []


def test_who_is_held_is_still_held_and_was_reached_by_phone_alone(views: Tracking) -> None:
    (detention,) = views.detentions
    assert detention.state == "held"
    given = {access.channel for access in detention.access if access.outcome == "given"}
    assert "phone" in given
    assert "visit" not in given
