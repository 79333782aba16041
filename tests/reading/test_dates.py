"""Absolute dates in words, figures and addresses."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.dates import bounds, date_in_address, date_mentions, iso_date


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%B %d, %Y", "%d %B %Y", "%Y-%m-%d", "%b. %d, %Y", "%d %b %Y"]))
def test_a_date_written_out_is_read_back(day, form):
    (mention,) = date_mentions(f"It was on {day.strftime(form)} that they met.")
    assert mention.iso == day.isoformat()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023", "2023"),
        ("2023-08", "2023-08"),
        ("2023-08-08T10:00:00Z", "2023-08-08"),
        ("20230808", "2023-08-08"),
        ("August 8, 2023", "2023-08-08"),
        ("8.8.2023", "2023-08-08"),
        ("25/12/2023", "2023-12-25"),
        ("02/03/2023", None),
        ("2023-13-01", None),
        ("2023-02-30", None),
        ("soon", None),
        ("10:15", None),
    ],
)
def test_metadata_dates_are_read_or_left(value, expected):
    assert iso_date(value) == expected


@given(st.text(max_size=60))
def test_any_text_gives_a_date_that_exists_or_none(value):
    found = iso_date(value)
    assert found is None or bounds(found)[0] <= bounds(found)[1]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://vale.example/2023/08/08/shoals", "2023-08-08"),
        ("https://vale.example/news/shoals-2023-8-9.html", "2023-08-09"),
        ("https://vale.example/2023/99/99/", None),
        ("https://vale.example/item-20230808123", None),
    ],
)
def test_a_date_in_an_address(address, expected):
    assert date_in_address(address) == expected
