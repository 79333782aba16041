"""What the record of a crisis holds of what a careful reader would note stays held (benchmarks/checklist.py measures it)."""

import importlib
from pathlib import Path

import pytest

from detente.records import Document, Event, Published, Snapshot

ROOT = Path(__file__).parent.parent.parent
SEEDS = (
    "A1 A2 A3 A5 A6 A7 A8 A9 A10 A11 A12 A13",
    "B1 B2 B3 B4 B6 B7 B8 B9 B10 B11 B12 B13 B14 B15 B18 B19 B20 B21 B22 B23 B24",
    "C1 C2 C3 C4 C5 C6 C8 C10 C12 C13",
    "D1 D2 D3 D4 D5 D6 D7 D8 D9 D10 D11 D12 D13 D16",
    "E1 E2 E3 E4 E5 E6 E8 E9",
    "F1 F2 F3 F4 F5",
    "G1 G3",
    "H1 H5 H6 H8 H9 H10 H11 H12 H13 H14 H15 H16 H18 H19",
    "I1 I2 I3 I4 I5 I6 I8 I10 I16 I19 I22",
    "J1 J2 J3 J5",
    "K2 K3 K4 K5 K6 K7 K9 K13 K15 K16",
    "L1 L2 L4 L5 L8 L9 L10 L11",
    "N1 N2 N3 N4 N5 N6 N7 N8 N9 N10 N11 N12 N13 N14 N16",
)
FASHAGA = (
    "A1 A3",
    "B1 B2 B3 B4 B5 B6 B7",
    "C1 C2 C3 C4 C5 C6 C7 C9 C10",
    "D1 D3 D4 D6 D7",
    "E1 E2 E3 E4",
    "F1 F2 F3",
    "G1 G2",
    "H1 H2",
    "I1 I2 I3 I4 I5",
    "J1",
    "K1 K2",
    "L2 L3 L4",
    "M1",
    "N1 N2 N3 N4 N5",
)


@pytest.fixture(scope="module")
def checklist():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "benchmarks"))
        yield importlib.import_module("checklist")


@pytest.fixture(scope="module")
def seeds(shared, checklist):
    return {line.id: line for line in checklist.measure("seeds")}


@pytest.fixture(scope="module")
def fashaga(checklist):
    return {line.id: line for line in checklist.measure("fashaga")}


def test_each_line_found_in_the_founders_texts_stays_found(seeds):
    assert not {key for row in SEEDS for key in row.split() if not seeds[key].where}


def test_nothing_that_must_not_be_held_is_held(seeds):
    assert not {line.id for line in seeds.values() if line.absence and line.core and not line.where}


def test_each_line_found_in_a_second_crisis_stays_found(fashaga):
    assert not {key for row in FASHAGA for key in row.split() if not fashaga[key].where}


def test_a_list_gives_each_line_once_with_its_mark(checklist):
    text = "- **A1 ●** One thing. **A2** Another.\n| B1 ● | somebody | of note |\nseen in **A1** again\n"
    assert [(key, core) for key, core, _ in checklist.ids(text)] == [("A1", True), ("A2", False), ("B1", True)]


def test_what_has_no_date_counts_on_every_day(codebook):
    from detente.tracking.view import view

    event = Event(
        id="e",
        event_type="SANCTION",
        mode=None,
        contexts=(),
        status="actual",
        actors=(),
        recipients=(),
        start=None,
        end=None,
        location=None,
        mentions=(),
        corroboration=1,
        intensity=0.0,
        confidence=0.0,
    )
    document = Document(id="d", text="Fines were laid on two banks.", input="d", published=Published())
    seen = view(Snapshot(documents=(document,), events=(event,)), codebook, "1999-01-01")
    assert seen.counts(event)
    assert seen.when(event) is None
