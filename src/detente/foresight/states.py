"""The feasible states of a model, and what stands for a state in the rest of the room: its number from 0, by increasing code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from detente.errors import ConfigError
from detente.foresight.model import MOVES, Model
from detente.foresight.statements import Codes, Truths, holds, options_in

MOST_OPTIONS = 24


class ModelError(ConfigError):
    """A model that can't be analysed: says what is wrong in it and what would mend it."""


@dataclass(frozen=True, eq=False)
class Graph:
    """A model with its states. `codes[s]` has bit k set where option k is taken in state s; in option form codes increase."""

    model: Model
    codes: Codes

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The decision makers' names in order."""
        return tuple(maker.name for maker in self.model.decision_makers)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Names that the model gives to states, by letters."""
        return {state.letters: state.label for state in self.model.states if state.label} | dict(self.model.labels)

    def number_of(self, name: str) -> int:
        """The number of a decision maker. Raises ConfigError for an unknown name."""
        if name not in self.names:
            raise ConfigError(f"no decision maker is called {name!r}; the model has {', '.join(self.names)}")
        return self.names.index(name)

    def letters(self, state: int) -> str:
        """The state as one letter an option, Y, N or (graph form) -."""
        if self.model.is_graph:
            return self.model.states[state].letters
        return letters_of(int(self.codes[state]), len(self.model.options))

    def label(self, state: int) -> str:
        """The name that the model gives to the state, or ""."""
        return self.labels.get(self.letters(state), "")

    def find(self, letters: str) -> int | None:
        """The number of the state with these letters; None where it is infeasible or malformed."""
        if self.model.is_graph:
            return next((n for n, state in enumerate(self.model.states) if state.letters == letters), None)
        if len(letters) != len(self.model.options) or set(letters) - set("YN"):
            return None
        return self.find_code(code_of(letters))

    def find_code(self, code: int) -> int | None:
        """The number of the state with this code (option form), None where it is infeasible."""
        place = int(np.searchsorted(self.codes, code))
        return place if place < len(self.codes) and int(self.codes[place]) == code else None

    @cached_property
    def places(self) -> npt.NDArray[np.int32]:
        """For each code from 0 to 2 to the power of the options, the state's number, -1 where infeasible (option form)."""
        table = np.full(1 << len(self.model.options), -1, dtype=np.int32)
        table[self.codes] = np.arange(len(self.codes), dtype=np.int32)
        return table

    @cached_property
    def today(self) -> int | None:
        """The number of the state that holds now; None where the model doesn't say."""
        return self.find(self.model.today) if self.model.today else None


def letters_of(code: int, count: int) -> str:
    """The code as `count` letters, option 0 first."""
    return "".join("Y" if code >> k & 1 else "N" for k in range(count))


def code_of(letters: str) -> int:
    """The code of a state's letters; - counts as not taken."""
    return sum(1 << k for k, letter in enumerate(letters) if letter == "Y")


def graph_of(model: Model) -> Graph:
    """The model with its feasible states.

    Raises ModelError for unknown or doubled names, more than MOST_OPTIONS options, no feasible state, or a today that is infeasible.
    """
    _check_names(model)
    graph = _given_graph(model) if model.is_graph else Graph(model, _feasible_codes(model))
    if model.today and graph.today is None:
        raise ModelError(f"today's state {model.today!r} of model {model.name!r} is not among its {len(graph)} states; correct it")
    return graph


def feasible(model: Model, codes: Codes) -> Truths:
    """Which of `codes` meet none of the model's infeasible conditions."""
    possible = np.ones(codes.shape, dtype=np.bool_)
    for rule in model.infeasible:
        possible &= ~holds(rule.condition, codes)
    return possible


def _feasible_codes(model: Model) -> Codes:
    count = len(model.options)
    if count > MOST_OPTIONS:
        raise ModelError(
            f"model {model.name!r} has {count} options, 2 to the power of {count} combinations; at most {MOST_OPTIONS} can be analysed: "
            "join options that always go together, or leave out those that nobody would use"
        )
    codes = np.arange(1 << count, dtype=np.int64)
    codes = codes[feasible(model, codes)]
    if not len(codes):
        raise ModelError(f"model {model.name!r} has no feasible state: its {len(model.infeasible)} infeasible conditions leave nothing")
    return codes


def _given_graph(model: Model) -> Graph:
    letters = [state.letters for state in model.states]
    for text in letters:
        if len(text) != len(model.options) or set(text) - set("YN-"):
            raise ModelError(f"state {text!r} of model {model.name!r} needs one letter Y, N or - for each of {len(model.options)} options")
        if letters.count(text) > 1:
            raise ModelError(f"state {text!r} of model {model.name!r} is given twice; name each state once")
    makers = {maker.name for maker in model.decision_makers}
    for arc in model.arcs:
        known = arc.mover in makers and 0 <= arc.start < len(letters) and 0 <= arc.end < len(letters)
        if not known or arc.start == arc.end:
            raise ModelError(f"arc of {arc.mover!r} from {arc.start + 1} to {arc.end + 1}: name a known mover and two different states")
    return Graph(model, np.array([code_of(text) for text in letters], dtype=np.int64))


def _check_names(model: Model) -> None:
    makers = [maker.name for maker in model.decision_makers]
    if not makers or len(set(makers)) < len(makers):
        raise ModelError(f"model {model.name!r} needs decision makers, each with a name of its own; it has {makers}")
    for option in model.options:
        unknown = [name for name in (option.owner, *option.also) if name not in makers]
        if unknown:
            raise ModelError(f"option {option.name!r} belongs to {unknown[0]!r}, which is no decision maker of {', '.join(makers)}")
        if option.moves not in MOVES:
            raise ModelError(f"option {option.name!r} has moves {option.moves!r}; allowed are {', '.join(MOVES)}")
    for rule in model.infeasible:
        beyond = sorted(k + 1 for k in options_in(rule.condition) if k >= len(model.options))
        if beyond:
            raise ModelError(f"infeasible condition {rule.text!r} looks at option {beyond[0]}; the model has {len(model.options)}")
