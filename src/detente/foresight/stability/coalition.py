"""Coalitions: joint moves that are good for every member, and what withstands them.

A coalition reaches what its members reach by legal sequences; it improves where every member is strictly better off; a reply by the others
sanctions where it leaves one member no better off than at the start, and under SMR and SSEQ wherever the coalition then moves.
SEQ's replies are improvements of single opponents. A coalition of one is its member.
Sources: Kilgour, Hipel, Fang & Peng 2001, GDN 10:159-175; Inohara & Hipel 2008, Systems Engineering 11:343-359.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from detente.foresight.matrix import Matrix, Player, better_of, legal_reach, moves_matrix, player_of, stable_for
from detente.foresight.moves import improvements, joint_moves, moves
from detente.foresight.preferences import Order
from detente.foresight.stability.sim import sim_of
from detente.foresight.statements import Truths
from detente.foresight.states import Graph, ModelError

Coalition = tuple[int, ...]


def coalitions(count: int, least: int = 1) -> tuple[Coalition, ...]:
    """Every coalition of `count` decision makers with `least` members or more, the small ones first."""
    return tuple(members for size in range(least, count + 1) for members in combinations(range(count), size))


def coalition_player(graph: Graph, orders: tuple[Order, ...], members: Coalition) -> Player:
    """The coalition as one player, its members still free to move one after the other."""
    reach = legal_reach([moves_matrix(graph, moves(graph, member)) for member in members])
    better = _better_for_all(orders, members)
    return Player(reach, better, ~better)


def coalition_improvements(graph: Graph, orders: tuple[Order, ...], members: Coalition) -> tuple[tuple[int, ...], ...]:
    """For each state the states that the coalition can reach and every member strictly prefers."""
    better = coalition_player(graph, orders, members).improvements
    return tuple(tuple(np.flatnonzero(row).tolist()) for row in better)


def coalition_stable(graph: Graph, orders: tuple[Order, ...], members: Coalition, concept: str) -> Truths:
    """Where the coalition is stable under Nash, GMR, SMR, SEQ or SSEQ. One truth a state."""
    outside = [maker for maker in range(len(orders)) if maker not in members]
    others = [player_of(graph, orders[maker], maker) for maker in outside]
    return stable_for(coalition_player(graph, orders, members), others, concept)


def coalition_equilibria(graph: Graph, orders: tuple[Order, ...], concept: str) -> Truths:
    """Where no coalition, of one or of more, would move under the concept. One truth a state."""
    verdicts = [coalition_stable(graph, orders, members, concept) for members in coalitions(len(orders))]
    return np.asarray(np.logical_and.reduce(verdicts), dtype=np.bool_)


def merged_stable(graph: Graph, orders: tuple[Order, ...], parts: Sequence[Coalition], concept: str) -> Truths:
    """Stability when each of `parts` acts only as one, all its options at once (GMCR+'s coalitions). An array of (parts, states).

    Raises ModelError where `parts` do not hold each decision maker once, and for graph form, where moves can't be joined.
    """
    if sorted(member for part in parts for member in part) != list(range(len(orders))):
        raise ModelError(f"coalitions {list(parts)} must hold each of the {len(orders)} decision makers once")
    if graph.model.is_graph:
        raise ModelError("joining decision makers into one joins their options; a model in graph form has arcs only")
    if concept == "SIM":
        return np.stack([_merged_sim(graph, orders, parts, focal) for focal in range(len(parts))])
    players = [_merged_player(graph, orders, part) for part in parts]
    return np.stack([stable_for(player, [o for o in players if o is not player], concept) for player in players])


def _merged_player(graph: Graph, orders: tuple[Order, ...], part: Coalition) -> Player:
    if len(part) == 1:
        return player_of(graph, orders[part[0]], part[0])
    better = _better_for_all(orders, part)
    return Player(moves_matrix(graph, joint_moves(graph, part)), better, ~better)


def _merged_sim(graph: Graph, orders: tuple[Order, ...], parts: Sequence[Coalition], focal: int) -> Truths:
    pairs = []
    for part in parts:
        starts, ends = joint_moves(graph, part) if len(part) > 1 else improvements(graph, part[0], orders[part[0]])
        better = np.logical_and.reduce([orders[member].rank[ends] < orders[member].rank[starts] for member in part])
        pairs.append((starts[better], ends[better]))
    others = [pair for number, pair in enumerate(pairs) if number != focal]
    return sim_of(graph, pairs[focal], others, tuple(orders[member].rank for member in parts[focal]))


def _better_for_all(orders: tuple[Order, ...], members: Coalition) -> Matrix:
    return np.asarray(np.logical_and.reduce([better_of(orders[member]) for member in members]), dtype=np.bool_)
