"""The packaged stages joined: from files to a record, again, in parts, and killed."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from detente.errors import CodebookError, CodingError
from detente.pipeline import BuildOptions, Stages, build, load_stages, open_record
from detente.records import Snapshot

ARTICLES = {
    "talks.txt": "Kenya and Norway hold talks\n\nOSLO, 4 March 2024 - Kenya held talks with Norway in Oslo on Monday.\n\n"
    "Norway's foreign minister said the two countries would meet again next month.",
    "copy.txt": "Kenya and Norway hold talks\n\nOSLO, 4 March 2024 - Kenya held talks with Norway in Oslo on Monday.\n\n"
    "Norway's foreign minister said the two countries would meet again next month.\n\nThe talks lasted an hour.",
    "sanctions.txt": "Peru punishes Chad\n\nLIMA, 6 March 2024 - Peru imposed sanctions on Chad on Wednesday, "
    "citing the arrest of a diplomat.",
    "french.txt": "Le Pérou punit le Tchad\n\nLIMA, 6 mars 2024 - Le Pérou a imposé mercredi des sanctions au Tchad après l'arrestation "
    "d'un diplomate, a annoncé le ministre des affaires étrangères devant le parlement.",
    "empty.txt": "",
}


@pytest.fixture(scope="module")
def stages() -> Stages:
    return load_stages(BuildOptions())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def content(sources: Sequence[Path], record: Path, stages: Stages) -> Snapshot:
    with build(sources, record, BuildOptions(stages=stages)) as built:
        return replace(built.snapshot(), runs=())


def test_a_folder_of_reports_becomes_a_record(folder: Path, tmp_path: Path, stages: Stages) -> None:
    with build([folder], tmp_path / "crisis.db", BuildOptions(stages=stages)) as record:
        summary, snapshot = record.summary(), record.snapshot()
    assert (summary.documents, summary.rewrites, summary.other_languages, summary.failures["read"]) == (4, 1, 1, 1)
    names = {entity.id: entity.name for entity in snapshot.entities}
    sanctions = [event for event in snapshot.events if event.event_type == "SANCTION" and event.status == "actual"]
    assert [([names[key] for key in event.actors], [names[key] for key in event.recipients]) for event in sanctions] == [
        (["Peru"], ["Chad"])
    ]
    talks = [event for event in snapshot.events if event.event_type == "CONSULT" and len(event.mentions) == 2]
    assert [event.corroboration for event in talks] == [1], "a rewrite is no second source"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux allows file names that are no UTF-8")
def test_a_file_whose_name_is_no_utf_8_is_read_and_its_name_shown_as_escapes(folder: Path, tmp_path: Path, stages: Stages) -> None:
    odd = os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")
    Path(odd).write_text("Peru imposed sanctions on Chad on Wednesday, officials said in Lima.", encoding="utf-8")
    snapshot = content([folder], tmp_path / "crisis.db", stages)
    assert len(snapshot.documents) == 5
    assert [document.input for document in snapshot.documents if document.input.endswith("caf\\udce9.txt")]


def test_every_mention_of_a_record_shows_what_stands_in_its_document(folder: Path, tmp_path: Path, stages: Stages) -> None:
    snapshot = content([folder], tmp_path / "crisis.db", stages)
    documents = {document.id: document for document in snapshot.documents}
    assert snapshot.mentions
    assert all(documents[mention.document].holds(mention.trigger) for mention in snapshot.mentions)


def test_building_the_real_thing_twice_or_file_by_file_gives_the_same(folder: Path, tmp_path: Path, stages: Stages) -> None:
    once = content([folder], tmp_path / "once.db", stages)
    assert content([folder], tmp_path / "once.db", stages) == once
    for file in sorted(folder.iterdir(), reverse=True):
        parts = content([file], tmp_path / "parts.db", stages)
    assert (parts.mentions, parts.events, parts.entities, parts.groups) == (once.mentions, once.events, once.entities, once.groups)


def test_the_command_killed_in_the_middle_is_completed_by_the_next_build(tmp_path: Path, stages: Stages) -> None:
    source, record = tmp_path / "many.jsonl", tmp_path / "killed.db"
    states = ("Kenya", "Norway", "Peru", "Chad", "Qatar", "France")
    pairs = [(one, two) for one in states for two in states if one != two] * 6
    rows = [
        {"id": f"m{number:03}", "text": f"{one} imposed sanctions on {two}. {two} recalled its envoy.", "published": "2024-03-04"}
        for number, (one, two) in enumerate(pairs)
    ]
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    command = [sys.executable, "-m", "detente", "build", str(source), "--record", str(record), "--quiet"]
    with subprocess.Popen(command) as process:
        end = time.monotonic() + 120
        while documents_in(record) < 5:
            assert time.monotonic() < end
            assert process.poll() is None
            time.sleep(0.02)
        process.kill()
        assert process.wait() == -signal.SIGKILL
    with open_record(record) as opened:
        assert 5 <= opened.summary().documents < len(rows)
    whole = content([source], tmp_path / "whole.db", stages)
    assert content([source], record, stages) == whole
    assert len(whole.documents) == len(rows)


def documents_in(record: Path) -> int:
    if not record.exists():
        return 0
    with closing(sqlite3.connect(record)) as connection:
        return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])


def test_what_the_stages_need_is_told_before_a_record_is_made(tmp_path: Path) -> None:
    with pytest.raises(CodingError, match="no_such_pipeline"):
        build([tmp_path], tmp_path / "crisis.db", BuildOptions(pipeline="no_such_pipeline"))
    with pytest.raises(CodebookError):
        build([tmp_path], tmp_path / "crisis.db", BuildOptions(codebook=(tmp_path / "absent",)))
    assert list(tmp_path.iterdir()) == []


def test_the_seed_reports_are_read_coded_and_kept(shared: Path, tmp_path: Path, stages: Stages) -> None:
    with build([shared / "seeds"], tmp_path / "seeds.db", BuildOptions(stages=stages)) as record:
        summary = record.summary()
    assert (summary.documents, summary.rewrites, summary.other_languages, summary.failures) == (5, 1, 0, {})
    assert summary.events > 20
