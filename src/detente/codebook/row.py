"""A row of a codebook table, and how its cells are read. Every complaint names file, row, column, value, reason and remedy."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from detente.errors import CodebookError

DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
YES_NO = {"yes": True, "no": False, "": False}


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by column, with the file and the line they stand in."""

    file: str
    number: int
    cells: Mapping[str, str]

    def error(self, column: str, reason: str, remedy: str) -> CodebookError:
        """The error to raise for the cell under `column`."""
        return CodebookError(f"{self.file}, row {self.number}, column {column}: {self.cells.get(column, '')!r} {reason}: {remedy}")

    def text(self, column: str) -> str:
        """The cell's text; "" where the file has no such column."""
        return self.cells.get(column, "")

    def required(self, column: str) -> str:
        """The cell's text. Raises CodebookError where it's empty."""
        if not self.text(column):
            raise self.error(column, "is empty", "fill the cell, or delete the row")
        return self.text(column)

    def items(self, column: str) -> tuple[str, ...]:
        """The parts of a list cell, which ";" divides, each once and in their order."""
        value = self.cells.get(column)
        if not value:
            return ()
        return tuple(dict.fromkeys(part for item in value.split(";") if (part := item.strip())))

    def code(self, column: str, known: Collection[str], what: str) -> str:
        """The cell's code. Raises CodebookError where it isn't one of `known`; `what` says in words where the codes are listed."""
        return self._known(column, self.required(column), known, what)

    def codes(self, column: str, known: Collection[str], what: str) -> tuple[str, ...]:
        """The codes of a list cell. Raises CodebookError where one isn't among `known`."""
        return tuple(self._known(column, item, known, what) for item in self.items(column))

    def flag(self, column: str) -> bool:
        """Whether the cell says yes. Raises CodebookError where it says neither yes nor no nor nothing."""
        value = self.cells.get(column, "").lower()
        if value not in YES_NO:
            raise self.error(column, "is neither yes nor no", "write yes, no, or nothing")
        return YES_NO[value]

    def number_within(self, column: str, low: float, high: float) -> float | None:
        """The cell's number, None where it's empty. Raises CodebookError where it's no number from `low` to `high`."""
        if not self.text(column):
            return None
        try:
            value = float(self.text(column))
        except ValueError as error:
            raise self.error(column, "is no number", f"write a number from {low:g} to {high:g}, with a point") from error
        if math.isnan(value) or not low <= value <= high:
            raise self.error(column, f"isn't from {low:g} to {high:g}", "mend the number, or leave the cell empty")
        return value

    def whole(self, column: str) -> int | None:
        """The cell's whole number, None where it's empty. Raises CodebookError where it's not a positive whole number."""
        value = self.text(column)
        if not value:
            return None
        if not (value.isascii() and value.isdecimal() and len(value) <= 12):
            raise self.error(column, "is no whole number", "write digits alone, or leave the cell empty")
        return int(value)

    def day(self, column: str) -> str | None:
        """The cell's ISO year, month or day, None where it's empty. Raises CodebookError where it's none of them."""
        value = self.text(column)
        if value and not DAY.fullmatch(value):
            raise self.error(column, "is no date", "write 2023, 2023-07 or 2023-07-26")
        return value or None

    def _known(self, column: str, value: str, known: Collection[str], what: str) -> str:
        if value not in known:
            raise self.error(column, f"holds the unknown code {value!r}", f"use one of {what}")
        return value
