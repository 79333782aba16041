"""Role nouns ("foreign minister", "protesters") and sector modifiers ("ousted") found among words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from detente.codebook.model import Role
from detente.parsing.pipeline import plain
from detente.parsing.words import Word, words_of

if TYPE_CHECKING:
    from detente.codebook import Codebook


_SPELLED_OUT = {
    "gen": "general", "lt": "lieutenant", "col": "colonel", "maj": "major", "capt": "captain", "sgt": "sergeant", "adm": "admiral",
    "cmdr": "commander", "brig": "brigadier", "sen": "senator", "rep": "representative", "gov": "governor", "prof": "professor",
    "rev": "priest", "pres": "president", "amb": "ambassador",
}  # fmt: skip


def small(words: Sequence[Word]) -> list[str]:
    """`words` in small letters, as RoleIndex takes them, with abbreviated ranks ("Gen.") spelled out."""
    lower = [word.text.lower() for word in words]
    return [
        _SPELLED_OUT.get(text, text) if words[index].capital and lower[index + 1 : index + 2] == ["."] else text
        for index, text in enumerate(lower)
    ]


class RoleHit(NamedTuple):
    """Words `first` to `last` (exclusive) name `role`; `plural` tells more than one holder."""

    first: int
    last: int
    role: Role
    plural: bool


class RoleIndex:
    """Roles by their words. Every lookup takes words in small letters."""

    def __init__(self, roles: Sequence[Role], modifiers: Mapping[str, str]) -> None:
        self._by_last: dict[str, list[tuple[tuple[str, ...], Role, bool]]] = {}
        self._by_first: dict[str, list[tuple[tuple[str, ...], Role, bool]]] = {}
        self._modifiers = {tuple(word.text.lower() for word in words_of(plain(name))): sector for name, sector in sorted(modifiers.items())}
        for role in roles:
            for noun, plural in ((role.noun, False), (role.plural, True)):
                spelled = tuple(word.text.lower() for word in words_of(plain(noun)))
                if spelled:
                    self._by_last.setdefault(spelled[-1], []).append((spelled, role, plural and role.plural != role.noun))
                    self._by_first.setdefault(spelled[0], []).append((spelled, role, plural and role.plural != role.noun))
        for table in (self._by_last, self._by_first):
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def ending(self, words: Sequence[str], last: int) -> RoleHit | None:
        """The longest role whose last word is `words[last - 1]`."""
        for spelled, role, plural in self._by_last.get(words[last - 1], ()):
            first = last - len(spelled)
            if first >= 0 and tuple(words[first:last]) == spelled:
                return RoleHit(first, last, role, plural)
        return None

    def starting(self, words: Sequence[str], first: int) -> RoleHit | None:
        """The longest role whose first word is `words[first]`."""
        for spelled, role, plural in self._by_first.get(words[first], ()):
            last = first + len(spelled)
            if tuple(words[first:last]) == spelled:
                return RoleHit(first, last, role, plural)
        return None

    def modifier(self, words: Sequence[str], first: int) -> tuple[int, str] | None:
        """Where the sector modifier at `words[first]` ends, and its sector; None where there is none."""
        for length in (3, 2, 1):
            sector = self._modifiers.get(tuple(words[first : first + length]))
            if sector is not None and first + length <= len(words):
                return first + length, sector
        return None


def load_roles(codebook: Codebook) -> RoleIndex:
    """The index of `codebook`'s roles and modifiers."""
    return RoleIndex(codebook.roles, codebook.modifiers)
