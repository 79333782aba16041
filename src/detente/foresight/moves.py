"""Who can go where in one move, and which of those moves are improvements.

In option form a decision maker changes any of its own options at once, in the directions they allow; no state between need be feasible.
A move by two decision makers (`Option.also`, or the same arc twice) is a common move.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import reduce
from operator import or_

import numpy as np
import numpy.typing as npt

from detente.foresight.model import Model
from detente.foresight.preferences import Order
from detente.foresight.statements import Truths, holds
from detente.foresight.states import Graph, ModelError

Places = npt.NDArray[np.int64]
MOST_MOVES = 1 << 25  # of one decision maker, in a list: half a gigabyte


@dataclass(frozen=True, slots=True)
class Reach:
    """The bits that a decision maker controls, and those of them that can only be taken or only be dropped."""

    mask: int
    only_take: int
    only_drop: int

    def steps(self) -> list[int]:
        """Every non-empty set of its options that it could change at once."""
        found, step = [], self.mask
        while step:
            found.append(step)
            step = (step - 1) & self.mask
        return found[::-1]

    def allows(self, codes: npt.NDArray[np.int64], step: int) -> Truths:
        """From which of `codes` the options of `step` may all change."""
        return np.asarray((codes & (step & self.only_take) == 0) & (~codes & (step & self.only_drop) == 0), dtype=np.bool_)


def reach_of(model: Model, maker: int) -> Reach:
    """What decision maker number `maker` controls."""
    name = model.decision_makers[maker].name
    own = {k: o.moves for k, o in enumerate(model.options) if o.moves != "none" and name in (o.owner, *o.also)}
    bits = {kind: sum(1 << k for k, moves in own.items() if moves == kind) for kind in ("both", "take", "drop")}
    return Reach(sum(bits.values()), bits["take"], bits["drop"])


def misperceived(graph: Graph, maker: int) -> Truths:
    """The states that decision maker number `maker` neither leaves nor enters."""
    blind = np.zeros(len(graph), dtype=np.bool_)
    for condition in graph.model.decision_makers[maker].misperceived:
        blind |= holds(condition, graph.codes)
    return blind


def moves(graph: Graph, maker: int) -> tuple[Places, Places]:
    """All moves of decision maker number `maker`: where each starts and where it ends, sorted by start, then end.

    Raises ModelError for a model whose moves would fill the memory: those that are asked for one by one are at most MOST_MOVES.
    """
    possible = 0 if graph.model.is_graph else len(graph) << reach_of(graph.model, maker).mask.bit_count()
    if possible > MOST_MOVES:
        raise ModelError(
            f"{graph.names[maker]} has up to {possible} moves; at most {MOST_MOVES} can be listed: split its options among several "
            "decision makers, rule out states, or ask for Nash, GMR, SMR and SEQ only"
        )
    starts, ends = _arcs(graph, maker) if graph.model.is_graph else _changes(graph, reach_of(graph.model, maker))
    blind = misperceived(graph, maker)
    if blind.any():
        kept = ~(blind[starts] | blind[ends])
        starts, ends = starts[kept], ends[kept]
    by_start = np.lexsort((ends, starts))
    return starts[by_start], ends[by_start]


def improvements(graph: Graph, maker: int, order: Order) -> tuple[Places, Places]:
    """The moves of decision maker number `maker` that end in a state it strictly prefers."""
    starts, ends = moves(graph, maker)
    better = order.rank[ends] < order.rank[starts]
    return starts[better], ends[better]


def by_start(graph: Graph, pairs: tuple[Places, Places]) -> tuple[tuple[int, ...], ...]:
    """For each state the states that `pairs` lead to from it."""
    starts, ends = pairs
    cuts = np.searchsorted(starts, np.arange(1, len(graph)))
    return tuple(tuple(part.tolist()) for part in np.split(ends, cuts))


def moves_from(graph: Graph, maker: int, state: int) -> tuple[int, ...]:
    """The states that decision maker number `maker` can go to from `state`."""
    starts, ends = moves(graph, maker)
    return tuple(ends[starts == state].tolist())


def joint_moves(graph: Graph, members: tuple[int, ...]) -> tuple[Places, Places]:
    """All changes that the members make at once, as if they were one decision maker (option form)."""
    parts = [reach_of(graph.model, member) for member in members]
    whole = Reach(*(reduce(or_, (getattr(part, field.name) for part in parts)) for field in fields(Reach)))
    starts, ends = _changes(graph, whole)
    by_place = np.lexsort((ends, starts))
    return starts[by_place], ends[by_place]


def _changes(graph: Graph, reach: Reach) -> tuple[Places, Places]:
    starts, ends = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for step in reach.steps():
        target = graph.places[graph.codes ^ step]
        start = np.flatnonzero((target >= 0) & reach.allows(graph.codes, step))
        starts.append(start)
        ends.append(target[start].astype(np.int64))
    return np.concatenate(starts), np.concatenate(ends)


def _arcs(graph: Graph, maker: int) -> tuple[Places, Places]:
    name = graph.names[maker]
    own = sorted({(arc.start, arc.end) for arc in graph.model.arcs if arc.mover == name})
    return np.array([start for start, _ in own], dtype=np.int64), np.array([end for _, end in own], dtype=np.int64)
