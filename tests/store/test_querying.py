"""SQL over a record reads and does nothing else, whatever it says."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from detente.errors import StoreError
from detente.records import Document, Run
from detente.store import Coded, open_store, query


@pytest.fixture
def filled(place: str) -> str:
    store = open_store(place)
    store.start_run(Run(id="r1", version="1", codebook="c", coder="k", options="{}", started="now"))
    for key in "ab":
        store.keep(Coded(document=Document(id=key, text=f"Text {key}.", input="t", faq=((0, 1),)), run="r1", digest="x"))
    store.close()
    return place


def rows(place: str, statement: str) -> list[tuple[object, ...]]:
    with query(place, statement) as answer:
        return list(answer.rows)


def test_a_select_is_answered_with_columns_and_rows(filled: str) -> None:
    with query(filled, "SELECT id, text, title, part FROM documents ORDER BY id;") as answer:
        assert answer.columns == ("id", "text", "title", "part")
        assert list(answer.rows) == [("a", "Text a.", None, 0), ("b", "Text b.", None, 0)]


def test_json_comes_as_text_and_flags_as_what_the_engine_has(filled: str) -> None:
    assert rows(filled, "SELECT faq FROM documents WHERE id = 'a'") == [("[[0, 1]]",)]
    assert rows(filled, "SELECT CASE WHEN published_doubtful THEN 1 ELSE 0 END FROM documents LIMIT 1") == [(0,)]


def test_common_table_expressions_are_understood(filled: str) -> None:
    counting = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200) SELECT i FROM n"
    assert [row[0] for row in rows(filled, counting)] == list(range(1, 1201))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM documents",
        "INSERT INTO groups VALUES ('a', 'a')",
        "UPDATE documents SET title = 'x'",
        "DROP TABLE documents",
        "CREATE TABLE t (a INTEGER)",
        "CREATE TEMPORARY TABLE t (a INTEGER)",
        "SELECT 1; DELETE FROM documents",
        "COMMIT",
        "BEGIN",
        "ATTACH DATABASE ':memory:' AS other",
        "PRAGMA query_only = OFF",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA user_version = 3",
        "VACUUM",
        "SELECT load_extension('x')",
        "SET TRANSACTION READ WRITE",
        "COPY documents TO '/nowhere'",
        "WITH gone AS (DELETE FROM documents RETURNING id) SELECT id FROM gone",
        "EXPLAIN ANALYZE DELETE FROM documents",
        "SELECT set_config('transaction_read_only', 'off', true)",
        "REINDEX",
        "",
    ],
)
def test_whatever_changes_something_is_refused_and_nothing_changes(filled: str, statement: str) -> None:
    if statement:
        with pytest.raises(StoreError, match="can't answer that"):
            rows(filled, statement)
    assert len(rows(filled, "SELECT id FROM documents")) == 2


def test_a_wrong_statement_is_told_with_the_name_of_what_is_not_there(filled: str) -> None:
    with pytest.raises(StoreError, match=r"can't answer that: .*nothing_like_it.*reference/record\.md"):
        rows(filled, "SELECT * FROM nothing_like_it")


def test_a_statement_that_takes_too_long_is_ended(filled: str) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(StoreError, match=r"took too long"), query(filled, endless, patience=0.3) as answer:
        list(answer.rows)


def test_a_file_is_byte_for_byte_the_same_after_it_was_asked(tmp_path: Path) -> None:
    path = tmp_path / "crisis.db"
    open_store(path).close()
    before = path.read_bytes()
    assert rows(str(path), "SELECT count(*) FROM documents") == [(0,)]
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["crisis.db"]


def test_what_is_no_record_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        rows(str(tmp_path / "absent.db"), "SELECT 1")
    (tmp_path / "diary.db").write_text("Dear diary, " * 200)
    with pytest.raises(StoreError, match="not a database"):
        rows(str(tmp_path / "diary.db"), "SELECT * FROM documents")


def test_a_password_is_never_shown(filled: str) -> None:
    with pytest.raises(StoreError) as told:
        rows("postgresql+psycopg://analyst:secret@127.0.0.1:1/crisis", "SELECT 1")
    assert "secret" not in str(told.value)


def test_the_full_text_index_may_be_read(tmp_path: Path) -> None:
    path = tmp_path / "crisis.db"
    open_store(path).close()
    assert rows(str(path), "SELECT rowid FROM passage_words WHERE passage_words MATCH 'border'") == []
    assert sqlite3.sqlite_version_info >= (3, 35)
