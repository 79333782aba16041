"""Which states and organisations a passage names: by name, by the adjective of a people, or by the capital that stands for a state."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.codebook import Codebook
from detente.codebook.model import Party
from detente.tracking.sides import Side

_BODIES = frozenset({"UNO", "EUU"})  # codes that stand for one organisation each


class Called:
    """The names of a codebook's states and organisations, for passages that no event tells the parties of."""

    def __init__(self, codebook: Codebook) -> None:
        self._named: dict[str, Side] = {}
        for party in codebook.parties:
            if party.kind in ("state", "organisation"):
                for name in (*party.names, *party.adjectives, *party.capitals):
                    self._named.setdefault(name, _side(party))
        longest = sorted(self._named, key=lambda name: (-len(name), name))
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")

    def sides(self, text: str) -> frozenset[Side]:
        """The sides that `text` names."""
        return frozenset(side for _, _, side in self.places(text))

    def of(self, name: str) -> Side | None:
        """The side that bears exactly this name; None of none."""
        return self._named.get(name)

    def places(self, text: str) -> Iterator[tuple[int, int, Side]]:
        """Where each name of a side starts and ends in `text`, with the side, in order; the longest name at a place counts."""
        for match in self._pattern.finditer(text):
            yield match.start(), match.end(), self._named[match[0]]


def _side(party: Party) -> Side:
    if party.kind == "state":
        return Side(f"state {party.country}", party.country, "state")
    if party.country in _BODIES:
        return Side(party.country, party.country, "organisation")
    return Side(f"organisation {party.name.partition(' (')[0]}", party.country, "organisation")
