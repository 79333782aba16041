"""What a rule for time expressions is, and the situation in which an expression is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from detente.parsing.times_calendar import MONTHS, WEEKDAYS, Interval, day, month
from detente.parsing.times_tense import Tense, preposition_before, tense


def _cased(words: tuple[str, ...]) -> str:
    return "|".join(f"{word.title()}|{word.upper()}" for word in words)


_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC"
FULL_MONTH = rf"(?:{_cased(MONTHS)})"
MONTH = rf"(?:(?:{_cased(MONTHS)})\b|(?:{_SHORT})\b\.?)"
WEEKDAY = rf"(?:(?:{_cased(WEEKDAYS)})\b|(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\b\.(?=,? [A-Z\d]))"
YEAR = r"(?:1[89]|20)\d\d"
COUNT = (
    r"(?:\d{1,4}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|an?(?: couple of| dozen)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen)"
)
_SOON, _LONG_AGO = 60, 180  # days: a date without a year or a verb is the coming one where that is near and the last one long ago
UNIT = r"(?:hour|day|week|fortnight|month|year|decade|night)"
PART_OF_DAY = r"(?:morning|afternoon|evening|night|noon|midday|lunchtime|midnight|dawn|dusk)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Where an expression stands: the sentence, and the times that it may lean on.

    `anchor` is the publication's day, month or year; `reference` the last time read before; `day` the last one of three days or less;
    `here` the last one of the same sentence; `follows` the time that comes right after the expression; `year` a year to take for
    dates that name none, `years` those that the text gives to the same day or month (day None), `bound` a day that nothing told lies after.
    """

    text: str
    start: int
    end: int
    anchor: Interval | None
    reference: Interval | None = None
    day: Interval | None = None
    here: Interval | None = None
    follows: Interval | None = None
    year: int | None = None
    years: Mapping[tuple[int, int | None], int] = field(default_factory=lambda: MappingProxyType({}))
    bound: date | None = None
    happenings: Mapping[str, Interval]

    @property
    def before(self) -> str:
        """The sixty characters before the expression."""
        return self.text[max(0, self.start - 60) : self.start]

    @property
    def after(self) -> str:
        """The sixty characters after the expression."""
        return self.text[self.end : self.end + 60]

    @property
    def ahead(self) -> bool:
        """Whether the verbs around the expression look ahead."""
        return self.tense == "future"

    @property
    def tense(self) -> Tense:
        """What the verbs around the expression tell."""
        return tense(self.text, self.start, self.end)

    @property
    def preposition(self) -> str:
        """The preposition before the expression, in lower case, or ''."""
        return preposition_before(self.text, self.start)

    @property
    def today(self) -> date | None:
        """The day of publication, where it is known to the day."""
        return self.anchor.start if self.anchor and self.anchor.days == 1 else None


Resolver = Callable[[re.Match[str], Moment], Interval | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of expression: the words without which it can't occur (`cue`), its pattern, and how its interval is found.

    `needs`, where it isn't empty, are strings in small letters of which the text must hold one too.

    The expression names its year where the pattern's group `year` matched. An `aside` doesn't move the story on: 'the next day'
    is not counted from it. An expression that `leads` counts from the one right after it ('two days before Christmas').
    """

    cue: str
    pattern: re.Pattern[str]
    resolve: Resolver
    aside: bool = False
    leads: bool = False
    needs: tuple[str, ...] = ()


def rule(cue: str, pattern: str, resolve: Resolver, needs: tuple[str, ...] = (), *, aside: bool = False, leads: bool = False) -> Rule:
    """A rule from the text of its pattern."""
    return Rule(cue, re.compile(pattern), resolve, aside, leads, needs)


def nearest(options: Iterable[Interval], anchor: Interval) -> Interval:
    """The one of `options` whose start is fewest days from the end of `anchor`."""
    return min(options, key=lambda span: abs((span.start - anchor.end).days))


def dated(year: int, number: int, day_number: int | None) -> Interval | None:
    """The day, or the whole month, or None where the calendar has no such day."""
    try:
        return month(year, number) if day_number is None else day(date(year, number, day_number))
    except ValueError:
        return None


def yearless(number: int, day_number: int | None, moment: Moment, weekday: int | None = None) -> Interval | None:
    """The month or day of a date that names no year: the last one on or before publication, the coming one where the text looks ahead.

    A weekday ("Monday, June 5") decides the year where it can. Without a publication date the year is the one that the text gives to the
    same day elsewhere, else the last one up to `moment.bound`.
    """
    known = moment.year or (moment.years.get((number, day_number)) if moment.anchor is None else None)
    if known is not None:
        return dated(known, number, day_number)
    if moment.anchor is None:
        return _up_to(moment.bound, number, day_number) if moment.bound else None
    this = moment.anchor.end.year
    options = [found for y in range(this - 6, this + 2) if 1 <= y <= 9999 and (found := dated(y, number, day_number))]
    if weekday is not None:
        options = [found for found in options if found.start.weekday() == weekday] or options
    return _choose(options, moment, moment.anchor)


def _up_to(bound: date, number: int, day_number: int | None) -> Interval | None:
    found = [span for year in (bound.year - 1, bound.year) if (span := dated(year, number, day_number)) and span.start <= bound]
    return found[-1] if found else None


def _choose(options: list[Interval], moment: Moment, anchor: Interval) -> Interval | None:
    past = [found for found in options if found.start <= anchor.end]
    coming = [found for found in options if found.end >= anchor.start]
    if moment.ahead and coming:
        far = (coming[0].start - anchor.end).days > 240
        near = past and (anchor.start - past[-1].end).days < 100
        return past[-1] if far and near else coming[0]
    soon = bool(coming) and (coming[0].start - anchor.end).days <= _SOON
    if soon and not moment.tense and not moment.before.endswith(("the ", "The ")):
        return coming[0] if not past or (anchor.start - past[-1].end).days > _LONG_AGO else past[-1]
    return past[-1] if past else None
