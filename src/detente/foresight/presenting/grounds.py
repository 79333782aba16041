"""The sections that tell why, and what would change it: reasons, requirements, what hangs on an assumption, goals, and the assumptions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from detente.foresight.analyses.board import Board, Step
from detente.foresight.analyses.edits import edit_words
from detente.foresight.analyses.explaining import EXPLAINED, expectations, explain
from detente.foresight.analyses.inverse import Requirement, inverse
from detente.foresight.model import Preference, Prioritised, Ranked, Weighted
from detente.foresight.presenting.blocks import Block, Grid, Item, Points, Section, Text
from detente.foresight.presenting.findings import Findings
from detente.foresight.presenting.words import change_words, farsighted_words, listed, reasons_words, state_name, unlike_today

_EQUILIBRIA, _NUMBERED = 3, 80
_MOVES = {"both": "yes", "take": "once only", "drop": "can only be ended", "none": "a given"}


def reasons(found: Findings) -> Section | None:
    """For today's state, those with a name, those asked for and the first equilibria: why each decision maker stays or leaves."""
    if found.board is None:
        return None
    graph, main = found.analysis.graph, found.options.main
    tell = _teller(found, found.board)
    items = []
    for state in _of_interest(found):
        lasts = "can last" if main in found.held.get(state, ()) else "would not last"
        name = state_name(graph, state)
        items.append(Item(f"{name[0].upper()}{name[1:]} {lasts}.", tell(state)))
    return Section("reasons", "Why", f"Each decision maker’s reason to stay or to leave, by {main}.", (Points("", tuple(items)),))


def _teller(found: Findings, board: Board) -> Callable[[int], tuple[str, ...]]:
    """What tells the reasons of all decision makers for a state, by the main concept."""
    graph, main = found.analysis.graph, found.options.main
    if main in EXPLAINED:
        return lambda state: reasons_words(graph, [explain(board, maker, state, main) for maker in board.makers], board.rank)
    if main == "NM":
        verdicts = found.analysis.stability[main]
        return lambda state: tuple(
            f"{name} {'stays, however far it looks ahead' if verdicts[maker, state] else 'leaves at some horizon'}."
            for maker, name in enumerate(graph.names)
        )
    ends = expectations(board, int(main[1:]))
    return lambda state: tuple(farsighted_words(graph, name, ends[maker][state], state) for maker, name in enumerate(graph.names))


def requirements(found: Findings) -> Section | None:
    """What would have to be preferred for states that do not last to do so."""
    if found.board is None or found.options.main not in EXPLAINED:
        return None
    graph, main = found.analysis.graph, found.options.main
    items = []
    for state in _of_interest(found):
        if main in found.held.get(state, ()):
            continue
        needs = inverse(found.board, state, main).requirements
        told = tuple(line for need in needs for line in _need_words(found, state, need))
        items.append(Item(f"For {state_name(graph, state)} to last:", told))
    if not items:
        return None
    lede = "What a mediator would have to change in somebody’s mind: the fewest comparisons that would have to turn out otherwise."
    return Section("requirements", "What would have to be preferred", lede, (Points("", tuple(items)),))


def _need_words(found: Findings, state: int, need: Requirement) -> Iterator[str]:
    graph = found.analysis.graph
    name, here = graph.names[need.maker], state_name(graph, state)
    for temptation in need.temptations[:4]:
        ways = [listed([state_name(graph, end) for end in sorted(way)], "or") for way in temptation.ways]
        told = f"{name} must not prefer {'; or else not '.join(ways)} to {here}"
        idle = [step for step in temptation.threat if not step.gains]
        threats = listed([f"{graph.names[step.mover]} by {_going(found, step)}" for step in idle])
        yield f"{told}; or else somebody must gain by answering it: {threats}." if threats else f"{told}."
    if len(need.temptations) > 4:
        yield f"{name} has {len(need.temptations) - 4} more such temptations."
    level = state_name(graph, need.level[0])
    places = f"{need.rise} place{'s' if need.rise > 1 else ''}"
    yield f"In one change: {name} must like {here} as well as {level}, {places} up in its order."


def _going(found: Findings, step: Step) -> str:
    graph = found.analysis.graph
    return f"going from {state_name(graph, step.start)} to {state_name(graph, step.end)} ({change_words(graph, step.start, step.end)})"


