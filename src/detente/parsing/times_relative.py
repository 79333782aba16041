"""Rules for times that lean on publication ('last Friday', 'two weeks ago') or on the text ('the next day', 'a week before the vote')."""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType

from detente.parsing.times_calendar import (
    SEASONS,
    Interval,
    day,
    month_number,
    months,
    number,
    part_of,
    shift,
    unit_of,
    weekday_number,
)
from detente.parsing.times_rules import COUNT, FULL_MONTH, PART_OF_DAY, UNIT, WEEKDAY, Moment, Rule, dated, rule

_STEP = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1, "after": 1, "before": -1, "same": 0, "that": 0}
_PERIOD = r"(?P<unit>week|weekend|month|year|quarter|decade|century)"
_PART = r"(?:(?P<part>early|mid|late|earlier|later)[- ](?:in )?|(?:the )?(?P<edge>beginning|start|middle|end) of )?"
_EACH = r"(?i:\b(?:every|each|black|bloody|super|cyber|ruby|maundy) )"


def _weekday(match: re.Match[str], moment: Moment) -> Interval | None:
    """The weekday on or before publication, or the coming one; 'last', 'next', 'this' and a week that is named decide before the verbs."""
    if moment.today is None or re.search(_EACH + "$", moment.text[: match.start("name")]):
        return None
    if re.match(r" (?:[Pp]rayers?|[Ss]ermons?|Times|Telegraph|Mail|Express|Mirror|Herald|Post|Agreement|Accords?)\b", moment.text[match.end() :]):
        return None
    wanted, today = weekday_number(match["name"]), moment.today
    which = (match["which"] or "").lower().split()
    if match["week"]:
        return day(unit_of(today, "week", _STEP[match["week"]]).start, wanted)
    if "previous" in which or "following" in which or "same" in which:
        return _weekday_of_text(wanted, which, moment)
    back, ahead = (today.weekday() - wanted) % 7, (wanted - today.weekday()) % 7
    if "last" in which or "past" in which:
        return day(today, -(back or 7))
    if "next" in which:
        return day(today, ahead or 7)
    if "this" in which and "coming" not in which and not moment.ahead:
        return day(unit_of(today, "week").start, wanted)
    return day(today, ahead) if "coming" in which or moment.ahead else day(today, -back)


def _weekday_of_text(wanted: int, which: list[str], moment: Moment) -> Interval | None:
    base = moment.day
    if base is None:
        return None
    if "previous" in which:
        return day(base.start, -((base.start.weekday() - wanted) % 7 or 7))
    return day(base.start, (wanted - base.start.weekday()) % 7 or (0 if "same" in which else 7))


def _today(match: re.Match[str], moment: Moment) -> Interval | None:
    offset = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}[match["name"].lower()]
    lead = (match["lead"] or "").lower()
    offset += {"": 0, "the day before ": -1, "the day after ": 1}[lead]
    return day(moment.today, offset) if moment.today else None


def _part_of_today(match: re.Match[str], moment: Moment) -> Interval | None:
    return day(moment.today, -1 if match["which"].lower() == "last" else 0) if moment.today else None


def _overnight(match: re.Match[str], moment: Moment) -> Interval | None:
    """The night before publication; 'overnight into Monday' and 'overnight on Sunday' name their day themselves."""
    if moment.today is None:
        return None
    if match["name"]:
        last = day(moment.today, -((moment.today.weekday() - weekday_number(match["name"])) % 7)).start
        return Interval(last if match["onto"] == "on" else day(last, -1).start, last)
    if re.match(r" (?:curfew|bag|stay|train|bus|journey|success)", moment.text[match.end() :]):
        return None
    if moment.here and moment.here.days == 1:
        return Interval(moment.here.start, day(moment.here.start, 1).start)
    return Interval(day(moment.today, -1).start, moment.today)


def _cut(span: Interval, match: re.Match[str], moment: Moment) -> Interval:
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


def _fits(anchor: Interval | None, unit: str) -> date | None:
    """The day to count whole units from: publication may be known to the month for months, to the year for years."""
    limit = {"month": 31, "quarter": 31, "year": 366, "decade": 366, "century": 366}.get(unit, 1)
    return anchor.end if anchor and anchor.days <= limit else None


def _period(match: re.Match[str], moment: Moment) -> Interval | None:
    unit, which = match["unit"], match["which"].lower()
    base = _fits(moment.anchor, unit)
    return _cut(unit_of(base, unit, _STEP[which]), match, moment) if base else None


