"""Rules for dates that name a year, month or day of the month: '8 August 2023', 'Aug. 8', 'mid-2022', 'Sept. 30 last year'."""

from __future__ import annotations

import re
from datetime import date, timedelta

from detente.parsing.times_calendar import SEASONS, Interval, day, month, month_number, months, part_of, weekday_number, year
from detente.parsing.times_rules import FULL_MONTH, MONTH, WEEKDAY, YEAR, Moment, Rule, dated, nearest, rule, yearless

_IN_YEAR = rf"(?:,?\s+(?:of\s+)?(?P<year>{YEAR})\b(?!-\d\d\b)|,?\s+(?:of\s+)?(?P<deictic>last|this|next|that)(?: same)? year\b)?"
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY})(?: (?:morning|afternoon|evening|night))?,? (?:the )?)?"
_PART = r"(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ](?:in )?|(?:the )?(?P<edge>beginning|start|middle|close|end) of )?"
_GOVERNED = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Bb]efore|[Aa]fter|[Dd]uring|[Ff]rom|[Tt]o|[Bb]etween|of|[Tt]hrough|and|[Ff]or|as) $"
)
_SCHEDULED = re.compile(
    r" (?:(?:presidential|general|parliamentary|local) )?(?:elections?|votes?|polls?|ballot|referendum|summit|deadline)\b"
)
_COUNTED = (
    r"(?:people|persons|troops|soldiers|civilians|police|fighters|men|women|children|protesters|prisoners|migrants|refugees|tonnes?|tons?"
    r"|dollars|euros|percent|per cent|million|billion|miles|kilometres|kilometers|metres|votes|deaths|members|delegates|homes|houses)"
)


def _year(match: re.Match[str], moment: Moment) -> int | None:
    """The year that the expression names, in figures or as 'last year', or None."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if not groups.get("deictic"):
        return None
    if groups["deictic"] == "that":
        return moment.reference.start.year if moment.reference else None
    if moment.anchor is None:
        return None
    return moment.anchor.end.year + {"last": -1, "this": 0, "next": 1}[groups["deictic"]]


def _date(match: re.Match[str], moment: Moment, number: int, day_number: int | None) -> Interval | None:
    named = _year(match, moment)
    if named is not None:
        return dated(named, number, day_number)
    if match.groupdict().get("deictic"):
        return None
    weekday = match.groupdict().get("weekday")
    return yearless(number, day_number, moment, weekday_number(weekday) if weekday else None)


def _edge(span: Interval, match: re.Match[str], moment: Moment) -> Interval:
    """The early, middle or late part, or the beginning or end, of `span`; the last day where the end is a deadline."""
    groups = match.groupdict()
    if groups.get("part"):
        return part_of(span, groups["part"].lower())
    edge = groups.get("edge")
    if edge in ("end", "close"):
        if moment.preposition in ("by", "until", "till", "before"):
            return day(span.end)
        return month(span.end.year, 12) if span.days > 31 else part_of(span, "late")
    if edge in ("beginning", "start"):
        return month(span.start.year, 1) if span.days > 31 else part_of(span, "early")
    return part_of(span, "mid") if edge else span


def _iso(match: re.Match[str], moment: Moment) -> Interval | None:
    return dated(int(match["year"]), int(match[2]), int(match[3])) if 1 <= int(match[2]) <= 12 else None


def _numeric(match: re.Match[str], moment: Moment) -> Interval | None:
    """Day first with dots; with slashes the reading the calendar allows, of two the one nearer to publication, else month first."""
    first, second, named = int(match[1]), int(match[3]), int(match["year"])
    pairs = [(second, first)] if match[2] == "." else [(first, second), (second, first)]
    found = [span for number, day_number in pairs if 1 <= number <= 12 and (span := dated(named, number, day_number))]
    if not found:
        return None
    return nearest(found, moment.anchor) if moment.anchor else found[0]


def _day_month(match: re.Match[str], moment: Moment) -> Interval | None:
    return _date(match, moment, month_number(match["month"]), int(match["day"]))


def _days_of_month(match: re.Match[str], moment: Moment) -> Interval | None:
    number = month_number(match["month"])
    last = _date(match, moment, number, int(match["last"]))
    first = last and dated(last.start.year, number, int(match["first"]))
    return Interval(first.start, last.end) if first and last and first.start <= last.end else None


def _month(match: re.Match[str], moment: Moment) -> Interval | None:
    span = _date(match, moment, month_number(match["month"]), None)
    return span and _edge(span, match, moment)


def _bare_month(match: re.Match[str], moment: Moment) -> Interval | None:
    word = match["month"].title()
    if not match["part"] and not match["edge"] and not _GOVERNED.search(moment.before):
        attribute = re.search(r"(?:\b(?:[Tt]he|[Aa]|[Ii]ts)|['’]s) $", moment.before) and re.match(r" [a-z]", moment.after)
        if (word in ("May", "March") and not attribute) or re.match(r" [A-Z][a-z]", moment.after):
            return None
    if word == "March" and re.match(r" (?:on|for) [A-Z]", moment.after):
        return None
    if _SCHEDULED.match(moment.after) and re.search(r"\b[Tt]he $", moment.before) and moment.anchor and moment.year is None:
        number = month_number(word)
        return nearest([month(moment.anchor.end.year + step, number) for step in (-1, 0, 1)], moment.anchor)
    return _month(match, moment)


def _whole_year(match: re.Match[str], moment: Moment) -> Interval | None:
    return _edge(year(int(match["year"])), match, moment)


def _years(match: re.Match[str], moment: Moment) -> Interval | None:
    first, last = int(match["year"]), match["last"]
    until = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return year(first, until) if first < until else None


def _decade(match: re.Match[str], moment: Moment) -> Interval | None:
    first = int(match["decade"])
    span = year(first, first + 9)
    return part_of(span, match["part"].lower()) if match["part"] else span


def _century(match: re.Match[str], moment: Moment) -> Interval | None:
    words = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
    number = int(match["digits"]) if match["digits"] else words[match["word"].lower()]
    return year(100 * (number - 1) + 1, 100 * number) if 10 <= number <= 21 else None


def _season(match: re.Match[str], moment: Moment) -> Interval | None:
    first, last = SEASONS[match["season"].lower()]
    span = months(int(match["year"]), first, last)
    return part_of(span, match["part"].lower()) if match["part"] else span


def _portion(match: re.Match[str], moment: Moment) -> Interval | None:
    """'the first quarter of 2022', 'the second half of the year': of this year where none is named."""
    named = _year(match, moment) or moment.year or (moment.anchor and moment.anchor.end.year)
    index = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 3}[match["ordinal"].lower()]
    size = 3 if match["portion"] == "quarter" else 6
    if named is None:
        return None
    first = 1 + size * min(index, 12 // size - 1)
    return months(named, first, first + size - 1)


def easter(number: int) -> date:
    """Western Easter Sunday of the year `number`. Source: the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = number % 19, divmod(number, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    tail = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * tail) // 451
    first, second = divmod(h + tail - 7 * m + 114, 31)
    return date(number, first, second + 1)