def hinges(found: Findings) -> Section | None:
    """Which single assumption changes the equilibria."""
    if found.sensitivity is None:
        return None
    graph, most = found.analysis.graph, found.options.states
    interest = set(_of_interest(found))
    ranked = sorted(found.sensitivity.variations, key=lambda v: (-len(v.touched & interest), v.edit.kind == "turn", -len(v.touched)))
    rows = tuple(
        (
            edit_words(found.analysis.model, variation.edit),
            _names(found, variation.gained, interest),
            _names(found, variation.lost, interest),
        )
        for variation in ranked[:most]
    )
    model_size = found.sensitivity.tried
    lede = (
        f"{len(ranked)} of {model_size} single changes to one preference (swapped with the next, dropped, or turned round) change which of "
        f"the {len(graph):,} states last, by {found.options.main}. Check these assumptions first."
    )
    if not rows:
        return Section("hinges", "What hangs on one assumption", lede, ())
    table = Grid("If one assumption were different", ("if", "would last too", "would no longer last"), rows, len(ranked) - len(rows))
    return Section("hinges", "What hangs on one assumption", lede, (table,))


def _names(found: Findings, changes: tuple[tuple[str, tuple[int, ...]], ...], interest: set[int]) -> str:
    states = sorted({state for _, changed in changes for state in changed}, key=lambda state: (state not in interest, state))
    return listed([state_name(found.analysis.graph, state) for state in states], most=3) or "–"


def together(found: Findings) -> Section | None:
    """Joint moves that every member of a coalition would gain by: what a mediator could broker."""
    if not found.joint:
        return None
    graph = found.analysis.graph
    items = []
    interest = [state for state in _of_interest(found) if state in found.joint]
    for state in interest:
        told = tuple(
            f"{listed([graph.names[member] for member in members])}: to {listed([state_name(graph, end) for end in ends], 'or', 3)}"
            for members, ends in found.joint[state][:6]
        )
        items.append(Item(f"From {state_name(graph, state)}:", told))
    if not items:
        return None
    lede = "Moves that nobody makes alone, and by which every member of a group would gain."
    return Section("together", "What some could gain together", lede, (Points("", tuple(items)),))


def unknowns(found: Findings) -> Section | None:
    """How often each equilibrium holds over the preferences that can't be ruled out, and what is seen wrongly."""
    blocks: list[Block] = []
    graph, main, most = found.analysis.graph, found.options.main, found.options.states
    if found.robustness is not None:
        shares = found.robustness.equilibrium[main]
        states = sorted(found.robustness.ever(main), key=lambda state: (-shares[state], state))
        rows = tuple((state_name(graph, state), f"{100 * shares[state]:.0f} %") for state in states[:most])
        how = "all" if found.robustness.exhaustive else "a sample of"
        caption = f"Share of {how} {found.robustness.profiles:,} possible preferences under which a state lasts, by {main}"
        blocks.append(Grid(caption, ("state", "share"), rows, len(states) - len(rows)))
    if found.hypergame is not None:
        held, lost = found.hypergame.held_by_error(main), found.hypergame.lost_by_error(main)
        told = (
            [f"held only because somebody sees the game wrongly: {listed([state_name(graph, state) for state in held[:8]])}"]
            if held
            else []
        )
        told += [f"lost because somebody sees the game wrongly: {listed([state_name(graph, state) for state in lost[:8]])}"] if lost else []
        blocks.append(
            Points("Seen by each in its own way", tuple(Item(line) for line in told or ["nothing is held or lost by what is seen wrongly"]))
        )
    if not blocks:
        return None
    return Section(
        "unknowns",
        "What is not known",
        "Results over preferences that can’t be ruled out, and where sides see different games.",
        tuple(blocks),
    )


