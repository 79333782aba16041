"""Around stability: ways from today, reasons, what would have to be preferred, what an assumption carries, a mediator's goals."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente
from detente.errors import ConfigError
from detente.foresight.analyses.board import board_of
from detente.foresight.analyses.edits import Edit, apply, edit_words, option_edits, preference_edits
from detente.foresight.analyses.explaining import EXPLAINED, explain
from detente.foresight.analyses.goals import Goal, seek
from detente.foresight.analyses.inverse import inverse, profile_counts
from detente.foresight.analyses.sensitivity import sensitivity
from detente.foresight.analyses.status_quo import fewest_moves, routes
from detente.foresight.analysis import analyse
from detente.foresight.formats import load_model
from detente.foresight.formats.cases import case_model
from detente.foresight.formats.source import Source
from detente.foresight.model import DecisionMaker, Model, Option, Ranked

NIGER = Path(detente.__file__).parent / "examples" / "models" / "niger-august-2023.toml"
BASIC = ("Nash", "GMR", "SMR", "SEQ")


@pytest.fixture(scope="module")
def niger():
    return analyse(load_model(NIGER))


@pytest.fixture(scope="module")
def fuzz(shared):
    lines = (shared / "gold" / "gmcr" / "fuzz_300.jsonl").read_text(encoding="utf-8").splitlines()
    return [case_model(Source(f"line {number}", json.loads(line), {})) for number, line in enumerate(lines[::6], 1)]


def named(analysis, name):
    return next(state for state in range(len(analysis.graph)) if analysis.graph.label(state) == name)


def dilemma(rankings=(("YN", "NN", "YY", "NY"), ("NY", "NN", "YY", "YN"))):
    """Two who may each defect (Y); the ranking of each is best first."""
    makers = tuple(
        DecisionMaker(name=name, preference=Ranked(groups=tuple((s,) for s in order))) for name, order in zip("AB", rankings, strict=True)
    )
    options = (Option(name="defect", owner="A", key="a"), Option(name="defect", owner="B", key="b"))
    return Model(name="dilemma", decision_makers=makers, options=options, today="NN")


rankings = st.tuples(*(st.permutations(["NN", "YN", "NY", "YY"]),) * 2)


def test_ways_from_today_are_those_of_the_published_graph(shared):
    file = shared / "gold" / "gmcr" / "elmira9.json"
    expected = json.loads(file.read_text(encoding="utf-8"))["expected"]["status_quo"]
    board = board_of(analyse(load_model(file)))
    start = expected["from"] - 1
    for key, only in (("by_improvements_min_moves", True), ("by_moves_min_moves", False)):
        found = {str(state + 1): moves for state, moves in fewest_moves(board, start, improvements_only=only).items()}
        assert found == expected[key]


def test_only_the_mediator_moves_from_the_stalemate(niger):
    board = board_of(niger)
    reached = routes(board, niger.graph.today, improvements_only=True)
    assert [niger.graph.label(state) for state in sorted(reached)] == ["stalemate", "quiet talks"]
    assert [niger.graph.names[mover] for mover in reached[named(niger, "quiet talks")].movers] == ["Mediator"]


def test_a_release_asks_the_junta_for_a_sacrifice(niger):
    board = board_of(niger)
    way = routes(board, niger.graph.today)[named(niger, "release for relief")]
    losers = {niger.graph.names[step.mover] for step in way.steps if not step.gains}
    assert way.sacrifices == len([step for step in way.steps if not step.gains]) >= 1
    assert "Junta" in losers


@given(rankings)
def test_a_route_is_legal_and_ends_where_it_says(orders):
    board = board_of(analyse(dilemma(orders)))
    for end, way in routes(board, 0).items():
        places = [0, *(step.end for step in way.steps)]
        assert places[-1] == end
        assert [step.start for step in way.steps] == places[:-1]
        assert all(one != other for one, other in zip(way.movers, way.movers[1:], strict=False))
        assert all(step.end in board.moves[step.mover][step.start] for step in way.steps)


def assert_reasons_agree(analysis):
    board = board_of(analysis)
    for concept in set(EXPLAINED) & set(analysis.concepts):
        for maker in board.makers:
            for state in range(len(analysis.graph)):
                reason = explain(board, maker, state, concept)
                assert reason.stable == analysis.stability[concept][maker, state], (analysis.model.name, concept, maker, state)
                for thread in reason.threads:
                    assert thread.lands is None or board.rank[maker][thread.lands] >= board.rank[maker][state]


def test_reasons_agree_with_the_engines_on_random_models(fuzz):
    assert len(fuzz) == 50
    for model in fuzz:
        assert_reasons_agree(analyse(model))


@given(rankings)
def test_reasons_agree_with_the_engines_on_two_by_two_games(orders):
    assert_reasons_agree(analyse(dilemma(orders)))


def test_reasons_agree_with_the_engines_on_published_cases(shared):
    for name in ("Garrison", "elmira9", "SI_misp"):
        assert_reasons_agree(analyse(load_model(shared / "gold" / "gmcr" / f"{name}.json")))


def test_no_reasons_are_invented_for_other_concepts():
    with pytest.raises(ConfigError, match="L2"):
        explain(board_of(analyse(dilemma())), 0, 0, "L2")


@pytest.mark.parametrize("concept", BASIC)
def test_meeting_the_requirements_makes_the_state_an_equilibrium(concept, niger):
    board = board_of(niger)
    for state in (named(niger, "release for relief"), niger.graph.today):
        for need in inverse(board, state, concept).requirements:
            assert not niger.stability[concept][need.maker, state]
            assert need.rise >= 1
            assert all(
                way and all(board.rank[need.maker][end] < board.rank[need.maker][state] for end in way)
                for t in need.temptations
                for way in t.ways
            )


@given(rankings, st.sampled_from(BASIC))
def test_a_state_that_rises_as_told_is_stable_and_one_place_less_is_not(orders, concept):
    analysis = analyse(dilemma(orders))
    board = board_of(analysis)
    for state in range(4):
        needs = inverse(board, state, concept).requirements
        assert {need.maker for need in needs} == {m for m in (0, 1) if not analysis.stability[concept][m, state]}
        for need in needs:
            assert risen(analysis, state, (need.maker, need.rise), concept)
            assert need.rise == 1 or not risen(analysis, state, (need.maker, need.rise - 1), concept)


def test_a_threat_that_were_credible_would_deter(fuzz):
    told = 0
    for model in fuzz:
        board = board_of(analyse(model))
        for state in range(len(board.analysis.graph)):
            for need in inverse(board, state, "SEQ").requirements:
                for temptation in (temptation for temptation in need.temptations if temptation.threat):
                    told += 1
                    places = [temptation.end, *(step.end for step in temptation.threat)]
                    assert [step.start for step in temptation.threat] == places[:-1]
                    assert board.rank[need.maker][places[-1]] >= board.rank[need.maker][state]
                    assert not all(step.gains for step in temptation.threat)
                    assert need.maker not in {step.mover for step in temptation.threat}
    assert told > 100


def risen(analysis, state, change, concept):
    maker, rise = change
    groups = [[analysis.graph.letters(s) for s in group if s != state] for group in analysis.orders[maker].groups()]
    groups[int(analysis.orders[maker].rank[state]) - rise].append(analysis.graph.letters(state))
    model = analysis.model
    makers = list(model.decision_makers)
    makers[maker] = DecisionMaker(name=makers[maker].name, preference=Ranked(groups=tuple(tuple(group) for group in groups if group)))
    return analyse(Model(name="risen", decision_makers=tuple(makers), options=model.options), (concept,)).stability[concept][maker, state]


def test_counts_of_orders_are_those_of_the_definition(shared):
    case = json.loads((shared / "gold" / "gmcr" / "SyriaIraq.json").read_text(encoding="utf-8"))["expected"]
    analysis = analyse(load_model(shared / "gold" / "gmcr" / "SyriaIraq.json"))
    told = case["inverse_definition"]
    vary = {analysis.graph.names.index(name): tuple(span) for name, span in told["vary_rank_groups"].items()}
    for state in ("1", "2"):
        assert profile_counts(analysis, int(state) - 1, vary, BASIC) == {"profiles": told["profiles"], **told["count"][state]}
    handout = case["inverse_handout_case"]
    found = profile_counts(analysis, handout["desired_state"] - 1, {0: (0, 6)}, BASIC)
    assert found == {"profiles": handout["profiles"], **handout["definition"]}


def test_too_many_orders_are_not_counted(niger):
    with pytest.raises(ConfigError, match="too many"):
        profile_counts(niger, 0, {0: (0, 20)}, ("Nash",))


def test_what_each_assumption_carries(niger):
    found = sensitivity(niger, ("SEQ",))
    touching = {edit_words(niger.model, v.edit): v.edit.kind for v in found.variations if named(niger, "quiet talks") in v.touched}
    assert touching["Junta wants the opposite of “not release”"] == "turn"
    assert set(touching.values()) == {"turn"}
    for variation in found.variations:
        changed = set(analyse(apply(niger.model, variation.edit), ("SEQ",)).equilibria("SEQ"))
        before = set(niger.equilibria("SEQ"))
        assert changed - before == {s for _, states in variation.gained for s in states}
        assert before - changed == {s for _, states in variation.lost for s in states}


def test_a_mediators_goal_is_met_by_a_small_change(niger):
    goal = Goal(stable=(niger.graph.letters(named(niger, "release for relief")),), concept="Nash")
    search = seek(niger, goal)
    assert not search.met
    assert Edit("remove", niger.model.options.index(next(o for o in niger.model.options if o.key == "sanctions"))) in {
        remedy.edits[0] for remedy in search.remedies
    }
    for remedy in search.remedies:
        changed = analyse(apply(niger.model, remedy.edits[0]), ("Nash",))
        assert changed.graph.find(goal.stable[0]) in changed.equilibria("Nash")


def test_a_goal_that_holds_needs_nothing():
    assert seek(analyse(dilemma()), Goal(stable=("YY",), concept="Nash")).met


def test_a_goal_can_be_that_a_state_ends():
    search = seek(analyse(dilemma()), Goal(unstable=("YY",), concept="Nash"))
    assert search.remedies
    for remedy in search.remedies:
        changed = analyse(apply(dilemma(), remedy.edits[0]), ("Nash",))
        assert changed.graph.find("YY") not in changed.equilibria("Nash")


@pytest.mark.parametrize("goal", [Goal(), Goal(stable=("YYY",))])
def test_a_goal_that_cant_be_sought_says_why(goal):
    with pytest.raises(ConfigError):
        seek(analyse(dilemma()), goal)


def test_a_search_that_would_not_end_is_not_begun(niger):
    both = tuple(niger.graph.letters(named(niger, name)) for name in ("stalemate", "release for relief"))
    with pytest.raises(ConfigError, match="too many"):
        seek(niger, Goal(stable=both, concept="Nash", most=3))


def test_every_edit_has_words_and_gives_a_model(niger):
    for edit in (*option_edits(niger.model), *preference_edits(niger.model, ("swap", "drop", "turn", "raise"))):
        assert any(maker.name in edit_words(niger.model, edit) for maker in niger.model.decision_makers)
        assert apply(niger.model, edit) != niger.model
