"""On which line of a TOML text each key and list item stands: `tomllib` gives the values, but not where they are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

Place = tuple[str | int, ...]
"""Where a value stands: keys and list positions from the root, such as ("decision_makers", "junta", "prefers", 0)."""

_TOKEN = re.compile(
    r'''(?P<string>"""(?:\\.|[^\\])*?"""+|\'\'\'.*?\'\'\'+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')'''
    r"""|(?P<comment>\#[^\n]*)|(?P<line>\r?\n)|(?P<mark>[\[\]{},=.])|(?P<bare>[^\s\[\]{},=."'\#]+)|(?P<space>[ \t\r]+)""",
    re.DOTALL,
)


def toml_lines(text: str) -> dict[Place, int]:
    """Line, from 1, of each key, table and list item of `text`, which must be valid TOML.

    Keys are places in the document that `tomllib.loads(text)` gives.
    """
    return _Walk(text).lines


class _Walk:
    """One pass over the tokens of a valid text."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Place, int] = {(): 1}
        self._tables: dict[Place, int] = {}  # how many tables each list of tables holds so far
        self._tokens = list(_tokens(text))
        self._at = 0
        base: Place = ()
        while self._skip():
            if self._peek() == "[":
                base = self._header()
            else:
                self._pair(base)

    def _peek(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._tokens[at][0] if at < len(self._tokens) else ""

    def _skip(self) -> bool:
        """Pass over line ends; whether anything is left."""
        while self._peek() == "\n":
            self._at += 1
        return self._at < len(self._tokens)

    def _header(self) -> Place:
        line = self._tokens[self._at][1]
        many = self._peek(1) == "["
        self._at += 2 if many else 1
        keys = self._keys("]")
        self._at += 2 if many else 1
        place = self._resolve(keys[:-1], ())
        target = (*place, keys[-1])
        if many:
            self.lines.setdefault(target, line)
            self._tables[target] = self._tables.get(target, 0) + 1
        target = self._resolve(keys, ())
        for end in range(1, len(target) + 1):
            self.lines.setdefault(target[:end], line)
        return target

    def _resolve(self, keys: list[str], base: Place) -> Place:
        """A header's keys as a place: a list of tables stands for its last table."""
        place = base
        for key in keys:
            place = (*place, key)
            if place in self._tables:
                place = (*place, self._tables[place] - 1)
        return place

    def _keys(self, end: str) -> list[str]:
        keys = []
        while self._peek() != end:
            if self._peek() != ".":
                keys.append(_key(self._peek()))
            self._at += 1
        return keys

    def _pair(self, base: Place) -> None:
        line = self._tokens[self._at][1]
        keys = self._keys("=")
        self._at += 1
        place = (*base, *keys)
        for end in range(len(base) + 1, len(place) + 1):
            self.lines.setdefault(place[:end], line)
        self._value(place)

    def _value(self, place: Place) -> None:
        first = self._peek()
        if first == "[":
            self._list(place)
        elif first == "{":
            self._at += 1
            while self._skip() and self._peek() != "}":
                self._pair(place)
                self._skip()
                self._at += self._peek() == ","
            self._at += 1
        else:
            while self._peek() not in ("", "\n", ",", "]", "}"):
                self._at += 1

    def _list(self, place: Place) -> None:
        self._at += 1
        number = 0
        while self._skip() and self._peek() != "]":
            item = (*place, number)
            self.lines[item] = self._tokens[self._at][1]
            self._value(item)
            self._skip()
            self._at += self._peek() == ","
            number += 1
        self._at += 1


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Tokens with the line that each begins on; comments and blanks left out, each line end as "\\n"."""
    line = 1
    for found in _TOKEN.finditer(text):
        if found.lastgroup == "line":
            yield "\n", line
        elif found.lastgroup not in ("comment", "space"):
            yield found[0], line
        line += found[0].count("\n")


def _key(token: str) -> str:
    """A key as written, quoted or bare, as `tomllib` reads it."""
    return next(iter(tomllib.loads(f"{token} = 0"))) if token[0] in "\"'" else token
