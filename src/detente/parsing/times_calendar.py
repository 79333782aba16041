"""Days, weeks, months and years as intervals, and the English words for them."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = MappingProxyType({"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)})
_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS = MappingProxyType(
    {word: n for n, word in enumerate(_ONES.split())}
    | {word: 10 * n for n, word in enumerate(_TENS.split(), 2)}
    | {"a": 1, "an": 1, "dozen": 12, "couple": 2, "fortnight": 14}
)
ORDINALS = MappingProxyType({"first": 1, "second": 2, "third": 3, "fourth": 4})


class Interval(NamedTuple):
    """The days from `start` to `end`, both inclusive."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.end - self.start).days + 1


def day(value: date, offset: int = 0) -> Interval:
    """The one day `offset` days from `value`. Raises OverflowError outside the years 1 to 9999."""
    moved = value + timedelta(days=offset)
    return Interval(moved, moved)


def week(value: date, offset: int = 0) -> Interval:
    """The week, Monday to Sunday (ISO 8601), `offset` weeks from the one that holds `value`."""
    monday = value - timedelta(days=value.weekday() - 7 * offset)
    return Interval(monday, monday + timedelta(days=6))


def weekend(value: date, offset: int = 0) -> Interval:
    """Saturday and Sunday of the week `offset` weeks from the one that holds `value`."""
    monday = week(value, offset).start
    return Interval(monday + timedelta(days=5), monday + timedelta(days=6))


def month(year: int, number: int) -> Interval:
    """The month `number` of `year`; numbers beyond 1 to 12 run on into other years. Raises ValueError outside the years 1 to 9999."""
    years, index = divmod(number - 1, 12)
    first = date(year + years, index + 1, 1)
    return Interval(first, first.replace(day=calendar.monthrange(first.year, first.month)[1]))


def months(year: int, first: int, last: int) -> Interval:
    """From the start of month `first` to the end of month `last`, counted from January of `year`."""
    return Interval(month(year, first).start, month(year, last).end)


def year(number: int, last: int | None = None) -> Interval:
    """The whole year, or the years `number` to `last`. Raises ValueError outside the years 1 to 9999."""
    return Interval(date(number, 1, 1), date(number if last is None else last, 12, 31))


def shift(value: date, unit: str, count: int) -> date:
    """`value` moved by `count` days, weeks, months, years or decades, the day of the month cut to the month's length."""
    if unit in ("day", "week", "fortnight"):
        return value + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    span = month(value.year, value.month + count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])
    return span.start.replace(day=min(value.day, span.end.day))


def unit_of(value: date, unit: str, offset: int = 0) -> Interval:
    """The calendar day, week, month, quarter, year or decade `offset` units from the one that holds `value`."""
    if unit == "month":
        return month(value.year, value.month + offset)
    if unit == "quarter":
        first = 3 * ((value.month - 1) // 3 + offset) + 1
        return months(value.year, first, first + 2)
    if unit == "year":
        return year(value.year + offset)
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        first = value.year // size * size + size * offset
        return year(first, first + size - 1)
    return {"day": day, "week": week, "weekend": weekend}[unit](value, offset)


def part_of(span: Interval, part: str) -> Interval:
    """The early, mid or late third of `span`: days of a month, months of a year, years of a decade; a season's months singly."""
    index = {"early": 0, "mid": 1, "middle": 1, "late": 2}[part]
    if span.days <= 7:
        edges = ((0, 1), (2, 3), (4, 6))[index]
        return Interval(span.start + timedelta(days=edges[0]), min(span.end, span.start + timedelta(days=edges[1])))
    if span.days <= 31:
        first = span.start.replace(day=(1, 11, 21)[index])
        return Interval(first, span.end if index == 2 else first.replace(day=(10, 20)[index]))
    if span.days <= 366:
        size = (span.end.year - span.start.year) * 12 + span.end.month - span.start.month + 1
        first_month = span.start.month + size * index // 3
        return months(span.start.year, first_month, span.start.month + size * (index + 1) // 3 - 1)
    size = span.end.year - span.start.year + 1
    return year(span.start.year + size * index // 3, span.start.year + size * (index + 1) // 3 - 1)


def parse_anchor(value: str | None) -> Interval | None:
    """The interval of an ISO day, month or year ("2023-08-08", "2023-08", "2023"), or None where there is none to read."""
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", value or "")
    if not match:
        return None
    try:
        if match[3]:
            return day(date(int(match[1]), int(match[2]), int(match[3])))
        return month(int(match[1]), int(match[2])) if match[2] else year(int(match[1]))
    except ValueError:
        return None


def month_number(word: str) -> int:
    """1 to 12 for a month's name or its abbreviation ("Sept.", "AUG")."""
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(word.lower()[:3]))


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 for a weekday's name or its abbreviation."""
    return next(n for n, name in enumerate(WEEKDAYS) if name.startswith(word.lower()[:3]))


def number(text: str) -> int | None:
    """The whole number that digits or English words give ("72", "twenty-two", "a couple of"), or None ("several")."""
    words = re.sub(r"[,-]", lambda m: "" if m[0] == "," else " ", text.lower()).replace(" of", "").split()
    if len(words) == 1 and words[0].isdecimal() and len(words[0]) <= 4:
        return int(words[0])
    if words and all(word in NUMBERS for word in words):
        counted = [word for word in words if word not in ("a", "an")] or ["a"]
        return sum(NUMBERS[word] for word in counted)
    return None
