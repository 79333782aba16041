"""Limited-move stability: each decision maker looks a number of moves ahead and expects each mover to do what is best for it.

`Foresight` says for each decision maker and state where things are expected to end when it may move now, h moves at most to come:
it moves where the worst end to be expected is still strictly better than staying, and picks the move whose worst end is best. After
its move one of the others who would leave that state does so; it expects the worst of them for itself. If none would, the state stays.
Several ends are kept where ties leave several possible, so that nothing depends on the order of states or names.
With two decision makers and no ties this is the textbook's backward induction (Kilgour 1984; Fang, Hipel & Kilgour 1993, ch. 3).
For more, books differ in who moves next; the rule above is the cautious one.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from detente.foresight.moves import by_start, moves
from detente.foresight.preferences import Order
from detente.foresight.statements import Truths
from detente.foresight.states import Graph, ModelError

Foresight: TypeAlias = tuple[tuple[frozenset[int], ...], ...]  # for each decision maker, for each state, the ends it may come to
MOST_STATES = 4096


class Tree:
    """The moves and orders that the induction runs over. Raises ModelError for more than MOST_STATES states."""

    def __init__(self, graph: Graph, orders: tuple[Order, ...]) -> None:
        if len(graph) > MOST_STATES:
            raise ModelError(f"limited-move stability is worked out for at most {MOST_STATES} states; the model has {len(graph)}")
        self.moves = [by_start(graph, moves(graph, maker)) for maker in range(len(orders))]
        self.rank = [order.rank.tolist() for order in orders]
        self.states = range(len(graph))
        self.makers = range(len(orders))

    def at_once(self) -> Foresight:
        """No move to come: every state stays."""
        return tuple(tuple(frozenset((state,)) for state in self.states) for _ in self.makers)

    def one_more(self, before: Foresight) -> Foresight:
        """What is expected with one move more to come than in `before`."""
        return tuple(tuple(self._ends(maker, state, before) for state in self.states) for maker in self.makers)

    def _ends(self, maker: int, state: int, before: Foresight) -> frozenset[int]:
        rank = self.rank[maker]
        worst = {move: self._after(maker, move, before) for move in self.moves[maker][state]}
        if not worst:
            return frozenset((state,))
        value = {move: max(rank[end] for end in ends) for move, ends in worst.items()}
        best = min(value.values())
        if best >= rank[state]:
            return frozenset((state,))
        return frozenset().union(*(worst[move] for move in worst if value[move] == best))

    def _after(self, maker: int, state: int, before: Foresight) -> frozenset[int]:
        stay = frozenset((state,))
        leaving = [before[other][state] for other in self.makers if other != maker and before[other][state] != stay]
        if not leaving:
            return stay
        rank = self.rank[maker]
        worst = max(max(rank[end] for end in ends) for ends in leaving)
        return frozenset().union(*(ends for ends in leaving if max(rank[end] for end in ends) == worst))

    def stays(self, foresight: Foresight) -> Truths:
        """Where each decision maker stays, an array of (decision makers, states)."""
        return np.array([[ends == {state} for state, ends in enumerate(row)] for row in foresight], dtype=np.bool_)


def limited_move(graph: Graph, orders: tuple[Order, ...], horizon: int) -> Truths:
    """Where each decision maker, looking `horizon` moves ahead (1 is Nash), stays. An array of (decision makers, states)."""
    tree = Tree(graph, orders)
    foresight = tree.at_once()
    for _ in range(horizon):
        foresight = tree.one_more(foresight)
    return tree.stays(foresight)
