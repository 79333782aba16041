"""Stability's questions by bit operations: one value for each combination of options, infeasible ones left void.

A decision maker's moves change its own bits, so the best value it can reach is found one bit at a time, comparing both halves of the array:
N states and m own options cost N * m steps instead of N * 2**m. Improvements depend on the start and are asked one set of bits at a time.
Moves by one decision maker in a row make no more than one move does, so legal sequences are what the others reach in any order.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from detente.foresight.moves import Reach, misperceived, reach_of
from detente.foresight.preferences import Order, Ranks
from detente.foresight.statements import Truths
from detente.foresight.states import Graph

Step = Callable[[Ranks, int], Ranks]
WORST = np.iinfo(np.int32).max


class CubeEngine:
    """Answers for a model in option form. See `engine.Engine`."""

    def __init__(self, graph: Graph, orders: tuple[Order, ...]) -> None:
        self.codes = graph.codes
        self.count = len(graph.model.options)
        self.full = len(self.codes) == 1 << self.count
        self.every = np.arange(1 << self.count, dtype=np.int64)
        self.orders = orders
        self.makers = range(len(orders))
        self.reach = [reach_of(graph.model, maker) for maker in self.makers]
        self.blind = [self._blind(misperceived(graph, maker)) for maker in self.makers]

    def least(self, values: Ranks, maker: int) -> Ranks:
        """The least value that `maker` can reach by one move of its own, or by staying."""
        return WORST - self._greatest(self._spread(WORST - values), maker)[self.codes]

    def greatest_reply(self, values: Ranks, maker: int) -> Ranks:
        """The greatest value that the others can reach by any sequence of moves, or by staying."""
        return self._until_still(values, maker, self._greatest)

    def greatest_improving_reply(self, values: Ranks, maker: int) -> Ranks:
        """The greatest value that the others can reach by any sequence of improvements, or by staying."""
        return self._until_still(values, maker, self._greatest_improving)

    def _until_still(self, values: Ranks, maker: int, step: Step) -> Ranks:
        found = self._spread(values)
        others = [other for other in self.makers if other != maker and self.reach[other].mask]
        still = 0
        turn = 0
        while others and still < len(others):
            before = found
            found = step(found, others[turn % len(others)])
            changed = len(others) > 1 and not np.array_equal(before, found)
            still = 1 if changed else still + 1  # what was just asked won't change at once
            turn += 1
        return found[self.codes]

    def _greatest(self, found: Ranks, maker: int) -> Ranks:
        blind = self.blind[maker]
        spread = found.copy()
        if blind is not None:
            spread[blind] = -1
        for option in range(self.count):
            self._spread_bit(spread, self.reach[maker], option)
        return self._settle(spread, found, blind)

    def _spread_bit(self, spread: Ranks, reach: Reach, option: int) -> None:
        if not reach.mask >> option & 1:
            return
        halves = spread.reshape(-1, 2, 1 << option)
        without, with_it = halves[:, 0, :], halves[:, 1, :]
        greatest = np.maximum(without, with_it)
        if not reach.only_drop >> option & 1:
            without[...] = greatest
        if not reach.only_take >> option & 1:
            with_it[...] = greatest

    def _greatest_improving(self, found: Ranks, maker: int) -> Ranks:
        blind = self.blind[maker]
        source = found
        if blind is not None:
            source = found.copy()
            source[blind] = -1
        rank = self._rank(maker)
        spread = found.copy()
        for step in self.reach[maker].steps():
            self._spread_step(spread, source, rank, (self.reach[maker], step))
        return self._settle(spread, found, blind)

    def _spread_step(self, spread: Ranks, source: Ranks, rank: Ranks, change: tuple[Reach, int]) -> None:
        reach, step = change
        target = self.every ^ step
        better = rank.take(target) < rank
        if step & (reach.only_take | reach.only_drop):
            better &= reach.allows(self.every, step)
        offered = source.take(target)
        offered[~better] = -1
        np.maximum(spread, offered, out=spread)

    def _settle(self, spread: Ranks, found: Ranks, blind: Truths | None) -> Ranks:
        if not self.full:
            settled = np.full_like(spread, -1)
            settled[self.codes] = spread[self.codes]
            spread = settled
        if blind is not None:
            spread[blind] = found[blind]
        return spread

    def _spread(self, values: Ranks) -> Ranks:
        cube = np.full(1 << self.count, -1, dtype=np.int32)
        cube[self.codes] = values
        return cube

    def _rank(self, maker: int) -> Ranks:
        cube = np.full(1 << self.count, WORST, dtype=np.int32)
        cube[self.codes] = self.orders[maker].rank
        return cube

    def _blind(self, states: Truths) -> Truths | None:
        if not states.any():
            return None
        cube = np.zeros(1 << self.count, dtype=np.bool_)
        cube[self.codes] = states
        return cube
