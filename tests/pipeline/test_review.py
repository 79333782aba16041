"""Corrections of a record: at once, after coding again, after the next build, and where a review was killed."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from small_stages import small_stages

from detente.coding import Coding
from detente.errors import ConfigError, StoreError
from detente.parsing.parsed import ParsedDocument
from detente.pipeline import BuildOptions, Record, Stages, build, load_stages, open_record
from detente.records import Event, Mention
from detente.reviewing import read_correction, write_correction

BY = {"author": "A. Analyst", "reason": "read again"}
STORIES = {
    "d1": "Norland met Sudland. Then talks.",
    "d2": "Norland met Sudland. Westland sanctioned Eastland.",
    "d3": "Westland sanctioned Eastland. Midland praised Norland.",
}


def write(folder: Path, stories: dict[str, str]) -> Path:
    path = folder / "stories.jsonl"
    rows = [{"id": key, "text": text, "published": "2024-03-01"} for key, text in stories.items()]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.fixture
def record(tmp_path: Path) -> Path:
    build([write(tmp_path, STORIES)], tmp_path / "crisis.db", BuildOptions(stages=small_stages())).close()
    return tmp_path / "crisis.db"


def code_again(record: Path, stages: Stages | None = None) -> None:
    build([], record, BuildOptions(stages=stages or small_stages(coder="another coder"))).close()


def event_of(opened: Record, kind: str, actor: str) -> Event:
    names = {entity.name: entity.id for entity in opened.entities()}
    return next(event for event in opened.events() if event.event_type == kind and names[actor] in event.actors)


def mention_of(opened: Record, document: str, kind: str) -> Mention:
    return next(one for one in opened.mentions() if (one.document, one.event_type) == (document, kind))


def without_modes(parsed: ParsedDocument) -> Coding:
    """The small coder's next version: it gives meetings a mode, and no longer codes sanctions."""
    coding = small_stages().code(parsed)
    kept = (replace(one, mode="meet") for one in coding.mentions if one.event_type == "CONSULT")
    return Coding(tuple(kept), coding.rejected)


def test_a_rejection_takes_an_event_out_and_a_withdrawal_brings_it_back(record: Path) -> None:
    with open_record(record, readonly=False) as opened:
        before = opened.events()
        event = event_of(opened, "CONSULT", "Norland")
        said = opened.correct("reject", event.id, **BY)
        assert [one.kind for one in said] == ["reject"] * len(event.mentions)
        assert event not in opened.events()
        for one in said:
            opened.correct("withdraw", one.id, **BY)
        assert opened.events() == before


def test_corrections_survive_coding_again_by_another_coder_that_codes_otherwise(record: Path) -> None:
    with open_record(record, readonly=False) as opened:
        opened.correct("correct", mention_of(opened, "d1", "CONSULT").id, values={"status": "historical"}, **BY)
        opened.correct("add", "d3", "praised", values={"event_type": "SUPPORT", "actors": ["Midland"]}, **BY)
        opened.correct("reject", mention_of(opened, "d2", "CONSULT").id, **BY)
        log = opened.corrections()
    code_again(record, replace(small_stages(coder="next"), code=without_modes))
    with open_record(record) as opened:
        found = {(one.document, one.event_type, one.mode): one for one in opened.mentions()}
        assert set(found) == {("d1", "CONSULT", "meet"), ("d3", "SUPPORT", None)}
        assert found["d1", "CONSULT", "meet"].status == "historical"
        assert [party.name for party in found["d3", "SUPPORT", None].actors] == ["Midland"]
        assert opened.corrections() == log
        assert opened.unmatched() == ()
        assert sorted(key for event in opened.events() for key in event.mentions) == sorted(one.id for one in found.values())