def _bare_period(match: re.Match[str], moment: Moment) -> Interval | None:
    """'the end of the year', 'over the weekend': the running period; a weekend is the last one, or the coming one."""
    unit = match["unit"]
    base = _fits(moment.anchor, unit)
    if base is None:
        return None
    if unit == "weekend":
        return unit_of(base, unit, 0 if moment.ahead or base.weekday() >= 5 else -1)
    return _cut(unit_of(base, unit), match, moment)


def _period_of_text(match: re.Match[str], moment: Moment) -> Interval | None:
    """'the following week', 'the same month', 'that year': seen from the last time that the text gave."""
    base = moment.reference
    if base is None or (match["which"] == "that" and base.days > 366):
        return None
    return _cut(unit_of(base.start, match["unit"], _STEP[match["which"].lower().split()[0]]), match, moment)


def _day_of_text(match: re.Match[str], moment: Moment) -> Interval | None:
    """'the next day', 'that night', 'the day before': seen from the last day that the text gave."""
    which = next(found for found in (match["which"], match["after"]) if found).lower()
    if moment.day is None:
        return None
    base = moment.day.start if which in ("previous", "preceding", "before") else moment.day.end
    step = {"next": 1, "following": 1, "after": 1, "previous": -1, "preceding": -1, "before": -1}.get(which, 0)
    return day(base, step) if step else moment.day


def _season(match: re.Match[str], moment: Moment) -> Interval | None:
    if moment.anchor is None or moment.anchor.days > 31:
        return None
    first, last = SEASONS[match["season"].lower()]
    now, which = moment.anchor.end, match["which"].lower()
    spans = [months(now.year + step, first, last) for step in (-2, -1, 0, 1)]
    if which == "next":
        chosen = next(span for span in spans if span.start > now)
    elif which == "last":
        chosen = [span for span in spans if span.end < now][-1]
    else:
        chosen = spans[2] if which == "this" or moment.ahead else [span for span in spans if span.start <= now][-1]
    return part_of(chosen, match["part"].lower()) if match["part"] else chosen


def _named_month(match: re.Match[str], moment: Moment) -> Interval | None:
    """'last December' is the one before this month, 'next July' the one after, 'this May' the one of this year."""
    if match["which"].lower() == "that":
        return _month_of_text(month_number(match["month"]), moment)
    if moment.anchor is None or moment.anchor.days > 31:
        return None
    wanted, now = month_number(match["month"]), moment.anchor.end
    step = {"last": -1 if wanted >= now.month else 0, "past": -1 if wanted >= now.month else 0, "next": 1 if wanted <= now.month else 0}
    day_number = int(match["day"]) if match["day"] else None
    span = dated(now.year + step.get(match["which"].lower().split()[-1], 0), wanted, day_number)
    return part_of(span, match["part"].lower()) if span and match["part"] else span


def _month_of_text(wanted: int, moment: Moment) -> Interval | None:
    """'that December': of the year that the text speaks of, or the first one after the day or month it speaks of."""
    base = moment.reference
    if base is None or base.days > 366:
        return None
    return dated(base.start.year + (base.days <= 31 and wanted < base.start.month), wanted, None)


def _grain(value: date, unit: str) -> Interval:
    """What counting in `unit` leaves certain: the day for days and weeks, the month for months, the year for years."""
    return day(value) if unit in ("hour", "day", "night", "week", "fortnight") else unit_of(value, "year" if unit == "decade" else unit)


def _moved(base: date, match: re.Match[str], sign: int) -> Interval | None:
    unit, count = match["unit"].lower(), number(match["count"])
    if count is None:
        return None
    if match.groupdict().get("half"):
        unit, count = ("month", 12 * count + 6) if unit == "year" else ("day", 7 * count + 3) if unit == "week" else (unit, count)
    if unit == "hour":
        unit, count = "day", round(count / 24)
    return _grain(shift(base, "day" if unit == "night" else unit, sign * count), unit)


def _ago(match: re.Match[str], moment: Moment) -> Interval | None:
    base = _fits(moment.anchor, match["unit"].lower())
    if base is None:
        return None
    if match["exact"] and moment.today:
        count = number(match["count"])
        return day(shift(moment.today, match["unit"].lower(), -count)) if count is not None else None
    return _moved(base, match, -1)


