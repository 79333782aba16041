"""Contradictions: what can't both hold comes out with both sides; what can does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.codebook import Codebook
from detente.records import Contradiction, Snapshot
from detente.tracking.contradictions import contradictions
from detente.tracking.measures import measures
from detente.tracking.numbers import agree, counts_of
from detente.tracking.offices import offices
from detente.tracking.view import View
from detente.tracking.view import view as view_of

Seen = Callable[..., View]


def found(view: View) -> tuple[Contradiction, ...]:
    return contradictions(view, measures(view), offices(view))


def values(view: View) -> list[tuple[str, list[str]]]:
    return [(each.kind, [side.value for side in each.sides]) for each in found(view)]


def test_two_numbers_of_one_attack(seen: Seen) -> None:
    told = "Gunmen killed {} people in an attack on a market in Goma on Monday."
    assert values(seen(("2024-05-15", told.format(12)), ("2024-05-16", told.format(20)))) == [("number", ["12 people", "20 people"])]


@pytest.mark.parametrize(("one", "two"), [("at least 12", "20"), ("12", "12"), ("about 100", "103")])
def test_numbers_that_can_both_hold(seen: Seen, one: str, two: str) -> None:
    told = "Gunmen killed {} people in an attack on a market in Goma on Monday."
    assert values(seen(("2024-05-15", told.format(one)), ("2024-05-16", told.format(two)))) == []


def test_bounds_and_words_of_numbers() -> None:
    first, second = (next(counts_of(text)) for text in ("at least twelve soldiers died", "9 soldiers died"))
    assert (first.number, first.bound, first.noun) == (12, "least", "soldier")
    assert not agree(first, second)
    assert list(counts_of("for three days and at a cost of 12 percent")) == []


def test_a_meeting_told_as_held_and_as_not_held(seen: Seen) -> None:
    view = seen(
        ("2024-05-15", "Foreign Minister Anna Lund of Norway met Iranian officials in Tehran on Monday."),
        ("2024-05-16", "Foreign Minister Anna Lund of Norway did not meet Iranian officials in Tehran on Monday."),
    )
    assert values(view) == [("fact", ["done", "not done"])]


def test_a_planned_visit_and_its_cancelling_are_no_contradiction(seen: Seen) -> None:
    view = seen(
        ("2024-05-15", "Norway's foreign minister will visit Iran on Friday."),
        ("2024-05-16", "Norway cancelled the visit of its foreign minister to Iran."),
    )
    assert values(view) == []


def test_a_visit_ended_by_either_side_for_other_reasons(seen: Seen) -> None:
    view = seen(
        ("2024-05-15", "Iran cancelled the visit of the Norwegian delegation on Monday because of a lack of respect."),
        ("2024-05-15", "Norway's delegation cancelled its visit to Iran on Monday, citing security concerns."),
    )
    assert values(view) == [
        ("actor", ["ended by Iran", "ended by Norway's delegation"]),
        ("reason", ["because of a lack of respect", "citing security concerns"]),
    ]


def test_a_mission_called_off_by_one_report_and_refused_by_another_with_two_reasons(
    record: Callable[..., Snapshot], codebook: Codebook
) -> None:
    called_off = "A joint mission of the Arab League to Sudan was called off due to the fighting in the capital."
    refused = "Sudan refused a joint mission of the Arab League, citing the bias of its members."
    parties = ("Sudan:SDN:GOV", "Arab League:IGO:GOV")
    snapshot = record(
        (None, called_off, [("called off", "REJECT/meet", *parties, {"reason": "due to the fighting in the capital"})]),
        (None, refused, [("refused", "REJECT/meet", *parties, {"reason": "citing the bias of its members"})]),
    )
    assert values(view_of(snapshot, codebook)) == [
        ("actor", ["called off", "refused"]),
        ("reason", ["citing the bias of its members", "due to the fighting in the capital"]),
    ]


def test_a_claim_and_its_denial_by_different_sources(seen: Seen) -> None:
    view = seen(
        ("2024-05-15", "The army denied that it had shelled the camp in Jenin."),
        ("2024-05-15", "The rebels accused the army of shelling the camp in Jenin on Sunday."),
    )
    assert values(view) == [("denial", ["claimed", "denied"])]


def test_an_accusation_and_the_answer_of_the_accused(seen: Seen) -> None:
    view = seen(("2024-05-15", "Rwanda accused Burundi of arming the rebels. Burundi denied the accusation."))
    (denial,) = found(view)
    assert [(side.value, side.evidence[0].text) for side in denial.sides] == [
        ("accused", "Rwanda accused Burundi of arming the rebels."),
        ("denied", "Burundi denied the accusation."),
    ]
    assert not denial.independent


def test_a_denial_by_another_party_answers_no_accusation(seen: Seen) -> None:
    assert values(seen(("2024-05-15", "Rwanda accused Burundi of arming the rebels. Uganda denied any part in the war."))) == []


def test_a_measure_told_as_lifted_and_as_still_in_force(seen: Seen) -> None:
    view = seen(
        ("2024-05-15", "Peru lifted the trade embargo on Chile on Monday."),
        ("2024-05-20", "Peru's trade embargo on Chile remains in force."),
    )
    assert values(view) == [("measure", ["lifted", "in force"])]


def test_the_scope_of_a_measure(seen: Seen) -> None:
    view = seen(
        ("2024-05-15", "Spain suspended all aid to Peru on Monday."),
        ("2024-05-16", "Spain suspended some aid to Peru on Monday."),
    )
    assert values(view) == [("scope", ["all aid", "some aid"])]


def test_one_post_of_two_holders(seen: Seen) -> None:
    view = seen(
        ("2024-05-15", "President Omar Sesay of Guinea met a delegation of Ghana."),
        ("2024-05-16", "Guinea's self-proclaimed president, Moussa Barry, expelled the ambassador of Ghana."),
    )
    assert values(view) == [("office", ["Omar Sesay, president", "Moussa Barry, self-proclaimed president"])]


def test_a_successor_contradicts_nobody(seen: Seen) -> None:
    view = seen(
        ("2024-05-15", "President Omar Sesay of Guinea met a delegation of Ghana."),
        ("2024-07-16", "Guinea's former president Omar Sesay met a delegation of Ghana. Guinean President Moussa Barry spoke."),
    )
    assert values(view) == []


def test_a_deputy_does_not_hold_the_post_of_his_chief(seen: Seen) -> None:
    view = seen(("2024-05-15", "U.S. Secretary of State John Hale met U.S. Deputy Secretary of State Mary Holt."))
    assert values(view) == []


def test_sides_tell_first_publication_and_sources(seen: Seen) -> None:
    told = "Gunmen killed {} people in an attack on a market in Goma on Monday."
    view = seen(("2024-05-16", told.format(20)), ("2024-05-15", told.format(12)), ("2024-05-17", told.format(20)))
    (number,) = found(view)
    assert [(side.value, side.published, side.sources) for side in number.sides] == [
        ("12 people", "2024-05-15", 1),
        ("20 people", "2024-05-16", 2),
    ]
    assert number.independent