def test_a_correction_whose_trigger_is_coded_no_more_is_listed_and_holds_again_when_it_comes_back(record: Path) -> None:
    with open_record(record, readonly=False) as opened:
        (said,) = opened.correct("correct", mention_of(opened, "d3", "SANCTION").id, values={"status": "future"}, **BY)
    code_again(record, replace(small_stages(coder="next"), code=without_modes))
    with open_record(record) as opened:
        assert [(one.correction, one.reason) for one in opened.unmatched()] == [
            (said, "no mention of SANCTION is coded at 'sanctioned' any more")
        ]
        assert opened.snapshot().unmatched == opened.unmatched()
    code_again(record)
    with open_record(record) as opened:
        assert opened.unmatched() == ()
        assert mention_of(opened, "d3", "SANCTION").status == "future"


def test_a_split_survives_the_next_build_and_so_does_a_merge(record: Path, tmp_path: Path) -> None:
    with open_record(record, readonly=False) as opened:
        event = event_of(opened, "CONSULT", "Norland")
        assert len(event.mentions) == 2
        opened.correct("split", event.id, event.mentions[0], **BY)
        apart = set(event.mentions)
        punished = event_of(opened, "SANCTION", "Westland")
        opened.correct("split", *punished.mentions, **BY)
        opened.correct("merge", *punished.mentions, **BY)
    more = write(tmp_path, {"d4": "Norland met Sudland."})
    build([more], record, BuildOptions(stages=small_stages())).close()
    code_again(record)
    with open_record(record) as opened:
        assert all(len(apart & set(event.mentions)) < 2 for event in opened.events())
        assert any(set(punished.mentions) <= set(event.mentions) for event in opened.events())
        assert sum(len(event.mentions) for event in opened.events()) == opened.summary().mentions


def test_parties_are_renamed_joined_and_parted(record: Path) -> None:
    with open_record(record, readonly=False) as opened:
        opened.correct("rename", "Norland", "Kingdom of Norland", **BY)
        assert "Kingdom of Norland" in {entity.name for entity in opened.entities()}
        opened.correct("join", "Sudland", "Westland", **BY)
        assert any({"Sudland", "Westland"} <= set(entity.names) for entity in opened.entities())
        opened.correct("part", "Sudland", "Westland", **BY)
        assert not any({"Sudland", "Westland"} <= set(entity.names) for entity in opened.entities())
    code_again(record)
    with open_record(record) as opened:
        assert "Kingdom of Norland" in {entity.name for entity in opened.entities()}
        assert opened.unmatched() == ()


def test_a_log_taken_to_another_record_of_the_same_reports_makes_the_same_record(record: Path, tmp_path: Path) -> None:
    with open_record(record, readonly=False) as opened:
        opened.correct("reject", mention_of(opened, "d2", "CONSULT").id, **BY)
        opened.correct("add", "d3", "praised", values={"event_type": "SUPPORT", "actors": ["Midland"]}, **BY)
        opened.correct("rename", "Norland", "Kingdom of Norland", **BY)
        log = [write_correction(one) for one in opened.corrections()]
        here = replace(opened.snapshot(), runs=(), corrections=())
    build([tmp_path / "stories.jsonl"], tmp_path / "other.db", BuildOptions(stages=small_stages())).close()
    with open_record(tmp_path / "other.db", readonly=False) as other:
        assert other.take(map(read_correction, reversed(log))) == 3
        assert other.take(map(read_correction, log)) == 0
        assert replace(other.snapshot(), runs=(), corrections=()) == here


def test_an_unsound_line_of_a_log_adds_nothing(record: Path) -> None:
    with open_record(record, readonly=False) as opened:
        (good,) = opened.correct("rename", "Norland", "N", **BY)
        with pytest.raises(ConfigError, match="needs its author"):
            opened.take([replace(good, names=("Norland", "M")), replace(good, author="")])
        assert opened.corrections() == (good,)


def test_a_record_opened_to_be_read_takes_no_corrections(record: Path) -> None:
    with open_record(record) as opened, pytest.raises(StoreError, match="refused"):
        opened.correct("rename", "Norland", "N", **BY)


