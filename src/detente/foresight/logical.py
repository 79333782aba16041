"""The logical form: each concept as its definition reads, one state and one improvement at a time, keeping who answers with what.

Slow and plain, it is what the fast forms are tested against, and what explanations are written from.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from detente.errors import ConfigError
from detente.foresight.moves import by_start, improvements, moves
from detente.foresight.preferences import Order
from detente.foresight.states import Graph, ModelError

Step = tuple[int, int]  # who moves, and where to


@dataclass(frozen=True, slots=True)
class Deviation:
    """One improvement `to` of a decision maker, and what deters it.

    `sanction` is the shortest reply found, step by step (SIM: the joint move's makers and its landing), empty where nothing deters;
    `answers` are the decision maker's own moves from where the reply ends, none of which escapes (SMR, SSEQ).
    """

    to: int
    sanction: tuple[Step, ...] = ()
    answers: tuple[int, ...] = ()

    @property
    def deterred(self) -> bool:
        """Whether a reply makes the move pointless."""
        return bool(self.sanction)


@dataclass(frozen=True)
class LogicalForm:
    """The moves and improvements of a model as lists, ready for questions about single states."""

    graph: Graph
    orders: tuple[Order, ...]
    moves: tuple[tuple[tuple[int, ...], ...], ...] = field(init=False)  # by decision maker, by state
    improvements: tuple[tuple[tuple[int, ...], ...], ...] = field(init=False)

    def __post_init__(self) -> None:
        makers = range(len(self.orders))
        all_moves = tuple(by_start(self.graph, moves(self.graph, maker)) for maker in makers)
        better = tuple(by_start(self.graph, improvements(self.graph, maker, self.orders[maker])) for maker in makers)
        object.__setattr__(self, "moves", all_moves)
        object.__setattr__(self, "improvements", better)

    def stable(self, maker: int, state: int, concept: str) -> bool:
        """Whether every improvement of `maker` from `state` is deterred under `concept` (Nash: whether it has none)."""
        return all(deviation.deterred for deviation in self.deviations(maker, state, concept))

    def deviations(self, maker: int, state: int, concept: str) -> tuple[Deviation, ...]:
        """Each improvement of `maker` from `state` with what deters it under Nash, GMR, SMR, SEQ, SSEQ or SIM. Raises ConfigError."""
        options = self.improvements[maker][state]
        if concept == "Nash":
            return tuple(Deviation(to) for to in options)
        if concept == "SIM":
            return tuple(self._spoilt(maker, state, to) for to in options)
        if concept in ("GMR", "SMR", "SEQ", "SSEQ"):
            return tuple(self._answered(maker, state, to, concept) for to in options)
        raise ConfigError(f"no logical form of {concept!r}; it knows Nash, GMR, SMR, SEQ, SSEQ and SIM")

    def replies(self, maker: int, start: int, improving: bool) -> Iterator[tuple[Step, ...]]:
        """The shortest legal sequence of the others' moves to each state they can reach from `start`, short ones first."""
        steps = self.improvements if improving else self.moves
        seen = {(start, maker)}
        found: set[int] = set()
        waiting: deque[tuple[int, int, tuple[Step, ...]]] = deque([(start, maker, ())])
        while waiting:
            state, last, path = waiting.popleft()
            if path and state not in found:
                found.add(state)
                yield path
            for mover in range(len(self.orders)):
                if mover in (maker, last):
                    continue
                for end in steps[mover][state]:
                    if (end, mover) not in seen:
                        seen.add((end, mover))
                        waiting.append((end, mover, (*path, (mover, end))))

    def _answered(self, maker: int, state: int, to: int, concept: str) -> Deviation:
        order = self.orders[maker]
        for path in self.replies(maker, to, improving=concept in ("SEQ", "SSEQ")):
            end = path[-1][1]
            if order.prefers(end, state):
                continue
            if concept in ("GMR", "SEQ"):
                return Deviation(to, path)
            answers = self.moves[maker][end]
            if not any(order.prefers(answer, state) for answer in answers):
                return Deviation(to, path, answers)
        return Deviation(to)

    def _spoilt(self, maker: int, state: int, to: int) -> Deviation:
        if self.graph.model.is_graph:
            raise ModelError("SIM joins changes of options; a model in graph form has arcs only: ask for other concepts")
        codes = self.graph.codes
        others = [other for other in range(len(self.orders)) if other != maker]
        choices = [(None, *self.improvements[other][state]) for other in others]
        for joint in product(*choices):
            movers = [(other, end) for other, end in zip(others, joint, strict=True) if end is not None]
            if not movers:
                continue
            change = int(codes[state] ^ codes[to])
            for _, end in movers:
                change |= int(codes[state] ^ codes[end])
            landing = self.graph.find_code(int(codes[state]) ^ change)
            if landing is not None and not self.orders[maker].prefers(landing, state):
                return Deviation(to, tuple((mover, landing) for mover, _ in movers))
        return Deviation(to)