def _fixed_holiday(match: re.Match[str], moment: Moment) -> Interval | None:
    name = match["name"].lower().replace("’", "'")
    number, day_number = {
        "new year's eve": (12, 31),
        "christmas eve": (12, 24),
        "christmas": (12, 25),
        "boxing day": (12, 26),
        "may day": (5, 1),
    }.get(name.removesuffix(" day") if name.startswith("christmas") else name, (1, 1))
    return _date(match, moment, number, day_number)


def _easter_holiday(match: re.Match[str], moment: Moment) -> Interval | None:
    offset = {"palm": -7, "good": -2, "easter": 0, "ash": -46}[match["feast"].split()[0].lower()] + ("Monday" in match["feast"])
    named = _year(match, moment) or moment.year
    if named is not None:
        return day(easter(named), offset)
    if moment.anchor is None:
        return None
    options = [day(easter(y) + timedelta(days=offset)) for y in range(moment.anchor.end.year - 1, moment.anchor.end.year + 2)]
    past = [found for found in options if found.start <= moment.anchor.end]
    coming = [found for found in options if found.start >= moment.anchor.start]
    return coming[0] if moment.ahead and coming else (past[-1] if past else None)


def _ordinal_day(match: re.Match[str], moment: Moment) -> Interval | None:
    """'the 25th': of the month that the text speaks of, else the last or the coming one seen from publication."""
    if moment.reference and moment.reference.days <= 31:
        span = dated(moment.reference.start.year, moment.reference.start.month, int(match[1]))
        if span and (span.start >= moment.reference.start or moment.here):
            return span
    base = moment.anchor
    if base is None or base.days > 31:
        return None
    near = [month(base.end.year, base.end.month + step).start for step in (-1, 0, 1)]
    options = [found for first in near if (found := dated(first.year, first.month, int(match[1])))]
    past = [found for found in options if found.start <= base.end]
    coming = [found for found in options if found.start >= base.start]
    chosen = coming[:1] if moment.ahead else past[-1:]
    return chosen[0] if chosen else None


_YEAR_AFTER = (
    r"(?:(?<=[Ii]n )|(?<=[Ss]ince )|(?<=[Bb]y )|(?<=[Uu]ntil )|(?<=[Tt]ill )|(?<=[Bb]efore )|(?<=[Aa]fter )|(?<=[Dd]uring )|(?<=[Oo]f )"
    r"|(?<=[Tt]hrough )|(?<=[Aa]s early as )|(?<=\()|(?<=late as )|(?<=recently as ))"
)
_YEAR_BETWEEN = r"(?:(?<=[Ff]rom )|(?<=[Tt]o )|(?<=[Aa]nd )|(?<=[Bb]etween ))"
_NO_NUMBER = rf"(?![-/,.]\d|%|\s+{_COUNTED}\b|\w)"
_NO_PLURAL = r"(?!\s+[a-z]{3,}(?<!ou)s(?<!was)(?<!has)(?<!his)(?<!its)(?<!across)(?<!this)(?<!as)\b)"

