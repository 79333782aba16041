"""Statements as an analyst writes them: `rest IFF NOT sanc`, `-1 | 9`, `"Release Water" AND NOT 3`.

    statement = either [("IF" | "IFF") either]        NOT - ! bind first, then AND &, then OR |, then IF and IFF
    option    = its key, its number from 1, its name in quotes, or a pattern of Y, N and - in quotes ("YN-")

Nothing is ever evaluated as code: the text becomes a Condition or an error that names the column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from detente.errors import ConfigError
from detente.foresight.model import Option
from detente.foresight.statements import And, Condition, If, Iff, Not, Or, Pattern, Taken

TOKEN = re.compile(r"\s*(?:(?P<quoted>\"[^\"]*\"|'[^']*')|(?P<number>\d+)|(?P<word>[^\W\d]\w*)|(?P<sign>[-!&|()]))")
SIGNS = {"-": "NOT", "!": "NOT", "&": "AND", "|": "OR"}
OPERATORS = frozenset(("NOT", "AND", "OR", "IF", "IFF"))
DEEPEST = 50


class StatementError(ConfigError):
    """A statement that can't be read. `column` counts characters from 1."""

    def __init__(self, text: str, column: int, reason: str) -> None:
        super().__init__(f"statement {text!r}, column {column}: {reason}")
        self.column = column
        self.reason = reason


def option_numbers(options: Sequence[Option]) -> dict[str, int]:
    """What each option may be called, to its number from 0. A name that two options share is left out: use their keys or numbers."""
    names = [option.name for option in options]
    known = {option.name: k for k, option in enumerate(options) if names.count(option.name) == 1}
    known.update({option.key: k for k, option in enumerate(options) if option.key})
    return known


def parse_statement(text: str, options: Sequence[Option]) -> Condition:
    """The condition that `text` states. Raises StatementError for an unknown option, a stray sign or an unfinished sentence."""
    reader = _Reader(text, _tokens(text), option_numbers(options), len(options))
    condition = reader.statement()
    reader.expect_end()
    return condition


def _tokens(text: str) -> list[tuple[str, str, int]]:
    found: list[tuple[str, str, int]] = []
    place = 0
    while text[place:].strip():
        match = TOKEN.match(text, place)
        if match is None:
            column = place + len(text[place:]) - len(text[place:].lstrip()) + 1
            raise StatementError(text, column, f"{text[column - 1]!r} means nothing here; use keys, numbers, NOT AND OR IF IFF and ( )")
        kind = match.lastgroup or ""
        token = match.group(kind)
        if kind == "word" and token.upper() in OPERATORS:
            kind, token = "operator", token.upper()
        elif kind == "sign":
            kind, token = "operator", SIGNS.get(token, token)
        found.append((kind, token, match.start(match.lastgroup or 0) + 1))
        place = match.end()
    return found


class _Reader:
    """Reads tokens from left to right; each method returns the condition it read."""

    def __init__(self, text: str, tokens: list[tuple[str, str, int]], known: Mapping[str, int], count: int) -> None:
        self.text, self.tokens, self.known, self.count = text, tokens, known, count
        self.place = 0
        self.depth = 0

    def statement(self) -> Condition:
        one = self.either()
        word = self._take("IF", "IFF")
        if word == "IF":
            return If(one, self.either())
        return Iff(one, self.either()) if word else one

    def either(self) -> Condition:
        parts = [self.every()]
        while self._take("OR"):
            parts.append(self.every())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def every(self) -> Condition:
        parts = [self.negation()]
        while self._take("AND"):
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def negation(self) -> Condition:
        negated = False
        while self._take("NOT"):
            negated = not negated
        part = self.atom()
        return Not(part) if negated else part

    def atom(self) -> Condition:
        kind, token, column = self._next()
        if token == "(":
            return self._bracketed(column)
        if kind == "quoted":
            return self._quoted(token[1:-1], column)
        if kind == "number":
            if 1 <= int(token) <= self.count:
                return Taken(int(token) - 1)
            raise StatementError(self.text, column, f"there is no option {token}; the model has options 1 to {self.count}")
        if kind == "word" and token in self.known:
            return Taken(self.known[token])
        if kind == "word":
            raise StatementError(self.text, column, f"no option is called {token!r}; known are {', '.join(sorted(self.known))}")
        raise StatementError(self.text, column, f"an option was expected, not {token!r}")

    def expect_end(self) -> None:
        if self.place < len(self.tokens):
            _, token, column = self.tokens[self.place]
            raise StatementError(self.text, column, f"{token!r} was not expected; AND, OR, IF, IFF or the end should stand here")

    def _bracketed(self, column: int) -> Condition:
        self.depth += 1
        if self.depth > DEEPEST:
            raise StatementError(self.text, column, f"more than {DEEPEST} brackets inside each other; write it shorter")
        condition = self.statement()
        if not self._take(")"):
            raise StatementError(self.text, column, "this bracket is never closed")
        self.depth -= 1
        return condition

    def _quoted(self, name: str, column: int) -> Condition:
        if name in self.known:
            return Taken(self.known[name])
        if len(name) == self.count and not set(name) - set("YN-"):
            return Pattern(name)
        known = ", ".join(sorted(self.known))
        raise StatementError(self.text, column, f"no option is called {name!r}, nor a pattern of {self.count} letters; known are {known}")

    def _next(self) -> tuple[str, str, int]:
        if self.place == len(self.tokens):
            raise StatementError(self.text, len(self.text) + 1, "it ends where an option was expected")
        self.place += 1
        return self.tokens[self.place - 1]

    def _take(self, *words: str) -> str:
        if self.place < len(self.tokens) and self.tokens[self.place][0] == "operator" and self.tokens[self.place][1] in words:
            self.place += 1
            return self.tokens[self.place - 1][1]
        return ""
