"""The concepts checked against each other on models drawn at random: two methods, one answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import models, ranked

from detente.foresight.analysis import analyse
from detente.foresight.arcs import ArcEngine
from detente.foresight.cube import CubeEngine
from detente.foresight.logical import LogicalForm
from detente.foresight.matrix import MATRIX_CONCEPTS, player_of, stable_for
from detente.foresight.model import Arc, DecisionMaker, GraphState, Model, Option, Ranked
from detente.foresight.moves import by_start, moves
from detente.foresight.stability import BY_MOVES
from detente.foresight.stability.coalition import coalition_equilibria, coalition_stable, merged_stable
from detente.foresight.stability.horizon import Tree
from detente.foresight.stability.strength import strongly_stable
from detente.foresight.states import graph_of

SIX = ("Nash", "GMR", "SMR", "SEQ", "SSEQ", "SIM")
quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@quick
@given(models())
def test_nash_implies_the_rest_and_the_rest_imply_gmr(model: Model) -> None:
    found = analyse(model).stability
    for inner, outer in (("Nash", "SSEQ"), ("SSEQ", "SEQ"), ("SSEQ", "SMR"), ("SEQ", "GMR"), ("SMR", "GMR"), ("Nash", "SIM")):
        assert (found[inner] <= found[outer]).all(), (inner, outer)


@quick
@given(models())
def test_bits_and_plain_logic_agree(model: Model) -> None:
    found = analyse(model)
    logical = LogicalForm(found.graph, found.orders)
    for concept in SIX:
        for maker in range(len(found.orders)):
            plain = [logical.stable(maker, state, concept) for state in range(len(found.graph))]
            assert found.stability[concept][maker].tolist() == plain, (concept, maker)


@quick
@given(models())
def test_bits_matrices_and_arcs_agree(model: Model) -> None:
    found = analyse(model)
    arcs, cube = ArcEngine(found.graph, found.orders), CubeEngine(found.graph, found.orders)
    players = [player_of(found.graph, order, maker) for maker, order in enumerate(found.orders)]
    for concept in MATRIX_CONCEPTS:
        for maker, order in enumerate(found.orders):
            others = [player for player in players if player is not players[maker]]
            by_matrix = stable_for(players[maker], others, concept)
            assert (by_matrix == found.stability[concept][maker]).all(), concept
            assert (BY_MOVES[concept](arcs, order.rank, maker) == BY_MOVES[concept](cube, order.rank, maker)).all(), concept


@quick
@given(models(blind=False))
def test_a_coalition_of_one_is_its_member(model: Model) -> None:
    found = analyse(model)
    alone = [(maker,) for maker in range(len(found.orders))]
    for concept in MATRIX_CONCEPTS:
        for maker in range(len(found.orders)):
            one = coalition_stable(found.graph, found.orders, (maker,), concept)
            assert (one == found.stability[concept][maker]).all(), concept
        assert (merged_stable(found.graph, found.orders, alone, concept) == found.stability[concept]).all()
    assert (merged_stable(found.graph, found.orders, alone, "SIM") == found.stability["SIM"]).all()


@quick
@given(models())
def test_what_no_coalition_leaves_nobody_leaves(model: Model) -> None:
    found = analyse(model)
    for concept in MATRIX_CONCEPTS:
        together = coalition_equilibria(found.graph, found.orders, concept)
        assert set(np.flatnonzero(together)) <= set(found.equilibria(concept))


@quick
@given(models(), st.randoms(use_true_random=False))
def test_the_order_of_decision_makers_changes_nothing(model: Model, chance: object) -> None:
    shuffled = list(model.decision_makers)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = analyse(model), analyse(replace(model, decision_makers=tuple(shuffled)))
    for concept in SIX:
        for name in one.graph.names:
            assert one.stable(concept, name) == other.stable(concept, name), concept


@quick
@given(models(), st.data())
def test_the_order_of_options_changes_nothing(model: Model, data: st.DataObject) -> None:
    found = analyse(model)
    ranking = tuple(
        replace(maker, misperceived=(), preference=Ranked(groups=tuple(_letters(found, group) for group in order.groups())))
        for maker, order in zip(model.decision_makers, found.orders, strict=True)
    )
    plain = replace(model, decision_makers=ranking, infeasible=model.infeasible)
    places = data.draw(st.permutations(range(len(model.options))))
    one, other = analyse(plain), analyse(_reordered(plain, places))
    for concept in SIX:
        for name in one.graph.names:
            moved = {"".join(one.graph.letters(state)[k] for k in places) for state in one.stable(concept, name)}
            assert moved == {other.graph.letters(state) for state in other.stable(concept, name)}, concept


def _letters(found: object, group: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(found.graph.letters(state) for state in group)  # type: ignore[attr-defined]


def _reordered(model: Model, places: list[int]) -> Model:
    def shift(text: str) -> str:
        return "".join(text[k] for k in places)

    rules = tuple(replace(rule, condition=replace(rule.condition, text=shift(rule.condition.text))) for rule in model.infeasible)
    makers = tuple(
        replace(maker, preference=Ranked(groups=tuple(tuple(shift(state) for state in group) for group in maker.preference.groups)))
        for maker in model.decision_makers
    )
    return replace(model, options=tuple(model.options[k] for k in places), infeasible=rules, decision_makers=makers)


@st.composite
def graphs(draw: st.DrawFn) -> Model:
    """Models in graph form whose moves need not join into one."""
    count = draw(st.integers(2, 6))
    names = ("A", "B", "C")[: draw(st.integers(2, 3))]
    letters = [f"{state:03b}".replace("0", "N").replace("1", "Y") for state in range(count)]
    ends = st.integers(0, count - 1)
    arcs = draw(st.lists(st.tuples(st.sampled_from(names), ends, ends).filter(lambda arc: arc[1] != arc[2]), max_size=14, unique=True))
    return Model(
        name="drawn",
        decision_makers=tuple(DecisionMaker(name=name, preference=draw(ranked(letters))) for name in names),
        options=tuple(Option(name=f"o{k}", owner=names[0]) for k in range(3)),
        states=tuple(GraphState(letters=text) for text in letters),
        arcs=tuple(Arc(mover=mover, start=start, end=end) for mover, start, end in arcs),
    )


@quick
@given(graphs())
def test_arcs_matrices_and_plain_logic_agree_in_graph_form(model: Model) -> None:
    found = analyse(model)
    logical = LogicalForm(found.graph, found.orders)
    players = [player_of(found.graph, order, maker) for maker, order in enumerate(found.orders)]
    for concept in MATRIX_CONCEPTS:
        for maker, player in enumerate(players):
            plain = [logical.stable(maker, state, concept) for state in range(len(found.graph))]
            assert found.stability[concept][maker].tolist() == plain, concept
            assert stable_for(player, [other for other in players if other is not player], concept).tolist() == plain, concept


@quick
@given(models())
def test_strong_sanctions_are_sanctions(model: Model) -> None:
    found = analyse(model)
    for concept in MATRIX_CONCEPTS:
        assert (strongly_stable(found.graph, found.orders, concept) <= found.stability[concept]).all(), concept
    assert (strongly_stable(found.graph, found.orders, "Nash") == found.stability["Nash"]).all()


@quick
@given(models(most_options=4))
def test_looking_one_move_ahead_is_nash(model: Model) -> None:
    found = analyse(model, ("Nash", "L1"))
    assert (found.stability["Nash"] == found.stability["L1"]).all()


@quick
@given(models(most_options=3))
def test_who_stays_at_every_horizon_is_non_myopic_and_who_is_stays_far_out(model: Model) -> None:
    found = analyse(model, ("NM",))
    tree = Tree(found.graph, found.orders)
    foresight, stays = tree.at_once(), []
    for _ in range(60):
        foresight = tree.one_more(foresight)
        stays.append(tree.stays(foresight))
    assert (np.logical_and.reduce(stays) <= found.stability["NM"]).all()
    assert (found.stability["NM"] <= stays[-1]).all()


@quick
@given(models(most_options=4))
def test_moves_of_a_decision_maker_join_into_one(model: Model) -> None:
    graph = graph_of(model)
    for maker in range(len(graph.names)):
        ends = by_start(graph, moves(graph, maker))
        for start, reached in enumerate(ends):
            assert {far for near in reached for far in ends[near]} - {start} <= set(reached)


@quick
@given(graphs(), st.data())
def test_the_order_of_states_changes_nothing_in_graph_form(model: Model, data: st.DataObject) -> None:
    count = len(model.states)
    places = data.draw(st.permutations(range(count)))  # the new place of each state
    states = tuple(model.states[places.index(place)] for place in range(count))
    arcs = tuple(replace(arc, start=places[arc.start], end=places[arc.end]) for arc in model.arcs)
    one, other = analyse(model), analyse(replace(model, states=states, arcs=arcs))
    for concept in one.concepts:
        for name in one.graph.names:
            assert {places[state] for state in one.stable(concept, name)} == set(other.stable(concept, name)), concept
