"""Whether the fields of a pair agree: parties by country and sector, dates, places, status and source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from detente.evaluating.gold import GoldEvent
from detente.evaluating.gold_csv import format_parties, format_place
from detente.evaluating.pairing import Row, country, text_of, word_overlap

LOOSE_DAYS = 3  # an interval up to this long that holds the gold day counts as right
SAME_SOURCE = 0.3  # word overlap of two spans that name one source
_DAY = len("2023-08-08")


def countries(parties: Iterable[object]) -> set[str]:
    """The countries of gold parties or of a coded row's."""
    return {country(party) for party in parties}


def with_sector(parties: Iterable[object]) -> set[tuple[str, str]]:
    """The same with the primary sector of each."""

    def sector(party: object) -> str:
        value = party.get("sector") if isinstance(party, Mapping) else getattr(party, "sector", "")
        return (value or "").upper()[:3]

    return {(country(party), sector(party)) for party in parties}


def same_triple(event: GoldEvent, row: Row) -> bool:
    """Whether the countries of all actors and of all recipients are the same."""
    same_actors = countries(event.actors) == countries(row.get("actors") or ())
    return same_actors and countries(event.recipients) == countries(row.get("recipients") or ())


def shares(event: GoldEvent, row: Row) -> Iterator[tuple[str, bool]]:
    """The fields that gold gives, and whether each is right; status is always given."""
    if event.mode:
        yield "mode", event.mode == row.get("mode")
    yield "status", (event.status or "actual") == (row.get("status") or "actual")
    if event.date:
        yield "date", date_right(event.date, row.get("date") or {})
    if event.location:
        yield "location country", event.location.country == ((row.get("location") or {}).get("country") or "")


def same_source(event: GoldEvent, row: Row) -> bool:
    """Whether both name a source, and it is one."""
    source = text_of(row, "attribution")
    return bool(event.attributed_to and source) and word_overlap(event.attributed_to, source) >= SAME_SOURCE


def date_right(gold: str, coded: Mapping[str, str]) -> bool:
    """A gold day lies in the coded interval, which is at most `LOOSE_DAYS` longer; a gold month or year holds both ends."""
    start = (coded.get("start") or "")[:_DAY]
    end = (coded.get("end") or start)[:_DAY]
    if not start:
        return False
    if len(gold) < _DAY:
        return start.startswith(gold) and end.startswith(gold)
    return start <= gold <= end and (start == end or _length(start, end) <= LOOSE_DAYS)


def _length(start: str, end: str) -> float:
    """Days from `start` to `end`, endless where one of them is no day of the calendar."""
    try:
        return (date.fromisoformat(end) - date.fromisoformat(start)).days
    except ValueError:
        return float("inf")


def differing(event: GoldEvent, row: Row) -> Iterator[tuple[str, str, str]]:
    """The fields that count as wrong in a pair of the same type: field, gold side, coded side."""
    for role, gold in (("actors", event.actors), ("recipients", event.recipients)):
        if with_sector(gold) != with_sector(row.get(role) or ()):
            yield role, format_parties(gold), format_parties(row.get(role) or ())
    wrong = {name for name, right in shares(event, row) if not right}
    if "mode" in wrong:
        yield "mode", event.mode or "", str(row.get("mode") or "")
    if "date" in wrong:
        yield "date", event.date or "", _interval(row.get("date") or {})
    if "location country" in wrong:
        yield "location", format_place(event.location), format_place(row.get("location"))
    if "status" in wrong:
        yield "status", event.status or "actual", str(row.get("status") or "actual")
    source = text_of(row, "attribution")
    if (event.attributed_to or source) and not same_source(event, row):
        yield "attribution", event.attributed_to or "", source


def _interval(coded: Mapping[str, str]) -> str:
    start, end = coded.get("start") or "", coded.get("end") or ""
    return start if end in ("", start) else f"{start} to {end}"
