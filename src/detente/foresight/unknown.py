"""Preferences that are not known: in what share of the orders that can't be ruled out is a state stable?

Every order is tried where there are few, otherwise a sample drawn evenly with the seed given. Unknown are the order of statements in
`Prioritised.unordered`, whether a statement with `sure=False` is held at all, and the order in the groups of `Ranked.unknown` (no ties).
Sources: Li, Hipel, Kilgour & Fang 2004, IEEE SMC-A 34:507-520; Rego & dos Santos 2015, IEEE SMC Systems 45:595-608.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations, product
from random import Random

import numpy as np
import numpy.typing as npt

from detente.foresight.model import Model, Preference, Prioritised, Ranked
from detente.foresight.profiles import Verdicts
from detente.foresight.states import Graph, ModelError, graph_of

MOST_PROFILES = 2000
Shares = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Robustness:
    """Shares from 0 to 1 of the `profiles` tried: `stable` by concept, decision maker and state, `equilibrium` by concept and state."""

    graph: Graph
    profiles: int
    exhaustive: bool
    stable: Mapping[str, Shares]
    equilibrium: Mapping[str, Shares]

    def always(self, concept: str) -> tuple[int, ...]:
        """States that are an equilibrium in every profile tried."""
        return tuple(np.flatnonzero(self.equilibrium[concept] == 1).tolist())

    def ever(self, concept: str) -> tuple[int, ...]:
        """States that are an equilibrium in some profile tried."""
        return tuple(np.flatnonzero(self.equilibrium[concept] > 0).tolist())


def robustness(model: Model, concepts: Sequence[str], most: int = MOST_PROFILES, seed: int = 0) -> Robustness:
    """How often each state is stable over the possible preferences: all profiles where at most `most`, otherwise `most` drawn with `seed`.

    Raises ModelError as `analyse` does, and for blocks of unknown order that are malformed.
    """
    graph = graph_of(model)
    stated = [maker.preference for maker in model.decision_makers]
    exhaustive = math.prod(count_possible(preference) for preference in stated) <= most
    profiles = product(*(possible(preference) for preference in stated)) if exhaustive else _drawn(stated, most, Random(seed))
    stable = {concept: np.zeros((len(stated), len(graph))) for concept in concepts}
    both = {concept: np.zeros(len(graph)) for concept in concepts}
    verdicts = Verdicts(graph)
    tried = 0
    for profile in profiles:
        tried += 1
        for concept in concepts:
            found = verdicts.of(profile, concept)
            stable[concept] += found
            both[concept] += found.all(axis=0)
    return Robustness(graph, tried, exhaustive, _shares(stable, tried), _shares(both, tried))


def _shares(totals: Mapping[str, Shares], tried: int) -> dict[str, Shares]:
    return {concept: total / tried for concept, total in totals.items()}


def is_certain(preference: Preference) -> bool:
    """Whether nothing in the preference is unknown."""
    return count_possible(preference) == 1


def count_possible(preference: Preference) -> int:
    """How many preferences can't be ruled out. Raises ModelError for a malformed block."""
    match preference:
        case Prioritised(statements=statements):
            _check_blocks(preference)
            unsure = sum(not statement.sure for statement in statements)
            return int(2**unsure * math.prod(math.factorial(len(block)) for block in preference.unordered))
        case Ranked(groups=groups, unknown=unknown):
            _check_blocks(preference)
            inside = math.prod(math.factorial(len(groups[number])) for number in set(unknown))
            return inside * math.prod(math.factorial(len(block)) for block in preference.unordered)
        case _:
            return 1


def possible(preference: Preference) -> Iterator[Preference]:
    """Every preference that can't be ruled out, each fully stated, in a fixed order."""
    match preference:
        case Prioritised():
            for orders in product(*(permutations(block) for block in preference.unordered)):
                for held in product(*((True,) if s.sure else (True, False) for s in preference.statements)):
                    yield _settled(preference, orders, held)
        case Ranked(groups=groups, unknown=unknown):
            for orders in product(*(permutations(block) for block in preference.unordered)):
                for chosen in product(*(permutations(group) if n in unknown else (group,) for n, group in enumerate(groups))):
                    yield _untied(preference, orders, chosen)
        case _:
            yield preference


def _drawn(stated: Sequence[Preference], most: int, chance: Random) -> Iterator[tuple[Preference, ...]]:
    for _ in range(most):
        yield tuple(_draw(preference, chance) for preference in stated)


def _draw(preference: Preference, chance: Random) -> Preference:
    match preference:
        case Prioritised():
            orders = [tuple(chance.sample(block, len(block))) for block in preference.unordered]
            held = [statement.sure or chance.random() < 0.5 for statement in preference.statements]
            return _settled(preference, orders, held)
        case Ranked(groups=groups, unknown=unknown):
            orders = [tuple(chance.sample(block, len(block))) for block in preference.unordered]
            return _untied(preference, orders, [tuple(chance.sample(g, len(g))) if n in unknown else g for n, g in enumerate(groups)])
        case _:
            return preference


def _settled(preference: Prioritised, orders: Sequence[tuple[int, ...]], held: Sequence[bool]) -> Prioritised:
    places = _places(preference, orders, len(preference.statements))
    kept = tuple(replace(preference.statements[number], sure=True) for number in places if held[number])
    return Prioritised(statements=kept)


def _untied(preference: Ranked, orders: Sequence[tuple[int, ...]], chosen: Sequence[tuple[str, ...]]) -> Ranked:
    groups: list[tuple[str, ...]] = []
    below: list[int] = []
    for place, number in enumerate(_places(preference, orders, len(chosen))):
        groups.extend(((state,) for state in chosen[number]) if number in preference.unknown else (chosen[number],))
        if place in preference.strong_below:
            below.append(len(groups) - 1)
    return Ranked(groups=tuple(groups), strong_below=tuple(below))


def _places(preference: Prioritised | Ranked, orders: Sequence[tuple[int, ...]], count: int) -> list[int]:
    """Which statement or group stands in each place once the blocks of unknown order are in the order given."""
    places = list(range(count))
    for block, order in zip(preference.unordered, orders, strict=True):
        for place, number in zip(sorted(block), order, strict=True):
            places[place] = number
    return places


def _check_blocks(preference: Prioritised | Ranked) -> None:
    parts = len(preference.statements if isinstance(preference, Prioritised) else preference.groups)
    numbers = [number for block in preference.unordered for number in block]
    neighbours = all(sorted(block) == list(range(min(block), min(block) + len(block))) for block in preference.unordered if block)
    if len(set(numbers)) < len(numbers) or not neighbours or any(not 0 <= number < parts for number in numbers):
        raise ModelError("what is of unknown order must stand side by side in the list, each in one block only; put it side by side")
    if isinstance(preference, Ranked) and any(not 0 <= number < parts for number in preference.unknown):
        raise ModelError(f"groups of unknown order must be among the {parts} groups of the ranking; correct their numbers")
