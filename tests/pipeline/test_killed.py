"""A build killed at any moment (SIGKILL) leaves a record that opens; the next build completes it to the same content."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from small_stages import small_stages

from detente.errors import StoreError
from detente.pipeline import BuildOptions, build, open_record
from detente.records import Snapshot
from detente.store import query

STATES = ("Norland", "Sudland", "Westland", "Eastland", "Midland")
PATIENCE = 120.0  # seconds that a step of the killed build may take before the test gives up


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """400 documents, made from templates with a fixed seed."""
    chance = random.Random(8)
    rows = []
    for number in range(400):
        one, two = chance.sample(STATES, 2)
        rows.append({"id": f"d{number:03}", "text": f"{one} met {two}. {two} sanctioned {one}. Then talks.", "published": "2024-03-01"})
    path = tmp_path / "stories.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@contextmanager
def killed_build(source: Path, record: str) -> Iterator[subprocess.Popen[str]]:
    """A build in a process of its own, which is killed when the block ends."""
    script = Path(__file__).with_name("build_small.py")
    with subprocess.Popen([sys.executable, str(script), str(source), record], stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()
        assert process.wait() == -signal.SIGKILL, "the build ended before it was killed: the test shows nothing"


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "the build didn't come to the moment at which it is to be killed"
        time.sleep(0.01)


def documents_in(record: str) -> int:
    """How many documents are kept, asked for as cheaply as can be, so that the build isn't slowed; -1 where there is no record yet."""
    try:
        with query(record, "SELECT count(*) FROM documents") as answer:
            return int(next(answer.rows)[0] or 0)
    except StoreError:
        return -1


def content(record: str) -> Snapshot:
    with open_record(record) as opened:
        return replace(opened.snapshot(), runs=())


def test_a_killed_build_leaves_a_record_that_opens_and_that_the_next_build_completes(source: Path, place: str, other_place: str) -> None:
    record, whole = place, other_place
    with killed_build(source, record):
        wait_until(lambda: documents_in(record) >= 0)
    begun = len(content(record).documents)
    with killed_build(source, record):
        wait_until(lambda: documents_in(record) >= begun + 60)
    left = content(record)
    assert begun + 60 <= len(left.documents) < 400
    assert {mention.document for mention in left.mentions} == {document.id for document in left.documents}
    assert left.events == ()
    with killed_build(source, record) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "consolidating\n"
    assert documents_in(record) == 400
    build([source], record, BuildOptions(stages=small_stages())).close()
    build([source], whole, BuildOptions(stages=small_stages())).close()
    assert content(record) == content(whole)
    assert content(record).events
    with open_record(record) as opened:
        assert [run.finished is not None for run in opened.runs()] == [False] * (len(opened.runs()) - 1) + [True]
