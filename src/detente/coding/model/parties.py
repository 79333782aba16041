"""Participants, dates and places as a model gives them, checked, with what it leaves empty filled in as the grammar coder would."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace

import pycountry

from detente.codebook import Codebook
from detente.coding.model.replies import DateReply, PartyReply
from detente.parsing import Context, Description, Sentence, describe_all
from detente.records import Participant, Span, When, Where

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z")


def known_countries(codebook: Codebook) -> frozenset[str]:
    """Every code that a country field may hold: ISO 3166 alpha-3, the gazetteers' and those of the non-state parties."""
    iso = {country.alpha_3 for country in pycountry.countries}
    return frozenset(iso | {party.country for party in codebook.parties if party.country} | set(codebook.nonstate))


def read_party(reply: PartyReply, span: Span, sentence: Sentence, context: Context, text: str) -> tuple[Participant, ...]:
    """The participants that `span` names. A name counts where `text` (the document's) shows it; country and sector as the reply
    has them, which the caller has checked, else as the phrase and the document tell: then one participant for each party meant.
    """
    found = _described(span, sentence, context)
    if reply.country:
        found = found[:1]
    named = reply.name if reply.name and reply.name in text else ""
    return tuple(_participant(reply, named, span, description) for description in found)


def _participant(reply: PartyReply, named: str, span: Span, described: Description) -> Participant:
    sector = reply.sector or described.sector
    sectors = described.sectors if sector == described.sector else (sector,)
    name = named or described.name or span.text
    return Participant(span=span, name=name, country=reply.country or described.country, sector=sector, sectors=sectors)


def _described(span: Span, sentence: Sentence, context: Context) -> tuple[Description, ...]:
    inside = [token.index for token in sentence.tokens if span.start < token.end and token.start < span.end]
    if inside:
        return describe_all(sentence.tokens, inside[0], inside[-1] + 1, context)
    mention = context.covering(span.start, span.end) or next(iter(context.within(span.start, span.end)), None)
    if mention is None:
        return (Description("", "other"),)
    return (Description(mention.name, mention.kind, mention.country, next(iter(mention.sectors), ""), mention.sectors),)


def read_date(reply: DateReply, span: Span, sentence: Sentence) -> When | None:
    """The days that `span` names: the reply's where they are days, else those of the time expression that stands there; None for none."""
    days = interval(reply.start, reply.end)
    if days:
        return When(start=days[0], end=days[1], span=span)
    return _most_shared(span, [when for when in sentence.times if when.span])


def interval(start: str, end: str) -> tuple[str, str] | None:
    """First and last day of ISO days, months or years; `end` may be empty. None where either is no date, or the end comes first."""
    first, last = _days(start), _days(end or start)
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _days(value: str) -> tuple[str, str] | None:
    match = _DAY.match(value) if value.isascii() else None
    if not match or match[1] == "0000":
        return None
    year, month, day = match[1], match[2], match[3]
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    if not 1 <= int(month) <= 12:
        return None
    length = monthrange(int(year), int(month))[1]
    if day is None:
        return f"{year}-{month}-01", f"{year}-{month}-{length}"
    return (value, value) if 1 <= int(day) <= length else None


def read_place(span: Span, country: str, sentence: Sentence) -> Where:
    """The place at `span`: GeoNames' where the parser found one there and `country` is the same or either is unknown, else the bare
    name with the country.
    """
    shared = [place for place in sentence.places if place.span.start < span.end and span.start < place.span.end]
    fitting = [place for place in shared if not country or place.country in ("", country)]
    best = max(fitting, key=lambda place: (place.span == span, len(place.span.text), -place.span.start), default=None)
    return replace(best, country=best.country or country) if best else Where(span=span, name=span.text, country=country)


def _most_shared(span: Span, times: Sequence[When]) -> When | None:
    def shared(when: When) -> int:
        return min(when.span.end, span.end) - max(when.span.start, span.start) if when.span else 0

    best = max(times, key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None
