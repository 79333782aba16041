"""Everything that a report tells of a model, worked out once: equilibria, ways from today, what hangs on what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from detente.errors import ConfigError
from detente.foresight.analyses.board import MOST_MOVES, Board, board_of, most_moves
from detente.foresight.analyses.edits import preference_edits
from detente.foresight.analyses.explaining import EXPLAINED
from detente.foresight.analyses.goals import Goal, Search, seek
from detente.foresight.analyses.sensitivity import Sensitivity, sensitivity
from detente.foresight.analyses.status_quo import Route, routes
from detente.foresight.analysis import Analysis, analyse
from detente.foresight.hypergame import Hypergame, analyse_hypergame
from detente.foresight.model import CONCEPTS, Model, Prioritised, Weighted
from detente.foresight.preferences import notices
from detente.foresight.stability import BY_MOVES
from detente.foresight.stability.coalition import coalition_improvements, coalitions
from detente.foresight.stability.strength import strongly_stable
from detente.foresight.states import Graph, graph_of
from detente.foresight.unknown import Robustness, is_certain, robustness

MOST_VARIED = 2_000_000  # states times edits that sensitivity may cost
FARSIGHTED = 200  # how much more the concepts that look ahead cost
MOST_JOINED = 1_500  # states of a model whose coalitions are worked out


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeseeOptions:
    """What a caller may ask of `foresee`.

    `concepts`: those of `detente.foresight.CONCEPTS`, "L1" to "L99" and "NM"; none: all that the model allows (SIM is left out of large
    ones). `main`: the one that reasons and requirements are told by. `goal`: what a mediator wants. `why`: states (by name, letters or
    number) whose reasons are told besides those of today's state and of states with a name. `states`: how many states a table or the
    picture shows. `profiles` and `seed`: how many possible preferences are tried where some are unknown.
    Raises ConfigError where a value can't be honoured.
    """

    concepts: tuple[str, ...] = ()
    main: str = "SEQ"
    goal: Goal | None = None
    why: tuple[str, ...] = ()
    states: int = 12
    profiles: int = 500
    seed: int = 0

    def __post_init__(self) -> None:
        if self.concepts and self.main not in self.concepts:
            raise ConfigError(f"the main concept {self.main!r} is not among those asked for ({', '.join(self.concepts)}); name one of them")
        for name in ("states", "profiles"):
            if getattr(self, name) < 1:
                raise ConfigError(f"foresee: {name} is {getattr(self, name)}; it must be 1 or more")


@dataclass(frozen=True)
class Findings:
    """What was found. What is None or empty was not asked for, does not apply, or is too much for the size of the model.

    `held[s]`: the concepts under which state s is an equilibrium. `board`: the moves as lists. `reached`: states that improvements alone
    lead to from today, `ways`: all that moves lead to. `joint[s]`: for today and each equilibrium the coalitions with states that every
    member prefers. `strong`: equilibria under the main concept that strong preferences alone hold. `asked`: the states of `options.why`.
    """

    analysis: Analysis
    options: ForeseeOptions
    held: Mapping[int, tuple[str, ...]]
    board: Board | None
    reached: Mapping[int, Route]
    ways: Mapping[int, Route]
    sensitivity: Sensitivity | None
    joint: Mapping[int, tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]]
    robustness: Robustness | None
    hypergame: Hypergame | None
    search: Search | None
    strong: frozenset[int] | None
    asked: tuple[int, ...]
    notices: tuple[str, ...]

    @property
    def today(self) -> int | None:
        """The state that holds now."""
        return self.analysis.graph.today

    def ordered(self) -> tuple[int, ...]:
        """The equilibria, those that more concepts hold first, then the nearest to today."""
        far = (1 << 30, 1 << 30)

        def key(state: int) -> tuple[int, tuple[int, int], int]:
            way = self.ways.get(state)
            return -len(self.held[state]), (way.sacrifices, len(way.steps)) if way else far, state

        return tuple(sorted(self.held, key=key))


def find(model: Model, options: ForeseeOptions) -> Findings:
    """Analyse `model` in every way that a report tells of. Raises ModelError for a model that can't be analysed."""
    graph = graph_of(model)
    small = most_moves(graph) <= MOST_MOVES
    concepts = options.concepts or tuple(concept for concept in CONCEPTS if concept != "SIM" or (small and not model.is_graph))
    analysis = analyse(model, concepts)
    held: dict[int, tuple[str, ...]] = {}
    for concept in analysis.concepts:
        for state in analysis.equilibria(concept):
            held[state] = (*held.get(state, ()), concept)
    board = board_of(analysis) if small else None
    today = graph.today
    cost = 1 if options.main in EXPLAINED else FARSIGHTED
    varied = len(list(preference_edits(model))) * len(graph) * cost <= MOST_VARIED
    unknown = not all(is_certain(maker.preference) for maker in model.decision_makers)
    return Findings(
        analysis=analysis,
        options=options,
        held=held,
        board=board,
        reached=routes(board, today, improvements_only=True) if board and today is not None else {},
        ways=routes(board, today) if board and today is not None else {},
        sensitivity=sensitivity(analysis, (options.main,)) if varied else None,
        joint=_joint(analysis, held),
        robustness=robustness(model, analysis.concepts, options.profiles, options.seed) if unknown else None,
        hypergame=analyse_hypergame(model, analysis.concepts) if model.perceptions else None,
        search=seek(analysis, options.goal) if options.goal else None,
        strong=_strong(analysis, options.main),
        asked=tuple(state_of(graph, name) for name in options.why),
        notices=(*_indifferent(model), *notices(graph)),
    )


