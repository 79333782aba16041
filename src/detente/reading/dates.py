"""Absolute dates in text, metadata and addresses, to ISO days, months and years."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "(?P<{0}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<{0}>(?:1[89]|20)\d\d)\b"
_EXPRESSION = re.compile(
    r"\b(?:" + _YEAR.format("y1") + r"-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)"
    r"|" + _MONTH.format("m2") + r"\s+" + _DAY.format("d2") + r"(?:,?\s+" + _YEAR.format("y2") + r")?"
    r"|" + _DAY.format("d3") + r"\s+(?:of\s+)?" + _MONTH.format("m3") + r"(?:,?\s+" + _YEAR.format("y3") + r")?)",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"\b([0-3]?\d)[./]([01]?\d)[./]((?:19|20)\d\d)\b")
_ISO = re.compile(r"\s*((?:1[5-9]|20)\d\d)(?:-?(\d\d)(?:-?(\d\d))?)?(?![\d])")
_DATELINE_LENGTH = 90
_PLACE = re.compile(r"^[^\W\d_a-z][\w.'’/-]*(?:[ ,]+[^\W\d_a-z][\w.'’/-]*){0,4}(?:\s*\([^)]{2,30}\))?[,:]?\s+$")
_DASH = re.compile(r"^\s*(?:\([^)]{2,30}\)\s*)?(?:[-–—:]|\.\s|\.$)")
_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-])(\d{1,2})\2(\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day that a text names at `start` to `end`; `year` is None where the text gives only day and month."""

    start: int
    end: int
    year: int | None
    month: int
    day: int

    def on(self, year: int) -> date | None:
        """The day in `year`, None where that year has no such day."""
        return to_date(year, self.month, self.day)

    @property
    def iso(self) -> str | None:
        """The ISO day, None without a year."""
        return None if self.year is None else f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


def to_date(year: int, month: int, day: int) -> date | None:
    """The calendar day, None where there is none."""
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def date_mentions(text: str) -> list[DateMention]:
    """Days named in `text` with month names or in ISO form, in order."""
    found = []
    for match in _EXPRESSION.finditer(text):
        parts = match.groupdict()
        form = next(number for number in "123" if parts["d" + number])
        word = parts["m" + form]
        month = int(word) if word.isdigit() else _MONTHS[word.lower()]
        year = int(parts["y" + form]) if parts["y" + form] else None
        # A leap year stands in where the text gives none, so that February 29 passes.
        if to_date(year or 2000, month, int(parts["d" + form])):
            found.append(DateMention(match.start(), match.end(), year, month, int(parts["d" + form])))
    return found


def first_full_date(text: str) -> str | None:
    """The first day with its year in `text`, as an ISO day; day.month.year in figures counts where it can't be month.day."""
    for mention in date_mentions(text):
        if mention.iso:
            return mention.iso
    for match in _DOTTED.finditer(text):
        first, second, year = (int(group) for group in match.groups())
        certain = "." in match.group() or first > 12
        if certain and to_date(year, second, first):
            return f"{year:04d}-{second:02d}-{first:02d}"
    return None


def dateline(paragraph: str) -> DateMention | None:
    """The date of a dateline such as "PORT VALE, March 5, 2024 (Agency) -" at the head of a paragraph, with or without year."""
    head = paragraph[:_DATELINE_LENGTH]
    for mention in date_mentions(head)[:1]:
        if _PLACE.match(head[: mention.start]) and _DASH.match(head[mention.end :]):
            return mention
    return None


def iso_date(value: str) -> str | None:
    """An ISO year, month or day at the head of `value` ("2023", "2023-08", "2023-08-08T10:00Z", "20230808"), or a date in words."""
    match = _ISO.match(value)
    if match:
        year, month, day = match.groups()
        if day and to_date(int(year), int(month), int(day)):
            return f"{year}-{month}-{day}"
        if not day and month and 1 <= int(month) <= 12:
            return f"{year}-{month}"
        if not month and not value[match.end() :].strip():
            return year
    return first_full_date(value)


def date_in_address(address: str) -> str | None:
    """A day in a URL's path or a file's name, such as /2023/08/08/ or 2023-08-08-summit.txt."""
    for match in _ADDRESS.finditer(address):
        year, _, month, day = match.groups()
        found = to_date(int(year), int(month), int(day))
        if found:
            return found.isoformat()
    return None


def bounds(value: str) -> tuple[date, date]:
    """First and last day of an ISO day, month or year. Raises ValueError where `value` is none."""
    year, month, day = (*(int(part) for part in value.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day), date(year, month, day)
    low, high = (month, month) if month else (1, 12)
    return date(year, low, 1), date(year, high, calendar.monthrange(year, high)[1])
