"""Mediation that only a sentence's words name: who offers it, who takes it up, who turns it away, and that it is called off."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.codebook import Codebook
from detente.records import Snapshot, Track
from detente.tracking.called import Called
from detente.tracking.tracks import tracks
from detente.tracking.view import view as view_of

Record = Callable[..., Snapshot]
CHAD, NIGER, OMAN = "Chad:TCD:GOV", "Niger:NER:GOV", "Oman:OMN:GOV"
TALKS = ("mediated talks", "CONSULT/third-party", f"{OMAN};{CHAD};{NIGER}", "", {"day": "2024-05-02"})
OPENED = "Oman mediated talks between Chad and Niger on 2 May."


def by(snapshot: Snapshot, codebook: Codebook, name: str) -> list[Track]:
    seen = view_of(snapshot, codebook)
    return [track for track in tracks(seen) if any(view_name == name for view_name in map(seen.name, (*track.mediators, *track.senders)))]


def steps(snapshot: Snapshot, codebook: Codebook, name: str) -> list[str]:
    return [stage.name for track in by(snapshot, codebook, name) for stage in track.stages]


@pytest.mark.parametrize(
    ("text", "event", "stage"),
    [
        ("Chad accepted the good offices of Muscat.", ("accepted", "AGREE", CHAD, "", {}), "accepted"),
        ("Chad endorsed an offer by Oman to mediate in the dispute.", ("endorsed", "SUPPORT", CHAD, "", {}), "accepted"),
        ("Chad rejected the Omani channel outright.", ("rejected", "REJECT/change", CHAD, "", {}), "refused"),
        (
            "Oman has withdrawn from mediation between Chad and Niger.",
            ("mediation", "CONSULT/third-party", f"{OMAN};{CHAD}", "", {}),
            "cancelled",
        ),
    ],
)
def test_an_answer_belongs_to_the_mediation_that_its_words_name(
    record: Record, codebook: Codebook, text: str, event: tuple[str, str, str, str, dict[str, str]], stage: str
) -> None:
    made = record(("2024-05-03", OPENED, [TALKS]), ("2024-05-06", text, [event]))
    assert steps(made, codebook, "Oman") == ["under way", stage]


@pytest.mark.parametrize("text", ["Chad rejected the budget that Oman had praised.", "Chad rejected an Omani loan."])
def test_refusing_other_things_is_no_step_of_talks(record: Record, codebook: Codebook, text: str) -> None:
    made = record(("2024-05-03", OPENED, [TALKS]), ("2024-05-06", text, [("rejected", "REJECT/change", CHAD, "", {})]))
    assert steps(made, codebook, "Oman") == ["under way"]


def _visit(place: str) -> tuple[str, str, list[tuple[str, str, str, str, dict[str, str]]]]:
    text = f"Oman's envoy spent two days in {place}. Chad held a feast."
    return (
        "2024-05-06",
        text,
        [("spent two days", "CONSULT/visit", "Oman's envoy:OMN:GOV", "", {"place": place}), ("feast", "AID", CHAD, "", {})],
    )


@pytest.mark.parametrize(("place", "met"), [("N'Djamena", True), ("Abéché", False)])
def test_a_visit_to_a_capital_is_to_its_state(record: Record, codebook: Codebook, place: str, met: bool) -> None:
    seen = view_of(record(_visit(place)), codebook)
    (track,) = tracks(seen)
    assert ("Chad" in map(seen.name, track.parties)) == met


def test_names_peoples_and_capitals_name_a_state(codebook: Codebook) -> None:
    called = Called(codebook)
    sides = {
        text: [side.key for side in called.sides(text)] for text in ("Oman said", "an Omani ship", "Muscat agreed", "the AU", "a moan")
    }
    assert list(sides.values()) == [["state OMN"], ["state OMN"], ["state OMN"], ["organisation African Union"], []]
    assert [side.key for side in called.sides("the South Sudanese channel")] == ["state SSD"]


def test_a_plan_of_other_outsiders_beside_talks_is_none_of_theirs(record: Record, codebook: Codebook) -> None:
    union, held = "African Union:IGO:GOV", ("arrested", "COERCE/arrest", "Soldiers:TCD:MIL", "voters:TCD:CVL", {"day": "2024-05-01"})
    text = "Soldiers arrested voters in Chad. Oman met Chad on 2 May. The African Union will meet Chad on the crisis."
    talks = ("met", "CONSULT", f"{OMAN};{CHAD}", "", {"day": "2024-05-02"})
    made = record(("2024-05-03", text, [held, talks, ("will meet", "AGREE", union, CHAD, {"status": "future", "day": "2024-05-09"})]))
    assert [steps(made, codebook, name) for name in ("Oman", "African Union")] == [["under way"], ["proposed"]]
