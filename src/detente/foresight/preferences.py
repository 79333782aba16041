"""From stated preferences to an order of the states: a rank for each, 0 best, ties sharing one."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from detente.foresight.model import Preference, Prioritised, Ranked, Weighted
from detente.foresight.statements import holds, options_in
from detente.foresight.states import Graph, ModelError

Ranks = npt.NDArray[np.int32]
MOST_STATEMENTS = 62  # a rank is one 64-bit number while it is put together
DECIMALS = 9  # sums of weights that agree so far are ties, whatever the order they were added in


@dataclass(frozen=True, eq=False)
class Order:
    """`rank[s]` of each state, 0 best; `tier[s]` grows where a strong preference lies between one rank and the next."""

    rank: Ranks
    tier: Ranks

    def groups(self) -> tuple[tuple[int, ...], ...]:
        """The states by rank, best first; a group of several is a tie."""
        by_rank = np.argsort(self.rank, kind="stable")
        cuts = np.flatnonzero(np.diff(self.rank[by_rank])) + 1
        return tuple(tuple(int(state) for state in group) for group in np.split(by_rank, cuts))

    def prefers(self, one: int, other: int) -> bool:
        """Whether state `one` is strictly better than `other`."""
        return bool(self.rank[one] < self.rank[other])


def orders_of(graph: Graph) -> tuple[Order, ...]:
    """One order for each decision maker, as stated: states of unknown order count as tied. Raises ModelError (see `order_of`)."""
    return tuple(order_of(graph, maker.preference, maker.name) for maker in graph.model.decision_makers)


def order_of(graph: Graph, preference: Preference, name: str = "") -> Order:
    """The order that `preference` gives the states. `name` is the decision maker's, for messages.

    Raises ModelError for a ranking that misses, repeats or invents a state, an unknown option, too many statements or an endless weight.
    """
    match preference:
        case Prioritised():
            return _prioritised(graph, preference, name)
        case Weighted():
            return _weighted(graph, preference, name)
        case Ranked():
            return _ranked(graph, preference, name)


def _prioritised(graph: Graph, preference: Prioritised, name: str) -> Order:
    statements = preference.statements
    if len(statements) > MOST_STATEMENTS:
        raise ModelError(f"{name} has {len(statements)} statements; at most {MOST_STATEMENTS} can be compared: join or drop some")
    lacks = np.zeros(len(graph), dtype=np.int64)
    strong = 0
    for statement in statements:
        _check_options(graph, options_in(statement.condition), statement.text, name)
        lacks = (lacks << 1) | ~holds(statement.condition, graph.codes)
        strong = (strong << 1) | statement.strong
    keys, rank = np.unique(lacks, return_inverse=True)
    decisive = keys[1:] ^ keys[:-1]  # its highest bit is the first statement that tells neighbours apart
    gaps = [bool(strong >> (int(bits).bit_length() - 1) & 1) for bits in decisive] if strong else [False] * len(decisive)
    return _order(rank, gaps)


def _weighted(graph: Graph, preference: Weighted, name: str) -> Order:
    total = np.zeros(len(graph), dtype=np.float64)
    for weight in preference.weights:
        if not math.isfinite(weight.weight):
            raise ModelError(f"{name} has a weight of {weight.weight} for {weight.text!r}; weights are finite numbers")
        _check_options(graph, options_in(weight.condition), weight.text, name)
        total += weight.weight * holds(weight.condition, graph.codes)
    keys, rank = np.unique(-np.round(total, DECIMALS), return_inverse=True)
    least = math.inf if preference.strong_gap is None else preference.strong_gap
    return _order(rank, [bool(gap >= least) for gap in np.diff(keys)])


def _ranked(graph: Graph, preference: Ranked, name: str) -> Order:
    rank = np.full(len(graph), -1, dtype=np.int64)
    numbers = {graph.letters(state): state for state in range(len(graph))}
    for place, group in enumerate(preference.groups):
        for letters in group:
            if letters not in numbers:
                raise ModelError(f"{name} ranks {letters!r}, which is no feasible state; drop it or correct the infeasible conditions")
            state = numbers[letters]
            if rank[state] >= 0:
                raise ModelError(
                    f"{name} ranks state {letters} twice, in place {rank[state] + 1} and place {place + 1}: "
                    "a ranking can't go round in a circle; keep one of them"
                )
            rank[state] = place
    missing = np.flatnonzero(rank < 0)
    if len(missing):
        first, count = graph.letters(int(missing[0])), len(graph)
        raise ModelError(f"{name} ranks {count - len(missing)} of {count} states; {first} is not among them: put it in its place")
    used, dense = np.unique(rank, return_inverse=True)
    below = set(preference.strong_below)
    gaps = [any(place in below for place in range(int(one), int(other))) for one, other in pairwise(used)]
    return _order(dense, gaps)


def _order(rank: npt.NDArray[np.int64], gaps: list[bool]) -> Order:
    tiers = np.concatenate(([0], np.cumsum(gaps, dtype=np.int32))).astype(np.int32)
    ranks = rank.reshape(-1).astype(np.int32)
    return Order(ranks, tiers[ranks])


def _check_options(graph: Graph, used: frozenset[int], text: str, name: str) -> None:
    if used and max(used) >= len(graph.model.options):
        raise ModelError(f"{name}'s statement {text!r} looks at option {max(used) + 1}; the model has {len(graph.model.options)}")


def notices(graph: Graph) -> tuple[str, ...]:
    """What is odd in the statements, in words: one that tells no states apart, or that contradicts or repeats an earlier one."""
    found: list[str] = []
    for maker in graph.model.decision_makers:
        if not isinstance(maker.preference, Prioritised):
            continue
        seen: list[tuple[int, npt.NDArray[np.bool_]]] = []
        for number, statement in enumerate(maker.preference.statements, start=1):
            met = holds(statement.condition, graph.codes)
            subject = f"{maker.name}, statement {number} ({statement.text})"
            if met.all() or not met.any():
                found.append(f"{subject} holds in {'every' if met.all() else 'no'} feasible state, so it tells none apart")
            for earlier, other in seen:
                if (met == ~other).all():
                    found.append(f"{subject} contradicts statement {earlier}, which comes first: it has no effect")
                elif (met == other).all():
                    found.append(f"{subject} says the same as statement {earlier}: it has no effect")
            seen.append((number, met))
    return tuple(found)
