"""Which states and organisations a passage names: by name, by the adjective of a people, or by the capital that stands for a state."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.codebook import Codebook

_BODIES = frozenset({"UNO", "EUU"})  # codes that stand for one organisation each


class Called:
    """The names of a codebook's states and organisations, for passages that no event tells the parties of."""

    def __init__(self, codebook: Codebook) -> None:
        self._keys: dict[str, str] = {}
        for party in codebook.parties:
            if party.kind in ("state", "organisation"):
                names = (*party.names, *party.adjectives, *party.capitals)
                key = (
                    party.country if party.country in _BODIES else f"{party.kind} {party.country if party.kind == 'state' else party.name}"
                )
                for name in names:
                    self._keys.setdefault(name, key)
        longest = sorted(self._keys, key=lambda name: (-len(name), name))
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")

    def sides(self, text: str) -> frozenset[str]:
        """The keys of the sides (`tracking.sides.Side.key`) that `text` names."""
        return frozenset(key for _, key in self.places(text))

    def places(self, text: str) -> Iterator[tuple[int, str]]:
        """Each place where `text` names a side, with the key of the side, in order; the longest name at a place counts."""
        for match in self._pattern.finditer(text):
            yield match.start(), self._keys[match[0]]
