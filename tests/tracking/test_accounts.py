"""Accounts of one thing that can't both hold, over documents: made by hand, so that the rules are tested and not the coder."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.codebook import Codebook
from detente.records import Contradiction, Snapshot
from detente.tracking.contradictions import contradictions
from detente.tracking.detentions import detentions
from detente.tracking.numbers import tolls_of
from detente.tracking.view import view as view_of

Record = Callable[..., Snapshot]
FLOOD = ("flood", "AID", "", "", {"day": "2024-05-13"})
NORWAY, IRAN = "Norway:NOR:GOV", "Iran:IRN:GOV"


def found(snapshot: Snapshot, codebook: Codebook, kind: str, day: str | None = None) -> list[Contradiction]:
    return [each for each in contradictions(view_of(snapshot, codebook, day), (), ()) if each.kind == kind]


def values(snapshot: Snapshot, codebook: Codebook, kind: str, day: str | None = None) -> list[list[str]]:
    return [[side.value for side in each.sides] for each in found(snapshot, codebook, kind, day)]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("A mine killed a driver and two nurses, the clinic said.", [3]),
        ("Five miners lost their lives in the blast.", [5]),
        ("The ministry spoke of twelve dead.", [12]),
        ("The death of six monks in a raid shocked the town.", [6]),
        ("Rebels killed at least 1,200 civilians and 30 police officers, the UN said.", [1230]),
        ("The shelling left nine people dead, four of them children.", [9]),
        ("They killed an officer in May.", []),
        ("The war killed trade for three years.", []),
    ],
)
def test_a_toll_is_the_sum_of_its_list(text: str, dead: list[int]) -> None:
    assert [count.number for count in tolls_of(text)] == dead


def _raid(*texts: str) -> list[tuple[str, str, list[tuple[str, str, str, str, dict[str, str]]]]]:
    return [
        (f"2024-05-1{5 + number}", text, [("raid", "ASSAULT", "gunmen:COD:UAF", "", {"day": "2024-05-13"})])
        for number, text in enumerate(texts)
    ]


def test_tolls_of_one_raid_that_differ(record: Record, codebook: Codebook) -> None:
    made = record(
        *_raid("A raid by gunmen on Beni cost the lives of a guard and two cooks.", "Six people died in a raid by gunmen on Beni.")
    )
    assert values(made, codebook, "number") == [["a guard and two cooks", "Six people"]]


def test_tolls_of_one_raid_that_come_to_the_same(record: Record, codebook: Codebook) -> None:
    made = record(
        *_raid("A raid by gunmen on Beni cost the lives of a guard and two cooks.", "Three people died in a raid by gunmen on Beni.")
    )
    assert values(made, codebook, "number") == []


MET = (
    "2024-05-15",
    "Envoy Lund of Norway met Iran on Monday during the flood.",
    [("met", "CONSULT", NORWAY, IRAN, {"day": "2024-05-13"}), FLOOD],
)


def test_a_meeting_and_a_snub_whose_guest_only_its_words_name(record: Record, codebook: Codebook) -> None:
    snub = ("2024-05-16", "Iran snubbed talks with a Norwegian envoy after the flood.", [("snubbed", "REJECT/meet", IRAN, "", {}), FLOOD])
    assert values(record(MET, snub), codebook, "fact") == [["held", "refused"]]


def test_a_snub_of_somebody_else_is_no_contradiction(record: Record, codebook: Codebook) -> None:
    snub = ("2024-05-16", "Iran snubbed talks with a Danish envoy after the flood.", [("snubbed", "REJECT/meet", IRAN, "", {}), FLOOD])
    assert values(record(MET, snub), codebook, "fact") == []


def _mission(second: str, trigger: str, day: str, **more: str) -> list[tuple[str, str, list[tuple[str, str, str, str, dict[str, str]]]]]:
    union = "African Union:IGO:GOV"
    first = "Chad called off the visit of an African Union team on Friday because of storms."
    return [
        ("2024-05-18", first, [("called off", "REJECT/meet", "Chad:TCD:GOV", union, {"day": "2024-05-17", "reason": "because of storms"})]),
        ("2024-06-02", second, [(trigger, "REJECT/yield", "Chad:TCD:GOV", union, {"day": day, **more})]),
    ]


def test_a_mission_called_off_and_turned_back_for_other_reasons(record: Record, codebook: Codebook) -> None:
    told = "An African Union team was turned back by Chad at a checkpoint on 17 May, for lack of visas."
    made = record(*_mission(told, "turned back", "2024-05-17"))
    assert values(made, codebook, "fact") == [["called off", "turned back"]]
    assert values(made, codebook, "reason") == [["because of storms", "for lack of visas"]]


def test_missions_of_other_weeks_are_two(record: Record, codebook: Codebook) -> None:
    told = "An African Union team was turned back by Chad at a checkpoint on 30 May, for lack of visas."
    made = record(*_mission(told, "turned back", "2024-05-30"))
    assert values(made, codebook, "fact") == values(made, codebook, "reason") == []


CLAIM = "Norway said that an Iranian submarine had entered its fjords. {}"
ENTERED = ("entered", "MOBILIZE/weapons", "Iranian submarine:IRN:MIL", "", {"day": "2024-05-13"})


@pytest.mark.parametrize(
    "denial", ["Iran says there was no such voyage.", "Iran's embassy in Oslo insists that no submarine of its navy left port."]
)
def test_a_flat_denial_by_whom_it_is_laid_to(record: Record, codebook: Codebook, denial: str) -> None:
    assert values(record(("2024-05-15", CLAIM.format(denial), [ENTERED])), codebook, "denial") == [["claimed", "denied"]]


@pytest.mark.parametrize("other", ["Denmark says there was no such voyage.", "Iran says no ferry sailed.", "Iran said no to a visit."])
def test_what_denies_no_claim(record: Record, codebook: Codebook, other: str) -> None:
    assert values(record(("2024-05-15", CLAIM.format(other), [ENTERED])), codebook, "denial") == []


FAILED = "Two days of talks between Iran and Norway ended without a deal on Monday, as Iran would not free the crew."
TALKS = ("talks", "CONSULT", f"{IRAN};{NORWAY}", "", {"day": "2024-05-13"})


def test_another_reason_for_the_failure_of_the_same_talks(record: Record, codebook: Codebook) -> None:
    second = "After the flood a delegate of Norway gave another reason for the failure: Iran, she said, had wanted its ships back first."
    made = record(("2024-05-15", f"{FAILED} A flood held them up.", [TALKS, FLOOD]), ("2024-05-16", second, [FLOOD]))
    assert values(made, codebook, "reason") == [["Iran would not free the crew", "Iran, she said, had wanted its ships back first."]]


def test_another_reason_in_a_text_about_other_things_is_left_alone(record: Record, codebook: Codebook) -> None:
    second = "A delegate of Peru gave another reason for the failure: Chile, she said, had wanted its ships back first."
    assert values(record(("2024-05-15", FAILED, [TALKS]), ("2024-05-16", second, [])), codebook, "reason") == []


@pytest.mark.parametrize(
    ("second", "sides"),
    [
        ("Lebanon has had calm since 2011.", [["over the past four years", "since 2011"]]),
        ("Lebanon has had calm since 2020.", []),
        ("Lebanon has been in deadlock since 2011.", []),
        ("Jordan has had calm since 2011.", []),
    ],
)
def test_since_when_a_state_of_things_lasts(record: Record, codebook: Codebook, second: str, sides: list[list[str]]) -> None:
    first = "Lebanon has known some stability over the past four years."
    assert values(record(("2024-05-15", first, []), ("2024-05-16", second, [])), codebook, "number") == sides


def test_a_length_in_an_undated_text_counts_from_the_last_year_it_tells(record: Record, codebook: Codebook) -> None:
    text = "Lebanon has known some stability over the past four years. It voted in {}. Lebanon's calm has lasted since 2011."
    assert len(values(record((None, text.format(2022), [])), codebook, "number")) == 1
    assert values(record((None, text.format(2014), [])), codebook, "number") == []


def test_what_came_out_later_contradicts_nothing_yet(record: Record, codebook: Codebook) -> None:
    made = record(
        ("2024-05-15", "Lebanon has known calm over the past four years.", []), ("2024-05-20", "Lebanon's calm dates since 2011.", [])
    )
    assert values(made, codebook, "number", day="2024-05-16") == []
    made = record(
        ("2024-05-15", CLAIM.format("Nothing else is known."), [ENTERED]),
        ("2024-05-20", "Iran says no submarine of its navy left port.", []),
    )
    assert values(made, codebook, "denial", day="2024-05-16") == []
    assert values(made, codebook, "denial") == [["claimed", "denied"]]


SNATCHED = ("snatched", "ASSAULT/abduct", "Bandits:NER:CRM", "a nurse:NER:HLT", {})


@pytest.mark.parametrize(("given", "state"), [("gave her back", "released"), ("gave their word", "held")])
def test_who_is_given_back_is_held_no_more(record: Record, codebook: Codebook, given: str, state: str) -> None:
    text = f"Bandits snatched a nurse near Dosso in July. The bandits {given} after a week, and the nurse is home."
    made = record((None, text, [SNATCHED, (given, "RETREAT", "bandits:NER:CRM", "nurse:NER:HLT", {})]))
    nurse = [each for each in made.entities if "nurse" in each.name]
    assert len(nurse) == 1
    assert [each.state for each in detentions(view_of(made, codebook))] == [state]


def test_a_thing_given_back_is_no_detention(record: Record, codebook: Codebook) -> None:
    text = "Niger handed the base back to Chad."
    made = record(("2024-05-15", text, [("handed the base back", "RETREAT", "Niger:NER:GOV", "Chad:TCD:GOV", {})]))
    assert detentions(view_of(made, codebook)) == ()
