"""The packaged standard says what the PLOVER manual says, and covers what annotators use."""

import json
import re
from pathlib import Path

import pytest

from detente.codebook import Codebook
from detente.codebook.files import PACKAGED, CodebookFile, read_folder, read_rows, read_tables
from detente.codebook.tables import TABLES
from detente.errors import CodebookError
from detente.records import STATUSES

QUADS = {
    "verbal cooperation": {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    "material cooperation": {"COOPERATE", "AID", "RETREAT"},
    "verbal conflict": {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    "material conflict": {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}


@pytest.mark.parametrize("quad", QUADS)
def test_each_quad_class_holds_the_manuals_types(codebook: Codebook, quad: str) -> None:
    assert {code for code, kind in codebook.event_types.items() if kind.quad == quad} == QUADS[quad]


def test_three_types_require_a_recipient(codebook: Codebook) -> None:
    assert {code for code, kind in codebook.event_types.items() if kind.requires_recipient} == {"COOPERATE", "AID", "SANCTION"}


@pytest.mark.parametrize(
    ("event_type", "mode", "score"),
    [
        ("AGREE", None, 2.5),
        ("CONSULT", "visit", 4.0),
        ("CONSULT", "phone", 1.5),
        ("RETREAT", "disarm", 10.0),
        ("REQUEST", "change", -1.0),
        ("SANCTION", "discontinue", -6.0),
        ("THREATEN", "territory", -4.0),
        ("ASSAULT", "unconventional", -10.0),
        ("PROTEST", "vandalize", -5.0),  # the manual's table has no score of its own
        ("ACCUSE", None, -3.0),  # printed without its sign in the manual
    ],
)
def test_intensity_is_the_manuals_score(codebook: Codebook, event_type: str, mode: str | None, score: float) -> None:
    assert codebook.intensity(event_type, mode) == score


def test_cooperation_scores_are_positive_and_conflict_scores_are_not(codebook: Codebook) -> None:
    for kind in codebook.event_types.values():
        for score in (kind.intensity, *kind.mode_intensity.values()):
            assert (score > 0) == ("cooperation" in kind.quad) or kind.code == "REQUEST"


def test_unknown_codes_are_refused_with_the_codes_there_are(codebook: Codebook) -> None:
    with pytest.raises(CodebookError, match=r"'FIGHT' isn't PLOVER's: use one of AGREE, CONSULT"):
        codebook.intensity("FIGHT")
    with pytest.raises(CodebookError, match=r"'visit' isn't one of AGREE: use one of none"):
        codebook.check("AGREE", "visit")
    with pytest.raises(CodebookError, match=r"context 'weather'"):
        codebook.check("AGREE", None, "weather")


def test_statuses_are_those_of_the_records(codebook: Codebook) -> None:
    assert tuple(codebook.statuses) == STATUSES


def test_contexts_sectors_and_nonstate_entities_are_all_there(codebook: Codebook) -> None:
    assert len(codebook.contexts) == 37
    assert len(codebook.sectors) == 25
    assert {"UNO", "EUU", "IGO", "NGO", "ISM", "IMG", "MNC", "KOS"} <= set(codebook.nonstate)


def test_definitions_are_not_the_manuals_sentences(codebook: Codebook, shared: Path) -> None:
    manual = _plain((shared / "reference" / "plover_manual.tex").read_text(encoding="utf-8"))
    kinds = codebook.event_types.values()
    texts = [kind.definition for kind in kinds] + [mode.definition for kind in kinds for mode in kind.modes.values()]
    texts += [label.definition for table in (codebook.contexts, codebook.sectors, codebook.nonstate) for label in table.values()]
    copied = [text for text in texts if len(text.split()) > 4 and _plain(text) in manual]
    assert copied == []


def test_every_packaged_table_notes_its_source_and_names_all_columns() -> None:
    tables = {table.name: table for table in TABLES}
    seen = set()
    for file in read_folder(PACKAGED):
        if file.name in tables:
            rows, note = read_rows(file, tables[file.name].columns, tables[file.name].key)
            assert note, file.name
            assert set(tables[file.name].columns) <= set(rows[0].cells), file.name
            seen.add(file.name)
        elif file.name.startswith("plover/"):
            assert "source" in _head(file), file.name
    assert seen == set(tables)


def test_every_sector_has_a_role_noun(codebook: Codebook) -> None:
    assert {role.sector for role in codebook.roles} == set(codebook.sectors)
    assert len(codebook.roles) >= 350


def test_no_word_means_two_roles(codebook: Codebook) -> None:
    owners: dict[str, str] = {}
    for role in codebook.roles:
        for word in {role.noun, role.plural} - {""}:
            assert owners.setdefault(word, role.noun) == role.noun


@pytest.mark.parametrize(
    ("noun", "sector"),
    [
        ("junta", "MIL"),
        ("foreign minister", "GOV"),
        ("ousted president", "ELI"),
        ("lawmaker", "LEG"),
        ("gunman", "UAF"),
        ("coast guard", "COP"),
        ("opposition leader", "OPP"),
        ("spy chief", "SPY"),
        ("trade union", "LAB"),
        ("human rights group", "SOC"),
        ("aid agency", "SOC"),
        ("protester", "CVL"),
        ("imam", "REL"),
        ("refugee", "REF"),
        ("journalist", "JRN"),
        ("militiaman", "PRM"),
        ("rebel", "REB"),
    ],
)
def test_roles_carry_the_sector_that_annotators_give_them(codebook: Codebook, noun: str, sector: str) -> None:
    assert [role.sector for role in codebook.roles if role.noun == noun] == [sector]


@pytest.mark.parametrize(("word", "sector"), [("ousted", "ELI"), ("former", "ELI"), ("rebel", "REB"), ("opposition", "OPP")])
def test_modifiers_outrank_their_noun(codebook: Codebook, word: str, sector: str) -> None:
    assert codebook.modifiers[word] == sector


def test_breakaway_regions_stand_under_the_state_that_claims_them(codebook: Codebook) -> None:
    breakaway = [party for party in codebook.parties if party.kind == "state" and "PRE" in party.sectors]
    found = {party.name: (party.country, party.sectors[0]) for party in breakaway}
    assert found["Somaliland"] == ("SOM", "PRE")
    assert found["Transnistria"] == ("MDA", "PRE")


def test_codes_of_the_annotated_news_are_all_known(codebook: Codebook, shared: Path) -> None:
    unknown = set()
    for path in sorted([*(shared / "gold" / "news").glob("*.json"), *(shared / "gold" / "seeds").glob("*.json")]):
        for event in json.loads(path.read_text(encoding="utf-8")).get("events", []):
            kind = codebook.event_types.get(event["event_type"])
            if kind is None or (event["mode"] is not None and event["mode"] not in kind.modes):
                unknown.add((event["event_type"], event["mode"]))
            if event["status"] not in codebook.statuses:
                unknown.add(event["status"])
            for who in (*event["actors"], *event["recipients"]):
                if who["sector"] and who["sector"] not in codebook.sectors:
                    unknown.add(who["sector"])
    assert unknown == set()


def _head(file: CodebookFile) -> set[str]:
    """The top-level names of a TOML file, or the comment words of a CSV file."""
    if file.name.endswith(".toml"):
        return set(read_tables(file))
    return set(re.findall(r"\w+", file.text().partition("\n")[0]))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
