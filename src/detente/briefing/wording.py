"""Codes into plain English: an event as a line that needs no codebook to read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from detente.briefing import dates
from detente.briefing.text import count, shorten
from detente.records import Attribution, Event, Mention, Published

if TYPE_CHECKING:
    from detente.codebook import Codebook

COOPERATION = "cooperation"
CONFLICT = "conflict"


def load_table(name: str) -> dict[str, Any]:
    """A TOML file of this room's data folder, without its source note."""
    table = tomllib.loads(files("detente.briefing").joinpath("data", name).read_text(encoding="utf-8"))
    return {key: value for key, value in table.items() if key != "source"}


@dataclass(frozen=True, slots=True)
class Words:
    """The names that a brief uses for codes; a code without a name shows as its own word."""

    tables: Mapping[str, Any]
    codebook: Codebook
    states: Mapping[str, str]  # name by code

    def name(self, table: str, code: str) -> str:
        """The name of `code` in `table` of words.toml."""
        return str(self.tables.get(table, {}).get(code) or code.replace("_", " ").replace("-", " ").lower())

    def what(self, event_type: str, mode: str | None) -> str:
        """An event type and mode in words: "sanction (aid, trade or relations cut)", "talks by phone"."""
        name = self.name("types", event_type)
        if not mode:
            return name
        known = self.tables.get("modes", {}).get(event_type, {}).get(mode)
        return str(known or f"{name} ({mode.replace('_', ' ').replace('-', ' ')})")

    def quad(self, event_type: str) -> str:
        """The quad class of an event type: "verbal cooperation" ...; "unclassified" where the codebook doesn't know the type."""
        known = self.codebook.event_types.get(event_type)
        return known.quad if known else "unclassified"

    def tone(self, event_type: str) -> str:
        """Cooperation or conflict, by quad class."""
        return COOPERATION if self.quad(event_type).endswith(COOPERATION) else CONFLICT

    def state(self, code: str) -> str:
        """The name of the state with this ISO alpha-3 code; "" where the codebook has none."""
        return self.states.get(code, "")

    def country(self, code: str) -> str:
        """The name of a state by its code; the code itself where no state has it."""
        return self.state(code) or code

    def source_of(self, attribution: Attribution | None) -> str:
        """Who says so: "according to a spokesman, in quotation marks", "denied by a minister"; "" where the text doesn't say."""
        if attribution is None:
            return ""
        quoted = ", in quotation marks" if attribution.quoted else ""
        return f"{self.name('firmness', attribution.firmness)} {shorten(attribution.name or attribution.span.text, 160)}{quoted}"

    def date_known(self, published: Published) -> str:
        """How the publication date is known, in words."""
        return self.name("published", published.how)


def words(codebook: Codebook) -> Words:
    """The packaged words over `codebook`. A code that several parties share names the first that still stands and is no mere claimant."""
    states: dict[str, str] = {}
    for party in sorted(codebook.parties, key=lambda party: (bool(party.until), bool(party.sectors))):
        if party.kind == "state" and party.country:
            states.setdefault(party.country, party.name)
    return Words(load_table("words.toml"), codebook, states)


def code_of(event_type: str, mode: str | None) -> str:
    """Type and mode as the codebook writes them: "SANCTION/discontinue"."""
    return f"{event_type}/{mode}" if mode else event_type


def signed(intensity: float) -> str:
    """PLOVER intensity with its sign: "+2.5", "−6", "0"."""
    value = f"{abs(intensity):.1f}".removesuffix(".0")
    return value if value == "0" else f"{'+' if intensity > 0 else '−'}{value}"


def when(event: Event, published: Mapping[str, str | None], mentions: tuple[Mention, ...]) -> str:
    """The event's date in words. Where no sentence names it: that it is a report's day (`published` by document) or the context's."""
    if event.start is None and event.end is None:
        return "undated"
    told = [mention for mention in mentions if mention.date is not None]
    day = dates.interval(event.start, event.end)
    if not told or any(mention.date is not None and mention.date.span is not None for mention in told):
        return day
    reported = any(mention.date is not None and mention.date.start == published.get(mention.document) for mention in told)
    return f"{day} ({'day of the report' if reported else 'date from the context'})"


def sources(number: int) -> str:
    """ "1 source", "3 independent sources"."""
    return count(number, "source") if number == 1 else count(number, "independent source")
