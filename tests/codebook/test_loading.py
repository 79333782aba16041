"""Users' folders over the packaged files, and what a bad file is told."""

import csv
import io
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.codebook import Codebook, load_codebook
from detente.codebook.files import CodebookFile
from detente.codebook.row import Row
from detente.codebook.tables import ORGANISATIONS as ORGANISATION_TABLE
from detente.codebook.tables import ROLES, Codes, merged_rows, parties, roles
from detente.errors import CodebookError

ORGANISATIONS = "name,country,sectors,names,members,common,since,until\n"


@pytest.fixture(scope="module")
def packaged() -> Codebook:
    return load_codebook()


def refused(folder: Path, name: str, text: str | bytes) -> str:
    """What loading says of a file `name` with `text` in a user's folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(CodebookError) as caught:
        load_codebook([folder])
    return str(caught.value)


def test_loading_gives_the_same_codebook_every_time(packaged: Codebook) -> None:
    assert load_codebook() == packaged


def test_a_users_row_adds_a_party(tmp_path: Path, packaged: Codebook) -> None:
    (tmp_path / "organisations.csv").write_text(
        "# source: our own\n" + ORGANISATIONS + "Lake Forum,IGO,GOV,LF; The Lake Forum ;LF,NER;TCD,forum,2001,\n", encoding="utf-8"
    )
    loaded = load_codebook([tmp_path])
    party = next(party for party in loaded.parties if party.name == "Lake Forum")
    assert (party.names, party.members, party.since, party.until) == (("Lake Forum", "LF", "The Lake Forum"), ("NER", "TCD"), "2001", None)
    assert party.source == "our own"
    assert len(loaded.parties) == len(packaged.parties) + 1


def test_a_users_row_replaces_the_packaged_one_with_its_key(tmp_path: Path, packaged: Codebook) -> None:
    (tmp_path / "roles.csv").write_text("noun,plural,sector,kind\njunta,juntas,GOV,body\n", encoding="utf-8")
    loaded = load_codebook([tmp_path])
    assert [role.sector for role in loaded.roles if role.noun == "junta"] == ["GOV"]
    assert len(loaded.roles) == len(packaged.roles)


def test_remove_drops_a_row(tmp_path: Path, packaged: Codebook) -> None:
    (tmp_path / "modifiers.csv").write_text("modifier,remove\nousted,yes\n", encoding="utf-8")
    assert set(packaged.modifiers) - set(load_codebook([tmp_path]).modifiers) == {"ousted"}


def test_a_later_folder_goes_over_an_earlier_one(tmp_path: Path) -> None:
    for name, sector in (("a", "GOV"), ("b", "PRM")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "modifiers.csv").write_text(f"modifier,sector\nousted,{sector}\n", encoding="utf-8")
    assert load_codebook([tmp_path / "a", tmp_path / "b"]).modifiers["ousted"] == "PRM"
    assert load_codebook([tmp_path / "b", tmp_path / "a"]).modifiers["ousted"] == "GOV"


def test_a_users_table_changes_one_field_and_adds_a_mode(tmp_path: Path, packaged: Codebook) -> None:
    (tmp_path / "event_types.toml").write_text(
        '[CONSULT]\nintensity = 3\n[CONSULT.modes.letter]\ndefinition = "By letter."\n', encoding="utf-8"
    )
    kind = load_codebook([tmp_path]).event_types["CONSULT"]
    assert (kind.intensity, kind.definition) == (3.0, packaged.event_types["CONSULT"].definition)
    assert set(kind.modes) == {"visit", "third-party", "multilateral", "phone", "letter"}


def test_a_later_folder_removes_a_table_of_an_earlier_one(tmp_path: Path, packaged: Codebook) -> None:
    for name, text in (("a", '[sport]\nname = "sport"\ndefinition = "Games."\nsection = "ours"\n'), ("b", "[sport]\nremove = true\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "contexts.toml").write_text(text, encoding="utf-8")
    assert "sport" in load_codebook([tmp_path / "a"]).contexts
    assert load_codebook([tmp_path / "a", tmp_path / "b"]).contexts == packaged.contexts


def test_a_mode_that_other_files_use_cant_be_removed(tmp_path: Path) -> None:
    said = refused(tmp_path, "event_types.toml", "[CONSULT.modes.phone]\nremove = true\n")
    assert "cameo.csv, row 34, column mode: 'phone' holds the unknown code 'phone'" in said


def test_a_new_sector_may_be_used_at_once(tmp_path: Path) -> None:
    (tmp_path / "sectors.toml").write_text('[MOB]\nname = "mobs"\ndefinition = "Crowds."\nsection = "ours"\n', encoding="utf-8")
    (tmp_path / "roles.csv").write_text("noun,sector,kind\nrabble,MOB,generic\n", encoding="utf-8")
    assert load_codebook([tmp_path]).roles[-1].sector == "MOB"


def test_a_users_trigger_joins_the_lexicon(tmp_path: Path, packaged: Codebook) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "ours.toml").write_text(
        'type = "SANCTION"\nsource = "ours"\n[[group]]\nmode = "expel"\nverbs = "defenestrate"\nexample = "They defenestrated two."\n',
        encoding="utf-8",
    )
    added = set(load_codebook([tmp_path]).lexicon.entries()) - set(packaged.lexicon.entries())
    assert [(entry.phrase, entry.event_type, entry.mode) for entry in added] == [("defenestrate", "SANCTION", "expel")]


def test_the_digest_depends_on_the_files_alone(tmp_path: Path, packaged: Codebook) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "modifiers.csv").write_text("modifier,sector\nerstwhile,ELI\n", encoding="utf-8")
    digests = {load_codebook([tmp_path / name]).digest for name in ("a", "b")}
    assert len(digests) == 1
    assert packaged.digest not in digests


def test_files_saved_by_spreadsheets_load(tmp_path: Path) -> None:
    (tmp_path / "modifiers.csv").write_bytes('\ufeff# source: ours\r\nmodifier,sector\r\n"erst, while",ELI\r\n,\r\n'.encode())
    assert load_codebook([tmp_path]).modifiers["erst, while"] == "ELI"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("modifiers.csv", "modifier,sector\nousted,ELX\n", "row 2, column sector: 'ELX' holds the unknown code 'ELX': use one of AGR"),
        ("modifiers.csv", "# source: x\n\nmodifier,sector\n", "row 2: column 'modifier' is missing"),
        ("modifiers.csv", "modifier,sektor\nousted,ELI\n", "row 1: no column 'sektor' here: the columns, divided by commas, are modifier"),
        ("modifiers.csv", "modifier;sector\nousted;ELI\n", "no column 'modifier;sector' here: the columns, divided by commas"),
        ("modifiers.csv", "modifier,sector,sector\nousted,ELI,ELI\n", "column 'sector' stands there twice"),
        ("modifiers.csv", "modifier,sector\nx,ELI\nx,GOV\n", "row 3, column modifier: 'x' stands there twice, first in row 2: keep one"),
        ("modifiers.csv", "modifier,sector\nx,ELI,GOV\n", "row 2: 3 cells under 2 columns"),
        ("modifiers.csv", "modifier,sector\n,ELI\n", "row 2, column modifier: '' is empty: fill the cell"),
        ("modifiers.csv", '# source: x\nmodifier,sector\n"a\nb",ELI\nx,ELX\n', "row 5, column sector: 'ELX'"),
        ("modifiers.csv", 'modifier,sector\n"x"y,ELI\n', "check the quotation marks"),
        ("modifiers.csv", "modifier,sector,remove\nousted,ELI,maybe\n", "column remove: 'maybe' is neither yes nor no"),
        ("modifiers.csv", "modifier,remove\nnobody,yes\n", "'nobody' can't be removed: no earlier file has it"),
        ("modifiers.csv", b"modifier,sector\nd\xe9chu,ELI\n", "byte 17 isn't UTF-8: save the file as 'CSV UTF-8'"),
        ("gazetteer/states.csv", "name,country\nAtlantis,ATL\n", "column country: 'ATL' holds the unknown code 'ATL': use one of ISO"),
        ("organisations.csv", ORGANISATIONS + "F,IGO,GOV;XXX,,,,,\n", "column sectors: 'GOV;XXX' holds the unknown code 'XXX'"),
        ("organisations.csv", ORGANISATIONS + "F,IGO,GOV,,NER;NEX,,,\n", "column members: 'NER;NEX' holds the unknown code 'NEX'"),
        ("organisations.csv", ORGANISATIONS + "F,IGO,GOV,,,,May 2001,\n", "since: 'May 2001' is no date: write 2023, 2023-07"),
        ("organisations.csv", ORGANISATIONS + "F,IGO,GOV,,,,2001-02,2000\n", "column until: '2000' lies before since = 2001-02"),
        ("places.csv", "name,country,latitude\nP,NER,91\n", "column latitude: '91' isn't from -90 to 90"),
        ("places.csv", "name,country,latitude\nP,NER,nan\n", "column latitude: 'nan' isn't from -90 to 90"),
        ("places.csv", "name,country,longitude\nP,NER,2°E\n", "column longitude: '2°E' is no number"),
        ("places.csv", "name,country,geonameid\nP,NER,-1\n", "column geonameid: '-1' is no whole number"),
        ("roles.csv", "noun,sector,kind\nx,GOV,job\n", "'job' holds the unknown code 'job': use one of office, members, body, generic"),
        ("cameo.csv", "cameo,event_type\n31,AGREE\n1,AGREE\n", "row 3, column cameo: '1' is no CAMEO code"),
        ("cameo.csv", "cameo,event_type,mode\n0311,AGREE,visit\n", "use one of the modes of AGREE: none"),
        ("event_types.toml", "[AGREE\n", "event_types.toml: broken TOML"),
        ("event_types.toml", "[AGREE]\nintensity = 11\n", r"[AGREE], intensity: 11: Input should be less than or equal to 10"),
        ("event_types.toml", "[AGREE]\nintensity = nan\n", "[AGREE], intensity: nan"),
        ("event_types.toml", '[AGREE]\nquad = "neutral"\n', "[AGREE], quad: 'neutral'"),
        ("event_types.toml", "[AGREE]\nscore = 1\n", "[AGREE], score: 1: Extra inputs are not permitted: the fields are definition, quad"),
        ("event_types.toml", '[NEW]\ndefinition = "x"\n', "[NEW], quad"),
        ("event_types.toml", "[AGREE.modes.wink]\n", "[AGREE.modes.wink], definition"),
        ("event_types.toml", "AGREE = 3\n", "AGREE = 3 stands outside a table"),
        ("event_types.toml", "[AGREE]\nremove = 2\n", "[AGREE], remove: 2 is neither true nor false"),
        ("lexicon/ours.toml", 'type="SANCTION"\nsource="x"\n[[group]]\nverbs = "x"\nmode = "y"\nexample = "z"', "'y' isn't one of"),
        ("states.xlsx", "PK", "states.xlsx: .xlsx files aren't read: save the table as 'CSV UTF-8'"),
        ("states.CSV", "name\n", "states.CSV: no codebook file has this name"),
        ("state.csv", "name\n", "state.csv: no codebook file has this name: use one of plover/event_types.toml"),
    ],
)
def test_a_bad_file_is_told_file_row_reason_and_remedy(tmp_path: Path, name: str, text: str | bytes, message: str) -> None:
    said = refused(tmp_path, name, text)
    assert message in said
    assert Path(name).name in said


def test_hidden_files_and_readmes_are_left_alone(tmp_path: Path, packaged: Codebook) -> None:
    (tmp_path / ".ipynb_checkpoints").mkdir()
    for name in (".ipynb_checkpoints/old.csv", "._states.csv", "README.md", "LICENSE"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert load_codebook([tmp_path]) == packaged


def test_an_absent_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="isn't there or isn't a folder"):
        load_codebook([tmp_path / "nowhere"])


def test_the_same_table_twice_in_one_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "modifiers.csv").write_text("modifier,sector\nx,ELI\n", encoding="utf-8")
    assert "modifiers.csv twice" in refused(tmp_path, "gazetteer/modifiers.csv", "modifier,sector\nx,GOV\n")


@given(cell=st.text(max_size=30))
def test_odd_cell_text_comes_back_as_it_is(cell: str) -> None:
    noun = cell.strip() or "x"
    table = io.StringIO(newline="")
    csv.writer(table).writerows([["noun", "plural", "sector", "kind"], [noun, cell, "GOV", "body"]])
    file = CodebookFile(ROLES.name, "roles.csv", table.getvalue().encode())
    (role,) = roles(merged_rows(ROLES, [file]), Codes(countries=(), sectors=("GOV",)))
    assert (role.noun, role.plural) == (noun, cell.strip())


@given(cells=st.lists(st.text(st.characters(exclude_characters=";", codec="utf-8"), max_size=12), max_size=6))
def test_list_cells_keep_their_parts_in_order_once(cells: list[str]) -> None:
    parts = Row("x.csv", 2, {"names": ";".join(cells)}).items("names")
    assert list(parts) == list(dict.fromkeys(cell.strip() for cell in cells if cell.strip()))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=80) | st.text(max_size=80).map(str.encode),
    name=st.sampled_from(["states.csv", "places.csv", "sectors.toml"]),
)
def test_any_bytes_load_or_are_refused_with_the_files_name(tmp_path: Path, data: bytes, name: str) -> None:
    for old in tmp_path.iterdir():
        old.unlink()
    (tmp_path / name).write_bytes(data)
    try:
        loaded, said = bool(load_codebook([tmp_path]).event_types), ""
    except CodebookError as error:
        loaded, said = False, str(error)
    assert loaded or name in said


def test_three_thousand_rows_load_in_under_a_third_of_a_second() -> None:
    rows = "".join(f"Body {i},IGO,GOV,B{i};The B{i},NER;FRA,body,1990,\n" for i in range(3000))
    file = CodebookFile(ORGANISATION_TABLE.name, "organisations.csv", (ORGANISATIONS + rows).encode())
    best = min(_seconds(file) for _ in range(3))
    assert best < 0.3


def test_a_package_without_one_of_its_files_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.codebook.loading.PACKAGED", tmp_path)
    with pytest.raises(CodebookError, match=r"event_types.toml is missing: détente isn't installed whole"):
        load_codebook()


def _seconds(file: CodebookFile) -> float:
    """Processor time to make parties of the rows of `file`."""
    start = time.process_time()
    made = parties("organisation", merged_rows(ORGANISATION_TABLE, [file]), Codes(countries=("IGO", "NER", "FRA"), sectors=("GOV",)))
    assert len(made) == 3000
    return time.process_time() - start
