"""Tables in memory, as Arrow: what pandas, polars, DuckDB and Parquet take without a copy of ours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from detente.codebook import Codebook
from detente.exporting.columns import RECORD_TABLES
from detente.exporting.crisis import VIEW_TABLES
from detente.exporting.schema import Material, Table
from detente.exporting.seen import seen
from detente.records import Snapshot

if TYPE_CHECKING:
    import pyarrow

CHUNK = 5_000  # rows of a batch, and of a Parquet row group


def tables(
    snapshot: Snapshot, day: str | None = None, known: str | None = None, codebook: Codebook | None = None
) -> dict[str, pyarrow.Table]:
    """Every table of a record and its views, by name, as a pyarrow.Table: `.to_pandas()`, or `polars.from_arrow(...)`.

    The views answer for `day`; with `known` all tables hold only what had been published by then (both ISO days). Columns are those of
    an export, with their meaning in the field's metadata. Raises ConfigError where `day` or `known` is no ISO day.
    """
    import pyarrow

    among = seen(snapshot, day, known, codebook)
    schemas = {table.name: arrow_schema(table) for table in (*RECORD_TABLES, *VIEW_TABLES)}
    return {
        table.name: pyarrow.Table.from_batches(batches(table, among, schemas[table.name]), schema=schemas[table.name])
        for table in (*RECORD_TABLES, *VIEW_TABLES)
    }


def arrow_schema(table: Table) -> pyarrow.Schema:
    """The table's columns as Arrow fields, with their meanings."""
    import pyarrow

    types = {
        "text": pyarrow.string(),
        "day": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "flag": pyarrow.bool_(),
        "list": pyarrow.list_(pyarrow.string()),
    }
    fields = [pyarrow.field(column.name, types[column.kind], metadata={"description": column.meaning}) for column in table.columns]
    return pyarrow.schema(fields, metadata={"description": table.meaning})


def batches(table: Table, among: Material, schema: pyarrow.Schema) -> Iterator[pyarrow.RecordBatch]:
    """The rows, `CHUNK` at a time."""
    import pyarrow

    rows = table.rows(among)
    while chunk := list(islice(rows, CHUNK)):
        arrays = [pyarrow.array(values, type=field.type) for values, field in zip(zip(*chunk, strict=True), schema, strict=True)]
        yield pyarrow.RecordBatch.from_arrays(arrays, schema=schema)
