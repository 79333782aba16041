"""The matrix form of the concepts: yes-or-no tables of states by states, multiplied (Xu, Hipel & Kilgour 2009, IEEE SMC-A 39:96-108).

It takes any moves and any preference, partial ones too, so coalitions and strengths are worked out here; up to MOST_STATES states.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from detente.errors import ConfigError
from detente.foresight.moves import Places, moves
from detente.foresight.preferences import Order
from detente.foresight.statements import Truths
from detente.foresight.states import Graph, ModelError

Matrix: TypeAlias = npt.NDArray[np.bool_]
MOST_STATES = 4096
MATRIX_CONCEPTS = ("Nash", "GMR", "SMR", "SEQ", "SSEQ")


@dataclass(frozen=True, eq=False)
class Player:
    """Whoever acts as one. Rows are starts: `moves[s, t]`, t is `better[s, t]` than s, t does `harm[s, t]` and so sanctions."""

    moves: Matrix
    better: Matrix
    harm: Matrix

    @property
    def improvements(self) -> Matrix:
        """Its moves to better states."""
        return self.moves & self.better


def player_of(graph: Graph, order: Order, maker: int) -> Player:
    """Decision maker number `maker` as a player: a state that is no better does harm. Raises ModelError beyond MOST_STATES states."""
    better = better_of(order)
    return Player(moves_matrix(graph, moves(graph, maker)), better, ~better)


def moves_matrix(graph: Graph, pairs: tuple[Places, Places]) -> Matrix:
    """The moves as a table. Raises ModelError beyond MOST_STATES states."""
    if len(graph) > MOST_STATES:
        raise ModelError(f"coalitions and strengths are worked out for at most {MOST_STATES} states; the model has {len(graph)}")
    table = np.zeros((len(graph), len(graph)), dtype=np.bool_)
    table[pairs] = True
    return table


def better_of(order: Order) -> Matrix:
    """Where the column's state is strictly better than the row's."""
    return np.asarray(order.rank[None, :] < order.rank[:, None], dtype=np.bool_)


def product(one: Matrix, other: Matrix) -> Matrix:
    """Whether some state lies between: `one[s, x]` and `other[x, t]`."""
    return np.asarray(one.astype(np.float32) @ other.astype(np.float32) > 0, dtype=np.bool_)


def legal_reach(steps: Sequence[Matrix]) -> Matrix:
    """What can be reached by a sequence of one or more of `steps`, a table for each mover, nobody moving twice running."""
    reached = [step.copy() for step in steps]  # by who moved last
    changed = bool(steps)
    while changed:
        changed = False
        for number, step in enumerate(steps):
            others = [reached[other] for other in range(len(steps)) if other != number]
            if not others:
                continue
            more = reached[number] | product(np.logical_or.reduce(others), step)
            changed = changed or bool((more != reached[number]).any())
            reached[number] = more
    return np.asarray(np.logical_or.reduce(reached), dtype=np.bool_)


def stable_for(focal: Player, others: Sequence[Player], concept: str) -> Truths:
    """Where `focal` is stable against `others`. One truth a state. Raises ConfigError for a concept that is not of MATRIX_CONCEPTS."""
    if concept not in MATRIX_CONCEPTS:
        raise ConfigError(f"no matrix form of {concept!r}; it knows {', '.join(MATRIX_CONCEPTS)}")
    if concept == "Nash" or not others:
        return _nowhere(focal.improvements)
    by_improvements = concept in ("SEQ", "SSEQ")
    replies = legal_reach([other.improvements if by_improvements else other.moves for other in others])
    harm = focal.harm
    if concept in ("SMR", "SSEQ"):
        harm = harm & ~product(~focal.harm, focal.moves.T)  # no answer escapes
    sanctioned = product(harm, replies.T)
    return _nowhere(focal.improvements & ~sanctioned)


def _nowhere(table: Matrix) -> Truths:
    return np.asarray(~table.any(axis=1), dtype=np.bool_)
