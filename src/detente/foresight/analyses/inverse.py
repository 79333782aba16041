"""The mediator's question: what would have to be preferred, and by whom, for a given state to be an equilibrium?

Conditions are told as comparisons with the state ("must not prefer X to it"), the fewest changes first, not as counts over all orders.
`profile_counts` gives such counts, for small models. Source: Kinsara, Kilgour & Hipel 2015, IEEE Trans. SMC Systems 45:734-742.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations, product

import numpy as np

from detente.errors import ConfigError
from detente.foresight.analyses.board import Board, Step
from detente.foresight.analyses.explaining import EXPLAINED, explain
from detente.foresight.analysis import Analysis
from detente.foresight.preferences import Order
from detente.foresight.stability import stable_states

MOST_PROFILES = 20_000
MOST_WAYS = 6


@dataclass(frozen=True, slots=True)
class Temptation:
    """An improvement from the state to `end` that nothing answers. It is no threat once all states of one of `ways` are not preferred
    to the state: its own end, or the states that an answer of the others would end in (with those that could be fled to from there).

    `threat` (SEQ and SSEQ): the answer that would deter as things are preferred, if only those others who gain nothing by their step of it
    gained; empty where there is none. Whether they then stay where they are is theirs to ask anew.
    """

    end: int
    ways: tuple[frozenset[int], ...]
    threat: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Requirement:
    """What `maker` would have to prefer for the state to be stable for it.

    `rise`: by how many places the state must rise in its order, ties counting (the change that touches nothing else), and `level`: the
    states that it would then be level with.
    """

    maker: int
    temptations: tuple[Temptation, ...]
    rise: int
    level: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Inverse:
    """What makes `state` an equilibrium under `concept`: a requirement for each decision maker for whom it is not stable."""

    state: int
    concept: str
    requirements: tuple[Requirement, ...]

    @property
    def holds(self) -> bool:
        """Whether it is an equilibrium as things are."""
        return not self.requirements


def inverse(board: Board, state: int, concept: str) -> Inverse:
    """The least changes of preference that make `state` an equilibrium under `concept`, each decision maker's on its own.

    Raises ConfigError for a concept other than those of EXPLAINED.
    """
    if concept not in EXPLAINED:
        raise ConfigError(f"no requirements are worked out for {concept}; they are for {', '.join(EXPLAINED)}")
    found = []
    for maker in board.makers:
        reason = explain(board, maker, state, concept)
        if reason.stable:
            continue
        open_ends = [thread.end for thread in reason.threads if thread.lands is None]
        focal = (maker, state)
        temptations = tuple(Temptation(end, _ways(board, focal, end, concept), _threat(board, focal, end, concept)) for end in open_ends)
        rise, level = _rise(board, maker, state, concept)
        found.append(Requirement(maker, temptations, rise, level))
    return Inverse(state, concept, tuple(found))


def _ways(board: Board, focal: tuple[int, int], end: int, concept: str) -> tuple[frozenset[int], ...]:
    """Sets of states of which one must be no better than the state, those that ask for the fewest changes first."""
    maker, state = focal
    rank = board.rank[maker]
    preferred = {place for place in range(len(rank)) if rank[place] < rank[state]}
    sets = {frozenset((end,))}
    if concept in ("GMR", "SMR", "SEQ", "SSEQ"):
        for path in board.form.replies(maker, end, improving=concept in ("SEQ", "SSEQ")):
            lands = path[-1][1]
            escapes = board.moves[maker][lands] if concept in ("SMR", "SSEQ") else ()
            sets.add(frozenset((lands, *escapes)) & preferred)
    least = [one for one in sets if not any(other < one for other in sets)]
    return tuple(sorted(least, key=lambda way: (len(way), sorted(way)))[:MOST_WAYS])


def _threat(board: Board, focal: tuple[int, int], end: int, concept: str) -> tuple[Step, ...]:
    """The legal answer to a move to `end` that has the fewest steps without gain, then the fewest steps, of those that would deter."""
    maker, state = focal
    rank = board.rank[maker]
    if concept not in ("SEQ", "SSEQ"):
        return ()
    heap: list[tuple[int, int, int, int, tuple[Step, ...]]] = [(0, 0, end, maker, ())]
    done: set[tuple[int, int]] = set()
    while heap:
        idle, made, place, last, steps = heapq.heappop(heap)
        if (place, last) in done:
            continue
        done.add((place, last))
        escapes = board.moves[maker][place] if concept == "SSEQ" else ()
        if steps and all(rank[after] >= rank[state] for after in (place, *escapes)):
            return steps
        for other in (other for other in board.makers if other not in (maker, last)):
            for after in board.moves[other][place]:
                if (after, other) not in done:
                    step = board.step(other, place, after)
                    heapq.heappush(heap, (idle + (not step.gains), made + 1, after, other, (*steps, step)))
    return ()


def _rise(board: Board, maker: int, state: int, concept: str) -> tuple[int, tuple[int, ...]]:
    """The fewest places by which the state must rise in `maker`'s order to be stable, and the states it is then level with."""
    order = board.analysis.orders[maker]
    groups = order.groups()
    at = int(order.rank[state])
    for rise in range(1, at + 1):
        rank = order.rank.copy()
        rank[state] = at - rise
        orders = [*board.analysis.orders]
        orders[maker] = Order(rank, order.tier)
        if stable_states(board.analysis.graph, tuple(orders), concept)[maker, state]:
            return rise, groups[at - rise]
    return at, groups[0]


def profile_counts(analysis: Analysis, state: int, vary: Mapping[int, tuple[int, int]], concepts: tuple[str, ...]) -> dict[str, int]:
    """In how many orders `state` is an equilibrium, by concept, and under "profiles" how many there are.

    `vary` gives for a decision maker (number from 0) the places in its order, from and to (end exclusive, from 0), whose groups are put in
    every sequence; a tie moves as one. Raises ConfigError for more than MOST_PROFILES orders.
    """
    sizes = [min(high, len(analysis.orders[maker].groups())) - low for maker, (low, high) in vary.items()]
    total = math.prod(math.factorial(max(size, 0)) for size in sizes)
    if total > MOST_PROFILES:
        raise ConfigError(f"{total:,} orders are too many to count; vary fewer places (at most {MOST_PROFILES:,} orders)")
    counts = dict.fromkeys(("profiles", *concepts), 0)
    choices = [list(_orders(analysis.orders[maker], span)) for maker, span in vary.items()]
    for chosen in product(*choices):
        orders = list(analysis.orders)
        for maker, order in zip(vary, chosen, strict=True):
            orders[maker] = order
        counts["profiles"] += 1
        for concept in concepts:
            counts[concept] += bool(stable_states(analysis.graph, tuple(orders), concept)[:, state].all())
    return counts


def _orders(order: Order, span: tuple[int, int]) -> Iterator[Order]:
    low, high = span
    groups = order.groups()
    for middle in permutations(groups[low:high]):
        rank = np.zeros_like(order.rank)
        for place, group in enumerate((*groups[:low], *middle, *groups[high:])):
            rank[list(group)] = place
        yield Order(rank, np.zeros_like(order.tier))
