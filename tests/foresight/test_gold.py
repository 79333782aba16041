"""Every published, derived and random case comes out exactly as the definitions say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from gmcr_cases import HERE, case_files, fuzz_cases, model_of

from detente.foresight.analysis import Analysis, analyse
from detente.foresight.moves import by_start, improvements, moves
from detente.foresight.states import Graph, graph_of

pytestmark = HERE
CASES = pytest.mark.parametrize("path", case_files(), ids=lambda path: path.stem)


def numbered(states: tuple[int, ...]) -> list[int]:
    return [state + 1 for state in states]


def table(graph: Graph, pairs: Any) -> dict[str, list[int]]:
    return {str(start + 1): numbered(ends) for start, ends in enumerate(by_start(graph, pairs))}


def assert_verdicts(found: Analysis, stability: dict[str, Any], equilibria: dict[str, list[int]]) -> None:
    for name, concepts in stability.items():
        for concept, states in concepts.items():
            assert numbered(found.stable(concept, name)) == states, (found.model.name, name, concept)
    for concept, states in equilibria.items():
        assert numbered(found.equilibria(concept)) == states, (found.model.name, concept)


@CASES
def test_states_moves_and_rankings_are_the_definitions(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    found = analyse(model_of(case))
    expected = case["expected"]
    graph = found.graph
    assert len(graph) == expected["n_feasible"]
    for state, row in enumerate(expected.get("states", [])):
        assert (graph.letters(state), int(graph.codes[state])) == (row["yn"], row["decimal"])
    for maker, name in enumerate(graph.names):
        ranking = [sorted(group) for group in case["preferences"][name]["ranking"]]
        assert [numbered(group) for group in found.orders[maker].groups()] == ranking
        assert table(graph, improvements(graph, maker, found.orders[maker])) == expected["improvements"][name]
        if "moves" in expected:
            assert table(graph, moves(graph, maker)) == expected["moves"][name]


@CASES
def test_stability_and_equilibria_are_the_definitions(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    expected = case["expected"]
    assert_verdicts(analyse(model_of(case)), expected["stability"]["definition"], expected["equilibria"]["definition"])


def test_three_hundred_random_models_are_the_definitions() -> None:
    cases = fuzz_cases()
    assert len(cases) == 300
    for case in cases:
        model = model_of(case)
        assert len(graph_of(model)) == case["n_feasible"]
        assert_verdicts(analyse(model), case["expected"]["definition"], case["expected"]["equilibria"])
