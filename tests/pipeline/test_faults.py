"""What befalls builds: killed at random, several at once, a full disk, a server or a file that goes away. Nothing is lost or doubled.

benchmarks/faults.py does the same more often and prints figures.
"""

from __future__ import annotations

import random
import signal
import sqlite3
import time
from pathlib import Path

import pytest
from disturbed import digest_of, documents_in, faults_of, start_build, wait_until, write_stories
from own_server import own_server, programs
from small_stages import small_stages

from detente.errors import StoreError
from detente.pipeline import BuildOptions, build

OPTIONS = BuildOptions(stages=small_stages())


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_stories(tmp_path / "stories.jsonl", 0, 150)


@pytest.fixture
def undisturbed(source: Path, tmp_path: Path) -> str:
    """The digest of a build that nothing befell."""
    place = str(tmp_path / "undisturbed.db")
    build(source, place, OPTIONS).close()
    return digest_of(place)


def test_a_build_killed_at_random_moments_is_completed_by_the_next(source: Path, place: str, undisturbed: str) -> None:
    chance = random.Random(4)
    for _ in range(4):
        before = max(0, documents_in(place))
        killed = start_build(source, place)
        wait_until(lambda so_far=before: documents_in(place) > so_far or documents_in(place) == 150)  # type: ignore[misc]
        time.sleep(chance.uniform(0, 0.2))
        killed.process.kill()
        assert killed.end()[0] in (-signal.SIGKILL, 0)
        assert faults_of(place) == []
    build(source, place, OPTIONS).close()
    assert digest_of(place) == undisturbed


@pytest.mark.parametrize("number", [2, 4])
def test_builds_of_overlapping_sources_at_once_give_the_record_of_one(number: int, place: str, tmp_path: Path) -> None:
    width = 150 // number
    parts = [
        write_stories(tmp_path / f"part{each}.jsonl", max(0, each * width - 30), min(150, (each + 1) * width + 30))
        for each in range(number)
    ]
    builds = [start_build(part, place) for part in parts]
    assert [each.end() for each in builds] == [(0, "")] * number
    assert faults_of(place) == []
    whole = write_stories(tmp_path / "whole.jsonl", 0, 150)
    with build(whole, place, OPTIONS) as record:
        assert record.runs()[-1].documents == 0
        together = (record.groups(), list(record.mentions()), record.entities(), record.events())
    with build(whole, tmp_path / "one.db", OPTIONS) as record:
        assert together == (record.groups(), list(record.mentions()), record.entities(), record.events())


def test_a_full_disk_ends_a_build_with_a_reason_and_the_next_completes_it(source: Path, tmp_path: Path, undisturbed: str) -> None:
    place = str(tmp_path / "crisis.db")
    code, said = start_build(source, place, most_bytes=600_000, patience=1).end()
    assert code == StoreError.exit_code
    assert "crisis.db refused: disk I/O error; see the disk's health and room" in said
    assert faults_of(place) == []
    assert 0 < documents_in(place) < 150
    build(source, place, OPTIONS).close()
    assert digest_of(place) == undisturbed


def test_a_file_that_is_removed_while_it_is_built_is_told(source: Path, tmp_path: Path) -> None:
    place = tmp_path / "crisis.db"

    def remove(stage: str, done: int, total: int | None) -> None:
        if done == 3:
            place.unlink()

    with pytest.raises(StoreError, match=r"crisis\.db was removed or replaced while it was written to.*build it again"):
        build(source, place, OPTIONS, remove)


def test_a_file_that_another_program_locks_is_waited_for_then_told(
    source: Path, tmp_path: Path, undisturbed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "crisis.db"
    monkeypatch.setattr("detente.store.engine.BUSY_SECONDS", 0.05)
    monkeypatch.setattr("detente.store.retrying.PATIENCE", 0.3)
    holder = sqlite3.connect(place, isolation_level=None, check_same_thread=False)

    def hold(stage: str, done: int, total: int | None) -> None:
        if done == 3:
            holder.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreError, match=r"crisis\.db refused: database is locked; another program is writing"):
        build(source, place, OPTIONS, hold)
    holder.close()
    assert faults_of(str(place)) == []
    build(source, place, OPTIONS).close()
    assert digest_of(str(place)) == undisturbed


@pytest.mark.skipif(programs() is None, reason="no PostgreSQL server is installed")
def test_a_server_that_crashes_and_comes_back_costs_a_build_nothing(source: Path, undisturbed: str) -> None:
    with own_server() as server:
        going = start_build(source, server.url)
        wait_until(lambda: documents_in(server.url) > 20)
        server.kill()
        time.sleep(0.5)
        server.start()
        assert going.end() == (0, "")
        assert faults_of(server.url) == []
        assert digest_of(server.url) == undisturbed


@pytest.mark.skipif(programs() is None, reason="no PostgreSQL server is installed")
def test_a_server_that_stays_away_ends_a_build_with_a_reason_and_the_next_completes_it(source: Path, undisturbed: str) -> None:
    with own_server() as server:
        going = start_build(source, server.url, patience=1)
        wait_until(lambda: documents_in(server.url) > 20)
        server.kill()
        code, said = going.end()
        assert code == StoreError.exit_code
        assert "refused" in said
        assert "see that the server runs" in said
        server.start()
        assert faults_of(server.url) == []
        build(source, server.url, OPTIONS).close()
        assert digest_of(server.url) == undisturbed
