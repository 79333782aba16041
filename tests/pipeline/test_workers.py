"""Worker processes: the same results in the same order as one process gives, whatever happens to a worker."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from small_stages import parse, small_stages
from worker_tasks import Told, documents, echo, load_badly, load_echo, never

from detente import errors
from detente.errors import CodebookError, CodingError
from detente.parsing.parsed import ParsedDocument
from detente.pipeline import BuildOptions, Stages, Task, build, code_documents, load_stages, open_record, spread
from detente.pipeline.workers import AHEAD
from detente.reading import read
from detente.records import Document

ROOT = Path(__file__).parent.parent.parent
NEEDS_SIGNALS = pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by signals here")


def parse_or_die(batch: Sequence[Document]) -> Iterator[ParsedDocument]:
    """Parse; a text that holds '[kill]' kills the process, as the system does when memory runs out."""
    if any("[kill]" in document.text for document in batch):
        os.kill(os.getpid(), signal.SIGKILL)
    return parse(batch)


def mortal_stages() -> Stages:
    return replace(small_stages(), parse=parse_or_die, reload=mortal_stages)


def slow_echo(batch: Sequence[Document]) -> Iterator[Told]:
    time.sleep(0.6 if batch[0].id in ("d04", "d12") else 0)
    return echo(batch)


def alive(process: int) -> bool:
    """Whether a process runs; one that is dead and waits to be buried does not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_until_dead(processes: Sequence[int]) -> None:
    end = time.monotonic() + 20
    while any(map(alive, processes)):
        assert time.monotonic() < end, "workers outlived their parent"
        time.sleep(0.02)


def test_results_keep_the_order_of_the_input_whichever_worker_is_first() -> None:
    results = list(spread(Task(work=slow_echo, load=lambda: slow_echo, lost=never), documents(30), jobs=3, most=2))
    assert [name for name, _ in results] == [document.id for document in documents(30)]
    assert len({process for _, process in results} - {os.getpid()}) == 3


def test_little_input_starts_no_worker() -> None:
    results = spread(Task(work=echo, load=load_echo, lost=never), documents(5), jobs=2, most=5)
    assert {process for _, process in results} == {os.getpid()}


def test_work_that_belongs_to_one_process_stays_in_it() -> None:
    results = spread(Task(work=echo, load=None, lost=never), documents(9), jobs=2, most=2)
    assert {process for _, process in results} == {os.getpid()}


def test_no_more_than_a_few_documents_are_read_ahead(tmp_path: Path) -> None:
    gate, most = tmp_path / "all that may be read ahead is", 2 + 2 * (2 * AHEAD + 1)  # in batches of two: the first, and those under way
    taken: list[str] = []

    def held_at_the_gate(batch: Sequence[Document]) -> Iterator[Told]:
        while batch[0].id == "d02" and not gate.exists():
            time.sleep(0.01)
        return echo(batch)

    def given() -> Iterator[Document]:
        for document in documents(200):
            taken.append(document.id)
            if len(taken) == most:
                gate.touch()
            yield document

    results = spread(Task(work=held_at_the_gate, load=lambda: held_at_the_gate, lost=never), given(), jobs=2, most=2)
    assert len(list(islice(results, 3))) == 3
    assert len(taken) == most
    results.close()  # type: ignore[attr-defined]  # a generator


def test_two_processes_code_real_articles_as_one_does() -> None:
    stages = load_stages(BuildOptions())
    articles = [item for item in islice(read([ROOT / "corpus" / "second-a.jsonl"]), 12) if isinstance(item, Document)]
    one, two = (list(code_documents(stages, articles, batch=3, jobs=jobs)) for jobs in (1, 2))
    assert sum(len(attempt.mentions) for attempt in one) > 50
    assert two == one


def test_a_build_by_two_processes_keeps_what_one_keeps(tmp_path: Path) -> None:
    rows = [{"id": f"d{number:02}", "text": f"Norland met Sudland. Talks{number}.", "published": "2024-03-01"} for number in range(40)]
    rows[9:9] = [{"id": "fr", "text": "Le Nord a rencontré le Sud.", "language": "fr"}, rows[3], rows[0] | {"text": "Another text."}]
    rows += [{"id": "bad", "text": "[no parse]"}, {"id": "worse", "text": "Norland met Sudland. [no code]"}]
    source = tmp_path / "stories.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    kept = []
    for jobs in (1, 2):
        with build([source], tmp_path / f"{jobs}.db", BuildOptions(stages=mortal_stages(), batch=3, jobs=jobs)) as record:
            kept.append((replace(record.snapshot(), runs=()), tuple(record.rejected())))
    assert kept[0] == kept[1]
    assert len(kept[0][0].documents) == 43