def _later(match: re.Match[str], moment: Moment) -> Interval | None:
    """'three days later', 'a day earlier': counted from the last time of the text; 'earlier' without one from publication."""
    earlier = match["way"] in ("earlier", "before", "previously", "beforehand")
    limit = _LIMIT.get(match["unit"].lower(), 3)
    base = moment.day or (moment.anchor if earlier else None)
    if moment.reference and moment.reference.days <= limit and limit > 3:
        base = moment.reference
    if base is None or base.days > limit:
        return None
    return _moved(base.start if earlier else base.end, match, -1 if earlier else 1)


def _offset(match: re.Match[str], moment: Moment) -> Interval | None:
    """'two days after the coup' counts from the happening; 'on Thursday, a day after Moscow resumed ...' dates what is told after it."""
    sign = 1 if match["way"] in ("after", "following", "from", "since") else -1
    noun = (match["noun"] or "").lower()
    base = moment.follows or moment.happenings.get(noun)
    if base is not None:
        return _moved(base.end if sign > 0 else base.start, match, sign)
    if moment.here and moment.here.days <= _LIMIT.get(match["unit"].lower(), 3) and match["way"] in ("after", "before"):
        return _moved(moment.here.start, match, -sign)
    return None


def _happening(match: re.Match[str], moment: Moment) -> Interval | None:
    base = moment.happenings.get(match["noun"].lower())
    if base is None:
        return None
    lead = match["lead"].lower()
    return day(base.start, -1) if lead.startswith(("on the eve", "the eve", "the day before")) else day(base.end, 1) if "after" in lead else base


