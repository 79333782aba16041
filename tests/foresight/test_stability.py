"""Concepts on games small enough to work out by hand, each step told beside the figure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from detente.errors import ConfigError
from detente.foresight.analysis import Analysis, analyse
from detente.foresight.hypergame import analyse_hypergame
from detente.foresight.logical import LogicalForm
from detente.foresight.matrix import player_of, stable_for
from detente.foresight.model import Arc, DecisionMaker, GraphState, Model, Option, Perception, Preference, Prioritised, Ranked, Statement
from detente.foresight.moves import moves_from
from detente.foresight.stability.coalition import coalition_improvements, coalition_stable, merged_stable
from detente.foresight.stability.strength import strongly_stable
from detente.foresight.statements import Taken
from detente.foresight.states import ModelError


def ranking(text: str, strong_below: tuple[int, ...] = ()) -> Ranked:
    return Ranked(groups=tuple((state,) for state in text.split()), strong_below=strong_below)


def game(first: Preference, second: Preference, **changes: object) -> Model:
    """Two decision makers with one option each: Y is to defect (or to hold firm)."""
    base = Model(
        name="two by two",
        decision_makers=(DecisionMaker(name="A", preference=first), DecisionMaker(name="B", preference=second)),
        options=(Option(name="a", owner="A"), Option(name="b", owner="B")),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


DILEMMA = game(ranking("YN NN YY NY"), ranking("NY NN YY YN"))
CHICKEN = game(ranking("YN NN NY YY"), ranking("NY NN YN YY"))


def equilibria(found: Analysis, concept: str) -> set[str]:
    return {found.graph.letters(state) for state in found.equilibria(concept)}


def test_two_moves_ahead_both_cooperating_and_both_defecting_hold() -> None:
    # From NN, A gains YN; there B gains YY, which A likes less than NN. From YY, A could only go to its worst, where B stays.
    found = analyse(DILEMMA, ("L1", "L2", "NM"))
    assert equilibria(found, "L1") == {"YY"}
    assert equilibria(found, "L2") == {"NN", "YY"}
    assert equilibria(found, "NM") == {"NN", "YY"}


def test_in_chicken_far_sight_holds_the_compromise_and_nothing_else() -> None:
    # Two ahead, B answers A's victory YN with YY, expecting A to give way: nobody is safe. From three on, neither begins at NN
    # (Brams & Wittman 1981: the compromise is chicken's only non-myopic equilibrium).
    found = analyse(CHICKEN, ("L1", "L2", "L3", "NM"))
    assert {concept: equilibria(found, concept) for concept in found.concepts} == {
        "L1": {"YN", "NY"},
        "L2": set(),
        "L3": {"NN"},
        "NM": {"NN"},
    }


def test_with_ties_several_ends_are_expected_and_the_worst_counts() -> None:
    # From NN, A gains YN, where B is indifferent and stays: A moves. Were B to gain NY or YY alike, A would expect the worst, YY.
    indifferent = Ranked(groups=(("NN", "YN", "NY", "YY"),))
    found = analyse(game(ranking("YN NN NY YY"), indifferent), ("L3",))
    assert found.stable("L3", "B") == (0, 1, 2, 3)
    assert found.stable("L3", "A") == (1, 2)


def test_reasons_name_the_reply() -> None:
    # GMR at NN of the dilemma: A's gain YN is answered by B's move to YY.
    found = analyse(DILEMMA, ("GMR", "SMR"))
    logical = LogicalForm(found.graph, found.orders)
    (deviation,) = logical.deviations(0, 0, "SMR")
    assert (deviation.to, deviation.sanction, deviation.answers) == (1, ((1, 3),), (2,))
    assert deviation.deterred


def test_a_strong_sanction_makes_cooperation_strong() -> None:
    # A's gain from NN is answered with YY: strong for A where the gap lies between NN and YY, weak where it lies above NN.
    for below, strong in (((1,), True), ((0,), False)):
        model = game(ranking("YN NN YY NY", below), ranking("NY NN YY YN", below))
        found = analyse(model, ("GMR", "SEQ"))
        for concept in ("GMR", "SEQ"):
            assert found.stability[concept][:, 0].all()
            assert strongly_stable(found.graph, found.orders, concept)[:, 0].tolist() == [strong, strong]


def test_together_both_leave_defection() -> None:
    found = analyse(DILEMMA, ("Nash",))
    both = (0, 1)
    assert coalition_improvements(found.graph, found.orders, both) == ((), (), (), (0,))
    assert coalition_stable(found.graph, found.orders, both, "GMR").tolist() == [True, True, True, False]
    assert merged_stable(found.graph, found.orders, [both], "Nash").tolist() == [[True, True, True, False]]


def test_parts_must_hold_everyone_once() -> None:
    found = analyse(DILEMMA, ("Nash",))
    with pytest.raises(ModelError, match="each of the 2 decision makers once"):
        merged_stable(found.graph, found.orders, [(0,)], "Nash")


def test_a_common_move_can_be_made_by_both() -> None:
    truce = Option(name="fight", owner="A", also=("B",))
    model = game(ranking("N Y"), ranking("Y N"), options=(truce,))
    found = analyse(model)
    assert [moves_from(found.graph, maker, 0) for maker in (0, 1)] == [(1,), (1,)]
    assert found.stable("Nash", "A") == (0,)
    assert found.stable("Nash", "B") == (1,)
    assert found.equilibria("Nash") == ()
    assert found.equilibria("SIM") == ()


def test_one_way_options_go_one_way() -> None:
    for ways, from_n, from_y in (("take", (1,), ()), ("drop", (), (0,)), ("both", (1,), (0,)), ("none", (), ())):
        model = game(ranking("N Y"), ranking("Y N"), options=(Option(name="a", owner="A", moves=ways),))
        found = analyse(model, ("Nash",))
        assert (moves_from(found.graph, 0, 0), moves_from(found.graph, 0, 1)) == (from_n, from_y)


def test_nobody_moves_twice_running_in_a_reply() -> None:
    # A gains 0 -> 1. B alone could reach 3, bad for A, but only by two moves of its own: no sanction. With C between, it can.
    states = tuple(GraphState(letters=text) for text in ("NN", "YN", "NY", "YY"))
    arcs = (Arc(mover="A", start=0, end=1), Arc(mover="B", start=1, end=2), Arc(mover="B", start=2, end=3))
    alone = game(ranking("YN NY NN YY"), ranking("NN YN NY YY"), states=states, arcs=arcs)
    assert 0 not in analyse(alone, ("GMR",)).stable("GMR", "A")
    third = DecisionMaker(name="C", preference=ranking("NN YN NY YY"))
    between = (Arc(mover="B", start=1, end=2), Arc(mover="C", start=2, end=0), Arc(mover="B", start=0, end=3))
    helped = replace(alone, decision_makers=(*alone.decision_makers, third), arcs=(arcs[0], *between))
    assert 0 in analyse(helped, ("GMR",)).stable("GMR", "A")


def test_sim_needs_options() -> None:
    model = replace(DILEMMA, states=(GraphState(letters="NN"),), decision_makers=(DecisionMaker(name="A", preference=ranking("NN")),))
    model = replace(model, options=(Option(name="a", owner="A"), Option(name="b", owner="A")))
    assert "SIM" not in analyse(model).concepts
    with pytest.raises(ModelError, match="graph form"):
        analyse(model, ("SIM",))


@pytest.mark.parametrize("concept", ["Stackelberg", "L0", "L100", "nash"])
def test_an_unknown_concept_is_told_with_the_known(concept: str) -> None:
    with pytest.raises(ConfigError, match="known are Nash, GMR, SMR, SEQ, SSEQ, SIM, NM"):
        analyse(DILEMMA, (concept,))


def test_what_was_not_analysed_can_not_be_asked() -> None:
    found = analyse(DILEMMA, ("Nash",))
    with pytest.raises(ConfigError, match="was not analysed"):
        found.equilibria("GMR")
    with pytest.raises(ConfigError, match="no decision maker is called 'C'"):
        found.stable("Nash", "C")
    with pytest.raises(ConfigError, match="matrix form"):
        stable_for(player_of(found.graph, found.orders[0], 0), [], "SIM")
    with pytest.raises(ConfigError, match="logical form"):
        LogicalForm(found.graph, found.orders).deviations(0, 0, "NM")


def test_a_false_belief_can_hold_a_state_that_the_real_game_would_not() -> None:
    # In the dilemma A leaves NN under SEQ only if B would not answer. A, believing that B cooperates whatever comes, leaves it.
    meek = ranking("NN YN NY YY")
    found = analyse_hypergame(replace(DILEMMA, perceptions=(Perception(viewer="A", preferences=(("B", meek),)),)), ("Nash", "SEQ"))
    assert 0 in found.real.equilibria("SEQ")
    assert 0 not in found.equilibria("SEQ")
    assert found.lost_by_error("SEQ") == (0,)
    assert found.held_by_error("SEQ") == ()
    # Nash asks of nobody what others prefer.
    assert found.equilibria("Nash") == found.real.equilibria("Nash")


def test_who_knows_nothing_of_an_option_is_not_deterred_by_it() -> None:
    # A does not know that B can defect: in A's game defecting goes unpunished, so A leaves NN under GMR.
    found = analyse_hypergame(replace(DILEMMA, perceptions=(Perception(viewer="A", unseen=(1,)),)), ("GMR",))
    assert len(found.seen[0].graph) == 2
    assert 0 in found.real.equilibria("GMR")
    assert found.stability["GMR"].tolist() == [[False, True, False, True], found.real.stability["GMR"][1].tolist()]


def test_without_perceptions_a_hypergame_is_the_game() -> None:
    found = analyse_hypergame(DILEMMA)
    for concept in found.real.concepts:
        assert np.array_equal(found.stability[concept], found.real.stability[concept])


def test_a_perception_of_nobody_is_turned_away() -> None:
    with pytest.raises(ModelError, match="perception of 'C'"):
        analyse_hypergame(replace(DILEMMA, perceptions=(Perception(viewer="C"),)))


def test_who_misperceives_a_state_neither_leaves_nor_enters_it() -> None:
    blind = DecisionMaker(name="A", preference=Prioritised(statements=(Statement(condition=Taken(0)),)), misperceived=(Taken(1),))
    found = analyse(replace(DILEMMA, decision_makers=(blind, DILEMMA.decision_makers[1])), ("Nash",))
    assert [moves_from(found.graph, 0, state) for state in range(4)] == [(1,), (0,), (), ()]
    assert found.stable("Nash", "A") == (1, 2, 3)


def test_a_list_of_moves_that_would_fill_the_memory_is_refused():
    many = tuple(Option(name=f"a{k}", owner="A") for k in range(15))
    wide = game(Prioritised(statements=()), Prioritised(statements=()), options=(*many, Option(name="b", owner="B")))
    with pytest.raises(ModelError, match="split its options"):
        analyse(wide, ("SIM",))