KILLED = """
import os, signal, sys
from detente.pipeline import open_record, settling
from detente.pipeline import record as held
moment = sys.argv[2]
def killed(*_): os.kill(os.getpid(), signal.SIGKILL)
if moment == "before":
    held.settle = killed
with open_record(sys.argv[1], readonly=False) as opened:
    if moment == "within":
        from detente.store import sql
        sql.writes._party_rows = killed
    key = next(one.id for one in opened.mentions() if (one.document, one.event_type) == ("d1", "CONSULT"))
    opened.correct("correct", key, author="A", reason="r", values={"status": "historical"})
"""


@pytest.mark.parametrize("moment", ["before", "within"])
def test_a_review_killed_in_the_middle_is_completed_by_the_next_build(record: Path, moment: str) -> None:
    with open_record(record) as opened:
        before = opened.events()
    done = subprocess.run([sys.executable, "-c", KILLED, str(record), moment], check=False, capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    with open_record(record) as opened:
        assert [one.kind for one in opened.corrections()] == ["correct"]
        assert opened.events() == before, "the events of before stand, whole"
        assert mention_of(opened, "d1", "CONSULT").status == "actual"
    build([], record, BuildOptions(stages=small_stages())).close()
    with open_record(record) as opened:
        assert mention_of(opened, "d1", "CONSULT").status == "historical"
        assert sum(len(event.mentions) for event in opened.events()) == opened.summary().mentions


REAL = {
    "talks.txt": "Kenya and Norway hold talks\n\nOSLO, 4 March 2024 - Kenya held talks with Norway in Oslo on Monday.\n\n"
    "Norway's foreign minister said the two countries would meet again next month.",
    "sanctions.txt": "Peru punishes Chad\n\nLIMA, 6 March 2024 - Peru imposed sanctions on Chad on Wednesday, "
    "citing the arrest of a diplomat.",
}


def test_with_the_packaged_stages_a_review_survives_another_codebook(tmp_path: Path) -> None:
    for name, words in REAL.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    stages = load_stages(BuildOptions())
    record = tmp_path / "crisis.db"
    with build([tmp_path / name for name in REAL], record, BuildOptions(stages=stages)) as opened:
        punished = next(one for one in opened.mentions() if one.event_type == "SANCTION" and re.search("imposed", one.sentence.text))
        opened.correct(
            "correct", punished.id, values={"recipients": ["Chad"], "status": "future", "reason": "the arrest of a diplomat"}, **BY
        )
        opened.correct("rename", "Chad", "Republic of Chad", **BY)
        said = opened.correct("reject", *_ids(tuple(opened.mentions()), "CONSULT"), **BY)
    build([], record, BuildOptions(stages=replace(stages, codebook="another codebook"))).close()
    with open_record(record) as opened:
        found = next(one for one in opened.mentions() if one.trigger == punished.trigger)
        assert (found.status, [party.country for party in found.recipients]) == ("future", ["TCD"])
        assert said
        assert _ids(tuple(opened.mentions()), "CONSULT") == []
        assert opened.unmatched() == ()
        assert "Republic of Chad" in {entity.name for entity in opened.entities()}


def _ids(mentions: Sequence[Mention], kind: str) -> list[str]:
    return [one.id for one in mentions if one.event_type == kind]


def test_two_analysts_at_once_are_both_heard(record: Path) -> None:
    def analyst(document: str) -> None:
        with open_record(record, readonly=False) as opened:
            key = mention_of(opened, document, "CONSULT").id
            opened.correct("correct", key, values={"status": "historical"}, **BY)

    threads = [threading.Thread(target=analyst, args=(document,)) for document in ("d1", "d2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_record(record) as opened:
        assert [one.status for one in opened.mentions() if one.event_type == "CONSULT"] == ["historical"] * 2
        assert {event.status for event in opened.events() if event.event_type == "CONSULT"} == {"historical"}
        assert opened.unmatched() == ()
