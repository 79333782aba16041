"""Why a state is stable or not for a decision maker: each improvement it has, and the answer that makes it no gain, or that there is none.

Worked out state by state from the definitions, apart from the engines that judge all states at once; the tests compare the two.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from detente.errors import ConfigError
from detente.foresight.analyses.board import Board, Step

EXPLAINED = ("Nash", "GMR", "SMR", "SEQ", "SSEQ", "SIM")


@dataclass(frozen=True, slots=True)
class Thread:
    """One improvement to state `end` and what answers it: steps of the others, or moves made at the same time (`together`).

    `lands` is the state that the answer ends in, None where nothing answers the improvement.
    """

    end: int
    answer: tuple[Step, ...] = ()
    lands: int | None = None
    together: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """The verdict on `state` for decision maker `maker` under `concept`, with a thread for each improvement."""

    maker: int
    state: int
    concept: str
    threads: tuple[Thread, ...]

    @property
    def stable(self) -> bool:
        """Whether nothing gains: no improvement, or each is answered."""
        return all(thread.lands is not None for thread in self.threads)


def explain(board: Board, maker: int, state: int, concept: str) -> Reason:
    """The reason for one verdict. Raises ConfigError for a concept other than those of EXPLAINED."""
    if concept not in EXPLAINED:
        raise ConfigError(f"no reasons are worked out for {concept}; they are for {', '.join(EXPLAINED)}")
    answer = _answer_of(board, maker, state, concept)
    return Reason(maker, state, concept, tuple(answer(end) for end in board.gains(maker, state)))


def _answer_of(board: Board, maker: int, state: int, concept: str) -> Callable[[int], Thread]:
    rank = board.rank[maker]

    def no_better(end: int) -> bool:
        return rank[end] >= rank[state]

    def held(end: int) -> bool:
        return no_better(end) and all(no_better(escape) for escape in board.moves[maker][end])

    if concept == "Nash":
        return lambda end: Thread(end)
    if concept == "SIM":
        return lambda end: _simultaneous(board, maker, (state, end))
    improving = concept in ("SEQ", "SSEQ")
    spoils = held if concept in ("SMR", "SSEQ") else no_better
    return lambda end: _sequence(board, maker, end, (spoils, improving))


def _sequence(board: Board, maker: int, start: int, rule: tuple[Callable[[int], bool], bool]) -> Thread:
    """The shortest legal sequence of the others from `start` to a state that spoils the improvement."""
    spoils, improving = rule
    queue: deque[tuple[int, int, tuple[Step, ...]]] = deque([(start, -1, ())])
    seen = {(start, -1)}
    while queue:
        state, last, steps = queue.popleft()
        for other in board.makers:
            if other in (maker, last):
                continue
            for end in board.gains(other, state) if improving else board.moves[other][state]:
                path = (*steps, board.step(other, state, end))
                if spoils(end):
                    return Thread(start, path, end)
                if (end, other) not in seen:
                    seen.add((end, other))
                    queue.append((end, other, path))
    return Thread(start)


def _simultaneous(board: Board, maker: int, move: tuple[int, int]) -> Thread:
    """Improvements of others from the same state which, made together with the move, land in a state no better."""
    state, end = move
    graph, rank = board.analysis.graph, board.rank[maker]
    codes = graph.codes
    for steps in _joint(board, maker, state):
        change = int(codes[state]) ^ int(codes[end])
        for step in steps:
            change |= int(codes[step.start]) ^ int(codes[step.end])
        lands = graph.find_code(int(codes[state]) ^ change)
        if lands is not None and rank[lands] >= rank[state]:
            return Thread(end, steps, lands, together=True)
    return Thread(end)


def _joint(board: Board, maker: int, state: int) -> Iterator[tuple[Step, ...]]:
    """Non-empty sets of improvements of the others from `state`, at most one of each, small sets first."""
    choices: list[tuple[Step | None, ...]] = [
        (None, *(board.step(other, state, end) for end in board.gains(other, state))) for other in board.makers if other != maker
    ]
    sets = [tuple(step for step in chosen if step is not None) for chosen in product(*choices)]
    yield from sorted((steps for steps in sets if steps), key=len)
