"""Time expressions of news to intervals of days: 'on Monday', 'early August', 'by Sunday', 'two days after the coup'.

A span is the expression without its preposition ('Monday' of 'on Monday', '2011' of 'since 2011'), as TIMEX3 marks it (Pustejovsky
et al. 2003), but with both ends of a range ('from 3 to 7 May'). What leans on publication, or on another time, gives nothing where
that is unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from detente.parsing.times_absolute import ABSOLUTE
from detente.parsing.times_anaphoric import ANAPHORIC
from detente.parsing.times_calendar import Interval, parse_anchor
from detente.parsing.times_happenings import dated_happenings
from detente.parsing.times_relative import RELATIVE
from detente.parsing.times_rules import Moment, Rule
from detente.parsing.words import word_set
from detente.records import Document, Span, When

_NUMERAL = re.compile(r"\d(?:0['’]?s|\d{3}|[./]\d)")
_HAPPENING = re.compile(r"\b(?:[Ss]ince|eve of|day (?:of|before|after))\b")
_ORDINAL = re.compile(r"n the \d")
_MONTHS = word_set("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC")
_WEEKDAYS = word_set("Mon Tue Wed Thu Fri Sat Sun MON TUE WED THU FRI SAT SUN")
_PARTS = word_set("morning afternoon evening night")
_UNITS = word_set("hour day week month quarter half year decade centur") | _PARTS
_DEICTIC = word_set("today yesterday tomorrow") | _PARTS
_SEASONS = word_set("spring summer autumn fall winter")
_HOLIDAYS = ("New Year", "Christmas", "Boxing", "May Day")
_AHEAD = 12  # candidates among which the time right after an expression is sought
_DAYS = 3  # up to so many days an interval counts as a day that 'the next day' may follow
_Candidate = tuple[Rule, re.Match[str]]
_RULES = (*ABSOLUTE, *RELATIVE, *ANAPHORIC)
_GAP = re.compile(r" (?:the )?")
_JOIN = re.compile(r"\s?(?:-|–|—|to|until|till|through|and)\s?")
_OPEN = re.compile(r"\b(?P<open>[Ff]rom|[Bb]etween|[Ff]irst|[Ff]or) (?:early |late |the )?$")


class Mark(NamedTuple):
    """A time of the text: the offset it stands at, its days, and the days of the last one of three days or less up to there."""

    offset: int
    last: Interval
    day: Interval | None


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a document's relative expressions lean on.

    `publication` is the day, month or year it came out; `happenings` maps an event noun to the days the text gives it; `marks` are
    the times of the text in order, for those that lean on the last one before. For a text without a date to trust, `years` maps the
    days (month, day) and months (month, None) that it dates in full to their only year, and `bound` is the date that it is doubtful of.
    """

    publication: Interval | None = None
    happenings: Mapping[str, Interval] = field(default_factory=lambda: MappingProxyType({}))
    marks: tuple[Mark, ...] = ()
    years: Mapping[tuple[int, int | None], int] = field(default_factory=lambda: MappingProxyType({}))
    bound: date | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    interval: Interval
    rule: Rule
    match: re.Match[str]
    moment: Moment

    @property
    def names_year(self) -> bool:
        return bool(self.match.groupdict().get("year"))


def read_times(document: Document, sentences: Sequence[Span]) -> tuple[tuple[When, ...], ...]:
    """The time expressions of each of `sentences`, in order: find_times with the document's anchors. Never raises."""
    anchors, readings = _first_reading(document, sentences)
    return tuple(
        find_times(sentence, anchors) if any(_leans(rule) for rule, _ in candidates) else _whens(sentence, found)
        for sentence, (candidates, found) in zip(sentences, readings, strict=True)
    )


def document_anchors(document: Document, sentences: Sequence[Span]) -> Anchors:
    """The anchors of `document`, read from its publication date and from its `sentences` in order. Never raises."""
    return _first_reading(document, sentences)[0]


def _leans(rule: Rule) -> bool:
    """Whether what `rule` gives may depend on happenings, which later sentences may date."""
    return rule.leads or rule.cue == "happening"


