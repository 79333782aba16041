"""Whose crisis it is: countries in turmoil at home, and pairs of countries of which one attacks the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from detente.tracking.sides import Side
from detente.tracking.view import HAPPENED, View

OFTEN = 2  # attacks from which two countries count as fighting: one may be misread
_FORCE = frozenset({"COERCE", "ASSAULT", "MOBILIZE", "PROTEST", "SANCTION", "THREATEN"})


@dataclass(frozen=True, slots=True)
class Quarrels:
    """`turmoil` counts by country the events in which force or pressure stays inside it: its own people are held, attacked, dismissed or
    resist. `attacks` holds pairs of countries, both ways round, that attacked each other OFTEN or more.
    """

    turmoil: Mapping[str, int]
    attacks: frozenset[tuple[str, str]]

    def torn(self, sides: Iterable[Side]) -> frozenset[Side]:
        """Those of `sides` whose country is in turmoil, more than half as much as the worst of them."""
        worst = max((self.turmoil.get(side.country, 0) for side in sides), default=0)
        return frozenset(side for side in sides if worst and self.turmoil.get(side.country, 0) * 2 > worst)

    def fighting(self, sides: Iterable[Side], parties: Iterable[Side]) -> frozenset[Side]:
        """Those of `sides` whose country and that of one of `parties` attack each other."""
        return frozenset(side for side in sides if any((side.country, party.country) in self.attacks for party in parties))


def quarrels(view: View) -> Quarrels:
    """The quarrels among the events of `view`."""
    return Quarrels(_turmoil(view), _attacks(view))


def _attacks(view: View) -> frozenset[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for event in view.events:
        if event.event_type == "ASSAULT" and event.status == "actual":
            attackers, attacked = ({side.country for side in view.sides_of(each)} for each in (event.actors, event.recipients))
            found.update({pair for one in attackers for other in attacked - {one} for pair in ((one, other), (other, one)) if all(pair)})
    return frozenset(pair for pair, times in found.items() if times >= OFTEN)


def _turmoil(view: View) -> Counter[str]:
    turmoil: Counter[str] = Counter()
    for event in view.events:
        if event.event_type not in _FORCE or event.status not in HAPPENED:
            continue
        actors, recipients = view.sides_of(event.actors), view.sides_of(event.recipients)
        for country in {side.country for side in recipients | actors} - {"", *view.codebook.nonstate}:
            inside = [side for side in recipients if side.country == country and side.kind != "state"]
            rebels = [side for side in actors if side.country == country and side.kind != "state"]
            foreign = [side for side in actors if side.country != country]
            if (inside and not foreign) or rebels or _own(actors, recipients, country):
                turmoil[country] += 1
    return turmoil


def _own(actors: Iterable[Side], recipients: Iterable[Side], country: str) -> bool:
    both = [{side.country for side in sides} for sides in (actors, recipients)]
    return both == [{country}, {country}]
