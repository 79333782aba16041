"""What a known name stands for in its sentence and on its day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from detente.codebook.model import Party
from detente.parsing.gazetteer import Hit, Sense
from detente.parsing.words import Word, word_set

ELITE = "ELI"  # PLOVER's sector of former officials
GOVERNMENT = "GOV"
_AT_PLACE = word_set("in at near from outside around inside across toward towards to through into of")
_KINDS = {"name": 0, "adjective": 1, "capital": 2}


class Known(NamedTuple):
    """A gazetteer name read in context: kind as in EntityMention, PLOVER country and sectors."""

    name: str
    kind: str
    country: str
    sectors: tuple[str, ...]
    office: str | None = None


def valid(party: Party, day: str | None) -> bool:
    """Whether `party` is what its row says on `day` (ISO day, month or year; None: unknown, then only open rows are)."""
    if day is None:
        return party.until is None
    since, until = party.since or "", party.until or "9999"
    return since[: len(day)] <= day and day[: len(until)] <= until


def read_hit(hit: Hit, words: Sequence[Word], day: str | None, favoured: Sequence[str] = ()) -> Known:
    """The reading of `hit` among `words` on `day`; of several parties, one valid then, and of a country in `favoured`, comes first."""

    def rank(sense: Sense) -> tuple[bool, bool, bool, int, str]:
        party = sense.party
        country = favoured.index(party.country) if party.country in favoured else len(favoured)
        return (party.kind == "person", not valid(party, day), _later(party, day), _KINDS[sense.form] + 3 * country, _recent_first(party))

    sense = min(hit.senses, key=rank)
    party = sense.party
    if sense.form == "adjective":
        return Known(party.name, "nationality", party.country, tuple(sector for sector in party.sectors if sector != GOVERNMENT))
    if sense.form == "capital" and hit.first and words[hit.first - 1].text.lower() in _AT_PLACE:
        spelling = " ".join(word.text for word in words[hit.first : hit.last])
        return Known(spelling, "place", party.country, ())
    if party.kind == "person":
        return _person(party, hit, day)
    return Known(party.name, party.kind, party.country, party.sectors or (GOVERNMENT,) * (party.kind == "state"))


def _person(party: Party, hit: Hit, day: str | None) -> Known:
    """A person holds the office of the row in its time, is one of the elite after it, and nothing known before it."""
    office = getattr(party, "office", "") or None
    if valid(party, day):
        rows = [sense.party for sense in hit.senses if sense.party.name == party.name and valid(sense.party, day)]
        return Known(party.name, "person", party.country, tuple(dict.fromkeys(sector for row in rows for sector in row.sectors)), office)
    if _later(party, day):
        return Known(party.name, "person", party.country, ())
    return Known(party.name, "person", party.country, (ELITE,), f"former {office}" if office else None)


def _later(party: Party, day: str | None) -> bool:
    """Whether the row of `party` begins only after `day`."""
    return bool(day and party.since and party.since[: len(day)] > day)


def _recent_first(party: Party) -> str:
    """A key that sorts the row which begins last before the others."""
    return "".join(chr(0x10FF - ord(letter)) if ord(letter) < 0x10FF else letter for letter in party.since or "0")
