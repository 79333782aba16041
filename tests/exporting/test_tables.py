"""The three formats of an export hold the same rows, whole, and no spreadsheet takes a text for a formula."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.codebook import load_codebook
from detente.errors import ConfigError
from detente.exporting import export, polecat_rows
from detente.exporting.columns import TABLES, Kind
from detente.exporting.polecat import COLUMNS, cow_codes
from detente.exporting.tables import plain_text, safe_text
from detente.records import (
    Attribution,
    Document,
    Entity,
    Event,
    Mention,
    Participant,
    Published,
    Rejected,
    Run,
    Snapshot,
    When,
    Where,
)

TEXT = '=HYPERLINK("x") was sent.\n\nOn Monday the Norland, the Sudland ministers reportedly met in Port\tTown, she said, citing rain; 1.'
DOCUMENT = Document(
    id="a", text=TEXT, input="a.txt", title="-5 degrees", outlet="Post;Mail", published=Published("2024-03-04", "url"), language="en"
)
OTHER = Document(id="b", text="Norland denied talks.", input="b.txt", published=Published("2024-03"))


def span(word: str):  # type: ignore[no-untyped-def]
    start = TEXT.index(word)
    return DOCUMENT.span(start, start + len(word))


PLACE = Where(span=span("Port\tTown"), name="Port Town", country="NOR", latitude=1.25, longitude=-3.0, geonameid=77)
MET = Mention(
    sentence=span(TEXT.split("\n\n")[1]),
    trigger=span("met"),
    event_type="CONSULT",
    mode="visit",
    contexts=("diplomatic", "military"),
    actors=(Participant(span=span("Norland"), name="Norland", country="NOR", sector="GOV", sectors=("GOV", "MIL")),),
    recipients=(Participant(span=span("the Sudland"), name="Sudland", country="SUD"), Participant(span=span("she"), name="Sudland")),
    date=When(start="2024-03-04", end="2024-03-04", span=span("On Monday")),
    location=PLACE,
    attribution=Attribution(span=span("she"), name="the minister", firmness="reported", quoted=True),
    reason=span("citing rain"),
    hedge=span("reportedly"),
    intensity=4.0,
    confidence=0.625,
)
DENIED = Mention(sentence=OTHER.span(0, 21), trigger=OTHER.span(8, 14), event_type="REJECT", status="negated", confidence=0.5)


def event(key: str, mention: Mention, **fields: Any) -> Event:
    shared = {"mode": mention.mode, "contexts": mention.contexts, "status": mention.status, "mentions": (mention.id,)}
    blank = {"actors": (), "recipients": (), "start": None, "end": None, "location": None, "corroboration": 1, "intensity": 4.0}
    return Event(id=key, event_type=mention.event_type, confidence=0.5, **(shared | blank | fields))


SNAPSHOT = Snapshot(
    documents=(DOCUMENT, OTHER),
    groups={"a": "a", "b": "a"},
    mentions=(MET, DENIED),
    entities=(
        Entity(id="n", name="Norland", country="NOR", sectors=("GOV", "MIL"), names=("Norland",), mentions=(MET.id,)),
        Entity(id="s", name="Sudland", country="SUD", names=("Sudland", "Sudland; the"), mentions=(MET.id,)),
        Entity(id="u", name="United Nations", country="UNO", mentions=(MET.id,)),
    ),
    events=(
        event(
            "v",
            MET,
            actors=("n",),
            recipients=("s", "u"),
            start="2024-03-04",
            end="2024-03-04",
            location=PLACE,
            disagreements=(("date", ("1", "2")),),
        ),
        event("w", DENIED),
    ),
    rejected=(Rejected("talks", "code", "back-reference", "a"), Rejected("c.txt", "read", "@risk", "c.txt")),
    runs=(Run(id="r", version="9.9", codebook="c", coder="k", options="{}", started="2026-01-01"),),
)

PARSE: dict[Kind, Callable[[str], Any]] = {"text": plain_text, "integer": int, "number": float, "flag": json.loads, "list": json.loads}


def csv_rows(path: Path, kinds: dict[str, Kind]) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: PARSE[kinds[name]](cell) if cell else None for name, cell in row.items()} for row in csv.DictReader(file)]


def without_blanks(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """CSV can't tell an empty text from none."""
    return [{name: None if value == "" else value for name, value in row.items()} for row in rows]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_three_formats_hold_the_same_rows(tmp_path: Path, table: Any) -> None:
    for form in ("csv", "parquet", "jsonl"):
        export(SNAPSHOT, tmp_path, form)
    lines = (tmp_path / f"{table.name}.jsonl").read_text(encoding="utf-8").splitlines()
    from_jsonl = list(map(json.loads, lines))
    from_parquet = pyarrow.parquet.read_table(tmp_path / f"{table.name}.parquet").to_pylist()
    from_csv = csv_rows(tmp_path / f"{table.name}.csv", dict(table.columns))
    assert len(from_jsonl) >= 2
    assert [list(row) for row in from_jsonl] == [[name for name, _ in table.columns]] * len(from_jsonl)
    assert from_parquet == from_jsonl
    assert from_csv == without_blanks(from_jsonl)