def _first_reading(document: Document, sentences: Sequence[Span]) -> tuple[Anchors, list[tuple[list[_Candidate], list[_Found]]]]:
    """The anchors, and for each sentence what rules fit and the times found with the happenings that were dated up to there."""
    publication = parse_anchor(document.published.anchor)
    happenings: dict[str, Interval] = {}
    anchors = Anchors(publication, MappingProxyType(happenings))
    if publication is None:
        doubtful = parse_anchor(document.published.value)
        anchors = replace(anchors, years=_years_of_days(sentences), bound=doubtful.end if doubtful else None)
    marks: list[Mark] = []
    readings = []
    for sentence in sentences:
        candidates = _candidates(sentence.text)
        found = _scan(sentence, candidates, anchors, marks[-1] if marks else None)
        readings.append((candidates, found))
        marks += _marks(sentence, found, marks[-1] if marks else None)
        dates = [(item.start, item.end, item.interval) for item in found if not item.rule.aside]
        for noun, interval in dated_happenings(sentence.text, dates).items():
            happenings.setdefault(noun, interval)
    return replace(anchors, marks=tuple(marks)), readings


def _years_of_days(sentences: Sequence[Span]) -> Mapping[tuple[int, int | None], int]:
    """The year of each day and month that the text dates in full and never to two years."""
    found: dict[tuple[int, int | None], set[int]] = {}
    for sentence in sentences:
        for item in _scan(sentence, _candidates(sentence.text), Anchors(), None):
            if item.names_year and item.interval.days <= 31:
                start = item.interval.start
                found.setdefault((start.month, None), set()).add(start.year)
                if item.interval.days == 1:
                    found.setdefault((start.month, start.day), set()).add(start.year)
    return MappingProxyType({key: min(years) for key, years in found.items() if len(years) == 1})


def _marks(sentence: Span, found: Sequence[_Found], last: Mark | None) -> list[Mark]:
    """The marks that the times of `sentence` leave behind; an aside leaves none."""
    day = last.day if last else None
    marks = []
    for item in found:
        if not item.rule.aside:
            day = item.interval if item.interval.days <= _DAYS else day
            marks.append(Mark(sentence.start + item.start, item.interval, day))
    return marks


def find_times(sentence: Span, anchors: Anchors) -> tuple[When, ...]:
    """The time expressions of `sentence` in order, each with its characters of the document and its days (ISO, inclusive).

    'on Monday' is the Monday on or before publication, or the coming one where the verbs look ahead; 'next Thursday' the one after.
    Expressions that can't be resolved give nothing. Never raises.
    """
    return _whens(sentence, _scan(sentence, _candidates(sentence.text), anchors, _last_mark(anchors.marks, sentence.start)))


def _whens(sentence: Span, found: Iterable[_Found]) -> tuple[When, ...]:
    return tuple(
        When(
            start=item.interval.start.isoformat(),
            end=item.interval.end.isoformat(),
            span=Span(sentence.document, sentence.start + item.start, sentence.start + item.end, sentence.text[item.start : item.end]),
        )
        for item in found
    )


def _last_mark(marks: Sequence[Mark], offset: int) -> Mark | None:
    """The last mark before `offset`, or None."""
    index = bisect_left(marks, offset, key=lambda mark: mark.offset)
    return marks[index - 1] if index else None


def _cues(text: str, lower: str) -> set[str]:
    """The kinds of words in `text` without which rules can't fit; `lower` is the same in small letters."""
    told = {
        "month": _any(_MONTHS, text),
        "weekday": _any(_WEEKDAYS, text),
        "digit": _NUMERAL.search(text),
        "unit": _any(_UNITS, lower),
        "deictic": _any(_DEICTIC, lower),
        "season": _any(_SEASONS, lower),
        "holiday": _any(_HOLIDAYS, text),
        "ordinal": _ORDINAL.search(text),
        "happening": _HAPPENING.search(text),
    }
    return {cue for cue, found in told.items() if found}


def _any(words: Iterable[str], text: str) -> bool:
    return any(word in text for word in words)