ABSOLUTE: tuple[Rule, ...] = (
    rule("digit", rf"\b(?P<year>{YEAR})-(\d\d)-(\d\d)(?:T[\d:.]+Z?)?\b", _iso),
    rule("digit", rf"\b(\d{{1,2}})([/.])(\d{{1,2}})\2(?P<year>{YEAR})\b", _numeric),
    rule(
        "month",
        rf"\b(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:-|–|—|to|and|or|until|through)\s?(?P<last>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? "
        rf"(?P<month>{MONTH}){_IN_YEAR}",
        _days_of_month,
    ),
    rule(
        "month",
        rf"\b(?P<month>{MONTH}) (?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:-|–|—|(?:to|through|until|and|or))\s?"
        rf"(?P<last>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%])(?! {_COUNTED})(?!\s?(?:a\.?m|p\.?m))(?! {MONTH}){_IN_YEAR}",
        _days_of_month,
    ),
    rule("month", rf"\b{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{MONTH}){_IN_YEAR}", _day_month),
    rule(
        "month",
        rf"\b{_WEEKDAY}(?P<month>{MONTH}) (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:%]|[,.]\d{{3}}|\.\d)(?! {_COUNTED}){_IN_YEAR}",
        _day_month,
    ),
    rule(
        "month",
        rf"\b{_PART}(?P<month>{MONTH})(?:,? (?:of )?(?P<year>{YEAR})\b|,? (?:of )?(?P<deictic>last|this|next|that)(?: same)? year\b)",
        _month,
        (" year", "18", "19", "20"),
    ),
    rule("month", rf"\b{_PART}(?P<month>{FULL_MONTH}|(?:Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\.)(?![\w-])(?! \d)", _bare_month),
    rule("digit", rf"\b(?P<year>{YEAR})\s?[-–/]\s?(?P<last>{YEAR}|\d\d)\b(?![-/]\d)", _years),
    rule(
        "digit",
        rf"\b(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ](?:in )?|(?:the )?(?P<edge>beginning|start|middle|close|end) of )"
        rf"(?P<year>{YEAR})(?!\w)",
        _whole_year,
    ),
    rule("digit", rf"{_YEAR_AFTER}(?P<part>)(?P<edge>)(?P<year>{YEAR})\b{_NO_NUMBER}", _whole_year),
    rule("digit", rf"{_YEAR_BETWEEN}(?P<part>)(?P<edge>)(?P<year>{YEAR})\b{_NO_NUMBER}{_NO_PLURAL}", _whole_year),
    rule("digit", rf"(?<=\b[Tt]he )(?P<part>)(?P<edge>)(?P<year>{YEAR})(?= [a-z])", _whole_year),
    rule(
        "digit",
        rf"(?:(?<=\b[Aa] )|(?<=\b[Ii]ts )|(?<=\b[Hh]is )|(?<=\b[Hh]er )|(?<=\b[Tt]heir )|(?<=['’]s ))(?P<part>)(?P<edge>)"
        rf"(?P<year>{YEAR})(?= [a-z])",
        _whole_year,
    ),
    rule("digit", r"\b(?:(?:the )?(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?:the )?(?:(?P<decade>(?:1[89]|20)\d0)['’]?s)(?!\w)", _decade),
    rule(
        "unit",
        r"\b(?:the )?(?:(?P<digits>\d\d)(?:th|st)|(?P<word>[Ee]ighteenth|[Nn]ineteenth|[Tt]wentieth|[Tt]wenty-first)) century\b",
        _century,
        ("century",),
    ),
    rule(
        "season",
        rf"\b(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?:the )?(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter) (?:of )?"
        rf"(?P<year>{YEAR})\b",
        _season,
    ),
    rule(
        "unit",
        rf"\b(?:the )?(?P<ordinal>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast) (?P<portion>quarter|half) of (?:(?P<year>{YEAR})\b"
        rf"|(?P<deictic>last|this|next) year|the year)",
        _portion,
        ("quarter of", "half of"),
    ),
    rule("unit", r"\bthe (?P<ordinal>first|second|third|fourth) (?P<portion>quarter)(?! of)(?=[,.;]|$| and\b)", _portion, ("quarter",)),
    rule(
        "holiday",
        rf"\b(?P<name>New Year['’]s Eve|New Year['’]s Day|Christmas Eve|Christmas Day|Christmas|Boxing Day|May Day){_IN_YEAR}",
        _fixed_holiday,
    ),
    rule("weekday", rf"\b(?P<feast>Palm Sunday|Good Friday|Easter Sunday|Easter Monday|Ash Wednesday){_IN_YEAR}", _easter_holiday),
    rule(
        "ordinal",
        r"(?<=\b[Oo]n )the (\d{1,2})(?:st|nd|rd|th)\b(?=[,.;:)]|$| (?:after|before|and|but|when|to|in|at|with|by|for|that|as|because"
        r"|he|she|it|they|the)\b)",
        _ordinal_day,
    ),
)
