"""A conflict as the graph model sees it: who decides, what each can do, what can't be, and what each prefers.

Everything is ordinal and plain data. Options and states are counted from 0; a state is written as one letter an option, Y taken and N not,
in the order of `Model.options`. Source: Fang, Hipel & Kilgour 1993, Interactive Decision Making: The Graph Model for Conflict Resolution.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from detente.foresight.statements import Condition

MOVES = ("both", "take", "drop", "none")
CONCEPTS = ("Nash", "GMR", "SMR", "SEQ", "SIM", "SSEQ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something that `owner` can do. `moves`: both ways, only "take" (N to Y), only "drop" (Y to N), or "none" (a given).

    `also` names further decision makers who can make the same move (a common move). `key` is the short name that statements use.
    """

    name: str
    owner: str
    key: str = ""
    moves: str = "both"
    also: tuple[str, ...] = ()
    taken: str = ""  # words for the option taken, "ECOWAS keeps its sanctions"
    left: str = ""  # words for the option not taken
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One wish. `sure=False`: it may be held or not. `strong`: states that differ in it are liked greatly more or less, not mildly."""

    condition: Condition
    text: str = ""
    sure: bool = True
    strong: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prioritised:
    """Statements, the most important first, compared one after the other as words are in a dictionary.

    `unordered` holds blocks of statement numbers (from 0, neighbours in the list) whose order among themselves is not known.
    """

    statements: tuple[Statement, ...]
    unordered: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """A state that meets `condition` gains `weight` (an option weight where the condition is that option)."""

    condition: Condition
    weight: float
    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighted:
    """States compared by the sum of the weights they meet. Neighbours in the order that lie `strong_gap` or more apart differ strongly."""

    weights: tuple[Weight, ...]
    strong_gap: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Every state by its letters, best group first; a group of several is a tie, or of unknown order where `unknown` holds its number.

    `unordered` holds blocks of group numbers (from 0, neighbours) whose order among themselves is not known.
    `strong_below` holds the numbers of groups between which and the next lies a strong preference.
    """

    groups: tuple[tuple[str, ...], ...]
    unknown: tuple[int, ...] = ()
    unordered: tuple[tuple[int, ...], ...] = ()
    strong_below: tuple[int, ...] = ()


Preference: TypeAlias = Prioritised | Weighted | Ranked


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMaker:
    """Who decides, and what it prefers. It neither leaves nor enters states of `misperceived`: such moves are removed, as in gmcr-py."""

    name: str
    preference: Preference
    misperceived: tuple[Condition, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Infeasible:
    """States that meet `condition` can't be."""

    condition: Condition
    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphState:
    """One state of a model in graph form: its letters (- where a choice no longer matters) and a label."""

    letters: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """`mover` can go from state `start` to state `end` (numbers from 0 in `Model.states`). Two movers may have the same arc."""

    mover: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Perception:
    """What `viewer` believes that others prefer, and options it does not know of, taken as never used (a hypergame of level one)."""

    viewer: str
    preferences: tuple[tuple[str, Preference], ...] = ()
    unseen: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A conflict. In option form states follow from `options` and `infeasible`; in graph form `states` and `arcs` say them outright."""

    name: str
    decision_makers: tuple[DecisionMaker, ...]
    options: tuple[Option, ...]
    infeasible: tuple[Infeasible, ...] = ()
    states: tuple[GraphState, ...] = ()
    arcs: tuple[Arc, ...] = ()
    perceptions: tuple[Perception, ...] = ()
    today: str = ""  # letters of the state that holds now, "" unknown
    labels: tuple[tuple[str, str], ...] = ()  # letters and a name for that state
    day: str = ""
    note: str = ""

    @property
    def is_graph(self) -> bool:
        """Whether the states and moves are given outright."""
        return bool(self.states)
