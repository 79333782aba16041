"""Events in the layouts of POLECAT and ICEWS: what happened, a row for each pair of parties."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from small_record import MET, PLACE, SNAPSHOT, event

from detente.codebook import Codebook, load_codebook
from detente.exporting import export
from detente.exporting.icews import cameo_code, cameo_labels
from detente.exporting.polecat import COLUMNS, cow_codes
from detente.records import Snapshot

ICEWS = [
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity"),
    *("Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher"),
    *("City", "District", "Province", "Country", "Latitude", "Longitude"),
]


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook()


def rows(snapshot: Snapshot, folder: Path, form: str, codebook: Codebook) -> list[dict[str, Any]]:
    with export(snapshot, folder, form, codebook)[0].open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_polecat_has_forty_columns_in_the_published_order() -> None:
    assert len(COLUMNS) == 40
    assert COLUMNS[6:9] == ("Contexts", "Actor Name", "Actor Country")
    assert COLUMNS[10:12] == ("Primary Actor Sector", "Actor Sectors")
    assert COLUMNS[22:25] == ("Wikipedia Recipient ID", "Placename", "City")
    assert COLUMNS[-1] == "Version"


def test_polecat_holds_what_happened_a_row_each_pair_of_parties(tmp_path: Path, codebook: Codebook) -> None:
    found = rows(SNAPSHOT, tmp_path, "polecat", codebook)
    assert [(row["Event ID"], row["Actor Name"], row["Recipient Name"]) for row in found] == [
        ("v", "Norland", "Sudland"),
        ("v", "Norland", "United Nations"),
    ]
    expected = {
        "Event Date": "2024-03-04",
        "Quad Code": "VERBAL COOPERATION",
        "Contexts": "diplomatic;military",
        "Actor Sectors": "GOV;MIL",
        "Primary Actor Sector": "GOV",
        "Recipient Name Raw": "the Sudland;she",
        "Intensity": "4.0",
        "Country": "NOR",
        "Longitude": "-3.0",
        "GeoNames ID": "77",
        "Source": "Post;Mail",
        "Publication Date": "2024-03-04",
        "Version": "détente 9.9",
        "Actor COW": "385",
        "Recipient COW": "",
    }
    assert {name: found[0][name] for name in expected} == expected


@pytest.mark.parametrize("form", ["polecat", "icews"])
def test_a_meeting_whose_sides_are_all_actors_is_a_row_each_two_of_them(tmp_path: Path, codebook: Codebook, form: str) -> None:
    meeting = replace(SNAPSHOT, events=(event("v", MET, actors=("n", "s", "u")),))
    ends = ("Actor Name", "Recipient Name") if form == "polecat" else ("Source Name", "Target Name")
    pairs = [("Norland", "Sudland"), ("Norland", "United Nations"), ("Sudland", "United Nations")]
    assert [tuple(row[end] for end in ends) for row in rows(meeting, tmp_path, form, codebook)] == pairs


def test_a_cow_code_is_known_for_every_member_of_the_united_nations() -> None:
    codes = cow_codes()
    assert len(codes) == len(set(codes.values())) == 195  # the 193 members, Taiwan and Kosovo
    assert (codes["USA"], codes["NER"], codes["DEU"], codes["XKX"]) == (2, 436, 255, 347)


@pytest.mark.parametrize("form", ["polecat", "icews"])
def test_an_event_of_more_than_a_day_has_no_date(tmp_path: Path, codebook: Codebook, form: str) -> None:
    week = replace(SNAPSHOT, events=(event("v", MET, start="2024-03-01", end="2024-03-07"),))
    assert [row["Event Date"] for row in rows(week, tmp_path, form, codebook)] == [""]


@pytest.mark.parametrize(("form", "name"), [("polecat", "Actor Name"), ("icews", "Source Name")])
def test_an_event_without_parties_is_one_row(tmp_path: Path, codebook: Codebook, form: str, name: str) -> None:
    alone = Snapshot(mentions=(MET,), events=(event("v", MET),))
    assert [row[name] for row in rows(alone, tmp_path, form, codebook)] == [""]


@pytest.mark.parametrize(("form", "columns"), [("polecat", list(COLUMNS)), ("icews", ICEWS)])
def test_the_file_is_tab_separated_with_one_line_a_row(tmp_path: Path, codebook: Codebook, form: str, columns: list[str]) -> None:
    lines = export(SNAPSHOT, tmp_path, form, codebook)[0].read_text(encoding="utf-8").splitlines()
    assert [line.count("\t") for line in lines] == [len(columns) - 1] * 3
    assert lines[0].split("\t") == columns
    assert "Port Town" in lines[1]
    assert "\t-3.0" in lines[1]


@pytest.mark.parametrize("form", ["polecat", "icews"])
def test_no_text_of_event_data_is_a_formula(tmp_path: Path, codebook: Codebook, form: str) -> None:
    hostile = replace(SNAPSHOT, entities=(replace(SNAPSHOT.entities[0], name="=1+1"), *SNAPSHOT.entities[1:]))
    assert "\t'=1+1\t" in export(hostile, tmp_path, form, codebook)[0].read_text(encoding="utf-8")


def test_icews_names_countries_sectors_and_what_cameo_calls_it(tmp_path: Path, codebook: Codebook) -> None:
    found = rows(SNAPSHOT, tmp_path, "icews", codebook)
    expected = {
        "Event ID": "v",
        "Event Date": "2024-03-04",
        "Source Name": "Norland",
        "Source Sectors": "government,military",
        "Source Country": "Norway",
        "Event Text": "Consult",
        "CAMEO Code": "040",
        "Intensity": "4.0",
        "Target Country": "",
        "Story ID": "a",
        "Sentence Number": "",
        "Publisher": "Post;Mail",
        "City": "Port Town",
        "Province": "",
        "Country": "Norway",
    }
    assert {name: found[0][name] for name in expected} == expected


@pytest.mark.parametrize(("name", "city", "province"), [("Darfur", "", "Darfur"), ("Sudan", "", ""), ("Omdurman", "Omdurman", "")])
def test_icews_tells_regions_and_countries_from_cities(tmp_path: Path, codebook: Codebook, name: str, city: str, province: str) -> None:
    moved = replace(SNAPSHOT, events=(event("v", MET, location=replace(PLACE, name=name, country="SDN")),))
    (row,) = rows(moved, tmp_path, "icews", codebook)
    assert (row["City"], row["Province"], row["Country"]) == (city, province, "Sudan")


@pytest.mark.parametrize(
    ("event_type", "mode", "code"),
    [
        ("CONSULT", None, "040"),
        ("CONSULT", "phone", "041"),
        ("CONSULT", "visit", "040"),  # a visit made and a visitor received are two codes of CAMEO: the one that covers both
        ("CONSULT", "multilateral", "040"),  # no code of its own: as the type
        ("REQUEST", "yield", "105"),
        ("ACCUSE", None, "110"),  # two families: the one with more codes
        ("COERCE", "arrest", "173"),
        ("RETREAT", "release", "0841"),
    ],
)
def test_the_most_general_cameo_code_that_covers_all_that_fit(codebook: Codebook, event_type: str, mode: str | None, code: str) -> None:
    assert cameo_code(codebook, event_type, mode) == code


def test_every_type_and_mode_has_a_cameo_code_of_the_table_and_its_name(codebook: Codebook) -> None:
    known = {row.cameo for row in codebook.cameo}
    given = {cameo_code(codebook, code, mode) for code, kind in codebook.event_types.items() for mode in (None, *kind.modes)}
    assert given <= known
    assert given == set(cameo_labels())