@NEEDS_SIGNALS
def test_a_document_that_kills_its_worker_is_told_and_the_rest_is_coded() -> None:
    given = documents(20)
    given[7] = replace(given[7], text="Norland met Sudland. [kill]")
    attempts = list(code_documents(mortal_stages(), given, batch=3, jobs=2))
    (row,) = attempts[7].rejected
    assert (row.item, row.stage, row.where) == ("d07", "code", "made")
    assert "ended by signal 9" in row.reason
    assert [len(attempt.mentions) for attempt in attempts] == [1] * 7 + [0] + [1] * 12


@NEEDS_SIGNALS
def test_a_document_that_killed_its_worker_is_tried_again_by_the_next_build(tmp_path: Path) -> None:
    source, place = tmp_path / "stories.jsonl", tmp_path / "crisis.db"
    rows = [{"id": f"d{number:02}", "text": "Norland met Sudland." + (" [kill]" if number == 7 else "")} for number in range(12)]
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    options = BuildOptions(stages=mortal_stages(), batch=3, jobs=2)
    with build([source], place, options) as record:
        assert len(list(record.mentions())) == 11
    with build([source], place, replace(options, stages=replace(small_stages(), reload=small_stages))) as record:
        assert len(list(record.mentions())) == 12


@NEEDS_SIGNALS
def test_a_worker_that_is_killed_between_batches_costs_nothing() -> None:
    results = spread(Task(work=echo, load=load_echo, lost=never), documents(60), jobs=2, most=2)
    seen = list(islice(results, 20))
    os.kill(next(process for _, process in seen if process != os.getpid()), signal.SIGKILL)
    assert [name for name, _ in (*seen, *results)] == [document.id for document in documents(60)]


@pytest.mark.parametrize("kind", [kind for kind in vars(errors).values() if isinstance(kind, type)])
def test_our_errors_come_out_of_a_worker_as_they_are(kind: type[Exception]) -> None:
    again = pickle.loads(pickle.dumps(kind("row 3: there is no such type")))
    assert type(again) is kind
    assert str(again) == "row 3: there is no such type"


def test_what_fails_in_a_worker_is_raised_here() -> None:
    def fail(batch: Sequence[Document]) -> Iterator[Told]:
        if batch[0].id == "d04":
            raise ValueError("no such tense")
        return echo(batch)

    with pytest.raises(CodingError, match=r"'d04'.*ValueError: no such tense"):
        list(spread(Task(work=fail, load=lambda: fail, lost=never), documents(9), jobs=2, most=2))


def test_where_forking_is_not_safe_workers_load_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 2)
    results = list(spread(Task(work=echo, load=load_echo, lost=never), documents(9), jobs=2, most=2))
    assert [name for name, _ in results] == [document.id for document in documents(9)]
    assert len({process for _, process in results}) > 1
    with pytest.raises(CodebookError, match="row 3"):
        list(spread(Task(work=echo, load=load_badly, lost=never), documents(9), jobs=2, most=2))


@NEEDS_SIGNALS
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_end_with_their_parent(end: signal.Signals, tmp_path: Path) -> None:
    script = Path(__file__).with_name("worker_tasks.py")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as parent:
        assert parent.stdout is not None
        workers = [int(parent.stdout.readline()) for _ in range(2)]
        parent.send_signal(end)
        assert parent.wait(20) != 0
        wait_until_dead(workers)


@NEEDS_SIGNALS
def test_leaving_in_the_middle_ends_the_workers() -> None:
    results = spread(Task(work=echo, load=load_echo, lost=never), documents(60), jobs=2, most=2)
    workers = {process for _, process in islice(results, 20)} - {os.getpid()}
    assert all(map(alive, workers))
    results.close()  # type: ignore[attr-defined]  # a generator
    wait_until_dead(list(workers))


def test_a_record_made_by_workers_opens(tmp_path: Path) -> None:
    source = tmp_path / "stories.jsonl"
    source.write_text("\n".join(json.dumps({"id": str(number), "text": "Norland met Sudland."}) for number in range(9)), encoding="utf-8")
    build([source], tmp_path / "crisis.db", BuildOptions(stages=mortal_stages(), batch=2, jobs=2)).close()
    with open_record(tmp_path / "crisis.db") as record:
        assert len(list(record.documents())) == 9
