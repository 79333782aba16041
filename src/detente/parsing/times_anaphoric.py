"""Rules for times that lean on others of the text: 'the next day', 'three days later', 'a week before the vote'."""

from __future__ import annotations

import re

from detente.parsing.times_calendar import Interval, day, month_number, unit_of
from detente.parsing.times_periods import COUNTED, LIMIT, PART, PERIOD, STEP, cut, moved
from detente.parsing.times_rules import FULL_MONTH, Moment, Rule, dated, rule

_DESCRIBED = r"(?:the|that|this|a|an|its|his|her|their)(?: [\w’'-]+){0,2}? (?P<noun>[a-z][a-z-]+)\b"


def _period_of_text(match: re.Match[str], moment: Moment) -> Interval | None:
    """'the following week', 'the same month', 'that year': seen from the last time that the text gave."""
    base = moment.reference
    if base is None or (match["which"] == "that" and base.days > 366):
        return None
    return cut(unit_of(base.start, match["unit"], STEP[match["which"].lower().split()[0]]), match, moment)


def _month_of_text(match: re.Match[str], moment: Moment) -> Interval | None:
    """'that December': of the year that the text speaks of, or the first one after the day or month it speaks of."""
    base = moment.reference
    if base is None or base.days > 366:
        return None
    wanted = month_number(match["month"])
    return dated(base.start.year + (base.days <= 31 and wanted < base.start.month), wanted, None)


def _day_of_text(match: re.Match[str], moment: Moment) -> Interval | None:
    """'the next day', 'that night', 'the day before': seen from the last day that the text gave; the day before from publication too."""
    which = (match["which"] or match["after"] or "same").lower()
    step = {"next": 1, "following": 1, "after": 1, "previous": -1, "preceding": -1, "before": -1}.get(which, 0)
    if moment.day is None:
        return day(moment.today, step) if moment.today and step < 0 else None
    return day(moment.day.start if step < 0 else moment.day.end, step) if step else moment.day


def _later(match: re.Match[str], moment: Moment) -> Interval | None:
    """'three days later', 'a day earlier': counted from the last time of the text; 'earlier' without one from publication."""
    earlier = match["way"] in ("earlier", "before", "previously", "beforehand")
    limit = LIMIT.get(match["unit"].lower(), 3)
    base = moment.day or (moment.anchor if earlier else None)
    if moment.reference and moment.reference.days <= limit and limit > 3:
        base = moment.reference
    if base is None or base.days > limit:
        return None
    return moved(base.start if earlier else base.end, match, -1 if earlier else 1)


def _offset(match: re.Match[str], moment: Moment) -> Interval | None:
    """'two days after the coup' counts from the happening; 'on Thursday, a day after Moscow resumed ...' dates what is told after it."""
    sign = 1 if match["way"] in ("after", "following", "from", "since") else -1
    noun = (match["noun"] or "").lower()
    base = moment.follows or moment.happenings.get(noun)
    if base is not None:
        return moved(base.end if sign > 0 else base.start, match, sign)
    if moment.here and moment.here.days <= LIMIT.get(match["unit"].lower(), 3) and match["way"] in ("after", "before"):
        return moved(moment.here.start, match, -sign)
    return None


def _happening(match: re.Match[str], moment: Moment) -> Interval | None:
    base = moment.happenings.get(match["noun"].lower())
    if base is None:
        return None
    lead = match["lead"].lower()
    return (
        day(base.start, -1)
        if lead.startswith(("on the eve", "the eve", "the day before"))
        else day(base.end, 1)
        if "after" in lead
        else base
    )


ANAPHORIC: tuple[Rule, ...] = (
    rule(
        "unit",
        rf"\b(?i:{PART}(?:the |that )(?P<which>same|following|next|previous) {PERIOD})\b",
        _period_of_text,
        ("same ", "following ", "next ", "previous "),
    ),
    rule(
        "unit",
        r"\b(?P<part>)(?P<edge>)[Tt]he (?P<unit>week|weekend|month|year) (?P<which>before|after)(?=[,.;]|$)",
        _period_of_text,
        (" before", " after"),
    ),
    rule("unit", rf"\b(?i:{PART}(?P<which>that) (?P<unit>week|month|year))\b(?! of\b)", _period_of_text, ("that ",)),
    rule(
        "unit",
        r"\b(?:[Tt]he|[Tt]hat) (?:(?P<which>previous|preceding|next|following|same|very) )?(?P<after>)(?:day|night|morning|afternoon"
        r"|evening)\b"
        r"(?<![Tt]he day)(?<![Tt]he night)(?<![Tt]he morning)(?<![Tt]he afternoon)(?<![Tt]he evening)",
        _day_of_text,
    ),
    rule(
        "unit",
        r"\b(?:[Tt]he )?(?P<which>)(?:day|night|morning|evening|afternoon) (?P<after>before|after)(?=[,.;]|$| (?:to|by|in|at|that|and)\b)",
        _day_of_text,
        (" before", " after"),
    ),
    rule("unit", r"(?<![\w’'] )\b(?P<which>[Nn]ext|[Ss]ame)(?P<after>) day\b", _day_of_text, ("next day", "same day")),
    rule("month", rf"\b[Tt]hat (?:same )?(?P<month>{FULL_MONTH})\b", _month_of_text),
    rule(
        "unit",
        rf"\b(?i:{COUNTED} (?P<way>earlier|previously|beforehand|later|afterwards?|on|before(?=[,.;)]|$)))(?=[,.;:)]|$"
        r"| (?:in|at|on|that|when|by|and|but|to|for|as|he|she|it|they|the|his|her|its|a|an)\b| [A-Z])",
        _later,
        (" earlier", " previously", " beforehand", " later", " afterward", " on", " before"),
    ),
    rule(
        "unit",
        rf"\b(?i:{COUNTED}) (?P<way>after|following|before|from|since)\b(?: {_DESCRIBED})?",
        _offset,
        (" after", " following", " before", " from", " since"),
        aside=True,
        leads=True,
    ),
    rule(
        "happening",
        r"\b(?P<lead>[Ss]ince|[Oo]n the eve of|[Tt]he eve of|[Tt]he day of|[Tt]he day before|[Tt]he day after"
        r"|[Tt]he (?:night|morning|evening|afternoon) of) " + _DESCRIBED,
        _happening,
        aside=True,
    ),
)
