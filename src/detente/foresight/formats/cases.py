"""Published cases as JSON (`gmcr-gold/1`): options with owners, patterns of Y, N and -, rankings by state number, from 1."""

from __future__ import annotations

from typing import Any

from detente.foresight.formats.source import Source
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
)
from detente.foresight.statements import Condition, Or, Pattern
from detente.foresight.states import ModelError, graph_of

CASE_FORMAT = "gmcr-gold/1"
_MOVES = {"both": "both", "N->Y only": "take", "Y->N only": "drop"}


def case_model(source: Source) -> Model:
    """The model of a case; what the file says of results is left aside. Raises ModelError where the case lacks something."""
    try:
        return _graph_case(source.data) if "arcs" in source.data else _option_case(source.data)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        reason = f"not a whole case of {CASE_FORMAT}: {type(error).__name__} {error}; compare it with a case that loads"
        raise ModelError(f"{source.name}: {reason}") from error


def _option_case(data: dict[str, Any]) -> Model:
    rows = [row if isinstance(row, dict) else dict(zip(("name", "owner", "moves"), row, strict=True)) for row in data["options"]]
    options = tuple(Option(name=row["name"], owner=row["owner"], moves=_MOVES[row["moves"]]) for row in rows)
    infeasible = tuple(Infeasible(condition=Pattern(text), text=text) for text in data["infeasible"])
    bare = Model(
        name=_title(data),
        decision_makers=tuple(DecisionMaker(name=row["name"], preference=Prioritised(statements=())) for row in data["decision_makers"]),
        options=options,
        infeasible=infeasible,
    )
    graph = graph_of(bare)
    letters = [graph.letters(state) for state in range(len(graph))]
    misperceived = data.get("misperceived", {})
    makers = tuple(
        DecisionMaker(
            name=maker.name,
            preference=_preference(data["preferences"][maker.name], letters),
            misperceived=tuple(Pattern(text) for text in misperceived.get(maker.name, ())),
        )
        for maker in bare.decision_makers
    )
    return Model(name=bare.name, decision_makers=makers, options=options, infeasible=infeasible)


def _graph_case(data: dict[str, Any]) -> Model:
    options = tuple(Option(name=name, owner=maker["name"]) for maker in data["decision_makers"] for name in maker["options"])
    states = tuple(GraphState(letters=row["yn"], label=row.get("label", "")) for row in data["states"])
    arcs = tuple(Arc(mover=mover, start=start - 1, end=end - 1) for mover, pairs in data["arcs"].items() for start, end in pairs)
    letters = [state.letters for state in states]
    wishes = {name: _preference(row, letters) for name, row in data["preferences"].items()}
    makers = tuple(DecisionMaker(name=row["name"], preference=wishes[row["name"]]) for row in data["decision_makers"])
    today = letters[data["expected"]["status_quo"]["from"] - 1] if "status_quo" in data.get("expected", {}) else ""
    return Model(name=_title(data), decision_makers=makers, options=options, states=states, arcs=arcs, today=today)


def _preference(row: dict[str, Any], letters: list[str]) -> Preference:
    if row["form"] == "prioritised":
        return Prioritised(statements=tuple(_statement(item["any_of"] if isinstance(item, dict) else item) for item in row["statements"]))
    groups = [group if isinstance(group, list) else [group] for group in row["ranking"]]
    return Ranked(groups=tuple(tuple(letters[number - 1] for number in group) for group in groups))


def _statement(patterns: list[str]) -> Statement:
    parts = tuple(Pattern(text) for text in patterns)
    condition: Condition = parts[0] if len(parts) == 1 else Or(parts)
    return Statement(condition=condition, text=" or ".join(patterns))


def _title(data: dict[str, Any]) -> str:
    return str(data.get("title") or data.get("name") or f"random model {data['seed']}")
