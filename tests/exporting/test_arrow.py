"""Tables in memory, as pandas and polars take them."""

from __future__ import annotations

from pathlib import Path

import polars
import pyarrow.parquet
import pytest

import detente
from detente.errors import ConfigError
from detente.exporting import RECORD_TABLES, VIEW_TABLES, export
from detente.records import Snapshot


def test_tables_in_memory_are_those_of_an_export(built: Snapshot, tmp_path: Path) -> None:
    export(built, tmp_path, "parquet", day="2023-08-20")
    tables = detente.tables(built, day="2023-08-20")
    assert list(tables) == [table.name for table in (*RECORD_TABLES, *VIEW_TABLES)]
    for name, table in tables.items():
        assert table.equals(pyarrow.parquet.read_table(tmp_path / f"{name}.parquet"), check_metadata=False)


def test_pandas_and_polars_take_them(built: Snapshot) -> None:
    tables = detente.tables(built)
    events = tables["events"].to_pandas()
    assert len(events) == len(built.events) > 3
    assert events["confidence"].between(0, 1).all()
    frame = polars.from_arrow(tables["mentions"])
    assert isinstance(frame, polars.DataFrame)
    assert frame.select("id").to_series().to_list() == [mention.id for mention in built.mentions]


def test_a_column_carries_its_meaning(built: Snapshot) -> None:
    field = detente.tables(built)["events"].schema.field("corroboration")
    assert field.metadata == {b"description": b"How many independent sources report it."}


def test_a_day_that_is_none_is_told(built: Snapshot) -> None:
    with pytest.raises(ConfigError, match="is not an ISO day"):
        detente.tables(built, day="August")
