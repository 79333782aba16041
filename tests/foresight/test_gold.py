"""Every published, derived and random case comes out exactly as the definitions say."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from gmcr_cases import GMCR, HERE, case_files, fuzz_cases, model_of

from detente.foresight.analysis import Analysis, analyse
from detente.foresight.model import Ranked
from detente.foresight.moves import by_start, improvements, moves
from detente.foresight.preferences import Order, orders_of
from detente.foresight.stability.coalition import coalition_improvements, merged_stable
from detente.foresight.states import Graph, graph_of
from detente.foresight.unknown import robustness

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


@CASES
def test_coalitions_are_the_definitions(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    expected = case["expected"]
    if "coalition_improvements" not in expected:
        assert "merged_coalition" not in expected
        return
    found = analyse(model_of(case), ("Nash",))
    stated = expected["coalition_improvements"]
    for names, by_state in stated.get("by_coalition", stated).items():
        members = tuple(found.graph.number_of(name) for name in names.split(" + "))
        reached = coalition_improvements(found.graph, found.orders, members)
        assert {str(s + 1): numbered(ends) for s, ends in enumerate(reached) if ends} == by_state, names
    if "merged_coalition" in expected:
        assert_merged(found, expected["merged_coalition"])


def assert_merged(found: Analysis, expected: dict[str, Any]) -> None:
    parts = [tuple(found.graph.number_of(name) for name in names) for names in expected["coalitions"]]
    for concept, states in expected["equilibria"]["definition"].items():
        verdicts = merged_stable(found.graph, found.orders, parts, concept)
        assert (np.flatnonzero(verdicts.all(axis=0)) + 1).tolist() == states, concept
        for names, row in zip(expected["coalitions"], verdicts, strict=True):
            assert (np.flatnonzero(row) + 1).tolist() == expected["stability"]["definition"][", ".join(names)][concept], (names, concept)


@pytest.mark.parametrize("name", ["Prisoners", "SyriaIraq", "MilkRiver", "Garrison"])
def test_counts_over_permuted_ranks_are_the_definitions(name: str) -> None:
    case = json.loads((GMCR / f"{name}.json").read_text(encoding="utf-8"))
    expected = case["expected"]["inverse_definition"]
    assert_counts(case, expected["vary_rank_groups"], expected["profiles"], expected["count"])


def test_the_peers_420_is_384() -> None:
    case = json.loads((GMCR / "SyriaIraq.json").read_text(encoding="utf-8"))
    expected = case["expected"]["inverse_handout_case"]
    assert_counts(case, {"Syria": [0, 6]}, expected["profiles"], {"2": expected["definition"]})


def assert_counts(case: dict[str, Any], varied: dict[str, list[int]], profiles: int, counts: dict[str, Any]) -> None:
    model = model_of(case)
    graph = graph_of(model)
    makers = []
    for maker, order in zip(model.decision_makers, orders_of(graph), strict=True):
        groups = ranking(graph, order)
        first, last = varied.get(maker.name, (0, 0))
        block = tuple(range(first, min(last, len(groups))))
        makers.append(replace(maker, preference=Ranked(groups=groups, unordered=(block,))))
    found = robustness(replace(model, decision_makers=tuple(makers)), ("Nash", "GMR", "SMR", "SEQ"), most=20_000)
    assert (found.profiles, found.exhaustive) == (profiles, True)
    for state, by_concept in counts.items():
        for concept, count in by_concept.items():
            assert round(found.equilibrium[concept][int(state) - 1] * profiles) == count, (state, concept)


def ranking(graph: Graph, order: Order) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(graph.letters(state) for state in group) for group in order.groups())
