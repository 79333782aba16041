"""Time expressions of news to intervals of days: 'on Monday', 'early August', 'by Sunday', 'two days after the coup'.

A span is the expression without its preposition ('Monday' of 'on Monday', '2011' of 'since 2011'), as TIMEX3 marks it (Pustejovsky
et al. 2003), but with both ends of a range ('from 3 to 7 May'). What leans on publication, or on another time, gives nothing where
that is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from detente.parsing.times_absolute import ABSOLUTE
from detente.parsing.times_calendar import Interval, parse_anchor
from detente.parsing.times_happenings import dated_happenings
from detente.parsing.times_relative import RELATIVE
from detente.parsing.times_rules import Moment, Rule
from detente.records import Document, Span, When

_CUES = (
    ("month", re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)")),
    ("weekday", re.compile(r"day\b|DAY\b|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)")),
    ("digit", re.compile(r"\d0['’]?s|\d{4}|\d[./]\d")),
    ("unit", re.compile(r"(?i:\b(?:hour|day|night|week|fortnight|month|quarter|year|decade|centur|morning|afternoon|evening))")),
    ("deictic", re.compile(r"(?i:\b(?:today|tonight|yesterday|tomorrow|overnight|morning|afternoon|evening|night))")),
    ("season", re.compile(r"(?i:\b(?:spring|summer|autumn|fall|winter))")),
    ("holiday", re.compile(r"New Year|Christmas|Boxing|May Day")),
    ("ordinal", re.compile(r"\b[Oo]n the \d")),
    ("happening", re.compile(r"\b(?:[Ss]ince|eve of|day (?:of|before|after))\b")),
)
_RULES = (*ABSOLUTE, *RELATIVE)
_JOIN = re.compile(r"\s?(?:-|–|—|to|until|till|through|and)\s?")
_OPEN = re.compile(r"\b(?P<open>[Ff]rom|[Bb]etween|[Ff]irst|[Ff]or) (?:early |late |the )?$")


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a document's relative expressions lean on.

    `publication` is the day, month or year it came out; `happenings` maps an event noun to the days the text gives it; `times` are
    the times of the text in order, each with the offset it stands at; `year` is the only year a text without date names.
    """

    publication: Interval | None = None
    happenings: Mapping[str, Interval] = field(default_factory=lambda: MappingProxyType({}))
    times: tuple[tuple[int, Interval], ...] = ()
    year: int | None = None


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


def document_anchors(document: Document, sentences: Sequence[Span]) -> Anchors:
    """The anchors of `document`, read from its publication date and from its `sentences` in order. Never raises."""
    publication = parse_anchor(document.published.anchor)
    years = {int(found) for found in re.findall(r"\b(?:19|20)\d\d\b", document.text)} if publication is None else set()
    anchors = Anchors(publication, year=years.pop() if len(years) == 1 else None)
    for sentence in sentences:
        found = _scan(sentence, anchors)
        if not found:
            continue
        dates = [(item.start, item.end, item.interval) for item in found]
        happenings = dated_happenings(sentence.text, dates)
        times = tuple((sentence.start + item.start, item.interval) for item in found if not item.rule.aside)
        anchors = replace(anchors, times=anchors.times + times, happenings=MappingProxyType({**happenings, **anchors.happenings}))
    return anchors


def find_times(sentence: Span, anchors: Anchors) -> tuple[When, ...]:
    """The time expressions of `sentence` in order, each with its characters of the document and its days (ISO, inclusive).

    'on Monday' is the Monday on or before publication, or the coming one where the verbs look ahead; 'next Thursday' the one after.
    Expressions that can't be resolved give nothing. Never raises.
    """
    text = sentence.text
    return tuple(
        When(
            start=item.interval.start.isoformat(),
            end=item.interval.end.isoformat(),
            span=Span(sentence.document, sentence.start + item.start, sentence.start + item.end, text[item.start : item.end]),
        )
        for item in _scan(sentence, anchors)
    )


def _candidates(text: str) -> list[tuple[Rule, re.Match[str]]]:
    """All places where a rule's pattern fits, in order, longer ones first."""
    cues = {name for name, pattern in _CUES if pattern.search(text)}
    found = [(rule, match) for rule in _RULES if rule.cue in cues for match in rule.pattern.finditer(text)]
    return sorted(found, key=lambda item: (item[1].start(), -item[1].end()))


def _scan(sentence: Span, anchors: Anchors) -> list[_Found]:
    text = sentence.text
    candidates = _candidates(text)
    if not candidates:
        return []
    before = [interval for offset, interval in anchors.times if offset < sentence.start]
    found: list[_Found] = []
    for index, (rule, match) in enumerate(candidates):
        if found and match.start() < found[-1].end:
            continue
        moment = _moment(text, match, anchors, before, found)
        end = match.end()
        if rule.leads:
            follows = _following(text, match.end(), candidates[index + 1 :], moment)
            moment = replace(moment, follows=follows.interval) if follows else moment
            end = follows.end if follows else end
        interval = _resolve(rule, match, moment)
        if interval is not None:
            found.append(_Found(match.start(), end, interval, rule, match, moment))
    return _ranges(text, found)


def _following(text: str, end: int, candidates: Sequence[tuple[Rule, re.Match[str]]], moment: Moment) -> _Found | None:
    """The time that stands right after `end`, but for an article, read as if it stood alone."""
    gap = re.compile(r" (?:the )?")
    for rule, match in candidates:
        if match.start() > end + len(" the "):
            return None
        if match.start() > end and gap.fullmatch(text[end : match.start()]):
            own = replace(moment, start=match.start(), end=match.end())
            interval = _resolve(rule, match, own)
            if interval is not None:
                return _Found(match.start(), match.end(), interval, rule, match, own)
    return None


def _moment(text: str, match: re.Match[str], anchors: Anchors, before: list[Interval], found: list[_Found]) -> Moment:
    here = [item.interval for item in found if not item.rule.aside]
    past = before + here
    days = [interval for interval in past if interval.days <= 3]
    return Moment(
        text=text,
        start=match.start(),
        end=match.end(),
        anchor=anchors.publication,
        reference=past[-1] if past else None,
        day=days[-1] if days else None,
        here=here[-1] if here else None,
        year=anchors.year if anchors.publication is None else None,
        happenings=anchors.happenings,
    )


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
    opened = _OPEN.search(text[: first.start])
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