def _joint(analysis: Analysis, held: Mapping[int, tuple[str, ...]]) -> dict[int, tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]]:
    """For today and each equilibrium: the coalitions that could all gain together, and where."""
    graph = analysis.graph
    if len(graph) > MOST_JOINED:
        return {}
    wanted = sorted({*held, *(() if graph.today is None else (graph.today,))})
    found: dict[int, list[tuple[tuple[int, ...], tuple[int, ...]]]] = {state: [] for state in wanted}
    for members in coalitions(len(graph.names), 2):
        better = coalition_improvements(graph, analysis.orders, members)
        for state in wanted:
            if better[state]:
                found[state].append((members, better[state]))
    return {state: tuple(rows) for state, rows in found.items() if rows}


def _indifferent(model: Model) -> tuple[str, ...]:
    """Who is said to prefer nothing, so that it never moves."""
    bare = [maker.name for maker in model.decision_makers if maker.preference in (Prioritised(statements=()), Weighted(weights=()))]
    return tuple(f"{name} is said to prefer nothing, so it gains by no move: state what it prefers" for name in bare)


def state_of(graph: Graph, name: str) -> int:
    """The state called `name`, or with these letters, or of this number (from 1). Raises ConfigError for anything else."""
    letters = next((letters for letters, label in graph.labels.items() if label == name), name)
    state = graph.find(letters)
    if state is None and name.isdecimal() and 1 <= int(name) <= len(graph):
        state = int(name) - 1
    if state is None:
        known = ", ".join(graph.labels.values()) or "none with a name"
        raise ConfigError(
            f"{name!r} is no state of model {graph.model.name!r}: give a name ({known}), letters, or a number up to {len(graph):,}"
        )
    return state


def _strong(analysis: Analysis, concept: str) -> frozenset[int] | None:
    """Equilibria that strong sanctions alone hold; None where no preference is marked strong, or the concept knows no strength."""
    marked = any(order.tier.any() for order in analysis.orders)
    if not marked or concept not in BY_MOVES or len(analysis.graph) > MOST_JOINED:
        return None
    return frozenset(np.flatnonzero(strongly_stable(analysis.graph, analysis.orders, concept).all(axis=0)).tolist())
