"""From today on: which states can be reached, in how many moves, who moves, and who must take a loss on the way.

A legal sequence is one in which nobody moves twice running. Source: Li, Kilgour & Hipel 2005, J. Oper. Res. Soc. 56:699-707.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

from detente.foresight.analyses.board import Board, Step

_Node = tuple[int, int]  # a state, and who moved last (-1: nobody yet)


@dataclass(frozen=True, slots=True)
class Route:
    """The way to state `end`: its steps, none where it is the start. `sacrifices` counts steps that gain their mover nothing."""

    end: int
    steps: tuple[Step, ...]

    @property
    def sacrifices(self) -> int:
        """How many steps gain their mover nothing."""
        return sum(not step.gains for step in self.steps)

    @property
    def movers(self) -> tuple[int, ...]:
        """Who moves, in order."""
        return tuple(step.mover for step in self.steps)


def routes(board: Board, start: int, *, improvements_only: bool = False) -> dict[int, Route]:
    """The way from `start` to each state that can be reached: fewest sacrifices first, then fewest moves, then lowest numbers.

    With `improvements_only`, states that can be reached by improvements alone.
    """
    best: dict[_Node, tuple[int, int]] = {(start, -1): (0, 0)}
    came: dict[_Node, tuple[_Node, Step]] = {}
    heap: list[tuple[int, int, int, int]] = [(0, 0, start, -1)]
    first: dict[int, _Node] = {}
    while heap:
        lost, made, state, last = heapq.heappop(heap)
        if best[state, last] != (lost, made):
            continue
        first.setdefault(state, (state, last))
        for step in _steps(board, state, last, improvements_only):
            node = (step.end, step.mover)
            cost = (lost + (not step.gains), made + 1)
            if node not in best or cost < best[node]:
                best[node] = cost
                came[node] = ((state, last), step)
                heapq.heappush(heap, (*cost, *node))
    return {state: Route(state, _back(came, node)) for state, node in sorted(first.items())}


def fewest_moves(board: Board, start: int, *, improvements_only: bool = False) -> dict[int, int]:
    """The least number of moves from `start` to each state that can be reached, whoever gains or loses."""
    reached = {start: 0}
    front: set[_Node] = {(start, -1)}
    seen = set(front)
    made = 0
    while front:
        made += 1
        following = {(step.end, step.mover) for state, last in front for step in _steps(board, state, last, improvements_only)}
        front = following - seen
        seen |= front
        for state, _ in front:
            reached.setdefault(state, made)
    return dict(sorted(reached.items()))


def _steps(board: Board, state: int, last: int, improvements_only: bool) -> list[Step]:
    found = [board.step(maker, state, end) for maker in board.makers if maker != last for end in board.moves[maker][state]]
    return [step for step in found if step.gains] if improvements_only else found


def _back(came: dict[_Node, tuple[_Node, Step]], node: _Node) -> tuple[Step, ...]:
    steps = []
    while node in came:
        node, step = came[node]
        steps.append(step)
    return tuple(reversed(steps))
