"""Counting in calendar periods, and the parts of patterns that the relative rules share."""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType

from detente.parsing.times_calendar import Interval, day, number, part_of, shift, unit_of
from detente.parsing.times_rules import COUNT, UNIT, Moment

STEP = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
    "after": 1,
    "before": -1,
    "same": 0,
    "that": 0,
}
PERIOD = r"(?P<unit>week|weekend|month|year|quarter|decade|century)"
PART = r"(?:(?P<part>early|mid|late|earlier|later)[- ](?:in )?|(?:the )?(?P<edge>beginning|start|middle|end) of )?"
LIMIT = MappingProxyType({"month": 31, "year": 366, "decade": 366})
COUNTED = rf"(?P<count>{COUNT})(?P<half> and a half)? (?P<unit>{UNIT})s?\b(?P<over> and a half\b)?"


def cut(span: Interval, match: re.Match[str], moment: Moment) -> Interval:
    """The part of a period that 'early', 'the end of' or 'earlier' picks; 'earlier' ends and 'later' starts at publication."""
    part, edge, now = (match["part"] or "").lower(), match["edge"], moment.anchor
    if now and part == "earlier" and span.start <= now.end <= span.end:
        return Interval(span.start, now.end)
    if now and part == "later" and span.start <= now.start <= span.end:
        return Interval(now.start, span.end)
    if part in ("early", "mid", "late"):
        return part_of(span, part)
    if edge == "end":
        if moment.preposition in ("by", "until", "till", "before") or span.days <= 7:
            return day(span.end)
        return unit_of(span.end, "month") if span.days > 31 else part_of(span, "late")
    if edge in ("beginning", "start"):
        return unit_of(span.start, "month") if span.days > 31 else (day(span.start) if span.days <= 7 else part_of(span, "early"))
    return part_of(span, "mid") if edge else span


def fits(anchor: Interval | None, unit: str) -> date | None:
    """The day to count whole units from: publication may be known to the month for months, to the year for years."""
    limit = {"month": 31, "quarter": 31, "year": 366, "decade": 366, "century": 366}.get(unit, 1)
    return anchor.end if anchor and anchor.days <= limit else None


def grain(value: date, unit: str) -> Interval:
    """What counting in `unit` leaves certain: the day for days and weeks, the month for months, the year for years."""
    return day(value) if unit in ("hour", "day", "night", "week", "fortnight") else unit_of(value, "year" if unit == "decade" else unit)


def moved(base: date, match: re.Match[str], sign: int) -> Interval | None:
    """What lies the match's count of units before (`sign` -1) or after `base`, as exact as the unit; None for a vague count."""
    unit, count = match["unit"].lower(), number(match["count"])
    if count is None:
        return None
    if match.groupdict().get("half") or match.groupdict().get("over"):
        unit, count = ("month", 12 * count + 6) if unit == "year" else ("day", 7 * count + 3) if unit == "week" else (unit, count)
    if unit == "hour":
        unit, count = "day", round(count / 24)
    return grain(shift(base, "day" if unit == "night" else unit, sign * count), unit)
