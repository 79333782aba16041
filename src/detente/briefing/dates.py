"""ISO days, months and years in words, and the periods that a chart counts by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

LOOSE_DAYS = 45
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def parse(value: str | None) -> date | None:
    """The first day that an ISO day, month or year names; None where it names none."""
    parts = (value or "").split("T")[0].split("-")
    try:
        numbers = [int(part) for part in parts]
        return date(numbers[0], numbers[1] if len(numbers) > 1 else 1, numbers[2] if len(numbers) > 2 else 1)
    except ValueError:
        return None


def in_words(value: str | None) -> str:
    """ "2023-08-08" as "8 August 2023", "2023-08" as "August 2023", "2023" as it is; anything else unchanged."""
    day = parse(value)
    if value is None or day is None:
        return value or "no date"
    parts = value.split("T")[0].split("-")
    if len(parts) == 1:
        return value
    return f"{MONTHS[day.month - 1]} {day.year}" if len(parts) == 2 else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def interval(start: str | None, end: str | None) -> str:
    """An interval of days in words: "26–30 July 2023", "August 2023" for a whole month, "2023" for a whole year."""
    first, last = parse(start), parse(end)
    if first is None or last is None or first == last:
        return in_words(start or end)
    whole = _whole(first, last)
    if whole:
        return whole
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{in_words(end)}"
    begin = in_words(start)
    return f"{begin.removesuffix(f' {first.year}') if first.year == last.year else begin} – {in_words(end)}"


def _whole(first: date, last: date) -> str:
    if first.day != 1 or (last < date.max and (last + timedelta(days=1)).day != 1):
        return ""
    if (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    return str(first.year) if (first.month, last.month, first.year) == (1, 12, last.year) else ""


def loose(start: str | None, end: str | None) -> bool:
    """Whether an interval is too long to have a place on a chart."""
    first, last = parse(start), parse(end)
    return first is not None and last is not None and (last - first).days > LOOSE_DAYS


@dataclass(frozen=True, slots=True)
class Window:
    """The days a chart shows, the length of one period (day, week, month, quarter or year), and how many days fell outside."""

    first: date
    last: date
    unit: str
    outside: int

    def period(self, day: date) -> date:
        """First day of the period that `day` falls in; weeks begin on Monday."""
        if self.unit == "week":
            return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
        if self.unit == "month":
            return day.replace(day=1)
        if self.unit == "quarter":
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        return day.replace(month=1, day=1) if self.unit == "year" else day

    def label(self, day: date) -> str:
        """The period that begins on `day`, in words."""
        if self.unit == "year":
            return str(day.year)
        if self.unit == "month":
            return f"{MONTHS[day.month - 1]} {day.year}"
        if self.unit == "quarter":
            return f"{MONTHS[day.month - 1]}–{MONTHS[day.month + 1]} {day.year}"
        return ("week of " if self.unit == "week" else "") + in_words(day.isoformat())


def window(days: Sequence[date], share: float = 0.9) -> Window | None:
    """The shortest stretch of days that holds at least `share` of `days`, so that one old date doesn't flatten a chart; None of no days."""
    if not days:
        return None
    ordered = sorted(days)
    need = max(1, round(share * len(ordered) + 0.499999))
    start = min(range(len(ordered) - need + 1), key=lambda at: (ordered[at + need - 1] - ordered[at], -at))
    first, last = ordered[start], ordered[start + need - 1]
    reach = max(2, (last - first).days // 4)  # neighbours just outside belong to the picture
    inside = [day for day in ordered if first.toordinal() - reach <= day.toordinal() <= last.toordinal() + reach]
    first, last = inside[0], inside[-1]
    length = (last - first).days + 1
    unit = next((name for most, name in ((45, "day"), (270, "week"), (1500, "month"), (4500, "quarter")) if length <= most), "year")
    return Window(first, last, unit, len(ordered) - len(inside))
