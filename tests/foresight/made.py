"""Models drawn by hypothesis, and small ones written out, for the tests of the room."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from detente.foresight.model import DecisionMaker, Infeasible, Model, Option, Preference, Prioritised, Ranked, Statement, Weight, Weighted
from detente.foresight.statements import And, Condition, If, Iff, Not, Or, Pattern, Taken
from detente.foresight.states import graph_of

NAMES = ("A", "B", "C", "D")


def conditions(count: int) -> st.SearchStrategy[Condition]:
    """Conditions on `count` options, a few levels deep."""
    leaf = st.one_of(st.integers(0, count - 1).map(Taken), st.text("YN-", min_size=count, max_size=count).map(Pattern))
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            inner.map(Not),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: And(tuple(parts))),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: Or(tuple(parts))),
            st.tuples(inner, inner).map(lambda pair: If(*pair)),
            st.tuples(inner, inner).map(lambda pair: Iff(*pair)),
        ),
        max_leaves=5,
    )


@st.composite
def ranked(draw: st.DrawFn, letters: list[str]) -> Ranked:
    """A random ranking of all `letters`, with ties."""
    shuffled = draw(st.permutations(letters))
    groups: list[list[str]] = [[]]
    for state in shuffled:
        if groups[-1] and draw(st.booleans()):
            groups.append([])
        groups[-1].append(state)
    return Ranked(groups=tuple(tuple(group) for group in groups))


@st.composite
def preferences(draw: st.DrawFn, count: int, letters: list[str]) -> Preference:
    """Any of the three forms of preference."""
    kind = draw(st.sampled_from(("prioritised", "weighted", "ranked")))
    if kind == "ranked":
        return draw(ranked(letters))
    wishes = draw(st.lists(conditions(count), min_size=1, max_size=5))
    if kind == "weighted":
        return Weighted(weights=tuple(Weight(condition=wish, weight=draw(st.integers(-4, 4))) for wish in wishes))
    return Prioritised(statements=tuple(Statement(condition=wish, strong=draw(st.booleans())) for wish in wishes))


@st.composite
def models(draw: st.DrawFn, most_options: int = 5, least_makers: int = 2, common: bool = True, blind: bool = True) -> Model:
    """Models in option form, two to four decision makers, with infeasible states, one-way options and common moves."""
    makers = NAMES[: draw(st.integers(least_makers, 4))]
    count = draw(st.integers(2, most_options))
    options = tuple(
        Option(
            name=f"o{number}",
            owner=draw(st.sampled_from(makers)),
            moves=draw(st.sampled_from(("both", "both", "take", "drop", "none"))),
            also=(draw(st.sampled_from(makers)),) if common and draw(st.integers(0, 4)) == 0 else (),
        )
        for number in range(count)
    )
    rules = draw(st.lists(st.text("YN--", min_size=count, max_size=count), max_size=3))
    infeasible = tuple(Infeasible(condition=Pattern(text)) for text in rules if text.count("-") < count - 1)
    everyone = tuple(DecisionMaker(name=name, preference=Prioritised(statements=())) for name in makers)
    bare = Model(name="made", decision_makers=everyone, options=options, infeasible=infeasible)
    graph = graph_of(bare if _possible(bare) else replace(bare, infeasible=()))
    letters = [graph.letters(state) for state in range(len(graph))]
    stated = tuple(
        DecisionMaker(
            name=name,
            preference=draw(preferences(count, letters)),
            misperceived=(draw(conditions(count)),) if blind and draw(st.integers(0, 5)) == 0 else (),
        )
        for name in makers
    )
    return replace(graph.model, decision_makers=stated)


def _possible(model: Model) -> bool:
    patterns = [rule.condition.text for rule in model.infeasible if isinstance(rule.condition, Pattern)]
    return any(
        all(any(want != "-" and (want == "Y") != bool(code >> k & 1) for k, want in enumerate(text)) for text in patterns)
        for code in range(1 << len(model.options))
    )
