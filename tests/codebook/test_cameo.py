"""CAMEO in PLOVER and back, by the conversion table."""

from pathlib import Path

import pytest

from detente.codebook import Codebook, cameo_from_plover, plover_from_cameo
from detente.errors import CodebookError


@pytest.mark.parametrize(
    ("cameo", "expected"),
    [
        ("0311", ("AGREE", None, ("economic",))),
        ("042", ("CONSULT", "visit", ())),
        ("0871", ("RETREAT", "ceasefire", ("military",))),
        ("091", ("ACCUSE", "investigate", ("crime", "corruption"))),
        ("1053", ("REQUEST", "yield", ("legal",))),
        ("138", ("THREATEN", "violence", ("military",))),
        ("08", ("CONCEDE", None, ())),
        ("186", ("ASSAULT", "targeted", ())),  # "assassinate" in the table, a mode that PLOVER has since folded
    ],
)
def test_cameo_codes_have_the_tables_plover_code(codebook: Codebook, cameo: str, expected: tuple[object, ...]) -> None:
    assert tuple(plover_from_cameo(codebook, cameo)) == expected


def test_from_cameo_and_back_contains_the_start(codebook: Codebook) -> None:
    for row in codebook.cameo:
        event_type, mode, contexts = plover_from_cameo(codebook, row.cameo)
        for context in (None, *contexts):
            assert row.cameo in cameo_from_plover(codebook, event_type, mode, context)


def test_from_plover_and_back_keeps_type_mode_and_context(codebook: Codebook) -> None:
    for code, kind in codebook.event_types.items():
        for mode in kind.modes:
            for cameo in cameo_from_plover(codebook, code, mode):
                assert plover_from_cameo(codebook, cameo)[:2] == (code, mode)


def test_the_most_general_code_comes_first(codebook: Codebook) -> None:
    assert cameo_from_plover(codebook, "CONSULT")[:2] == ("04", "040")
    assert cameo_from_plover(codebook, "REQUEST", "assist", "economic") == ("1011", "1031")


def test_a_mode_that_cameo_lacks_has_no_code(codebook: Codebook) -> None:
    assert cameo_from_plover(codebook, "COERCE", "cyber") == ()


@pytest.mark.parametrize("cameo", ["010", "02", "31", "0311 ", "", "999"])
def test_codes_that_the_table_lacks_are_refused(codebook: Codebook, cameo: str) -> None:
    with pytest.raises(CodebookError, match=r"no row of plover/cameo.csv has it"):
        plover_from_cameo(codebook, cameo)


def test_unknown_plover_codes_are_refused(codebook: Codebook) -> None:
    with pytest.raises(CodebookError, match="event type 'FIGHT'"):
        cameo_from_plover(codebook, "FIGHT")


def test_every_code_of_the_conversion_table_is_there(codebook: Codebook, shared: Path) -> None:
    lines = (shared / "reference" / "cameo_to_plover.txt").read_text(encoding="utf-8").splitlines()
    table = {line.partition(":")[0].strip(): line.partition(":")[2].split(",")[0].strip() for line in reversed(lines) if line[:1].isdigit()}
    assert {row.cameo: row.plover.event_type for row in codebook.cameo} == table
