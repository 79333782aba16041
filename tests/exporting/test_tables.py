"""The three formats of an export hold the same rows, whole, and no spreadsheet takes a text for a formula."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_record import DOCUMENT, SNAPSHOT, TEXT, TRACKING

from detente.errors import ConfigError
from detente.exporting import RECORD_TABLES, VIEW_TABLES, export
from detente.exporting.schema import Kind, Table, material, text
from detente.exporting.tables import plain_text, safe_text, write_csv, write_tables
from detente.exporting.views import VIEWS
from detente.records import Document, Snapshot, Tracking

TABLES = (*RECORD_TABLES, *VIEW_TABLES)
AMONG = material(SNAPSHOT, TRACKING)
PARSE: dict[Kind, Callable[[str], Any]] = {
    "text": plain_text,
    "day": str,
    "integer": int,
    "number": float,
    "flag": json.loads,
    "list": json.loads,
}


def csv_rows(path: Path, table: Table) -> list[dict[str, Any]]:
    kinds = {column.name: column.kind for column in table.columns}
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: PARSE[kinds[name]](cell) if cell else None for name, cell in row.items()} for row in csv.DictReader(file)]


def without_blanks(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """CSV can't tell an empty text from none."""
    return [{name: None if value == "" else value for name, value in row.items()} for row in rows]


def jsonl_rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_three_formats_hold_the_same_rows(tmp_path: Path, table: Table) -> None:
    for form in ("csv", "parquet", "jsonl"):
        write_tables([table], AMONG, tmp_path, form)
    from_jsonl = jsonl_rows(tmp_path / f"{table.name}.jsonl")
    assert len(from_jsonl) >= 1
    assert [list(row) for row in from_jsonl] == [[column.name for column in table.columns]] * len(from_jsonl)
    assert pyarrow.parquet.read_table(tmp_path / f"{table.name}.parquet").to_pylist() == from_jsonl
    assert csv_rows(tmp_path / f"{table.name}.csv", table) == without_blanks(from_jsonl)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_tell_rows_apart_and_references_lead_somewhere(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    rows = [dict(zip(names, row, strict=True)) for row in table.rows(AMONG)]
    keys = [tuple(row[name] for name in table.key) for row in rows]
    assert not table.key or len(set(keys)) == len(rows)
    targets = {each.name: {row[0] for row in each.rows(AMONG)} for each in TABLES if each.columns[0].name == "id"}
    held = [(row[column], to) for row in rows for column, to in table.references]
    assert [value for value, to in held if value is not None and value not in targets[to]] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_says_what_it_means_in_one_line(table: Table) -> None:
    assert [column.name for column in table.columns if not column.meaning.endswith((".", "...")) or "\n" in column.meaning] == []


def test_every_field_of_a_view_is_a_column_or_a_table_of_its_own() -> None:
    columns = {table.name: {column.name.removesuffix("_start") for column in table.columns} for table in VIEW_TABLES}
    apart = {"stages", "conditions", "access", "sides", "evidence", "place", "id"}
    missing = [(name, field.name) for name, kind in VIEWS.items() for field in fields(kind) if field.name not in {*columns[name], *apart}]
    assert missing == []
    assert {"track_stages", "measure_stages", "demand_stages", "detention_stages", "alignment_stages"} < set(columns)
    assert {"conditions", "access", "passages"} < set(columns)


def test_a_row_says_all_of_a_mention(tmp_path: Path) -> None:
    write_tables(RECORD_TABLES, AMONG, tmp_path, "jsonl")
    row = jsonl_rows(tmp_path / "mentions.jsonl")[0]
    assert (row["trigger"], TEXT[row["trigger_start"] : row["trigger_end"]]) == ("met", "met")
    assert (row["contexts"], row["date_text"], row["date_start"]) == (["diplomatic", "military"], "On Monday", "2024-03-04")
    assert (row["location_name"], row["latitude"], row["longitude"], row["geonameid"]) == ("Port Town", 1.25, -3.0, 77)
    assert (row["attribution_name"], row["firmness"], row["quoted"], row["reason"]) == ("the minister", "reported", True, "citing rain")


def test_a_row_of_an_entity_has_its_wikidata_id(tmp_path: Path) -> None:
    write_tables(RECORD_TABLES, AMONG, tmp_path, "jsonl")
    found = {row["name"]: row["wikidata"] for row in jsonl_rows(tmp_path / "entities.jsonl")}
    assert found == {"Norland": "Q4115189", "Sudland": "", "United Nations": ""}


def test_views_name_their_parties_and_lead_to_passages(tmp_path: Path) -> None:
    write_tables(VIEW_TABLES, AMONG, tmp_path, "jsonl")
    (track,) = jsonl_rows(tmp_path / "tracks.jsonl")
    assert (track["mediators"], track["mediator_names"], track["party_names"]) == (["n"], ["Norland"], ["Sudland", "Norland"])
    assert [(row["track"], row["name"], row["date_start"]) for row in jsonl_rows(tmp_path / "track_stages.jsonl")] == [
        ("t", "proposed", None),
        ("t", "under way", "2024-03-04"),
    ]
    sides = jsonl_rows(tmp_path / "contradictions.jsonl")
    assert [(row["contradiction"], row["value"], row["sources"], row["published"]) for row in sides] == [
        ("c", "rain", 1, "2024-03-04"),
        ("c", "none", 1, None),
    ]
    passages = jsonl_rows(tmp_path / "passages.jsonl")
    assert [TEXT[row["start"] : row["end"]] for row in passages] == [row["text"] for row in passages]
    assert ("measures", "conditions", "talks", "met") in {(row["view"], row["field"], row["value"], row["text"]) for row in passages}
    assert ("detentions", "place", "Port Town") in {(row["view"], row["field"], row["value"]) for row in passages}


def test_a_correction_that_finds_no_place_says_why(tmp_path: Path) -> None:
    write_tables(RECORD_TABLES, AMONG, tmp_path, "jsonl")
    assert [row["unmatched"] for row in jsonl_rows(tmp_path / "corrections.jsonl")] == [None, None, "no party goes by that name"]
    assert [row["trigger"] for row in jsonl_rows(tmp_path / "correction_evidence.jsonl")] == ["met", "denied", "met"]


def test_an_empty_record_gives_tables_with_columns_and_no_rows(tmp_path: Path) -> None:
    export(Snapshot(), tmp_path, "parquet")
    export(Snapshot(), tmp_path, "csv")
    for table in TABLES:
        assert pyarrow.parquet.read_table(tmp_path / f"{table.name}.parquet").num_rows == 0
        assert (tmp_path / f"{table.name}.csv").read_text().count("\n") == 1


def test_exporting_twice_gives_the_same_bytes_and_leaves_no_other_file(built: Snapshot, tmp_path: Path) -> None:
    paths = export(built, tmp_path / "new" / "folder", "csv", day="2023-08-20")
    first = [path.read_bytes() for path in paths]
    assert [path.read_bytes() for path in export(built, tmp_path / "new" / "folder", "csv", day="2023-08-20")] == first
    assert sorted((tmp_path / "new" / "folder").iterdir()) == sorted(paths)
    assert [path.name for path in paths] == [*(f"{table.name}.csv" for table in TABLES), "dictionary.md", "datapackage.json"]


@pytest.mark.parametrize(("known", "documents"), [("2024-03-03", []), ("2024-03-10", ["a"]), ("2024-03-31", ["a", "b"])])
def test_an_export_as_known_on_a_day_holds_no_later_document(tmp_path: Path, known: str, documents: list[str]) -> None:
    export(SNAPSHOT, tmp_path, "jsonl", known=known)
    assert [row["id"] for row in jsonl_rows(tmp_path / "documents.jsonl")] == documents
    assert {row["document"] for row in jsonl_rows(tmp_path / "mentions.jsonl")} <= set(documents)


def test_a_failing_export_leaves_the_file_before_it_whole(tmp_path: Path) -> None:
    write_tables(RECORD_TABLES, AMONG, tmp_path, "jsonl")
    before = (tmp_path / "documents.jsonl").read_bytes()
    broken = material(Snapshot(documents=(DOCUMENT, None)), Tracking())  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        write_tables(RECORD_TABLES, broken, tmp_path, "jsonl")
    assert (tmp_path / "documents.jsonl").read_bytes() == before
    assert [path for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_an_unknown_format_a_day_without_views_and_a_folder_that_is_a_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="'xml' is no format of an export: use one of csv, parquet, jsonl, polecat, icews"):
        export(SNAPSHOT, tmp_path, "xml")
    with pytest.raises(ConfigError, match="graphml holds no views"):
        export(SNAPSHOT, tmp_path, "graphml", day="2024-03-04")
    with pytest.raises(ConfigError, match="is not an ISO day"):
        export(SNAPSHOT, tmp_path, "nodes", known="yesterday")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="can't be written"):
        export(SNAPSHOT, tmp_path / "file", "nodes")


