"""The terms of a threat or ultimatum: until when, what is demanded, what follows else; each as the text's own words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from detente.parsing.times import Anchors, find_times
from detente.parsing.times_calendar import parse_anchor
from detente.records import Mention, Span, Stated, When

_UNITS = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 30}
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen")
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 1)} | {
    "a": 1,
    "an": 1,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "sixty": 60,
    "ninety": 90,
}
_NUMBER = rf"\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=lambda word: -len(word)))}"
_LENGTH = rf"(?P<length>\b(?P<number>{_NUMBER})[ -](?P<unit>hour|day|week|fortnight|month)s?\b)"
_GIVES = r"g[ia]ve|gives|given|giving|grant\w*"
_DURATIONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:within|in|next) (?:the (?:next|coming) )?{_LENGTH}",
        rf"\b(?:{_GIVES}|set|has|have|had|allow\w*)\b[^.;]{{0,60}}?{_LENGTH}(?= (?:to|for|or|in which)\b|$|[,.])",
        rf"{_LENGTH}[ -](?:ultimatum|deadline|notice|grace period)",
        rf"\b(?:ultimatum|deadline|notice|term) of {_LENGTH}",
    )
)
_BEFORE_TIME = re.compile(
    r"\b(?:by|before|until|till|no later than|expir\w*(?: on| at)?|r[ua]n\w* out(?: on| at)?|deadline (?:of|on|for)|effective)"
    r" (?:(?:the end of|noon on|midnight on|midnight|noon|the) )?$",
    re.IGNORECASE,
)
_AFTER_TIME = re.compile(r"(?:['’]s)? (?:deadline|ultimatum)\b", re.IGNORECASE)
_STOP = re.compile(
    r"[,;:—.]|\b(?:or (?:else )?(?:to )?(?:fac|risk)\w*|or|unless|if|but|while|within|before|by|warning|threatening|saying)\b"
)
_END = re.compile(r"[,;:—]|\.(?:\s|$|[”\"])|\b(?:unless|if|but|while|after|as)\b")
_DEMANDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bunless (?P<span>\w)",
        r"\bif\b[^,;.]*?\b(?:(?:do|does|did|would|will|is|are|was|were|has|have) not|\w+n['’]t|fails? to|refuses? to) (?P<span>\w)",
        rf"\b(?:{_GIVES})\b[^;.]*?\b(?:(?:hour|day|week|month)s?|notice|until [\w ]{{3,20}}?|deadline|ultimatum) to (?P<span>\w)",
        r"\b(?:demand(?:s|ed|ing)?(?: that)?|insist\w* on|call\w* for) (?P<span>\w)",
        r"\b(?:ultimatum|deadline)\b[^;.]*? to (?P<span>(?!the\b|a\b|an\b|its\b)(?-i:[a-z]))",
        r"\b(?:order|tell|told|urg|ask|requir)\w*\b[^;.]{0,60}? to (?P<span>(?!the\b|a\b|an\b|its\b)(?-i:[a-z]))",
    )
)
_CONSEQUENCES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bor (?:else )?(?:to )?(?:fac(?:e|es|ed|ing)|risk(?:s|ed|ing)?|suffer(?:ing)?|see(?:ing)?|be (?:met|hit) with) (?P<span>\w)",
        r"\bor else (?P<span>\w)",
        r"\bor (?:it|they|he|she|the \w+|[A-Z]\w+) (?:would|will|could|may|might) (?P<span>\w)",
        r"\bthreat(?:en(?:s|ed|ing)?)?(?: \w+)? (?:to|with|of) (?P<span>\w)",
        r"\bthreaten(?:s|ed|ing)? (?P<span>(?!that\b|to\b|the \w+ that\b)\w)",
        r"\b(?:would|will|could|might) (?P<span>(?!not\b)\w)",
        r"\bwarn(?:s|ed|ing)?(?: [\w’']+){0,4}? of (?P<span>\w)",
    )
)
_ASIDE = re.compile(r", (?:which|who|whose)\b")


class Terms(NamedTuple):
    """Until when (`deadline`, where its days can be known; `term` in the text's words), what is demanded, what follows else."""

    deadline: When | None
    term: Stated | None
    demand: Stated | None
    consequence: Stated | None


def terms_of(mention: Mention, published: str | None) -> Terms:
    """The terms that the mention's sentence gives. `published` is the ISO day, month or year on which its document came out."""
    deadline, term = _deadline(mention, published)
    start = mention.trigger.start - mention.sentence.start if mention.event_type == "THREATEN" else 0
    demand = _first(mention, _DEMANDS, _STOP, 0)
    consequence = _first(mention, _CONSEQUENCES, _END, start)
    if demand and consequence and demand.evidence == consequence.evidence:
        consequence = None
    return Terms(deadline, Stated(term.text, (term,)) if term else None, demand, consequence)


def plain(text: str) -> str:
    """`text` of a sentence with a middle dot for each full stop but its last, so that "U.S." ends no clause."""
    return text[:-2].replace(".", "·") + text[-2:]


def is_deadline(mention: Mention, term: Stated | None) -> bool:
    """Whether the day that the mention is dated by is the deadline, not the day of the threat."""
    told = mention.date.span if mention.date else None
    return any(told is not None and told.start < span.end and span.start < told.end for span in (term.evidence if term else ()))


def end_of(mention: Mention, after: int, published: str | None) -> When | None:
    """The day until which an act is to last, told behind offset `after` of the document ("extended until 31 May"); else None."""
    sentence = mention.sentence
    for when in find_times(sentence, Anchors(parse_anchor(published))):
        if when.span and when.span.start >= after:
            before = sentence.text[: when.span.start - sentence.start]
            if re.search(r"\b(?:until|till|through) (?:the end of |at least )?$", before):
                return when
    return None


def _deadline(mention: Mention, published: str | None) -> tuple[When | None, Span | None]:
    sentence = mention.sentence
    times = [when for when in find_times(sentence, Anchors(parse_anchor(published))) if when.span]
    for when in times:
        start, end = (when.span.start - sentence.start, when.span.end - sentence.start) if when.span else (0, 0)
        if _BEFORE_TIME.search(sentence.text[:start]) or _AFTER_TIME.match(sentence.text, end):
            return when, when.span
    for match in _matches(_DURATIONS, plain(sentence.text)):
        span = _cut(sentence, match.start("length"), match.end("length"))
        behind = next((when.start for when in times if when.span and 0 <= when.span.start - span.end <= len(" starting on ")), None)
        issued = date.fromisoformat(behind) if behind else _issued(mention, published)
        return _from(issued, match, span), span
    return None, _undated(sentence)


def _undated(sentence: Span) -> Span | None:
    """The weekday of a deadline in a text whose own date nobody knows."""
    pattern = r"\b(?:by|before|until) ((?:next )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    match = re.search(pattern, sentence.text)
    return _cut(sentence, match.start(1), match.end(1)) if match else None


def _issued(mention: Mention, published: str | None) -> date | None:
    """The day from which a term runs: the mention's, where it stands in the trigger's clause; else the document's."""
    told = mention.date
    if told and told.start == told.end and (told.span is None or _in_clause(mention, told.span)):
        return date.fromisoformat(told.start)
    day = parse_anchor(published)
    return day.start if day and day.days == 1 else None


def _in_clause(mention: Mention, told: Span) -> bool:
    first, last = sorted((mention.trigger.end, told.start))
    base = mention.sentence.start
    return "," not in mention.sentence.text[first - base : last - base]


def _from(issued: date | None, match: re.Match[str], span: Span) -> When | None:
    if issued is None:
        return None
    number = match["number"].lower()
    days = math.ceil((_NUMBERS.get(number) or int(number)) * _UNITS[match["unit"].lower()])
    day = (issued + timedelta(days=days)).isoformat()
    return When(start=day, end=day, span=span)


def _matches(patterns: Iterable[re.Pattern[str]], text: str, start: int = 0) -> Iterable[re.Match[str]]:
    return (match for pattern in patterns if (match := pattern.search(text, start)))


def _first(mention: Mention, patterns: Iterable[re.Pattern[str]], stop: re.Pattern[str], start_at: int) -> Stated | None:
    """The words behind the first pattern that fits from offset `start_at` on, up to where their clause ends."""
    text = plain(mention.sentence.text)
    at = mention.trigger.end - mention.sentence.start
    for match in _matches(patterns, text, start_at):
        start = match.start("span")
        if _ASIDE.search(text, at, start):
            continue
        end = next((found.start() for found in stop.finditer(text, start + 1)), len(text))
        span = _cut(mention.sentence, start, end)
        if span.text:
            return Stated(span.text, (span,))
    return None


def _cut(sentence: Span, start: int, end: int) -> Span:
    while end > start + 1 and sentence.text[end - 1] in " \n\t\"”’'.,":
        end -= 1
    return Span(sentence.document, sentence.start + start, sentence.start + end, sentence.text[start:end])