def _window(match: re.Match[str], moment: Moment) -> Interval | None:
    """'in the past two years' up to publication, 'over the next ten days' from it."""
    count, unit = number(match["count"] or "one"), match["unit"].lower()
    base = _fits(moment.anchor, unit)
    if base is None or count is None:
        return None
    unit, count = ("day", -(-count // 24)) if unit == "hour" else ("day" if unit == "night" else unit, count)
    if match["which"] in ("past", "last", "previous", "preceding"):
        return Interval(shift(base, unit, -count), base)
    return Interval(base, shift(base, unit, count))


def _ahead_by(match: re.Match[str], moment: Moment) -> Interval | None:
    """'in two days', 'within 72 hours': only where the text looks ahead, from the last day of the sentence or from publication."""
    if not moment.ahead and not match["hence"]:
        return None
    base = moment.here.start if moment.here and moment.here.days <= 3 else moment.today
    if base is None:
        return None
    span = _moved(base, match, 1)
    within = (match["lead"] or "").lower().startswith("within")
    return Interval(base, span.end) if span and within else span


def _lasting(match: re.Match[str], moment: Moment) -> Interval | None:
    """'has been held for three months' reaches up to publication; any other 'for three months' is a length, not a time."""
    count, unit = number(match["count"]), match["unit"].lower()
    perfect = re.search(r"\b(?:has|have|['’]ve) (?:\w+ ){0,6}$", moment.text[: match.start()])
    base = _fits(moment.anchor, unit)
    if not perfect or base is None or count is None or unit == "hour":
        return None
    return Interval(shift(base, "day" if unit == "night" else unit, -count), base)


_LIMIT = MappingProxyType({"month": 31, "year": 366, "decade": 366})
_HALF = r"(?P<half> and a half)?"
_COUNTED = rf"(?P<count>{COUNT}){_HALF} (?P<unit>{UNIT})s?\b"
_DESCRIBED = r"(?:the|that|this|a|an|its|his|her|their)(?: [\w’'-]+){0,2}? (?P<noun>[a-z][a-z-]+)\b"

RELATIVE: tuple[Rule, ...] = (
    rule(
        "weekday",
        rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his past|[Tt]his coming|[Tt]his|[Tt]he previous|[Tt]he following|[Tt]he same|[Tt]hat same) )?"
        rf"(?P<name>{WEEKDAY})(?:,? (?:{PART_OF_DAY})\b)?(?:,? (?:of )?(?P<week>last|next|this) week\b)?",
        _weekday,
    ),
    rule("deictic", rf"\b(?P<lead>[Tt]he day before |[Tt]he day after )?(?P<name>[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow)(?: {PART_OF_DAY})?\b(?!['’]s? [A-Z])", _today),
    rule("deictic", r"\b(?:[Ee]arly |[Ll]ate |[Ee]arlier )?(?P<which>[Tt]his|[Ll]ast) (?:morning|afternoon|evening|night)\b", _part_of_today),
    rule("deictic", rf"\b[Oo]vernight\b(?: (?P<onto>on|into|to) (?P<name>{WEEKDAY}))?", _overnight),
    rule("unit", rf"(?<!the )(?<!The )\b(?i:{_PART}(?P<which>last|this|next) {_PERIOD})\b(?! ago\b)", _period),
    rule("unit", r"\b(?i:(?P<part>early|mid|late|earlier|later)[- ](?:in )?|(?:the )?(?P<edge>beginning|start|middle|end) of )the (?P<unit>week|month|year|decade)\b(?! (?:of|before|after)\b)", _bare_period),
    rule("unit", r"\b(?P<part>)(?P<edge>)[Tt]he (?P<unit>weekend)\b", _bare_period),
    rule("unit", rf"\b(?i:{_PART}(?:the |that )(?P<which>same|following|next|previous) {_PERIOD})\b", _period_of_text),
    rule("unit", r"\b(?P<part>)(?P<edge>)[Tt]he (?P<unit>week|weekend|month|year) (?P<which>before|after)(?=[,.;]|$)", _period_of_text),
    rule("unit", rf"\b(?i:{_PART}(?P<which>that) (?P<unit>week|month|year))\b(?! of\b)", _period_of_text),
    rule(
        "unit",
        r"\b(?:(?:[Tt]he|[Tt]hat) (?P<which>previous|preceding|next|following|same|very) (?:day|night|morning|afternoon|evening)"
        r"|(?:[Tt]he )?(?:day|night|morning|evening|afternoon) (?P<after>before|after)(?=[,.;]|$| (?:to|by|in|at|that|and)\b)|(?:[Tt]hat) (?:day|night|morning|afternoon|evening))\b",
        lambda match, moment: _day_of_text(match, moment) if match["which"] or match["after"] else moment.day,
    ),
    rule("unit", r"(?<![\w’'] )\b(?P<which>[Nn]ext)(?P<after>) day\b|\b(?P<again>[Ss]ame day)\b", lambda match, moment: moment.day and (moment.day if match["again"] else day(moment.day.end, 1))),
    rule("season", r"\b(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ](?:in )?)?(?P<which>[Tt]his|[Ll]ast|[Nn]ext|[Tt]he) (?P<season>spring|summer|autumn|fall|winter)\b(?! of| [a-z]+(?:ing|ed)\b)", _season),
    rule("month", rf"\b(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?P<which>[Ll]ast|[Nn]ext|[Tt]his past|[Tt]his coming|[Tt]his|[Tt]hat) (?P<month>{FULL_MONTH})\b(?: (?P<day>\d{{1,2}})\b)?", _named_month),
    rule("unit", rf"\b(?i:{_COUNTED} ago\b(?P<exact> today| this week)?)", _ago),
    rule("unit", rf"\b(?i:{_COUNTED} (?P<way>earlier|before|previously|beforehand|later|afterwards?|on)(?=[,.;:)]|$| (?:in|at|on|that|when|by|and|but|to|for|as|he|she|it|they|the|his|her|its|a|an)\b| [A-Z]))", _later),
    rule("unit", rf"\b(?i:{_COUNTED}) (?P<way>after|following|before|from|since)\b(?: {_DESCRIBED})?", _offset, aside=True, leads=True),
    rule("happening", rf"\b(?P<lead>[Ss]ince|[Oo]n the eve of|[Tt]he eve of|[Tt]he day of|[Tt]he day before|[Tt]he day after|[Tt]he (?:night|morning|evening|afternoon) of) {_DESCRIBED}", _happening, aside=True),
    rule("unit", rf"\b(?:[Tt]he )?(?P<which>past|last|previous|preceding|next|coming) (?P<count>{COUNT}) (?P<unit>{UNIT})s\b", _window, aside=True),
    rule("unit", rf"\b(?:[Tt]he )?(?P<which>past|coming)(?P<count>) (?P<unit>day|week|month|year|decade)\b", _window, aside=True),
    rule("unit", rf"\b(?i:(?P<lead>in|within) {_COUNTED}(?P<hence>['’]? time)?)", _ahead_by, aside=True),
    rule("unit", rf"\b(?i:(?P<lead>){_COUNTED}(?P<hence> from (?:now|today)))\b", _ahead_by, aside=True),
    rule("unit", rf"\b(?i:for (?:the )?(?:more than |nearly |almost |over |about )?{_COUNTED})", _lasting, aside=True),
)
