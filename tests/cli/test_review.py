"""`detente review` as an analyst calls it: verbs, messages, exit codes, logs that travel."""

import json
import re

import pytest
from running import detente

REPORT = """Ministers Resign in Harare

HARARE, June 3, 2024 - Two ministers resigned on Monday and the opposition accused the government of fraud.

South Africa urged both sides to hold talks.
"""
BY = ("--author", "A. Analyst", "--reason", "read again")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("review")
    (folder / "harare.txt").write_text(REPORT, encoding="utf-8")
    assert detente("build", folder / "harare.txt", "--record", folder / "crisis.db", "--quiet").returncode == 0
    return folder / "crisis.db"


@pytest.fixture
def record(built, tmp_path):
    (tmp_path / "crisis.db").write_bytes(built.read_bytes())
    return tmp_path / "crisis.db"


def ids(record, trigger):
    """The id of the mention whose trigger is shown so, in the list."""
    listed = detente("review", record, "list").stdout
    return re.search(rf"(\w{{16}})  \w+ +“[^”]*{trigger}[^”]*” in: ", listed)[1]


def test_the_list_shows_events_with_their_mentions_ids_and_state(record):
    assert detente("review", record).stdout == detente("review", record, "list").stdout
    key = ids(record, "accused")
    done = detente("review", record, "accept", key[:8], *BY)
    assert done.returncode == 0, done.stderr
    listed = detente("review", record, "list", "--state", "accepted").stdout
    assert listed.count(" in: ") == 1
    assert f"{key}  accepted" in listed


def test_a_correction_is_shown_with_the_mention_and_in_the_log(record):
    key = ids(record, "accused")
    done = detente("review", record, "correct", key, "--set", "status=historical", "--set", "actors=the opposition", *BY)
    assert done.returncode == 0, done.stderr
    shown = json.loads(detente("review", record, "show", key).stdout)
    assert (shown["state"], shown["status"], [party["text"] for party in shown["actors"]]) == ("revised", "historical", ["the opposition"])
    assert shown["corrections"][0].endswith("read again")
    assert "A. Analyst: correct ACCUSE “accused" in detente("review", record, "log").stdout


def test_a_rejected_mention_can_be_withdrawn_back(record):
    key = ids(record, "accused")
    said = detente("review", record, "reject", key, *BY).stdout.split()
    assert said[1] == "reject"
    assert f"{key}  rejected" in detente("review", record, "list", "--state", "rejected").stdout
    assert detente("review", record, "withdraw", said[0], *BY).returncode == 0
    assert f"{key}  coded" in detente("review", record, "list").stdout
    assert "    withdrawn\n" in detente("review", record, "log").stdout


def test_mentions_are_merged_added_and_split_and_parties_renamed(record):
    name = re.search(r"→ ([^,?\n]+)", detente("review", record).stdout)[1]
    document = json.loads(detente("review", record, "show", ids(record, "accused")).stdout)["document"]
    for command in (
        ("add", "--document", document, "--trigger", "hold talks", "--type", "CONSULT", "--mode", "multilateral"),
        ("merge", ids(record, "accused"), ids(record, "resigned")),
        ("split", ids(record, "accused"), ids(record, "resigned")),
        ("rename", name, "The Other"),
    ):
        done = detente("review", record, *command, *BY)
        assert (done.returncode, "finds no place" in done.stderr) == (0, False), (command, done.stderr)
    listed = detente("review", record).stdout
    assert re.search(r"added +“hold talks”", listed)
    assert "The Other" in listed
    assert len(detente("review", record, "log").stdout.splitlines()) == 4


def test_a_log_travels_to_another_record_and_what_has_no_place_there_is_listed(record, built, tmp_path):
    detente("review", record, "reject", ids(record, "accused"), *BY)
    done = detente("review", record, "--export", tmp_path / "log.jsonl")
    assert (done.returncode, done.stderr) == (0, f"1 corrections in {tmp_path / 'log.jsonl'}\n")
    (tmp_path / "other.txt").write_text("Kenya held talks with Norway in Oslo on Monday.")
    assert detente("build", tmp_path / "other.txt", "--record", tmp_path / "other.db", "--quiet").returncode == 0
    there = detente("review", tmp_path / "other.db", "--import", tmp_path / "log.jsonl")
    assert there.returncode == 0
    assert "1 of 1 corrections are new; 1 in the log find no place" in there.stderr
    assert "no place: the record has no document" in detente("review", tmp_path / "other.db", "unmatched").stdout
    assert "0 of 1 corrections are new" in detente("review", record, "--import", tmp_path / "log.jsonl").stderr


def test_the_author_comes_from_the_environment_or_is_asked_for(record, monkeypatch):
    key = ids(record, "accused")
    monkeypatch.delenv("DETENTE_AUTHOR", raising=False)
    done = detente("review", record, "accept", key, "--reason", "read again")
    assert done.returncode == 2
    assert "--author" in done.stderr
    monkeypatch.setenv("DETENTE_AUTHOR", "B. Analyst")
    assert detente("review", record, "accept", key, "--reason", "read again").returncode == 0
    assert "B. Analyst" in detente("review", record, "log").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("accept", "ffff", *BY), 2, "'ffff' is the id of no mention or event"),
        (("correct", "{accused}", "--set", "status", *BY), 2, "give field=value"),
        (("correct", "{accused}", "--set", "mode=dance", *BY), 2, "mode 'dance' isn't one of ACCUSE"),
        (("correct", "{accused}", "--set", "actors=Atlantis", *BY), 2, "'Atlantis' does not stand in the sentence"),
        (("reject", "{accused}", "--author", "A"), 2, "--reason"),
        (("list", "--state", "odd"), 2, "is no state"),
        (("show", "ffff"), 2, "is the id of no mention or event"),
        (("--import", "absent.jsonl"), 2, "absent.jsonl can't be read"),
        (("--export", "x.jsonl", "list"), 2, "stand alone"),
    ],
)
def test_what_cannot_be_done_is_told(record, tmp_path, arguments, code, told):
    given = [argument.replace("{accused}", ids(record, "accused")) if "{" in argument else argument for argument in arguments]
    command = [given[0], given[1], record, *given[2:]] if len(given) > 2 and given[0] == "--export" else [record, *given]
    done = detente("review", *command, cwd=tmp_path)
    assert done.returncode == code
    assert told in " ".join(done.stderr.split())


def test_a_record_that_is_not_there_is_told_and_not_made(tmp_path):
    done = detente("review", tmp_path / "absent.db", "accept", "abcd", *BY)
    assert done.returncode == 6
    assert "does not exist" in done.stderr
    assert list(tmp_path.iterdir()) == []
    bad = tmp_path / "log.jsonl"
    bad.write_text('{"kind": "accept"}\n')
    assert "log.jsonl, line 1: " in detente("review", tmp_path / "absent.db", "--import", bad).stderr
