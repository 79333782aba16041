"""Non-myopic stability: the decision maker stays however far it looks ahead (Brams & Wittman 1981; Kilgour 1984).

The limited-move expectation with one move more depends on the one before alone, so it settles or comes round in a circle; a state is
stable for whoever stays there at every horizon of that circle.
"""

from __future__ import annotations

import numpy as np

from detente.foresight.preferences import Order
from detente.foresight.stability.horizon import Foresight, Tree
from detente.foresight.statements import Truths
from detente.foresight.states import Graph, ModelError

FARTHEST = 1000


def non_myopic(graph: Graph, orders: tuple[Order, ...]) -> Truths:
    """Where each decision maker stays at every horizon far enough. An array of (decision makers, states).

    Raises ModelError where the expectations do not come round within FARTHEST moves.
    """
    tree = Tree(graph, orders)
    seen: dict[Foresight, int] = {}
    stays: list[Truths] = []
    foresight = tree.at_once()
    while foresight not in seen:
        if len(seen) > FARTHEST:
            raise ModelError(f"foresight does not settle within {FARTHEST} moves; ask for a limited horizon, such as L20")
        seen[foresight] = len(stays)
        stays.append(tree.stays(foresight))
        foresight = tree.one_more(foresight)
    return np.asarray(np.stack(stays[seen[foresight] :]).all(axis=0), dtype=np.bool_)
