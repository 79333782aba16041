"""Strength of preference: a deterrent is strong where what it threatens is greatly worse, not just mildly.

Strong stability asks of every sanction, and of every answer to it, that it lies strongly below the start; a state that is stable without
being strongly so is weakly stable. Source: Hamouda, Kilgour & Hipel 2004, Group Decision and Negotiation 13:449-462.
"""

from __future__ import annotations

import numpy as np

from detente.foresight.matrix import Player, player_of, stable_for
from detente.foresight.preferences import Order
from detente.foresight.statements import Truths
from detente.foresight.states import Graph


def strongly_stable(graph: Graph, orders: tuple[Order, ...], concept: str) -> Truths:
    """Where a decision maker is stable by strong sanctions alone, or has no improvement. An array of (decision makers, states).

    `concept` is Nash, GMR, SMR, SEQ or SSEQ. Without any strong preference in the model only states without improvements are.
    """
    players = [player_of(graph, order, maker) for maker, order in enumerate(orders)]
    rows = []
    for maker, player in enumerate(players):
        tier = orders[maker].tier
        strong = Player(player.moves, player.better, np.asarray(tier[None, :] > tier[:, None], dtype=np.bool_))
        rows.append(stable_for(strong, [other for other in players if other is not player], concept))
    return np.stack(rows)
