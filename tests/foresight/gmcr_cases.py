"""The cases of the shared gold folder as models, read straight from their JSON."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from detente.foresight.model import Arc, DecisionMaker, GraphState, Infeasible, Model, Option, Prioritised, Ranked, Statement
from detente.foresight.statements import Or, Pattern
from detente.foresight.states import letters_of

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[2] / "../shared"))
GMCR = SHARED / "gold" / "gmcr"
HERE = pytest.mark.skipif(not GMCR.is_dir(), reason="needs the shared gold cases; set DETENTE_SHARED")
WAYS = {"both": "both", "N->Y only": "take", "Y->N only": "drop", "none": "none"}


def case_files() -> list[Path]:
    return sorted(GMCR.glob("*.json"))


def fuzz_cases() -> list[dict[str, Any]]:
    lines = (GMCR / "fuzz_300.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def model_of(case: dict[str, Any]) -> Model:
    """The model of a gold case or of a line of the random models."""
    name = str(case.get("name", case.get("seed")))
    options = _options(case)
    infeasible = tuple(Infeasible(condition=Pattern(text), text=text) for text in case.get("infeasible", []))
    states = tuple(GraphState(letters=row["yn"], label=row.get("label", "")) for row in case.get("states", []))
    arcs = tuple(Arc(mover=who, start=a - 1, end=b - 1) for who, pairs in case.get("arcs", {}).items() for a, b in pairs)
    letters = [state.letters for state in states] or _feasible_letters(case, len(options))
    makers = tuple(_maker(row["name"], case, letters) for row in case["decision_makers"])
    return Model(name=name, decision_makers=makers, options=options, infeasible=infeasible, states=states, arcs=arcs)


def _options(case: dict[str, Any]) -> tuple[Option, ...]:
    if "arcs" in case:
        return tuple(Option(name=name, owner=row["name"]) for row in case["decision_makers"] for name in row["options"])
    rows = [row if isinstance(row, list) else [row["name"], row["owner"], row["moves"]] for row in case["options"]]
    return tuple(Option(name=name, owner=owner, moves=WAYS[moves]) for name, owner, moves in rows)


def _feasible_letters(case: dict[str, Any], count: int) -> list[str]:
    every = (letters_of(code, count) for code in range(1 << count))
    return [text for text in every if not any(_matches(text, pattern) for pattern in case["infeasible"])]


def _matches(text: str, pattern: str) -> bool:
    return all(want in ("-", got) for got, want in zip(text, pattern, strict=True))


def _maker(name: str, case: dict[str, Any], letters: list[str]) -> DecisionMaker:
    stated = case["preferences"][name]
    blind = tuple(Pattern(text) for text in case.get("misperceived", {}).get(name, []))
    if stated["form"] == "prioritised":
        wishes = [Or(tuple(Pattern(text) for text in row["any_of"])) for row in stated["statements"]]
        wanted = Prioritised(statements=tuple(Statement(condition=wish) for wish in wishes))
        return DecisionMaker(name=name, preference=wanted, misperceived=blind)
    groups = tuple(tuple(letters[number - 1] for number in group) for group in stated["ranking"])
    return DecisionMaker(name=name, preference=Ranked(groups=groups), misperceived=blind)
