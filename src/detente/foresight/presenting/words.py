"""States, moves and verdicts in words that need no knowledge of the method."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.foresight.analyses.board import Step
from detente.foresight.analyses.explaining import Reason, Thread
from detente.foresight.states import Graph

CONCEPTS = {
    "Nash": "nobody can do better by moving, if nobody answers",
    "GMR": "whoever moves must fear some answer of the others, even one that hurts those who give it",
    "SMR": "as GMR, and the mover can't make good the harm by moving once more",
    "SEQ": "whoever moves must fear an answer that gains those who give it: a credible one",
    "SSEQ": "as SEQ, and the mover can't make good the harm by moving once more",
    "SIM": "whoever moves must fear that others move at the same time",
    "NM": "nobody moves, however far they look ahead",
}


def concept_words(concept: str) -> str:
    """What stability under `concept` means, in one line."""
    if concept[:1] == "L" and concept[1:].isdecimal():
        return f"nobody moves who looks {concept[1:]} moves ahead and expects each to do the best for itself"
    return CONCEPTS.get(concept, concept)


def listed(words: Iterable[str], last: str = "and", most: int | None = None) -> str:
    """Words as a list of English: "a", "a and b", "a, b and c"; beyond `most`: "a, b and 3 more"."""
    items = list(words)
    if most is not None and len(items) > most:
        items, last = [*items[:most], f"{len(items) - most} more"], "and"
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)


def state_name(graph: Graph, state: int) -> str:
    """What the state is called: its name in quotation marks, or its number, from 1."""
    label = graph.label(state)
    return f"“{label}”" if label else f"state {state + 1}"


def state_words(graph: Graph, state: int) -> str:
    """What holds in the state, option by option; options without words of their own are told where they are taken."""
    told = [_option_words(graph, number, letter) for number, letter in enumerate(graph.letters(state))]
    return "; ".join(words for words in told if words) or "no option is taken"


def unlike_today(graph: Graph, state: int) -> str:
    """What holds in the state where it differs from today's; all that holds where today is not known."""
    if graph.today is None:
        return state_words(graph, state)
    if state == graph.today:
        return "as today"
    pairs = enumerate(zip(graph.letters(graph.today), graph.letters(state), strict=True))
    told = [_option_words(graph, number, now, always=True) for number, (before, now) in pairs if now != before and now != "-"]
    return f"as today, but {'; '.join(told)}" if told else f"{state_name(graph, state)} by another way"


def _option_words(graph: Graph, number: int, letter: str, *, always: bool = False) -> str:
    option = graph.model.options[number]
    if letter == "Y":
        return option.taken or f"{option.owner}: {option.name}"
    if letter == "N":
        return option.left or (f"{option.owner}: no longer {option.name}" if always else "")
    return ""


def change_words(graph: Graph, start: int, end: int) -> str:
    """What a move changes, as what its mover does: "release the president and no longer keep its sanctions"."""
    done = []
    for option, before, after in zip(graph.model.options, graph.letters(start), graph.letters(end), strict=True):
        if after == "Y" and before != "Y":
            done.append(option.name)
        elif after == "N" and before == "Y":
            done.append(f"no longer {option.name}")
    return listed(done) or "change nothing that the options show"


def step_words(graph: Graph, step: Step) -> str:
    """One move: who does what, and whether it gains by it."""
    worth = "" if step.gains else " at a loss" if step.loses else " for no gain"
    return f"{graph.names[step.mover]} would {change_words(graph, step.start, step.end)}{worth} (to {state_name(graph, step.end)})"


def farsighted_words(graph: Graph, name: str, ends: frozenset[int], state: int) -> str:
    """The verdict of one who looks some moves ahead: where it expects things to end."""
    if ends == {state}:
        return f"{name} stays: it expects no move to end better for it."
    return f"{name} leaves: it expects to end in {listed([state_name(graph, end) for end in sorted(ends)], 'or')}, which it prefers."


def reasons_words(graph: Graph, reasons: Sequence[Reason], rank: Sequence[Sequence[int]]) -> tuple[str, ...]:
    """The verdicts of several decision makers on one state; those with nothing to gain in one line."""
    idle = [graph.names[reason.maker] for reason in reasons if not reason.threads]
    told = tuple(reason_words(graph, reason, rank[reason.maker]) for reason in reasons if reason.threads)
    if not idle:
        return told
    verb, none = ("stays: it has", "no move that it") if len(idle) == 1 else ("stay: none has", "a move that it")
    return (*told, f"{listed(idle)} {verb} {none} would gain by.")


def reason_words(graph: Graph, reason: Reason, rank: Sequence[int]) -> str:
    """The verdict with its reasons: "From state 7 the junta could ..., but ECOWAS would ..., which is worse for it"."""
    if not reason.threads:
        return reasons_words(graph, (reason,), (rank,) * len(graph.names))[0]
    name = graph.names[reason.maker]
    # One open improvement settles it; answered ones are told only where all are answered.
    told = [thread for thread in reason.threads if reason.stable or thread.lands is None]
    clauses = [_thread_words(graph, reason, thread, rank) for thread in told[:3]]
    more = f" It has {len(told) - 3} more such moves." if len(told) > 3 else ""
    verdict = "stays" if reason.stable else "leaves"
    return f"{name} {verdict}: {' '.join(clauses)}{more}"


def _thread_words(graph: Graph, reason: Reason, thread: Thread, rank: Sequence[int]) -> str:
    start = state_name(graph, reason.state)
    could = f"from {start} it could {change_words(graph, reason.state, thread.end)}, which it prefers (to {state_name(graph, thread.end)})"
    if thread.lands is None:
        answered = "" if reason.concept == "Nash" else ", and no answer that counts would make that a loss"
        return f"{could}{answered}."
    worse = "worse" if rank[thread.lands] > rank[reason.state] else "no better"
    if thread.together:
        others = listed(graph.names[mover] for mover in thread.together)
        return f"{could}, but if {others} moved at the same time the result would be {state_name(graph, thread.lands)}, {worse} for it."
    answer = "; then ".join(step_words(graph, step) for step in thread.steps)
    stuck = ", and it could not make that good by moving again" if reason.concept in ("SMR", "SSEQ") else ""
    return f"{could}, but then {answer}, which is {worse} for it than {start}{stuck}."
