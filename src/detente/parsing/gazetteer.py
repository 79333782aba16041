"""Known names in text: a trie over words, longest match first, with case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from detente.codebook.model import Party
from detente.parsing.pipeline import plain
from detente.parsing.words import Word, words_of


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing a name can stand for: a party, by its `name`, an `adjective` (demonym) or its `capital`."""

    party: Party
    form: str  # name | adjective | capital


class Hit(NamedTuple):
    """Words `first` to `last` (exclusive) of a sentence spell a known name with these senses."""

    first: int
    last: int
    senses: tuple[Sense, ...]


@dataclass(slots=True)
class _Node:
    following: dict[str, _Node] = field(default_factory=dict)
    senses: list[Sense] = field(default_factory=list)


class Gazetteer:
    """All names, adjectives and capitals of `parties`. Read-only once made, so that threads may share it."""

    def __init__(self, parties: Iterable[Party]) -> None:
        self._root = _Node()
        for party in parties:
            for form, names in (("name", (party.name, *party.names)), ("adjective", party.adjectives), ("capital", party.capitals)):
                for name in dict.fromkeys(names):
                    self._add(name, Sense(party, form))

    def _add(self, name: str, sense: Sense) -> None:
        spellings = {name, name.upper()} if len(name) > 3 and sense.party.kind == "state" else {name}
        for spelling in sorted(spellings):
            node = self._root
            for word in words_of(plain(spelling)):
                node = node.following.setdefault(word.text, _Node())
            if sense not in node.senses:
                node.senses.append(sense)

    def find(self, words: Sequence[Word]) -> Iterator[Hit]:
        """Hits in `words` from left to right, the longest at each place, none overlapping another."""
        index = 0
        while index < len(words):
            hit = self._longest(words, index)
            if hit:
                yield hit
            index = hit.last if hit else index + 1

    def _longest(self, words: Sequence[Word], first: int) -> Hit | None:
        node, best = self._root.following.get(words[first].text), None
        last = first + 1
        while node:
            if node.senses:
                best = Hit(first, last, tuple(node.senses))
            node = node.following.get(words[last].text) if last < len(words) else None
            last += 1
        return best
