"""Rules for times that lean on publication: 'on Monday', 'last week', 'two weeks ago', 'within 72 hours'."""

from __future__ import annotations

import re

from detente.parsing.times_calendar import SEASONS, Interval, day, month_number, months, number, part_of, shift, unit_of, weekday_number
from detente.parsing.times_periods import COUNTED, PART, PERIOD, STEP, cut, fits, moved
from detente.parsing.times_rules import COUNT, FULL_MONTH, PART_OF_DAY, UNIT, WEEKDAY, Moment, Rule, dated, rule

_EACH = r"(?i:\b(?:every|each|black|bloody|super|cyber|ruby|maundy) )"


def _weekday(match: re.Match[str], moment: Moment) -> Interval | None:
    """The weekday on or before publication, or the coming one; 'last', 'next', 'this' and a week that is named decide before the verbs."""
    if moment.today is None or re.search(_EACH + "$", moment.text[max(0, match.start("name") - 12) : match.start("name")]):
        return None
    if re.match(r" (?:[Pp]rayers?|[Ss]ermons?|Times|Telegraph|Mail|Express|Mirror|Herald|Post|Agreement|Accords?)\b", moment.after):
        return None
    wanted, today = weekday_number(match["name"]), moment.today
    which = (match["which"] or "").lower().split()
    if match["week"]:
        return day(unit_of(today, "week", STEP[match["week"]]).start, wanted)
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
    if re.match(r" (?:curfew|bag|stay|train|bus|journey|success)", moment.after):
        return None
    if moment.here and moment.here.days == 1:
        return Interval(moment.here.start, day(moment.here.start, 1).start)
    return Interval(day(moment.today, -1).start, moment.today)


def _period(match: re.Match[str], moment: Moment) -> Interval | None:
    unit, which = match["unit"], match["which"].lower()
    base = fits(moment.anchor, unit)
    return cut(unit_of(base, unit, STEP[which]), match, moment) if base else None


def _bare_period(match: re.Match[str], moment: Moment) -> Interval | None:
    """'the end of the year', 'over the weekend': the running period; a weekend is the last one, or the coming one."""
    unit = match["unit"]
    base = fits(moment.anchor, unit)
    if base is None:
        return None
    if unit == "weekend":
        return unit_of(base, unit, 0 if moment.ahead or base.weekday() >= 5 else -1)
    return cut(unit_of(base, unit), match, moment)


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
    if moment.anchor is None or moment.anchor.days > 31:
        return None
    wanted, now = month_number(match["month"]), moment.anchor.end
    step = {"last": -1 if wanted >= now.month else 0, "past": -1 if wanted >= now.month else 0, "next": 1 if wanted <= now.month else 0}
    day_number = int(match["day"]) if match["day"] else None
    span = dated(now.year + step.get(match["which"].lower().split()[-1], 0), wanted, day_number)
    return part_of(span, match["part"].lower()) if span and match["part"] else span


def _ago(match: re.Match[str], moment: Moment) -> Interval | None:
    base = fits(moment.anchor, match["unit"].lower())
    if base is None:
        return None
    if match["exact"] and moment.today:
        count = number(match["count"])
        return day(shift(moment.today, match["unit"].lower(), -count)) if count is not None else None
    return moved(base, match, -1)


def _window(match: re.Match[str], moment: Moment) -> Interval | None:
    """'in the past two years' up to publication, 'over the next ten days' from it."""
    count, unit = number(match["count"] or "one"), match["unit"].lower()
    base = fits(moment.anchor, unit)
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
    span = moved(base, match, 1)
    within = (match["lead"] or "").lower().startswith("within")
    return Interval(base, span.end) if span and within else span


def _lasting(match: re.Match[str], moment: Moment) -> Interval | None:
    """'has been held for three months' reaches up to publication; any other 'for three months' is a length, not a time."""
    count, unit = number(match["count"]), match["unit"].lower()
    perfect = re.search(r"\b(?:has|have|['’]ve) (?:\w+ ){0,6}$", moment.before)
    base = fits(moment.anchor, unit)
    if not perfect or base is None or count is None or unit == "hour":
        return None
    return Interval(shift(base, "day" if unit == "night" else unit, -count), base)


