"""Orders from statements, weights and rankings; what is unknown in them; what bad models are told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import models

from detente.foresight.analysis import analyse
from detente.foresight.model import (
    Arc,
    DecisionMaker,
    GraphState,
    Infeasible,
    Model,
    Option,
    Preference,
    Prioritised,
    Ranked,
    Statement,
    Weight,
    Weighted,
)
from detente.foresight.preferences import notices, order_of
from detente.foresight.statements import And, Not, Pattern, Taken, holds
from detente.foresight.states import ModelError, graph_of
from detente.foresight.unknown import count_possible, is_certain, possible, robustness

ONE, TWO = Taken(0), Taken(1)


def wishes(*conditions: object, **more: object) -> Prioritised:
    return Prioritised(statements=tuple(Statement(condition=c, text=str(c)) for c in conditions), **more)  # type: ignore[arg-type]


def model(preference: Preference, **changes: object) -> Model:
    """Two options, one each; B is indifferent."""
    base = Model(
        name="small",
        decision_makers=(DecisionMaker(name="A", preference=preference), DecisionMaker(name="B", preference=wishes())),
        options=(Option(name="one", owner="A"), Option(name="two", owner="B")),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def groups(preference: Preference) -> list[list[str]]:
    graph = graph_of(model(preference))
    return [sorted(graph.letters(state) for state in group) for group in order_of(graph, preference).groups()]


def test_statements_compare_like_words_in_a_dictionary() -> None:
    assert groups(wishes(TWO, Not(ONE))) == [["NY"], ["YY"], ["NN"], ["YN"]]


def test_without_statements_all_states_tie() -> None:
    assert groups(wishes()) == [["NN", "NY", "YN", "YY"]]


def test_weights_add_up_and_equal_sums_tie() -> None:
    parts = ((ONE, 0.1), (TWO, 0.2), (And((ONE, TWO)), -0.3))
    weights = tuple(Weight(condition=condition, weight=weight) for condition, weight in parts)
    assert groups(Weighted(weights=weights)) == [["NY"], ["YN"], ["NN", "YY"]]


@given(st.permutations(["NN", "YN", "NY", "YY"]))
def test_a_ranking_is_kept(letters: list[str]) -> None:
    assert groups(Ranked(groups=tuple((state,) for state in letters))) == [[state] for state in letters]


@settings(deadline=None, max_examples=25)
@given(models())
def test_statements_rank_by_the_first_that_differs(drawn: Model) -> None:
    graph = graph_of(drawn)
    for maker in drawn.decision_makers:
        if isinstance(maker.preference, Prioritised):
            met = np.array([holds(s.condition, graph.codes) for s in maker.preference.statements]).T.tolist()
            order = order_of(graph, maker.preference)
            for one in range(len(graph)):
                assert order.prefers(one, 0) == (met[one] > met[0])


def test_a_strong_statement_parts_the_tiers() -> None:
    preference = Prioritised(statements=(Statement(condition=ONE, strong=True), Statement(condition=TWO)))
    graph = graph_of(model(preference))
    order = order_of(graph, preference)
    assert {graph.letters(s): int(order.tier[s]) for s in range(4)} == {"YY": 0, "YN": 0, "NY": 1, "NN": 1}


def test_a_wide_gap_in_weight_and_a_marked_place_in_a_ranking_are_strong() -> None:
    weights = Weighted(weights=(Weight(condition=ONE, weight=5), Weight(condition=TWO, weight=1)), strong_gap=3)
    ranking = Ranked(groups=(("YY",), ("YN",), ("NY",), ("NN",)), strong_below=(1,))
    for preference in (weights, ranking):
        assert order_of(graph_of(model(preference)), preference).tier.tolist() == [1, 0, 1, 0]


RANKING = (("NN",), ("YN",), ("NY",), ("YY",))


@pytest.mark.parametrize(
    ("preference", "words"),
    [
        (Ranked(groups=(*RANKING, ("NN",))), "twice, in place 1 and place 5"),
        (Ranked(groups=RANKING[:3]), "ranks 3 of 4 states; YY"),
        (Ranked(groups=(*RANKING, ("NNN",))), "no feasible state"),
        (wishes(Taken(5)), "looks at option 6; the model has 2"),
        (wishes(*[ONE] * 63), "at most 62"),
        (Weighted(weights=(Weight(condition=ONE, weight=float("nan")),)), "finite"),
    ],
)
def test_a_bad_preference_is_told_clearly(preference: Preference, words: str) -> None:
    with pytest.raises(ModelError, match=words):
        analyse(model(preference))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"options": tuple(Option(name=f"o{k}", owner="A") for k in range(40))}, "40 options"),
        ({"infeasible": (Infeasible(condition=Pattern("--")),)}, "no feasible state"),
        ({"infeasible": (Infeasible(condition=Taken(7)),)}, "looks at option 8"),
        ({"options": (Option(name="one", owner="C"),)}, "belongs to 'C'"),
        ({"options": (Option(name="one", owner="A", moves="sideways"),)}, "sideways"),
        ({"decision_makers": ()}, "needs decision makers"),
        ({"today": "YYY"}, "today's state"),
        ({"states": (GraphState(letters="YN"), GraphState(letters="YN"))}, "given twice"),
        ({"states": (GraphState(letters="Y"),)}, "one letter"),
        ({"states": (GraphState(letters="YN"),), "arcs": (Arc(mover="A", start=0, end=3),)}, "two different states"),
    ],
)
def test_a_bad_model_is_told_clearly(changes: dict[str, object], words: str) -> None:
    with pytest.raises(ModelError, match=words):
        analyse(model(wishes(), **changes))


def test_statements_without_effect_are_noticed() -> None:
    graph = graph_of(model(wishes(ONE, Not(ONE), ONE, And(()))))
    found = notices(graph)
    assert [("contradicts" in line, "same as" in line, "every feasible" in line) for line in found] == [
        (True, False, False),
        (False, True, False),
        (True, False, False),  # the third also contradicts the second
        (False, False, True),
    ]


def test_unknown_order_is_every_order() -> None:
    preference = wishes(ONE, TWO, unordered=((0, 1),))
    assert count_possible(preference) == 2
    assert {tuple(s.condition for s in p.statements) for p in possible(preference)} == {(ONE, TWO), (TWO, ONE)}  # type: ignore[union-attr]


def test_an_unsure_statement_is_held_or_not() -> None:
    preference = Prioritised(statements=(Statement(condition=ONE), Statement(condition=TWO, sure=False)))
    assert not is_certain(preference)
    assert sorted(len(p.statements) for p in possible(preference)) == [1, 2]  # type: ignore[union-attr]


def test_a_group_of_unknown_order_is_every_strict_order() -> None:
    preference = Ranked(groups=(("NN",), ("YN", "NY", "YY")), unknown=(1,))
    assert count_possible(preference) == 6
    assert len({p.groups for p in possible(preference)}) == 6  # type: ignore[union-attr]


def test_shares_over_an_unknown_wish_are_counted() -> None:
    preference = Prioritised(statements=(Statement(condition=ONE, sure=False),))
    found = robustness(model(preference), ("Nash",))
    assert (found.profiles, found.exhaustive) == (2, True)
    assert found.equilibrium["Nash"].tolist() == [0.5, 1, 0.5, 1]
    assert found.always("Nash") == (1, 3)
    assert found.ever("Nash") == (0, 1, 2, 3)


def test_a_sample_is_the_same_for_the_same_seed_and_near_the_whole() -> None:
    preference = Ranked(groups=(("NN", "YN", "NY", "YY"),), unknown=(0,))
    whole = robustness(model(preference), ("Nash", "SEQ"))
    drawn = [robustness(model(preference), ("Nash", "SEQ"), most=20, seed=7) for _ in range(2)]
    assert (whole.profiles, whole.exhaustive, drawn[0].profiles, drawn[0].exhaustive) == (24, True, 20, False)
    assert (drawn[0].equilibrium["SEQ"] == drawn[1].equilibrium["SEQ"]).all()
    assert np.abs(drawn[0].stable["Nash"] - whole.stable["Nash"]).max() < 0.35


@settings(deadline=None, max_examples=15)
@given(models(most_options=3))
def test_a_certain_model_has_shares_of_nought_and_one(drawn: Model) -> None:
    found = robustness(drawn, ("Nash", "SEQ", "SIM"))
    verdicts = analyse(drawn, ("Nash", "SEQ", "SIM"))
    assert found.profiles == 1
    for concept in verdicts.concepts:
        assert (found.stable[concept] == verdicts.stability[concept]).all()


@pytest.mark.parametrize("blocks", [((0, 2),), ((0, 1), (1, 2)), ((2, 3),)])
def test_blocks_of_unknown_order_are_neighbours(blocks: tuple[tuple[int, ...], ...]) -> None:
    with pytest.raises(ModelError, match="side by side"):
        robustness(model(wishes(ONE, TWO, ONE, unordered=blocks)), ("Nash",))
