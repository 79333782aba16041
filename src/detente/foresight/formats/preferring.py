"""The preferences of a model file: statements, weights or a ranking, with the faults that only show when they are read together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.foresight.formats.checking import suggestion
from detente.foresight.formats.source import Source
from detente.foresight.formats.toml_lines import Place
from detente.foresight.model import Option, Preference, Prioritised, Ranked, Statement, Weight, Weighted
from detente.foresight.statements import Condition, Truths, holds, options_in
from detente.foresight.syntax import StatementError, parse_statement

_MOST_COMPARED = 14  # options of two statements that are compared over all their combinations


@dataclass(frozen=True, slots=True)
class Names:
    """What a file's words stand for: options by key, states by name (their letters)."""

    source: Source
    options: tuple[Option, ...]
    states: dict[str, str]

    def state(self, place: Place, name: str) -> str:
        """Letters of the state called `name`, or written as letters. Raises ModelError for anything else."""
        if name in self.states:
            return self.states[name]
        if name in self.states.values() or (len(name) == len(self.options) and name and not set(name) - set("YN")):
            return name
        reason = f"{name!r} is neither a named state nor {len(self.options)} letters Y or N{suggestion(name, list(self.states))}"
        raise self.source.error(place, reason)


def read_condition(names: Names, place: Place, text: str) -> Condition:
    """The condition of the statement `text` at `place`."""
    try:
        return parse_statement(text, names.options)
    except StatementError as error:
        raise names.source.error(place, str(error)) from error


def preference(names: Names, place: Place) -> Preference:
    """The preference of the table at `place`, which must have exactly one of the three forms."""
    row: Any = names.source.data
    for step in place:
        row = row[step]
    forms = [form for form in ("prefers", "weights", "ranking") if form in row]
    if len(forms) != 1:
        has = "has no preferences" if not forms else f"has {' and '.join(forms)}"
        reason = f"{'.'.join(map(str, place))} {has}; give one of prefers, weights or ranking (prefers = [] where all is the same to it)"
        raise names.source.error(place, reason)
    if "strong_gap" in row and "weights" not in row:
        raise names.source.error((*place, "strong_gap"), "strong_gap belongs to weights; statements and rankings mark strong = true")
    if "prefers" in row:
        return _prioritised(names, (*place, "prefers"), row["prefers"])
    if "weights" in row:
        return _weighted(names, (*place, "weights"), row)
    return _ranked(names, (*place, "ranking"), row["ranking"])


def _prioritised(names: Names, place: Place, rows: list[Any]) -> Prioritised:
    statements: list[Statement] = []
    places: list[Place] = []
    unordered: list[tuple[int, ...]] = []
    for number, row in enumerate(rows):
        wishes = [((*place, number, n), wish) for n, wish in enumerate(row)] if isinstance(row, list) else [((*place, number), row)]
        if len(wishes) > 1:
            unordered.append(tuple(range(len(statements), len(statements) + len(wishes))))
        for at, wish in wishes:
            statements.append(_statement(names, at, wish))
            places.append(at)
    _contradictions(names, statements, places)
    return Prioritised(statements=tuple(statements), unordered=tuple(unordered))


def _statement(names: Names, place: Place, wish: Any) -> Statement:
    row: dict[str, Any] = {"that": wish} if isinstance(wish, str) else wish
    condition = read_condition(names, place, row["that"])
    sure, strong = row.get("sure", True), row.get("strong", False)
    return Statement(condition=condition, text=row["that"], sure=sure, strong=strong, note=row.get("because", ""))


def _contradictions(names: Names, statements: list[Statement], places: list[Place]) -> None:
    """Turn away a statement that is the opposite of a more important one: it could never have an effect."""
    for number, later in enumerate(statements):
        for earlier, first in enumerate(statements[:number]):
            both = options_in(later.condition) | options_in(first.condition)
            one, other = _truths(first.condition, both), _truths(later.condition, both)
            if one is not None and other is not None and (one != other).all():
                line = names.source.where(places[earlier]).removeprefix(f"{names.source.name}, ")
                reason = f"the statement {later.text!r} contradicts the more important {first.text!r} ({line}); leave one out"
                raise names.source.error(places[number], reason)


def _truths(condition: Condition, options: frozenset[int]) -> Truths | None:
    """Where the condition holds, over all combinations of `options`; None where these are too many."""
    if len(options) > _MOST_COMPARED:
        return None
    codes = np.zeros(1 << len(options), dtype=np.int64)
    for bit, option in enumerate(sorted(options)):
        codes |= ((np.arange(len(codes), dtype=np.int64) >> bit) & 1) << option
    return holds(condition, codes)


def _weighted(names: Names, place: Place, row: Any) -> Weighted:
    weights = []
    for number, item in enumerate(row["weights"]):
        condition = read_condition(names, (*place, number), item["that"])
        if abs(item["weight"]) > 1e12 or item["weight"] != item["weight"]:
            raise names.source.error((*place, number, "weight"), f"the weight {item['weight']} is no plain number; use -100 to 100 or so")
        weights.append(Weight(condition=condition, weight=float(item["weight"]), text=item["that"], note=item.get("because", "")))
    return Weighted(weights=tuple(weights), strong_gap=row.get("strong_gap"))


def _ranked(names: Names, place: Place, rows: list[Any]) -> Ranked:
    groups: list[tuple[str, ...]] = []
    unknown, strong = [], []
    seen: dict[str, str] = {}
    for number, row in enumerate(rows):
        listed = [row] if isinstance(row, str) else row if isinstance(row, list) else row["states"]
        if isinstance(row, dict) and row.get("unknown"):
            unknown.append(number)
        if isinstance(row, dict) and row.get("strong"):
            strong.append(number)
        group = []
        for name in listed:
            letters = names.state((*place, number), name)
            if letters in seen:
                raise names.source.error(
                    (*place, number),
                    f"the state {name!r} stands in the ranking twice (also as {seen[letters]!r}): a ranking can't go in a circle",
                )
            seen[letters] = name
            group.append(letters)
        groups.append(tuple(group))
    return Ranked(groups=tuple(groups), unknown=tuple(unknown), strong_below=tuple(strong))
