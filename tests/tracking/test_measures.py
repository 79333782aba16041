"""Measures: kind, stages, state as of a day, terms and conditions, read from short texts of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.records import Measure
from detente.tracking.measures import measures, state_after
from detente.tracking.view import View

Seen = Callable[..., View]
STAGES = ("hypothetical", "threatened", "announced", "in force", "eased", "lifted", "expired")


def only(view: View, kind: str = "") -> Measure:
    found = [measure for measure in measures(view) if not kind or measure.kind == kind]
    assert len(found) == 1, [(measure.kind, measure.state) for measure in found]
    return found[0]


def test_sanctions_lifted_later_are_one_measure_with_both_days(seen: Seen) -> None:
    measure = only(
        seen(
            ("2024-05-15", "The European Union imposed sanctions on Moldova on 3 May 2024."),
            ("2024-05-20", "The European Union lifted its sanctions on Moldova on Saturday."),
        )
    )
    assert (measure.kind, measure.state) == ("sanctions", "lifted")
    assert measure.since is not None
    assert measure.until is not None
    assert (measure.since.start, measure.until.start) == ("2024-05-03", "2024-05-18")
    assert [stage.name for stage in measure.stages] == ["in force", "lifted"]


@pytest.mark.parametrize(("day", "state"), [("2024-05-04", "in force"), ("2024-05-17", "in force"), ("2024-05-18", "lifted")])
def test_the_state_is_that_of_the_day_asked_for(seen: Seen, day: str, state: str) -> None:
    view = seen(
        ("2024-05-15", "Peru closed its border with Bolivia on 3 May."),
        ("2024-05-20", "Peru reopened its border with Bolivia on Saturday."),
        day=day,
    )
    assert only(view, "border closure").state == state


def test_nothing_is_in_force_before_its_day(seen: Seen) -> None:
    assert measures(seen(("2024-05-15", "Peru closed its border with Bolivia on 3 May."), day="2024-05-02")) == ()


def test_aid_resumed_ends_its_suspension(seen: Seen) -> None:
    measure = only(
        seen(
            ("2024-05-15", "The United States suspended military aid to Chad."),
            ("2024-06-10", "The United States resumed military aid to Chad."),
        )
    )
    assert (measure.kind, measure.state) == ("aid suspension", "lifted")


def test_sanctions_announced_are_not_yet_in_force(seen: Seen) -> None:
    measure = only(seen(("2024-05-15", "Canada announced new sanctions on Belarus.")))
    assert (measure.state, measure.since) == ("announced", None)


@pytest.mark.parametrize(
    ("text", "kind", "state"),
    [
        ("Brazil recalled its ambassador from Paraguay on Tuesday.", "recall of envoys", "in force"),
        ("Turkey expelled ten diplomats of Sweden on Monday.", "expulsion of diplomats", "in force"),
        ("The United States designated Hezbollah as a terrorist organisation.", "legal designation", "in force"),
        ("The arms embargo on South Sudan expired on Friday.", "arms embargo", "expired"),
        ("Ghana eased its sanctions on Togo on Monday.", "sanctions", "eased"),
        ("Egypt threatened to recall its ambassador from Ethiopia if the dam is filled.", "recall of envoys", "threatened"),
    ],
)
def test_kind_and_state_are_told_by_the_words_around_the_trigger(seen: Seen, text: str, kind: str, state: str) -> None:
    measure = only(seen(("2024-05-15", text)))
    assert (measure.kind, measure.state) == (kind, state)


def test_an_embargo_told_to_last_until_a_day_expires_behind_it(seen: Seen) -> None:
    text = ("2024-05-15", "The Security Council imposed an arms embargo on South Sudan until 31 May 2025.")
    assert only(seen(text, day="2025-05-31")).state == "in force"
    assert only(seen(text, day="2025-06-01")).state == "expired"


def test_sanctions_that_are_only_threatened_are_never_in_force(seen: Seen) -> None:
    view = seen(
        ("2024-05-15", "The African Union issued an ultimatum to Gabon's generals, demanding a vote by Sunday or facing sanctions.")
    )
    assert {measure.state for measure in measures(view)} == {"threatened"}


def test_a_demand_to_lift_sanctions_lifts_none(seen: Seen) -> None:
    assert measures(seen(("2024-05-15", "Demonstrators demanded that the sanctions on Mali be lifted."))) == ()


def test_an_ultimatum_tells_its_deadline_demand_and_consequence(seen: Seen) -> None:
    measure = only(seen(("2024-05-15", "Kenya gave the rebels 72 hours to leave the town or face a military offensive.")), "ultimatum")
    assert measure.deadline is not None
    assert measure.term is not None
    assert measure.demand is not None
    assert measure.consequence is not None
    assert (measure.term.value, measure.deadline.start) == ("72 hours", "2024-05-18")
    assert (measure.demand.value, measure.consequence.value) == ("leave the town", "a military offensive")


@pytest.mark.parametrize(("day", "passed"), [("2024-05-22", False), ("2024-05-23", True)])
def test_a_deadline_has_passed_on_the_day_behind_it(seen: Seen, day: str, passed: bool) -> None:
    text = "The coalition gave the army a week to hand over power to civilians."
    assert only(seen(("2024-05-15", text), day=day)).passed is passed


def test_a_deadline_is_not_the_day_of_the_threat(seen: Seen) -> None:
    text = "Serbia warned Kosovo that it would close the border unless the police withdrew by Friday."
    measure = only(seen(("2024-05-15", text), day="2024-05-15"))
    assert measure.deadline is not None
    assert measure.stages[0].when is not None
    assert (measure.stages[0].when.start, measure.deadline.start) == ("2024-05-15", "2024-05-17")


def test_the_term_of_an_undated_text_is_kept_in_its_words(seen: Seen) -> None:
    measure = only(seen((None, "Kenya gave the rebels 72 hours to leave the town or face a military offensive.")), "ultimatum")
    assert measure.term is not None
    assert (measure.term.value, measure.deadline, measure.passed) == ("72 hours", None, None)


def test_a_condition_is_kept_as_trigger_and_effect(seen: Seen) -> None:
    text = "A formal finding of election fraud would oblige the United States to cut its aid to Uganda."
    measure = only(seen(("2024-05-15", text)), "aid suspension")
    assert measure.state == "hypothetical"
    assert [(one.trigger.value, one.effect.value) for one in measure.conditions] == [
        ("A formal finding of election fraud", "the United States to cut its aid to Uganda")
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Kenya threatened to close its border with Uganda unless the raids stop.", "unless"),
        ("Kenya threatened to close its border with Uganda if the raids go on.", "if"),
    ],
)
def test_a_condition_keeps_how_the_text_joins_it(seen: Seen, text: str, word: str) -> None:
    (condition,) = only(seen(("2024-05-15", text))).conditions
    assert condition.word == word


def test_evidence_of_terms_reads_as_the_text(seen: Seen) -> None:
    view = seen(("2024-05-15", "Kenya gave the rebels 72 hours to leave the town or face a military offensive."))
    for measure in measures(view):
        for stated in filter(None, (measure.term, measure.demand, measure.consequence)):
            assert all(view.documents[span.document].holds(span) and span.text == stated.value for span in stated.evidence)


def test_acts_of_two_imposers_are_two_measures(seen: Seen) -> None:
    view = seen(
        ("2024-05-15", "The European Union imposed sanctions on Belarus on 3 May."), ("2024-05-15", "Canada imposed sanctions on Belarus.")
    )
    assert len(measures(view)) == 2


def test_a_target_told_in_the_same_sentence_is_the_target(seen: Seen) -> None:
    measure = only(seen(("2024-05-15", "The European Union imposed sanctions and urged Georgia to repeal the law.")), "sanctions")
    assert len(measure.targets) == 1


def test_a_person_acts_for_his_state(seen: Seen) -> None:
    view = seen(
        ("2024-05-15", "The United States suspended aid to Chad on 3 May."),
        ("2024-05-16", "Secretary of State Antony Blinken suspended aid to Chad on 3 May."),
    )
    assert len(measures(view)) == 1


@given(st.lists(st.sampled_from(STAGES), min_size=1))
def test_a_state_is_one_of_the_stages(stages: list[str]) -> None:
    assert state_after(stages) in stages


@given(st.lists(st.sampled_from(STAGES)))
def test_what_was_imposed_last_is_in_force_until_eased_or_ended(stages: list[str]) -> None:
    assert state_after([*stages, "in force"]) == "in force"
    assert state_after([*stages, "in force", "threatened", "announced", "hypothetical"]) == "in force"
    assert state_after([*stages, "in force", "lifted"]) == "lifted"


def test_a_term_runs_from_the_day_told_behind_it(seen: Seen) -> None:
    text = "Chad had ordered the ambassador of Ghana, Kofi Mensah, to leave within 48 hours on 3 May."
    found = [measure.deadline for measure in measures(seen(("2024-05-15", text))) if measure.deadline]
    assert [deadline.start for deadline in found] == ["2024-05-05"]
