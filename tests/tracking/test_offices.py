"""Offices: how texts style persons, and which styles are kept apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.tracking.offices import offices
from detente.tracking.view import View

Seen = Callable[..., View]


def styles(view: View) -> list[tuple[str, str, str, str]]:
    return [(view.name(office.person), office.post, office.country, office.standing) for office in offices(view)]


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("Guinea's ousted president, Omar Sesay, left the country.", ("Omar Sesay", "president", "GIN", "deposed")),
        ("The former Guinean leader Omar Sesay met bishops.", ("Omar Sesay", "leader", "GIN", "former")),
        ("Acting U.S. Deputy Secretary of State Mary Holt flew in.", ("Mary Holt", "deputy secretary of state", "USA", "acting")),
        ("Moussa Barry, the self-proclaimed president of Guinea, spoke.", ("Moussa Barry", "president", "GIN", "self-proclaimed")),
        ("Gen. Moussa Barry, who declared himself president of Guinea, spoke.", ("Moussa Barry", "president", "GIN", "self-proclaimed")),
        ("The interim president of Guinea, Moussa Barry, spoke.", ("Moussa Barry", "president", "GIN", "acting")),
        ("President Omar Sesay of Guinea met a delegation.", ("Omar Sesay", "president", "GIN", "holds")),
        ("Omar Sesay, who heads ECOWAS, spoke.", ("Omar Sesay", "head of ECOWAS", "IGO", "holds")),
        ("The assembly named an economist, Omar Sesay, prime minister of Guinea.", ("Omar Sesay", "prime minister", "GIN", "holds")),
        ("Omar Sesay, Guinea's central bank chief, resigned.", ("Omar Sesay", "central bank chief", "GIN", "holds")),
    ],
)
def test_a_style_is_person_post_country_and_standing(seen: Seen, text: str, style: tuple[str, str, str, str]) -> None:
    assert styles(seen(("2024-05-15", text))) == [style]


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, the president spoke.",
        "General Moussa Barry spoke.",  # a rank, no post
        "The head, Omar Sesay, spoke.",  # of what, nobody says
        "In Guinea, the president of the court spoke.",
        "Guinea's president and Ghana's president met.",
    ],
)
def test_what_styles_nobody_is_no_office(seen: Seen, text: str) -> None:
    assert styles(seen(("2024-05-15", text))) == []


def test_two_styles_of_one_man_stand_side_by_side_with_their_documents_and_days(seen: Seen) -> None:
    view = seen(
        ("2024-05-15", "President Omar Sesay of Guinea met a delegation of Ghana."),
        ("2024-07-16", "Guinea's ousted president, Omar Sesay, met bishops."),
        ("2024-07-20", "The ousted president of Guinea, Omar Sesay, is in Ghana."),
    )
    found = {office.standing: office for office in offices(view)}
    assert (found["holds"].start, found["holds"].documents) == ("2024-05-15", ("d0",))
    assert (found["deposed"].start, found["deposed"].end, found["deposed"].documents) == ("2024-07-16", "2024-07-20", ("d1", "d2"))
    assert found["holds"].person == found["deposed"].person


def test_a_last_name_alone_is_the_person_whom_the_text_names_in_full(seen: Seen) -> None:
    view = seen(("2024-05-15", "Prime Minister Omar Sesay of Guinea resigned. Prime Minister Sesay gave no reason."))
    (office,) = offices(view)
    assert len(office.evidence) == 2


def test_a_style_is_not_known_before_its_document(seen: Seen) -> None:
    assert offices(seen(("2024-05-15", "President Omar Sesay of Guinea spoke."), day="2024-05-14")) == ()


def test_the_evidence_reads_as_the_text(seen: Seen) -> None:
    view = seen(("2024-05-15", "Guinea's ousted president, Gen. Omar Sesay, met U.S. Deputy Secretary of State Mary Holt."))
    found = offices(view)
    assert len(found) == 2
    assert all(view.documents[span.document].holds(span) for office in found for span in office.evidence)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("Guinea's delegation was led by Omar Sesay, foreign minister.", ("Omar Sesay", "foreign minister")),
        ("They called on General Omar Sesay, head of the Ruling Council, and flew home.", ("Omar Sesay", "head of the Ruling Council")),
    ],
)
def test_a_post_right_behind_a_name_is_his(seen: Seen, text: str, style: tuple[str, str]) -> None:
    assert style in [(person, post) for person, post, _, _ in styles(seen(("2024-05-15", text)))]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "It was led by Omar Sesay, deputy prime minister and foreign minister, who smiled.",
            {"deputy prime minister", "foreign minister"},
        ),
        ("Omar Sesay, president of Guinea and chairman of the African Union, spoke.", {"president", "chairman of the African Union"}),
        ("Omar Sesay, president of Guinea and the foreign minister of Mali spoke.", {"president"}),
    ],
)
def test_two_posts_joined_by_and_are_his_unless_the_second_is_somebody_elses(seen: Seen, text: str, posts: set[str]) -> None:
    assert {post for person, post, _, _ in styles(seen(("2024-05-15", text))) if person == "Omar Sesay"} == posts


def test_a_post_behind_a_name_that_has_a_name_of_its_own_is_not_the_first_ones(seen: Seen) -> None:
    told = styles(seen(("2024-05-15", "He met Omar Sesay, foreign minister Ali Bah and two bishops.")))
    assert [(person, post) for person, post, _, _ in told] == [("Ali Bah", "foreign minister")]


def test_who_is_dismissed_is_deposed(seen: Seen) -> None:
    told = styles(seen(("2024-05-15", "The dismissal of Omar Sesay, Guinea's central bank chief, angered traders.")))
    assert told == [("Omar Sesay", "central bank chief", "GIN", "deposed")]
