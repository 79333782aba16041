"""The worked Niger model: base result and every reading of its sections 6 and 7."""

from __future__ import annotations

from dataclasses import replace

import pytest
from niger_case import STATES, niger

from detente.foresight.analysis import Analysis, analyse
from detente.foresight.arcs import ArcEngine
from detente.foresight.matrix import MATRIX_CONCEPTS, better_of, player_of, stable_for
from detente.foresight.moves import improvements
from detente.foresight.stability import BY_MOVES
from detente.foresight.unknown import robustness

FOUR = ("Nash", "GMR", "SMR", "SEQ")
ALL, MUTUAL, NONE = set(FOUR), {"GMR", "SMR"}, set()


def place(found: Analysis, name: str) -> int:
    state = found.graph.find(STATES[name])
    assert state is not None
    return state


def concepts_of(found: Analysis, name: str) -> set[str]:
    return {concept for concept in FOUR if place(found, name) in found.equilibria(concept)}


def test_base_model_has_240_states_and_the_stated_equilibria() -> None:
    found = analyse(niger(), FOUR)
    assert len(found.graph) == 240
    assert {concept: len(found.equilibria(concept)) for concept in FOUR} == {"Nash": 10, "GMR": 44, "SMR": 44, "SEQ": 12}


def test_named_states_rank_as_stated() -> None:
    found = analyse(niger(), ("Nash",))
    expected = {
        "Junta": [["SWAP"], ["SQ1", "SQ2"], ["DEAL"], ["FULL"]],
        "ECOWAS": [["FULL"], ["DEAL"], ["SWAP"], ["SQ1", "SQ2"]],
        "United States": [["FULL"], ["DEAL", "SWAP"], ["SQ1", "SQ2"]],
        "Morocco": [["FULL"], ["DEAL", "SWAP"], ["SQ2"], ["SQ1"]],
    }
    for name, groups in expected.items():
        rank = found.orders[found.graph.number_of(name)].rank
        levels = sorted({int(rank[place(found, state)]) for state in STATES})
        ranked = [sorted(state for state in STATES if rank[place(found, state)] == level) for level in levels]
        assert ranked == [sorted(group) for group in groups]


def test_only_morocco_improves_on_august_2023() -> None:
    found = analyse(niger(), ("Nash",))
    start = place(found, "SQ1")
    gains = {}
    for maker, name in enumerate(found.graph.names):
        starts, ends = improvements(found.graph, maker, found.orders[maker])
        gains[name] = ends[starts == start].tolist()
    assert gains == {"Junta": [], "ECOWAS": [], "United States": [], "Morocco": [place(found, "SQ2")]}


def test_threats_are_never_improvements_for_those_who_make_them() -> None:
    found = analyse(niger(), ("Nash",))
    for name, option in (("ECOWAS", 5), ("United States", 6)):
        maker = found.graph.number_of(name)
        starts, ends = improvements(found.graph, maker, found.orders[maker])
        codes = found.graph.codes
        assert not ((codes[starts] >> option & 1 == 0) & (codes[ends] >> option & 1 == 1)).any()


@pytest.mark.parametrize(
    ("reading", "sq2", "deal", "swap"),
    [
        ({}, ALL, ALL, NONE),
        ({"enough": True}, ALL, NONE, ALL),
        ({"worth": True}, MUTUAL, ALL, NONE),
        ({"enough": True, "worth": True}, MUTUAL, NONE, ALL),
        ({"enough": True, "hostage": True}, ALL, NONE, ALL),
        ({"rearrest": True}, ALL, MUTUAL, MUTUAL | {"SEQ"}),
        ({"enough": True, "rearrest": True}, ALL, MUTUAL, MUTUAL | {"SEQ"}),
        ({"worth": True, "rearrest": True}, MUTUAL, ALL, MUTUAL),
        ({"enough": True, "worth": True, "rearrest": True}, MUTUAL, MUTUAL, ALL),
    ],
    ids=["base", "A", "B", "A+B", "C", "base, re-arrest", "A, re-arrest", "B, re-arrest", "A+B, re-arrest"],
)
def test_each_reading_settles_as_stated(reading: dict[str, bool], sq2: set[str], deal: set[str], swap: set[str]) -> None:
    found = analyse(niger(**reading), FOUR)
    assert {name: concepts_of(found, name) for name in ("SQ2", "DEAL", "SWAP")} == {"SQ2": sq2, "DEAL": deal, "SWAP": swap}


def test_the_swap_gains_junta_and_ecowas_and_case_c_ends_that() -> None:
    base, hostage = analyse(niger(), ("Nash",)), analyse(niger(enough=True, hostage=True), ("Nash",))
    for found, joint in ((base, True), (hostage, False)):
        better = [better_of(found.orders[maker])[place(found, "SQ2"), place(found, "SWAP")] for maker in (0, 1)]
        assert all(better) is joint


@pytest.mark.parametrize("reading", [{}, {"worth": True, "rearrest": True}], ids=["base", "B, re-arrest"])
def test_bits_matrices_and_arcs_agree_on_240_states(reading: dict[str, bool]) -> None:
    found = analyse(niger(**reading), MATRIX_CONCEPTS)
    players = [player_of(found.graph, order, maker) for maker, order in enumerate(found.orders)]
    arcs = ArcEngine(found.graph, found.orders)
    for concept in MATRIX_CONCEPTS:
        for maker, order in enumerate(found.orders):
            others = [player for player in players if player is not players[maker]]
            assert (stable_for(players[maker], others, concept) == found.stability[concept][maker]).all(), concept
            assert (BY_MOVES[concept](arcs, order.rank, maker) == found.stability[concept][maker]).all(), concept


def test_an_unknown_order_of_the_juntas_wishes_leaves_some_states_settled() -> None:
    model = niger()
    junta = model.decision_makers[0]
    preference = replace(junta.preference, unordered=((3, 4, 5, 6, 7),))
    found = robustness(replace(model, decision_makers=(replace(junta, preference=preference), *model.decision_makers[1:])), FOUR)
    assert (found.profiles, found.exhaustive) == (120, True)
    assert place(analyse(model, ("Nash",)), "SQ2") in found.always("SEQ")
    assert set(found.always("SEQ")) < set(found.ever("SEQ"))
