"""Who holds an office on an event's day: one who had fallen by the day of the report may have held his then."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from detente.codebook import Codebook
from detente.codebook.model import Party
from detente.parsing.known import ELITE, valid
from detente.records import Participant, When


class Offices:
    """The codebook's office holders by name, and the words that say of somebody that he was one ("ousted", "former")."""

    def __init__(self, codebook: Codebook) -> None:
        self._fallen = frozenset(word for word, sector in codebook.modifiers.items() if sector == ELITE)
        self._rows: defaultdict[str, list[Party]] = defaultdict(list)
        for party in codebook.parties:
            if party.kind == "person" and (party.since or party.until):
                self._rows[party.name].append(party)

    def on_the_day(self, parties: tuple[Participant, ...], when: When | None) -> tuple[Participant, ...]:
        """`parties` of an event of that day: former officials who held an office on it bear that office's sectors.

        The last day in office counts as one. Source: PLOVER manual, Sector Codes: ELI is for who is no longer in office.
        """
        return tuple(self._then(party, when) for party in parties) if when else parties

    def _then(self, party: Participant, when: When) -> Participant:
        rows = self._rows.get(party.name)
        if not rows or party.sectors != (ELITE,) or not self._fallen.isdisjoint(party.span.text.lower().split()):
            return party
        sectors = tuple(dict.fromkeys(sector for row in rows if valid(row, when.end) for sector in row.sectors))
        return replace(party, sector=sectors[0], sectors=sectors) if sectors else party