def test_a_row_says_all_of_a_mention(tmp_path: Path) -> None:
    export(SNAPSHOT, tmp_path, "jsonl")
    row = json.loads((tmp_path / "mentions.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert (row["trigger"], TEXT[row["trigger_start"] : row["trigger_end"]]) == ("met", "met")
    assert (row["contexts"], row["date_text"], row["date_start"]) == (["diplomatic", "military"], "On Monday", "2024-03-04")
    assert (row["location_name"], row["latitude"], row["longitude"], row["geonameid"]) == ("Port Town", 1.25, -3.0, 77)
    assert (row["attribution_name"], row["firmness"], row["quoted"], row["reason"]) == ("the minister", "reported", True, "citing rain")


def test_an_empty_record_gives_tables_with_columns_and_no_rows(tmp_path: Path) -> None:
    export(Snapshot(), tmp_path, "parquet")
    export(Snapshot(), tmp_path, "csv")
    for table in TABLES:
        assert pyarrow.parquet.read_table(tmp_path / f"{table.name}.parquet").num_rows == 0
        assert (tmp_path / f"{table.name}.csv").read_text().count("\n") == 1


def test_exporting_twice_gives_the_same_bytes_and_leaves_no_other_file(tmp_path: Path) -> None:
    paths = export(SNAPSHOT, tmp_path / "new" / "folder", "csv")
    first = [path.read_bytes() for path in paths]
    assert [path.read_bytes() for path in export(SNAPSHOT, tmp_path / "new" / "folder", "csv")] == first
    assert sorted((tmp_path / "new" / "folder").iterdir()) == sorted(paths)
    assert [path.stem for path in paths] == [table.name for table in TABLES]


def test_a_failing_export_leaves_the_file_before_it_whole(tmp_path: Path) -> None:
    export(SNAPSHOT, tmp_path, "jsonl")
    before = (tmp_path / "documents.jsonl").read_bytes()
    broken = Snapshot(documents=(DOCUMENT, None))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        export(broken, tmp_path, "jsonl")
    assert (tmp_path / "documents.jsonl").read_bytes() == before
    assert [path for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_an_unknown_format_and_a_folder_that_is_a_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="'xml' is no format of an export: use one of csv, parquet, jsonl"):
        export(SNAPSHOT, tmp_path, "xml")
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="can't be written"):
        export(SNAPSHOT, tmp_path / "file", "csv")


@given(st.text())
def test_no_csv_text_is_a_formula_and_each_can_be_had_back(text: str) -> None:
    cell = safe_text(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert plain_text(cell) == text


def test_negative_numbers_stay_numbers_in_csv(tmp_path: Path) -> None:
    export(SNAPSHOT, tmp_path, "csv")
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["longitude"] == "-3.0"


def test_polecat_has_forty_columns_in_the_published_order() -> None:
    assert len(COLUMNS) == 40
    assert COLUMNS[6:9] == ("Contexts", "Actor Name", "Actor Country")
    assert COLUMNS[10:12] == ("Primary Actor Sector", "Actor Sectors")
    assert COLUMNS[22:25] == ("Wikipedia Recipient ID", "Placename", "City")
    assert COLUMNS[-1] == "Version"


def test_polecat_holds_what_happened_a_row_each_pair_of_parties() -> None:
    rows = list(polecat_rows(SNAPSHOT, load_codebook(), cow_codes()))
    assert [(row["Event ID"], row["Actor Name"], row["Recipient Name"]) for row in rows] == [
        ("v", "Norland", "Sudland"),
        ("v", "Norland", "United Nations"),
    ]
    assert (
        rows[0]
        | {
            "Event Date": "2024-03-04",
            "Quad Code": "VERBAL COOPERATION",
            "Contexts": "diplomatic;military",
            "Actor Sectors": "GOV;MIL",
            "Primary Actor Sector": "GOV",
            "Recipient Name Raw": "the Sudland;she",
            "Country": "NOR",
            "GeoNames ID": "77",
            "Source": "Post;Mail",
            "Publication Date": "2024-03-04",
            "Version": "détente 9.9",
            "Actor COW": "385",
            "Recipient COW": "",
        }
        == rows[0]
    )


def test_a_meeting_whose_sides_are_all_actors_is_a_row_each_two_of_them_in_polecat() -> None:
    meeting = replace(SNAPSHOT, events=(event("v", MET, actors=("n", "s", "u")),))
    rows = list(polecat_rows(meeting, load_codebook(), cow_codes()))
    pairs = [("Norland", "Sudland"), ("Norland", "United Nations"), ("Sudland", "United Nations")]
    assert [(row["Actor Name"], row["Recipient Name"]) for row in rows] == pairs


def test_a_cow_code_is_known_for_every_member_of_the_united_nations() -> None:
    codes = cow_codes()
    assert len(codes) == len(set(codes.values())) == 195  # the 193 members, Taiwan and Kosovo
    assert (codes["USA"], codes["NER"], codes["DEU"], codes["XKX"]) == (2, 436, 255, 347)


def test_an_event_of_more_than_a_day_has_no_polecat_date() -> None:
    week = replace(SNAPSHOT, events=(event("v", MET, start="2024-03-01", end="2024-03-07"),))
    assert [row["Event Date"] for row in polecat_rows(week, load_codebook(), cow_codes())] == [""]


def test_an_event_without_recipient_is_one_polecat_row() -> None:
    alone = Snapshot(mentions=(MET,), events=(event("v", MET),))
    rows = list(polecat_rows(alone, load_codebook(), cow_codes()))
    assert [(row["Actor Name"], row["Recipient Name"], row["Event Type"]) for row in rows] == [("", "", "CONSULT")]


def test_the_polecat_file_is_tab_separated_with_one_line_a_row(tmp_path: Path) -> None:
    (path,) = export(SNAPSHOT, tmp_path, "polecat")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line.count("\t") for line in lines] == [39] * 3
    assert lines[0].split("\t") == list(COLUMNS)
    assert "Port Town" in lines[1]
    assert "\t-3.0\t" in lines[1]


def test_no_text_of_the_polecat_file_is_a_formula(tmp_path: Path) -> None:
    hostile = replace(SNAPSHOT, entities=(replace(SNAPSHOT.entities[0], name="=1+1"), *SNAPSHOT.entities[1:]))
    (path,) = export(hostile, tmp_path, "polecat")
    assert "\t'=1+1\t" in path.read_text(encoding="utf-8")