@given(st.text())
def test_no_csv_text_is_a_formula_and_each_can_be_had_back(text: str) -> None:
    cell = safe_text(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert plain_text(cell) == text


PAIR = Table("pair", "Two texts.", (text("text", "One."), text("input", "Other.")), lambda among: among.snapshot.documents)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_any_text_reads_back_equal_from_every_format(tmp_path: Path, texts: list[tuple[str, str]]) -> None:
    documents = tuple(Document(id=str(number), text=one, input=other) for number, (one, other) in enumerate(texts))
    among = material(Snapshot(documents=documents), Tracking())
    for form in ("csv", "jsonl", "parquet"):
        write_tables([PAIR], among, tmp_path, form)
    expected = [{"text": one, "input": other} for one, other in texts]
    assert jsonl_rows(tmp_path / "pair.jsonl") == expected
    assert pyarrow.parquet.read_table(tmp_path / "pair.parquet").to_pylist() == expected
    assert csv_rows(tmp_path / "pair.csv", PAIR) == without_blanks(expected)


def test_a_bare_carriage_return_ends_no_row_of_csv(tmp_path: Path) -> None:
    documents = (Document(id="a", text="one\rtwo", input="x"), Document(id="b", text="three", input="y"))
    write_csv(PAIR, material(Snapshot(documents=documents), Tracking()), tmp_path / "pair.csv")
    assert (tmp_path / "pair.csv").read_bytes() == b'text,input\n"one\rtwo","x"\nthree,y\n'


def test_negative_numbers_stay_numbers_in_csv(tmp_path: Path) -> None:
    write_tables(RECORD_TABLES, AMONG, tmp_path, "csv")
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["longitude"] == "-3.0"
