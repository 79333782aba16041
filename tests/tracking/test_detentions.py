"""Detentions and access, read from short texts of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.records import Detention
from detente.tracking.detentions import detentions
from detente.tracking.view import View

Seen = Callable[..., View]
ARREST = "Soldiers arrested Prime Minister Joseph Kabo on 3 May."


def only(view: View) -> Detention:
    found = detentions(view)
    assert len(found) == 1
    return found[0]


def contacts(view: View) -> list[tuple[str, str, str]]:
    return [(view.name(access.seeker[0]), access.outcome, access.channel) for access in only(view).access]


def test_who_holds_whom_since_when(seen: Seen) -> None:
    view = seen(("2024-05-15", ARREST))
    detention = only(view)
    assert detention.since is not None
    assert [view.name(each) for each in (*detention.held, *detention.holders)] == ["Joseph Kabo", "Soldiers"]
    assert (detention.since.start, detention.state) == ("2024-05-03", "held")


def test_house_arrest_and_those_held_too_are_told_in_the_texts_words(seen: Seen) -> None:
    detention = only(seen(("2024-05-15", f"{ARREST} Joseph Kabo is under house arrest with his wife.")))
    assert [stated.value for stated in detention.manner] == ["house arrest"]
    assert [stated.value for stated in detention.companions] == ["with his wife"]


def test_the_day_of_a_report_is_not_the_day_of_the_arrest(seen: Seen) -> None:
    detention = only(seen(("2024-05-15", "Joseph Kabo, the former prime minister of Gabon, is under house arrest.")))
    assert detention.since is None


def test_somebody_held_since_a_day_is_held_since_it(seen: Seen) -> None:
    detention = only(seen(("2024-05-15", "Prime Minister Joseph Kabo has been held at his residence since 3 May.")))
    assert detention.since is not None
    assert detention.since.start == "2024-05-03"


@pytest.mark.parametrize(("day", "state"), [("2024-05-20", "held"), ("2024-05-21", "released")])
def test_a_release_ends_a_detention_on_its_day(seen: Seen, day: str, state: str) -> None:
    view = seen(("2024-05-15", ARREST), ("2024-05-22", "The junta released Prime Minister Joseph Kabo on Tuesday."), day=day)
    assert only(view).state == state


@pytest.mark.parametrize(
    "text",
    [
        "Senegal demanded the release of Joseph Kabo.",
        "A release of Joseph Kabo would help the talks.",
        "Envoys hope to win the release of Joseph Kabo.",
        "Senegal is negotiating the release of Joseph Kabo.",
        "The junta will release Joseph Kabo next week.",
    ],
)
def test_a_release_that_is_wanted_or_promised_frees_nobody(seen: Seen, text: str) -> None:
    assert only(seen(("2024-05-15", f"{ARREST} {text}"))).state == "held"


def test_an_arrest_after_a_release_is_another_detention(seen: Seen) -> None:
    found = detentions(
        seen(
            ("2024-04-02", "Police arrested opposition leader Anna Mwale in Lusaka on 1 April 2024."),
            ("2024-05-20", "Police freed Anna Mwale on 18 May 2024."),
            ("2024-06-20", "Police arrested Anna Mwale again on 19 June 2024."),
        )
    )
    assert [(detention.state, detention.until is not None) for detention in found] == [("released", True), ("held", False)]
    assert len({detention.id for detention in found}) == 2


def test_access_asked_for_and_refused_in_one_sentence(seen: Seen) -> None:
    view = seen(("2024-05-15", f"{ARREST} The Red Cross asked to see Joseph Kabo but was refused."))
    assert contacts(view) == [("Red Cross", "asked", "visit"), ("Red Cross", "refused", "")]


def test_a_phone_call_is_access_by_phone(seen: Seen) -> None:
    view = seen(("2024-05-15", f"{ARREST} The United Nations envoy spoke with Joseph Kabo by telephone on Tuesday."))
    assert contacts(view) == [("United Nations envoy", "given", "phone")]


def test_a_visit_let_through_to_him_is_access(seen: Seen) -> None:
    view = seen(("2024-05-15", f"{ARREST} A United Nations envoy was allowed to visit him on Tuesday."))
    assert contacts(view) == [("United Nations envoy", "given", "visit")]


def test_a_meeting_before_the_arrest_is_no_access(seen: Seen) -> None:
    view = seen(("2024-05-15", ARREST), ("2024-04-11", "Joseph Kabo met the ambassador of Ghana on 10 April 2024."))
    assert only(view).access == ()


def test_a_place_in_another_clause_is_not_where_somebody_is_held(seen: Seen) -> None:
    view = seen(("2024-05-15", "While in Dakar, the envoy asked about the editor Joseph Kabo, who was arrested on 3 May."))
    assert only(view).place is None


def test_a_place_beside_the_arrest_is_where_somebody_was_taken(seen: Seen) -> None:
    place = only(seen(("2024-05-15", "Gunmen abducted Judge Marie Toussaint in Port-au-Prince on Monday."))).place
    assert place is not None
    assert place.name == "Port-au-Prince"


def test_a_release_told_with_its_weekday_is_done(seen: Seen) -> None:
    view = seen(("2024-05-15", ARREST), ("2024-05-22", "The junta on Tuesday released Prime Minister Joseph Kabo."))
    assert only(view).state == "released"


def test_access_denied_and_made_up_for_by_phone_is_both(seen: Seen) -> None:
    view = seen(("2024-05-15", f"{ARREST} Denied access, the United Nations envoy spoke with Joseph Kabo by telephone on Tuesday."))
    assert contacts(view) == [("United Nations envoy", "given", "phone"), ("United Nations envoy", "refused", "")]
