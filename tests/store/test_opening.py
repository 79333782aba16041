"""Opening: what is made, what is migrated, what is refused and how that is told."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text

from detente.errors import StoreError
from detente.records import Entity
from detente.store import open_store
from detente.store.evidence import evidence_rules, told_rules
from detente.store.migrating import MIGRATIONS
from detente.store.schema import metadata


def migrate_to(connection: Connection, revision: str) -> None:
    """Make a record as the détente of that revision did."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def test_migrations_make_exactly_the_tables_that_queries_expect(record: Path) -> None:
    open_store(record).close()
    engine = create_engine(f"sqlite:///{record}")
    with engine.connect() as connection:
        of_ours = {"include_name": lambda name, kind, _parents: kind != "table" or not name.startswith("passage_words")}  # FTS5's own
        assert compare_metadata(MigrationContext.configure(connection, opts=of_ours), metadata) == []
    engine.dispose()


def test_columns_allow_null_where_the_schema_says_so(record: Path) -> None:
    open_store(record).close()
    with sqlite3.connect(record) as connection:
        for table in metadata.tables.values():
            found = {row[1]: bool(row[3]) for row in connection.execute(f"PRAGMA table_info({table.name})")}
            assert found == {column.name: not column.nullable for column in table.columns}
    connection.close()


def test_a_record_in_a_file_is_in_write_ahead_mode(record: Path) -> None:
    open_store(record).close()
    connection = sqlite3.connect(record)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_opening_again_changes_nothing(record: Path) -> None:
    open_store(record).close()
    before = record.read_bytes()
    open_store(record).close()
    assert record.read_bytes() == before


def test_a_record_of_a_later_version_is_refused_and_left_as_it_is(record: Path) -> None:
    open_store(record).close()
    connection = sqlite3.connect(record)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    for readonly in (True, False):
        with pytest.raises(StoreError, match=r"crisis\.db was written by a later détente \(schema 9999.*update"):
            open_store(record, readonly=readonly)
    connection = sqlite3.connect(record)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)
    connection.close()


def test_a_database_of_something_else_is_refused_and_left_as_it_is(record: Path) -> None:
    connection = sqlite3.connect(record)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="no détente record"):
        open_store(record)
    connection = sqlite3.connect(record)
    assert [row[0] for row in connection.execute("SELECT name FROM sqlite_master")] == ["recipes"]
    connection.close()


def test_a_record_of_before_the_wikidata_ids_opens_with_its_entities_and_no_ids(place: str) -> None:
    engine = create_engine(place if "://" in place else f"sqlite:///{place}")
    with engine.begin() as connection:
        migrate_to(connection, "0004")
        old = "INSERT INTO entities (id, name, country, sectors, names) VALUES ('n', 'Norland', 'NOR', '[\"GOV\"]', '[\"Norland\"]')"
        connection.execute(text(old))
    engine.dispose()
    with pytest.raises(StoreError, match=r"earlier détente; `detente build --record .*brings it up to date"):
        open_store(place, readonly=True)
    open_store(place).close()
    reader = open_store(place, readonly=True)
    assert reader.entities() == (Entity(id="n", name="Norland", country="NOR", sectors=("GOV",), names=("Norland",), wikidata=""),)
    reader.close()


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(record: Path) -> None:
    record.write_text("Dear diary, " * 200)
    for readonly in (True, False):
        with pytest.raises(StoreError, match=r"crisis\.db refused.*not a database"):
            open_store(record, readonly=readonly)
    assert record.read_text().startswith("Dear diary")


def test_an_empty_file_becomes_a_record_when_opened_for_writing_only(record: Path) -> None:
    record.touch()
    with pytest.raises(StoreError, match="holds no record"):
        open_store(record, readonly=True)
    assert record.stat().st_size == 0
    store = open_store(record)
    assert store.summary().documents == 0
    store.close()


def test_reading_a_record_that_is_not_there_makes_no_file(record: Path) -> None:
    with pytest.raises(StoreError, match=r"does not exist; `detente build"):
        open_store(record, readonly=True)
    assert list(record.parent.iterdir()) == []


def test_making_a_record_leaves_no_other_file_behind(record: Path) -> None:
    open_store(record).close()
    assert [path.name for path in record.parent.iterdir()] == ["crisis.db"]


def test_reading_a_record_changes_nothing_and_leaves_no_file_behind(record: Path) -> None:
    open_store(record).close()
    before = record.read_bytes()
    reader = open_store(record, readonly=True)
    assert reader.snapshot().documents == ()
    reader.close()
    assert record.read_bytes() == before
    assert [path.name for path in record.parent.iterdir()] == ["crisis.db"]


def test_a_folder_or_a_place_in_no_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match="there is no folder"):
        open_store(tmp_path / "absent" / "crisis.db")


@pytest.mark.parametrize("name", ["with space?.db", "100%.db", "a#b&c=d.db", "крах 危机.db"])
def test_any_file_name_serves(tmp_path: Path, name: str) -> None:
    open_store(tmp_path / name).close()
    reader = open_store(tmp_path / name, readonly=True)
    assert reader.summary().documents == 0
    reader.close()
    assert (tmp_path / name).exists()


def test_a_sqlite_url_names_the_same_record_as_its_path(record: Path) -> None:
    open_store(f"sqlite:///{record}").close()
    reader = open_store(record, readonly=True)
    assert reader.summary().documents == 0
    reader.close()


def test_a_record_on_a_readonly_medium_opens_without_leaving_files(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(record).close()
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    reader = open_store(record, readonly=True)
    assert reader.summary().documents == 0
    assert [path.name for path in record.parent.iterdir()] == ["crisis.db"]
    reader.close()


def test_a_url_of_no_known_engine_is_told_without_its_password() -> None:
    with pytest.raises(StoreError, match="mystery") as told:
        open_store("mystery://analyst:secret@host/crisis")
    assert "secret" not in str(told.value)
    with pytest.raises(StoreError, match="names no file"):
        open_store("sqlite:///:memory:")


def test_every_rule_of_evidence_is_written_for_postgresql_too() -> None:
    assert len(evidence_rules("sqlite")) == 5
    assert sum("CREATE TRIGGER" in statement for statement in evidence_rules("postgresql")) == 5
    assert len(told_rules("sqlite")) == 4
    assert sum("CREATE TRIGGER" in statement for statement in told_rules("postgresql")) == 4
