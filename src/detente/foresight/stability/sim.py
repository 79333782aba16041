"""Simultaneous stability: each improvement, made together with improvements of others from the same state, can land no better.

Source: Fraser & Hipel 1984, Conflict Analysis. Defined on options, since changes made at once are joined. The others' part is a non-empty
set of decision makers, one improvement each; a joint change that lands in an infeasible state sanctions nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from detente.foresight.moves import Places, improvements
from detente.foresight.preferences import Order, Ranks
from detente.foresight.statements import Truths
from detente.foresight.states import Graph, ModelError

MOST_JOINT = 1 << 22  # joint changes held at once
Pairs = tuple[Places, Places]
Changes = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]  # start states and the options that change, a pair each


def sim(graph: Graph, orders: tuple[Order, ...], maker: int) -> Truths:
    """Where every improvement of `maker` can be spoilt by improvements that others make at the same time. One truth a state.

    Raises ModelError for a model in graph form.
    """
    own = improvements(graph, maker, orders[maker])
    others = [improvements(graph, other, order) for other, order in enumerate(orders) if other != maker]
    return sim_of(graph, own, others, (orders[maker].rank,))


def sim_of(graph: Graph, own: Pairs, others: Sequence[Pairs], ranks: tuple[Ranks, ...]) -> Truths:
    """The same for anyone whose improvements are `own` and who is spoilt where the landing is no better by one of `ranks`."""
    if graph.model.is_graph:
        raise ModelError("SIM joins changes of options; a model in graph form has arcs only: ask for other concepts")
    changes = [_changes(graph, pairs) for pairs in others]
    block = max(1, MOST_JOINT >> max(0, len(graph.model.options) - 1))
    stable = np.ones(len(graph), dtype=np.bool_)
    for first in range(0, len(graph), block):
        inside = range(first, min(first + block, len(graph)))
        joint = _joint([_between(part, inside) for part in changes], inside)
        for start, step in _by_step(_between(_changes(graph, own), inside)):
            stable[start[~_spoilt(graph, ranks, joint, (start, step))]] = False
    return stable


def _changes(graph: Graph, pairs: Pairs) -> Changes:
    return pairs[0], graph.codes[pairs[0]] ^ graph.codes[pairs[1]]


def _between(changes: Changes, inside: range) -> Changes:
    low, high = np.searchsorted(changes[0], (inside.start, inside.stop))
    return changes[0][low:high], changes[1][low:high]


def _joint(parts: list[Changes], inside: range) -> Changes:
    """Every joint change: for each state, each way in which a non-empty set of the others improve at once."""
    starts = np.arange(inside.start, inside.stop, dtype=np.int64)
    steps = np.zeros(len(starts), dtype=np.int64)
    for part_starts, part_steps in parts:
        low, high = np.searchsorted(part_starts, starts), np.searchsorted(part_starts, starts, side="right")
        count = high - low
        kept = np.repeat(np.arange(len(starts)), count)
        within = np.arange(len(kept)) - np.repeat(np.cumsum(count) - count, count)
        more = steps[kept] | part_steps[low[kept] + within]
        starts, steps = np.concatenate((starts, starts[kept])), np.concatenate((steps, more))
    return starts[steps > 0], steps[steps > 0]


def _by_step(changes: Changes) -> list[tuple[npt.NDArray[np.int64], int]]:
    return [(changes[0][changes[1] == step], int(step)) for step in np.unique(changes[1])]


def _spoilt(graph: Graph, ranks: tuple[Ranks, ...], joint: Changes, own: tuple[npt.NDArray[np.int64], int]) -> Truths:
    """For each state of `own`, whether some joint change made together with the own step lands in a state no better."""
    starts, step = own
    improving = np.zeros(len(graph), dtype=np.bool_)
    improving[starts] = True
    at, change = joint[0][improving[joint[0]]], joint[1][improving[joint[0]]]
    landing = graph.places[graph.codes[at] ^ (change | step)]
    no_better = (landing >= 0) & np.any([rank[landing] >= rank[at] for rank in ranks], axis=0)
    spoilt = np.zeros(len(graph), dtype=np.bool_)
    spoilt[at[no_better]] = True
    return spoilt[starts]
