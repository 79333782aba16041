"""Which day a mention takes: its own, what the story told, or none."""

from __future__ import annotations

import pytest

from detente.records import Document, Published


@pytest.fixture(scope="module")
def dates(parser, coder):
    def dates_of(text, published=None, doubtful=False):
        given = Published(published, "file", doubtful=doubtful) if published else Published()
        document = Document(id="test", text=text, input="test.txt", published=given)
        return [(m.trigger.text, m.date.start if m.date else None) for m in coder.code(next(iter(parser.parse([document])))).mentions]

    return dates_of


def test_a_day_carries_over_within_a_paragraph_of_an_undated_text(dates):
    text = "Kenya recalled its envoy on May 3, 2021. Ghana condemned Kenya.\n\nTogo condemned Ghana."
    assert dates(text) == [("recalled its envoy", "2021-05-03"), ("condemned", "2021-05-03"), ("condemned", None)]


def test_a_year_carries_over_to_nothing(dates):
    assert dates("Kenya recalled its envoy in 2011. Ghana condemned Kenya.")[1] == ("condemned", None)


def test_what_stands_behind_after_dates_another_happening(dates):
    found = dates("Niger rejected the Kenyan envoys after a coup on July 26.", "2023-08-09")
    assert [day for _, day in found] == ["2023-08-09"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Kenya expelled the Ghanaian envoy on Sunday, five days after a raid on its embassy.", "2023-08-06"),
        ("Kenya closed its border with Togo on Friday, a day before it held a vote.", "2023-08-04"),
    ],
)
def test_a_clause_with_a_day_of_its_own_is_not_of_the_day_it_counts_from(dates, text, day):
    assert dates(text, "2023-08-08")[0][1] == day


def test_a_day_without_year_lies_before_a_doubtful_date(dates):
    assert dates("Kenya recalled its envoy on July 26.", "2023-11-11", doubtful=True) == [("recalled its envoy", "2023-07-26")]


def test_the_story_does_not_go_on_from_a_day_told_in_the_background(dates):
    text = "Niger rejected the Kenyan envoys after a military coup on July 26, 2023. Togo condemned Niger."
    assert dates(text)[-1] == ("condemned", None)


def test_a_time_of_several_words_is_as_near_as_its_head(dates):
    text = "On Tuesday afternoon Kenya recalled its envoy, and by Thursday Ghana had condemned Kenya."
    assert dates(text, "2024-05-17")[0] == ("recalled its envoy", "2024-05-14")


def test_an_entry_of_a_live_report_is_of_its_day(dates):
    text = "Kenya recalled its envoy on Monday.\n\n14:20 Ghana condemned Kenya."
    assert dates(text, "2024-05-15")[1] == ("condemned", "2024-05-15")


def test_the_perfect_tells_of_the_day_of_the_report(dates):
    text = "Kenya recalled its envoy on Monday. Ghana has condemned Kenya."
    assert dates(text, "2024-05-15")[1] == ("condemned", "2024-05-15")


def test_a_pluperfect_has_the_day_of_the_story_only_where_a_part_of_that_day_is_told(dates):
    monday = "Kenya recalled its envoy on Monday. "
    assert dates(monday + "By noon Ghana had condemned Kenya.", "2024-05-15")[1] == ("condemned", "2024-05-13")
    assert dates(monday + "Ghana had condemned Kenya.", "2024-05-15")[1] == ("condemned", None)
