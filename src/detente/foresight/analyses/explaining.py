"""Why a state is stable for a decision maker or not: each improvement it has, and the answer that makes it no gain, if there is one."""

from __future__ import annotations

from dataclasses import dataclass

from detente.errors import ConfigError
from detente.foresight.analyses.board import Board, Step
from detente.foresight.logical import Deviation
from detente.foresight.stability.horizon import Foresight, Tree

EXPLAINED = ("Nash", "GMR", "SMR", "SEQ", "SSEQ", "SIM")


@dataclass(frozen=True, slots=True)
class Thread:
    """One improvement to state `end` and what answers it: `steps` of others in turn, or `together` with it (their numbers).

    `lands` is the state that the answer ends in, None where nothing answers; `answers` are the states that the decision maker could go
    on to from there, none of which is better than the start (SMR, SSEQ).
    """

    end: int
    steps: tuple[Step, ...] = ()
    together: tuple[int, ...] = ()
    lands: int | None = None
    answers: tuple[int, ...] = ()


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
    found = board.form.deviations(maker, state, concept)
    return Reason(maker, state, concept, tuple(_thread(board, deviation, concept) for deviation in found))


def _thread(board: Board, deviation: Deviation, concept: str) -> Thread:
    if not deviation.deterred:
        return Thread(deviation.to)
    movers = tuple(mover for mover, _ in deviation.sanction)
    lands = deviation.sanction[-1][1]
    if concept == "SIM":
        return Thread(deviation.to, together=movers, lands=lands)
    places = (deviation.to, *(end for _, end in deviation.sanction))
    steps = tuple(board.step(mover, start, end) for mover, start, end in zip(movers, places, places[1:], strict=False))
    return Thread(deviation.to, steps, lands=lands, answers=deviation.answers)


def expectations(board: Board, horizon: int) -> Foresight:
    """Where each decision maker (by number) expects things to end from each state, `horizon` moves ahead; the state itself where it stays.

    Raises ModelError for a model that is too large for limited-move stability.
    """
    tree = Tree(board.analysis.graph, board.analysis.orders)
    foresight = tree.at_once()
    for _ in range(horizon):
        foresight = tree.one_more(foresight)
    return foresight
