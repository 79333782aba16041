"""The brief of a day, of what was known, of what changed between builds, and of what an analyst said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.briefing import BriefOptions, brief
from detente.briefing.blocks import Notes, Section
from detente.briefing.dossier import dossier
from detente.briefing.sections import build_page
from detente.codebook import Codebook
from detente.errors import ConfigError
from detente.records import Correction, Evidence, Run, Snapshot, Unmatched


def sections_of(snapshot: Snapshot, codebook: Codebook, **options: str) -> dict[str, Section]:
    return {section.id: section for section in build_page(dossier(snapshot, codebook, BriefOptions(**options))).sections}  # type: ignore[arg-type]


def in_two_runs(crisis: Snapshot) -> Snapshot:
    """The last documents were coded by a second run."""
    ids = [document.id for document in crisis.documents]
    first = replace(crisis.runs[0], coded=tuple(ids[:4]))
    second = Run(
        id="second", version="0.1.0", codebook="c", coder="grammar", options="{}", started="2017-08-01T00:00:00+00:00", coded=tuple(ids[4:])
    )
    return replace(crisis, runs=(first, second))


def test_a_brief_of_a_day_tells_nothing_that_happened_later(crisis: Snapshot, codebook: Codebook) -> None:
    record = dossier(crisis, codebook, BriefOptions(day="2017-06-10"))
    dated = [event for event in record.events if event.start]
    assert dated
    assert all(event.start <= "2017-06-10" for event in dated if event.start)
    assert len(record.events) < len(crisis.events)
    page = brief(crisis, codebook, BriefOptions(day="2017-06-10", format="md"))
    assert "As of 10 June 2017." in page
    assert "11 July 2017" not in page.split("## Sources")[0]


def test_a_replay_tells_only_what_had_been_published(crisis: Snapshot, codebook: Codebook) -> None:
    page = brief(crisis, codebook, BriefOptions(known="2017-06-07", format="md"))
    assert "As published by 7 June 2017." in page
    assert "American envoy signs" not in page
    assert "without a date to trust" in page


def test_one_run_tells_no_changes(crisis: Snapshot, codebook: Codebook) -> None:
    assert "changes" not in sections_of(crisis, codebook)


def test_a_second_run_tells_its_documents_events_and_states(crisis: Snapshot, codebook: Codebook) -> None:
    twice = in_two_runs(crisis)
    for since in ({}, {"since": "2017-07-15"}, {"since": "run1"}):
        section = sections_of(twice, codebook, **since)["changes"]
        documents = section.blocks[0]
        assert isinstance(documents, Notes)
        assert documents.notes[0].text == "3 documents read or coded anew"
        assert "12 July 2017, 08:00 UTC" in section.lede
        assert "0 new events" not in section.lede
    assert "changes" not in sections_of(twice, codebook, since="second")


def test_since_must_be_a_day_or_a_run(crisis: Snapshot, codebook: Codebook) -> None:
    with pytest.raises(ConfigError, match="names no run of this record"):
        brief(in_two_runs(crisis), codebook, BriefOptions(since="yesterday"))


def test_what_an_analyst_said_stands_at_the_event_and_in_a_section(crisis: Snapshot, codebook: Codebook) -> None:
    mention = next(each for each in crisis.mentions if each.trigger.text == "handed" or each.event_type == "REQUEST")
    evidence = (Evidence(trigger=mention.trigger, sentence=mention.sentence, event_type=mention.event_type, mode=mention.mode),)
    said = Correction(kind="accept", author="A. Reader", time="2017-08-02T10:00:00+00:00", reason="both agree", evidence=evidence)
    lost = replace(said, kind="reject", reason="not an event")
    taken = replace(said, reason="too early", time="2017-08-01T10:00:00+00:00")
    back = Correction(kind="withdraw", author="A. Reader", time="2017-08-03T10:00:00+00:00", reason="", of=taken.id)
    reviewed = replace(crisis, corrections=(taken, said, lost, back), unmatched=(Unmatched(lost, "no such passage"),))
    page = brief(reviewed, codebook, BriefOptions(format="md"))
    assert "Accepted by A. Reader, 2 August 2017: both agree" in page.split("## Reviewed by hand")[0]
    section = page.split("## Reviewed by hand")[1].split("\n## ")[0]
    assert "1 correction holds" in section
    assert "no such passage" in section
    assert "too early" not in page


def test_without_a_review_there_is_no_section_of_it(crisis: Snapshot, codebook: Codebook) -> None:
    assert "review" not in sections_of(crisis, codebook)