_NEAR = ("last ", "this ", "next ")

RELATIVE: tuple[Rule, ...] = (
    rule(
        "weekday",
        rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his past|[Tt]his coming|[Tt]his|[Tt]he previous|[Tt]he following|[Tt]he same|[Tt]hat same) )?"
        rf"(?P<name>{WEEKDAY})(?:,? (?:{PART_OF_DAY})\b)?(?:,? (?:of )?(?P<week>last|next|this) week\b)?",
        _weekday,
    ),
    rule(
        "deictic",
        rf"\b(?P<lead>[Tt]he day before |[Tt]he day after )?(?P<name>[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow)"
        rf"(?: {PART_OF_DAY})?\b(?!['’]s? [A-Z])",
        _today,
    ),
    rule(
        "deictic", r"\b(?:[Ee]arly |[Ll]ate |[Ee]arlier )?(?P<which>[Tt]his|[Ll]ast) (?:morning|afternoon|evening|night)\b", _part_of_today
    ),
    rule("deictic", rf"\b[Oo]vernight\b(?: (?P<onto>on|into|to) (?P<name>{WEEKDAY}))?", _overnight),
    rule("unit", rf"(?<!the )(?<!The )\b(?i:{PART}(?P<which>last|this|next) {PERIOD})\b(?! ago\b)", _period, _NEAR),
    rule(
        "unit",
        r"\b(?i:(?P<part>early|mid|late|earlier|later)[- ](?:in )?|(?:the )?(?P<edge>beginning|start|middle|end) of )"
        r"the (?P<unit>week|month|year|decade)\b(?! (?:of|before|after)\b)",
        _bare_period,
    ),
    rule("unit", r"\b(?P<part>)(?P<unit>week|month|year)(?:['’]s |-)(?P<edge>end)\b", _bare_period, ("s end", "-end")),
    rule("unit", r"\b(?P<part>)(?P<edge>)[Tt]he (?P<unit>weekend)\b", _bare_period),
    rule(
        "season",
        r"\b(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ](?:in )?)?(?P<which>[Tt]his|[Ll]ast|[Nn]ext"
        r"|(?<=[Ii]n )the|(?<=[Dd]uring )the|(?<=[Ss]ince )the|(?<=[Oo]ver )the) (?P<season>spring|summer|autumn|fall|winter)\b(?! of\b)",
        _season,
    ),
    rule(
        "month",
        rf"\b(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?P<which>[Ll]ast|[Nn]ext|[Tt]his past|[Tt]his coming|[Tt]his) "
        rf"(?P<month>{FULL_MONTH})\b(?: (?P<day>\d{{1,2}})\b)?",
        _named_month,
        (*_NEAR, "past ", "coming "),
    ),
    rule("unit", rf"\b(?i:{COUNTED} ago\b(?P<exact> today| this week)?)", _ago, (" ago",)),
    rule(
        "unit",
        rf"\b(?:[Tt]he )?(?P<which>past|last|previous|preceding|next|coming) (?P<count>{COUNT}) (?P<unit>{UNIT})s\b",
        _window,
        ("past ", "last ", "previous ", "preceding ", "next ", "coming "),
        aside=True,
    ),
    rule("unit", r"\b(?:[Tt]he )?(?P<which>past|coming)(?P<count>) (?P<unit>day|week|month|year|decade)\b", _window, aside=True),
    rule("unit", rf"\b(?i:(?P<lead>in|within) {COUNTED}(?P<hence>['’]? time)?)", _ahead_by, aside=True),
    rule("unit", rf"\b(?i:(?P<lead>){COUNTED}(?P<hence> from (?:now|today)))\b", _ahead_by, (" from now", " from today"), aside=True),
    rule("unit", rf"\b(?i:for (?:the )?(?:more than |nearly |almost |over |about )?{COUNTED})", _lasting, aside=True),
)
