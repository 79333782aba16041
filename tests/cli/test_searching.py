"""search, sql and copy as a person or a script calls them."""

import csv
import io
import json

import pytest
from running import detente

from detente.records import Document, Published, Run
from detente.store import Coded, open_store

TEXT = "=Norland= recalled its envoy. Talks about the border go on."


@pytest.fixture
def record(tmp_path):
    store = open_store(tmp_path / "crisis.db")
    store.start_run(Run(id="r", version="1", codebook="c", coder="k", options="{}", started="now"))
    document = Document(id="a", text=TEXT, input="a.txt", title="Recall", published=Published("2024-03-01", "given"))
    store.keep(Coded(document=document, run="r", digest="x", sentences=((0, 29), (30, 59))))
    store.close()
    return tmp_path / "crisis.db"


def test_search_marks_the_words_and_says_where_they_stand(record):
    done = detente("search", record, "border talks", "--in", "sentences")
    assert done.stdout == "Recall, 2024-03-01 [a 30-59]\n    *Talks* about the *border* go on.\n"
    (hit,) = map(json.loads, detente("search", record, "border", "--format", "json").stdout.splitlines())
    assert [TEXT[start:end] for start, end in hit["marks"]] == ["border"]
    assert TEXT[hit["start"] : hit["end"]] == hit["text"]


def test_a_search_that_finds_nothing_says_so(record):
    done = detente("search", record, 'harbour" -(')
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing in" in done.stderr


def test_sql_answers_as_text_csv_and_json(record):
    statement = "SELECT id, text, title AS id FROM documents"
    assert detente("sql", record, "SELECT id, title, url FROM documents").stdout == "id  title   url\n--  ------  ---\na   Recall\n"
    rows = list(csv.reader(io.StringIO(detente("sql", record, statement, "--format", "csv").stdout)))
    assert rows == [["id", "text", "id"], ["a", f"'{TEXT}", "Recall"]]
    assert json.loads(detente("sql", record, statement, "--format", "json").stdout) == [{"id": "a", "text": TEXT, "id_3": "Recall"}]
    assert json.loads(detente("sql", record, "SELECT id FROM events", "--format", "json").stdout) == []


def test_sql_that_would_change_something_ends_with_a_reason_and_the_stores_exit_code(record):
    done = detente("sql", record, "DELETE FROM documents")
    assert (done.returncode, done.stdout) == (6, "")
    assert "it may read and nothing else" in done.stderr
    assert "1" in detente("sql", record, "SELECT count(*) FROM documents").stdout


def test_copy_shows_rows_and_digest_and_writes_nothing_over(record, tmp_path):
    done = detente("copy", record, tmp_path / "copy.db")
    assert done.stdout.splitlines()[-1].startswith("sha256 ")
    assert detente("copy", record, tmp_path / "copy.db").returncode == 6
    again = detente("copy", tmp_path / "copy.db", tmp_path / "second.db")
    assert again.stdout == done.stdout
