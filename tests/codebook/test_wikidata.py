"""Wikidata ids: what the packaged table holds, a user's table over it, and what a bad one is told."""

import re
from pathlib import Path

import pytest

from detente.codebook import Codebook, load_codebook
from detente.consolidating.names import normal_name
from detente.errors import CodebookError

TWO_IN_ONE = {"Jersey and Guernsey"}  # a row for two bailiwicks, each with an id of its own
TWO_THINGS = {"Western Sahara"}  # a row for a territory and for the state that claims it


def write(folder: Path, rows: str) -> Path:
    (folder / "wikidata.csv").write_text(f"name,wikidata\n{rows}", encoding="utf-8")
    return folder


def test_every_packaged_id_is_well_formed_and_one_partys_alone(codebook: Codebook) -> None:
    assert [id for id in codebook.wikidata.values() if not re.fullmatch(r"Q[1-9][0-9]*", id)] == []
    assert len(set(codebook.wikidata.values())) == len(codebook.wikidata) > 250


def test_packaged_ids_are_of_states_and_international_organisations(codebook: Codebook) -> None:
    parties = {party.name: party for party in codebook.parties}
    kinds = {name: (parties[name].kind, parties[name].country) for name in codebook.wikidata}
    assert {found for found in kinds.values() if found[0] != "state"} == {("organisation", code) for code in ("UNO", "EUU", "IGO")}


def test_every_state_and_territory_of_today_has_an_id(codebook: Codebook) -> None:
    today = {party.name for party in codebook.parties if party.kind == "state" and not party.since and not party.until}
    assert today - codebook.wikidata.keys() == TWO_IN_ONE
    assert TWO_THINGS.isdisjoint(codebook.wikidata)


def test_no_name_with_a_packaged_id_is_another_partys_of_its_country(codebook: Codebook) -> None:
    bearers = {(normal_name(name), p.country): p.name for p in codebook.parties if p.name in codebook.wikidata for name in p.names}
    named = ((normal_name(name), party.country, party.name) for party in codebook.parties for name in party.names)
    assert [found for found in named if bearers.get(found[:2], found[2]) != found[2]] == []


@pytest.mark.parametrize(
    ("name", "wikidata"),
    [
        ("Niger", "Q1032"), ("Nigeria", "Q1033"), ("China", "Q148"), ("Taiwan", "Q865"), ("Macau", "Q14773"), ("Kosovo", "Q1246"),
        ("Denmark", "Q35"), ("Greenland", "Q223"), ("Palestine", "Q219060"), ("Ireland", "Q27"), ("Georgia", "Q230"),
        ("United Nations", "Q1065"), ("European Union", "Q458"), ("NATO", "Q7184"), ("African Union", "Q7159"),
        ("Economic Community of West African States", "Q193272"),
    ],
)  # fmt: skip
def test_a_well_known_party_has_its_id(codebook: Codebook, name: str, wikidata: str) -> None:
    assert codebook.wikidata[name] == wikidata


def test_a_users_table_adds_replaces_and_removes_ids(tmp_path: Path, codebook: Codebook) -> None:
    (tmp_path / "wikidata.csv").write_text("name,wikidata,remove\nLake Forum,Q4115189,\nNiger,Q5,\nChad,,yes\n", encoding="utf-8")
    loaded = load_codebook([tmp_path])
    assert loaded.wikidata == {**{k: v for k, v in codebook.wikidata.items() if k != "Chad"}, "Niger": "Q5", "Lake Forum": "Q4115189"}
    assert loaded.digest != codebook.digest


@pytest.mark.parametrize(
    "bad", ["1032", "q1032", "Q", "Q0", "Q01032", "Q10 32", "Q-1", "L1032", "Q１２", "http://www.wikidata.org/entity/Q1032"]
)
def test_an_id_that_is_not_q_and_digits_is_told_with_file_and_row(tmp_path: Path, bad: str) -> None:
    with pytest.raises(CodebookError) as told:
        load_codebook([write(tmp_path, f"Lake Forum,Q4115189\nHill Forum,{bad}\n")])
    assert str(told.value).startswith(f"{tmp_path / 'wikidata.csv'}, row 3, column wikidata: {bad!r} is no Wikidata id: write Q and")


def test_a_row_without_an_id_is_told(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"wikidata\.csv, row 2, column wikidata: '' is empty"):
        load_codebook([write(tmp_path, "Lake Forum,\n")])
