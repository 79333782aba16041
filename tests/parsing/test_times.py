"""Time expressions of news to intervals: the set of our own, and the rules it rests on."""

import json
from pathlib import Path

import pytest

from detente.parsing.times import document_anchors, find_times
from detente.records import Document, Published, Span

ROWS = [json.loads(line) for line in (Path(__file__).parent / "data" / "times.jsonl").read_text(encoding="utf-8").splitlines()]
WEDNESDAY = "2023-08-09"


def times(text: str, published: Published | str | None = WEDNESDAY) -> list[tuple[str, str, str]]:
    """Text, start and end of the times in the last of the text's sentences, which a line break divides."""
    given = published if isinstance(published, Published) else Published(published)
    document = Document(id="d", text=text, input="d.txt", published=given)
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(document.span(start, start + len(line)))
        start += len(line) + 1
    found = find_times(spans[-1], document_anchors(document, spans))
    assert all(when.span is not None and document.holds(when.span) for when in found)
    return [(when.span.text, when.start, when.end) for when in found if when.span]


def test_intervals_of_our_set_are_exact_for_nineteen_of_twenty() -> None:
    right = total = spurious = 0
    for row in ROWS:
        found = times(row["text"], row["published"])
        wanted = [(item["text"], item["from"], item["to"]) for item in row["times"]]
        right += sum(item in found for item in wanted)
        total += len(wanted)
        spurious += max(0, len(found) - len(wanted))
    assert total >= 200
    assert right / total >= 0.95
    assert spurious <= 2


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They met on Monday.", "2023-08-07"),
        ("They met on Wednesday.", "2023-08-09"),
        ("They will meet on Monday.", "2023-08-14"),
        ("They said they had been told to leave by Sunday.", "2023-08-13"),
        ("By Sunday the rebels had fled.", "2023-08-06"),
        ("The minister said on Monday that he would resign.", "2023-08-07"),
        ("A rally is planned for Friday.", "2023-08-11"),
        ("They rejected the next Thursday deadline.", "2023-08-10"),
    ],
)
def test_the_verb_decides_which_weekday_is_meant(text: str, day: str) -> None:
    assert [(start, end) for _, start, end in times(text)] == [(day, day)]


def test_without_publication_relative_times_are_null_and_absolute_ones_stay() -> None:
    text = "He left on Monday, two weeks ago, last year and on 3 May 2021."
    assert times(text, None) == [("3 May 2021", "2021-05-03", "2021-05-03")]


def test_without_publication_a_day_takes_its_year_where_the_text_gives_it_to_the_same_day() -> None:
    text = "The guard rose on March 9, 2019.\nThe coup of March 9 split the army."
    assert times(text, None) == [("March 9", "2019-03-09", "2019-03-09")]


def test_without_publication_the_year_of_something_else_dates_nothing() -> None:
    assert times("The pact of 2021 was dead.\nIt had been signed in July.", None) == []


def test_a_day_without_year_is_the_last_one_before_a_doubtful_date() -> None:
    document = Document(
        id="d", text="He fell on July 26.", input="d.txt", published=Published("2023-11-11", "file", doubtful=True, reason="too late")
    )
    span = document.span(0, len(document.text))
    (when,) = find_times(span, document_anchors(document, [span]))
    assert when.start == "2023-07-26"


def test_a_doubtful_date_anchors_nothing() -> None:
    assert times("He left on Monday.", Published(WEDNESDAY, "byline", doubtful=True)) == []


def test_publication_known_to_the_month_anchors_months_but_not_weekdays() -> None:
    assert times("He left last month, on Monday.", "2023-08") == [("last month", "2023-07-01", "2023-07-31")]


def test_two_days_after_the_coup_counts_from_the_day_the_text_gives_it() -> None:
    text = "Soldiers overthrew the president on July 26.\nTwo days after the coup the borders closed."
    assert times(text) == [("Two days after the coup", "2023-07-28", "2023-07-28")]


def test_an_undated_happening_gives_no_date() -> None:
    assert times("Two days after the coup the borders closed.") == []


def test_the_next_day_leans_on_the_sentence_before() -> None:
    assert times("The port fell on 1 August.\nThe next day the garrison fled.") == [("The next day", "2023-08-02", "2023-08-02")]


def test_a_day_after_dates_the_deed_told_after_it() -> None:
    text = "They swapped prisoners on Tuesday, a day after the truce took hold."
    assert times(text) == [("Tuesday", "2023-08-08", "2023-08-08"), ("a day after", "2023-08-07", "2023-08-07")]


def test_the_year_of_the_second_end_of_a_range_holds_for_the_first() -> None:
    assert times("It held from November 20 to January 3, 2021.") == [("November 20 to January 3, 2021", "2020-11-20", "2021-01-03")]


def test_a_weekday_beside_a_date_decides_its_year() -> None:
    assert times("They met on Friday, 5 August.") == [("Friday, 5 August", "2022-08-05", "2022-08-05")]


def test_impossible_dates_are_no_times() -> None:
    assert times("Lot 31 February 2023 and 2023-13-45 and 99/99/2023.") in ([], [("February 2023", "2023-02-01", "2023-02-28")])


def test_a_lone_sentence_of_another_document_still_resolves() -> None:
    document = Document(id="d", text="Talks end today.", input="d", published=Published("2024-02-29"))
    anchors = document_anchors(document, [document.span(0, 16)])
    (when,) = find_times(Span("other", 100, 120, "They leave tomorrow."), anchors)
    assert (when.start, when.span) == ("2024-03-01", Span("other", 111, 119, "tomorrow"))