def goal(found: Findings) -> Section | None:
    """The smallest changes that reach a mediator's goal."""
    if found.search is None:
        return None
    graph, search = found.analysis.graph, found.search
    stable = [state_name(graph, state) for letters in search.goal.stable if (state := graph.find(letters)) is not None]
    unstable = [state_name(graph, state) for letters in search.goal.unstable if (state := graph.find(letters)) is not None]
    wanted = listed([*(f"{name} lasts" for name in stable), *(f"{name} does not last" for name in unstable)])
    lede = f"Goal: {wanted}, by {search.goal.concept}."
    if search.met:
        return Section("goal", "A mediator’s goal", lede, (Text(("The goal holds as things are.",)),))
    if not search.remedies:
        return Section(
            "goal", "A mediator’s goal", lede, (Text((f"None of {search.tried:,} changes tried reaches it; allow more at once.",)),)
        )
    most = found.options.states
    items = tuple(
        Item(
            "; and ".join(edit_words(found.analysis.model, edit) for edit in remedy.edits)
            + (", and then moves that gain their movers lead there from today" if remedy.reached else "")
        )
        for remedy in search.remedies[:most]
    )
    return Section("goal", "A mediator’s goal", lede, (Points("Any one of these would do", items, len(search.remedies) - len(items)),))


def assumptions(found: Findings) -> Section:
    """The model itself: what each can do and is taken to prefer, with the reasons given."""
    model = found.analysis.model
    options = tuple((option.owner, option.name, _MOVES[option.moves], option.note) for option in model.options)
    blocks: list[Block] = [Grid("What each can do", ("who", "what", "can be undone", "note"), options)] if options else []
    for maker in model.decision_makers:
        blocks.append(Points(f"What {maker.name} is taken to prefer, the most important first", tuple(_wishes(maker.preference))))
    rules = tuple(Item(rule.text, (rule.note,) if rule.note else ()) for rule in model.infeasible)
    if rules:
        blocks.append(Points("What can’t be", rules))
    if found.notices:
        blocks.append(Points("Odd in the statements", tuple(Item(notice) for notice in found.notices)))
    lede = "Everything above follows from this. Preferences are assumptions of whoever made the model, not reported facts."
    note = (Text((model.note,)),) if model.note else ()
    return Section("assumptions", "The assumptions", lede, (*note, *blocks))


def _wishes(preference: Preference) -> Iterator[Item]:
    match preference:
        case Prioritised(statements=statements):
            for statement in statements:
                doubt = "" if statement.sure else " (not sure)"
                yield Item(f"{statement.text}{doubt}", (statement.note,) if statement.note else ())
        case Weighted(weights=weights):
            for weight in sorted(weights, key=lambda weight: -abs(weight.weight)):
                yield Item(f"{weight.text} ({weight.weight:+g})", (weight.note,) if weight.note else ())
        case Ranked(groups=groups):
            for group in groups[:40]:
                yield Item(" = ".join(group))
            if len(groups) > 40:
                yield Item(f"and {len(groups) - 40} more")


def _of_interest(found: Findings) -> tuple[int, ...]:
    """Today's state, those asked for, those with a name, and the first equilibria."""
    graph = found.analysis.graph
    today = () if found.today is None else (found.today,)
    named = tuple(state for state in range(len(graph)) if graph.label(state))
    main = tuple(state for state in found.ordered() if found.options.main in found.held[state])
    wanted = tuple(dict.fromkeys((*today, *found.asked, *named, *main[:_EQUILIBRIA])))
    return wanted[: max(found.options.states, len(today) + len(found.asked))]


def numbers(found: Findings, sections: Iterable[Section]) -> Section | None:
    """The states that `sections` name by number alone, in words."""
    graph = found.analysis.graph
    written = " ".join(_texts(sections))
    named = sorted({int(number) for number in re.findall(r"(?i)\bstate (\d+)\b", written)})
    states = [number - 1 for number in named if 1 <= number <= len(graph) and not graph.label(number - 1)]
    if not states:
        return None
    rows = tuple((str(state + 1), unlike_today(graph, state)) for state in states[:_NUMBERED])
    table = Grid("States named by number", ("state", "what holds in it"), rows, len(states) - len(rows))
    return Section("numbers", "States by number", "States that have no name of their own, as they are numbered above.", (table,))


def _texts(sections: Iterable[Section]) -> Iterator[str]:
    for block in (block for section in sections for block in section.blocks):
        match block:
            case Text(paragraphs):
                yield from paragraphs
            case Points(_, items, _):
                yield from (text for item in items for text in (item.text, *item.under))
            case Grid(_, _, rows, _):
                yield from (cell for row in rows for cell in row)
            case _:
                continue