def _candidates(text: str) -> list[_Candidate]:
    """All places where a rule's pattern fits, in order, longer ones first."""
    lower = text.lower()
    cues = _cues(text, lower)
    fitting = (rule for rule in _RULES if rule.cue in cues and (not rule.needs or _any(rule.needs, lower)))
    found = [(rule, match) for rule in fitting for match in rule.pattern.finditer(text)]
    return sorted(found, key=lambda item: (item[1].start(), -item[1].end()))


def _scan(sentence: Span, candidates: Sequence[_Candidate], anchors: Anchors, mark: Mark | None) -> list[_Found]:
    """The times that the rules which fit the sentence give, `mark` being the last one before it."""
    text = sentence.text
    found: list[_Found] = []
    if not candidates:
        return found
    here: Interval | None = None
    reference, day = (mark.last, mark.day) if mark else (None, None)
    base = Moment(
        text=text,
        start=0,
        end=0,
        anchor=anchors.publication,
        years=anchors.years,
        bound=anchors.bound,
        happenings=anchors.happenings,
    )
    for index, (rule, match) in enumerate(candidates):
        if found and match.start() < found[-1].end:
            continue
        moment = replace(base, start=match.start(), end=match.end(), reference=reference, day=day, here=here)
        item = _read(rule, match, moment, candidates[index + 1 : index + 1 + _AHEAD] if rule.leads else ())
        if item is None:
            continue
        found.append(item)
        if not rule.aside:
            here = reference = item.interval
            day = here if here.days <= _DAYS else day
    return _ranges(text, found)


def _read(rule: Rule, match: re.Match[str], moment: Moment, candidates: Sequence[_Candidate]) -> _Found | None:
    """What the rule makes of its match; one that leads takes in the time or happening right after it, among `candidates`."""
    end = match.end()
    if rule.leads:
        follows = _following(moment.text, end, candidates, moment)
        known = (match["noun"] or "").lower() in moment.happenings
        moment = replace(moment, follows=follows.interval) if follows else moment
        end = follows.end if follows else end if known else match.end("way")
    interval = _resolve(rule, match, moment)
    return None if interval is None else _Found(match.start(), end, interval, rule, match, moment)


def _following(text: str, end: int, candidates: Sequence[_Candidate], moment: Moment) -> _Found | None:
    """The time that stands right after `end`, but for an article, read as if it stood alone."""
    for rule, match in candidates:
        if match.start() > end + len(" the "):
            return None
        if match.start() > end and _GAP.fullmatch(text[end : match.start()]):
            own = replace(moment, start=match.start(), end=match.end())
            interval = _resolve(rule, match, own)
            if interval is not None:
                return _Found(match.start(), match.end(), interval, rule, match, own)
    return None


def _resolve(rule: Rule, match: re.Match[str], moment: Moment) -> Interval | None:
    try:
        return rule.resolve(match, moment)
    except (ValueError, OverflowError):  # a day beyond the calendar of years 1 to 9999
        return None


def _ranges(text: str, found: list[_Found]) -> list[_Found]:
    """Two neighbouring times that 'from ... to', 'between ... and' or a dash joins, as one; the first takes the second's year."""
    out: list[_Found] = []
    for item in found:
        last = out[-1] if out else None
        joined = _joined(text, last, item) if last else None
        if joined:
            out[-1] = joined
        else:
            out.append(item)
    return out


def _joined(text: str, first: _Found, second: _Found) -> _Found | None:
    link = _JOIN.fullmatch(text[first.end : second.start].replace(" the ", " "))
    if not link:
        return None
    opened = _OPEN.search(text[max(0, first.start - 30) : first.start])
    word = link[0].strip()
    if not (word in "-–—" or (opened and (word != "and" or opened["open"].lower() == "between")) or word == "through"):
        return None
    start = first.interval
    if second.names_year and not first.names_year:
        start = _resolve(first.rule, first.match, replace(first.moment, year=second.interval.start.year)) or start
        if start.start > second.interval.end:
            start = _resolve(first.rule, first.match, replace(first.moment, year=second.interval.start.year - 1)) or start
    end = second.interval
    if end.end < start.start:
        return None
    return replace(second, start=first.start, interval=Interval(start.start, end.end))
