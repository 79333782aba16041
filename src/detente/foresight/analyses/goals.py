"""Goal seeking for a mediator: which options added, removed or bound, and which preferences reordered, make a state hold (or not hold)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import chain, combinations

from detente.errors import ConfigError
from detente.foresight.analyses.board import board_of
from detente.foresight.analyses.edits import Edit, apply, option_edits, preference_edits
from detente.foresight.analyses.status_quo import routes
from detente.foresight.analysis import Analysis, analyse
from detente.foresight.states import ModelError

MOST_TRIES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """States (letters) that shall be equilibria under `concept`, and states that shall not. `most` edits are made at once, at most."""

    stable: tuple[str, ...] = ()
    unstable: tuple[str, ...] = ()
    concept: str = "SEQ"
    most: int = 1


@dataclass(frozen=True, slots=True)
class Remedy:
    """Edits that reach the goal. `reached`: whether improvements alone then lead from today to its stable states (None: no today)."""

    edits: tuple[Edit, ...]
    reached: bool | None


@dataclass(frozen=True, slots=True)
class Search:
    """What goal seeking found: the smallest sets of edits; `met`: the goal holds already; `tried`: how many sets were tried."""

    goal: Goal
    met: bool
    tried: int
    remedies: tuple[Remedy, ...]


def seek(analysis: Analysis, goal: Goal) -> Search:
    """The smallest sets of single edits after which the states of `goal` are, and are not, equilibria.

    Raises ConfigError where the goal names no state, an infeasible one, or asks for more tries than MOST_TRIES.
    """
    if not goal.stable and not goal.unstable:
        raise ConfigError("a goal names states that shall be stable, or shall not be; give one")
    for letters in (*goal.stable, *goal.unstable):
        if analysis.graph.find(letters) is None:
            raise ConfigError(f"the goal's state {letters!r} is no feasible state of model {analysis.model.name!r}; correct its letters")
    if _meets(analyse(analysis.model, (goal.concept,)), goal):
        return Search(goal, True, 0, ())
    edits = tuple(chain(option_edits(analysis.model), preference_edits(analysis.model, ("swap", "drop", "turn", "raise"))))
    if analysis.model.is_graph:
        edits = tuple(edit for edit in edits if edit.of_preferences)
    tried = 0
    for size in range(1, goal.most + 1):
        sets = list(combinations(edits, size))
        if tried + len(sets) > MOST_TRIES:
            raise ConfigError(f"{len(sets):,} sets of {size} edits are too many to try (at most {MOST_TRIES:,}); ask for fewer at once")
        found = [remedy for edited in sets if (remedy := _remedy(analysis, edited, goal)) is not None]
        tried += len(sets)
        if found:
            return Search(goal, False, tried, tuple(sorted(found, key=lambda remedy: not remedy.reached)))
    return Search(goal, False, tried, ())


def _remedy(analysis: Analysis, edits: tuple[Edit, ...], goal: Goal) -> Remedy | None:
    """The remedy that `edits` are, or None where they miss the goal, leave no state, or undo each other's ground."""
    if len({(edit.maker, edit.at) for edit in edits}) < len(edits) or len({edit.maker for edit in edits if edit.of_preferences}) < sum(
        edit.of_preferences for edit in edits
    ):
        return None
    try:
        changed = analyse(reduce(apply, edits, analysis.model), (goal.concept,))
    except ModelError:  # such as an option whose removal leaves no feasible state
        return None
    return Remedy(edits, _reached(changed, goal)) if _meets(changed, goal) else None


def _meets(analysis: Analysis, goal: Goal) -> bool:
    stable = set(analysis.equilibria(goal.concept))
    wanted = [analysis.graph.find(letters) for letters in goal.stable]
    unwanted = [analysis.graph.find(letters) for letters in goal.unstable]
    return all(state is not None and state in stable for state in wanted) and not any(state in stable for state in unwanted)


def _reached(analysis: Analysis, goal: Goal) -> bool | None:
    if analysis.graph.today is None:
        return None
    led_to = routes(board_of(analysis), analysis.graph.today, improvements_only=True)
    return all(analysis.graph.find(letters) in led_to for letters in goal.stable)
