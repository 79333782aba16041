"""What holds of every text: no error, spans that show their text, intervals that don't run backwards, in order."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.parsing.times import document_anchors, find_times
from detente.parsing.times_absolute import easter
from detente.parsing.times_calendar import Interval, number, parse_anchor, part_of, shift, unit_of
from detente.records import Document, Published

PIECES = """
on by until from to between and since the a in last next this late early mid- end of Monday Friday, Sunday night July
May March August 31 3 99 0 2023 1999 9999 0001 February 29 days weeks months years ago later after before coup two three
hundred 72 hours within past overnight into yesterday tomorrow's 2023-02-30 12/13/2023 spring quarter first decade 1990s
century Christmas Eve Easter New Year’s Good will said had . , - – ( ) “ ” 's 00 st nd 31st 400 3000 centuries half
year's time
"""
texts = st.one_of(st.text(min_size=1, max_size=80), st.lists(st.sampled_from(PIECES.split()), min_size=1, max_size=14).map(" ".join))
anchors = st.one_of(
    st.none(),
    st.dates().map(date.isoformat),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
    st.text(max_size=12),
)
days = st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 12, 31))


@settings(max_examples=400, deadline=None)
@given(text=texts, published=anchors)
def test_every_text_gives_ordered_true_spans_with_forward_intervals(text: str, published: str | None) -> None:
    document = Document(id="d", text=text, input="d", published=Published(published))
    span = document.span(0, len(text))
    found = find_times(span, document_anchors(document, [span, span]))
    last = 0
    for when in found:
        assert when.span is not None
        assert document.holds(when.span)
        assert when.span.start >= last
        assert date.fromisoformat(when.start) <= date.fromisoformat(when.end)
        last = when.span.end


@given(value=days, unit=st.sampled_from(["day", "week", "weekend", "month", "quarter", "year", "decade"]), offset=st.integers(-20, 20))
def test_units_follow_each_other_without_gap_or_overlap(value: date, unit: str, offset: int) -> None:
    this, following = unit_of(value, unit, offset), unit_of(value, unit, offset + 1)
    gap = (following.start - this.end).days
    assert gap == (6 if unit == "weekend" else 1)


@given(value=days, unit=st.sampled_from(["week", "month", "year", "decade"]), part=st.sampled_from(["early", "mid", "late"]))
def test_a_part_lies_within_its_period(value: date, unit: str, part: str) -> None:
    whole = unit_of(value, unit)
    piece = part_of(whole, part)
    assert whole.start <= piece.start <= piece.end <= whole.end


@given(value=days, unit=st.sampled_from(["day", "week", "month", "year"]), count=st.integers(0, 300))
def test_moving_forward_never_goes_back(value: date, unit: str, count: int) -> None:
    assert shift(value, unit, count) >= value >= shift(value, unit, -count)


@given(st.dates())
def test_an_anchor_is_the_day_month_or_year_it_names(value: date) -> None:
    assert parse_anchor(value.isoformat()) == Interval(value, value)
    month = parse_anchor(value.isoformat()[:7])
    year = parse_anchor(value.isoformat()[:4])
    assert month is not None
    assert year is not None
    assert year.start <= month.start <= value <= month.end <= year.end


def test_easter_falls_where_the_almanac_has_it() -> None:
    assert [easter(year) for year in (2000, 2019, 2023, 2024, 2025)] == [
        date(2000, 4, 23),
        date(2019, 4, 21),
        date(2023, 4, 9),
        date(2024, 3, 31),
        date(2025, 4, 20),
    ]


def test_number_words_count() -> None:
    assert [number(word) for word in ("72", "twenty-two", "a", "a couple of", "a dozen", "several")] == [72, 22, 1, 2, 12, None]
