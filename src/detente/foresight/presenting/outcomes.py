"""The sections that tell what may come: the answer in short, the equilibria, the picture, the ways from today."""

from __future__ import annotations

from collections.abc import Iterator

from detente.foresight.analyses.board import Board
from detente.foresight.analyses.status_quo import Route
from detente.foresight.presenting.blocks import Block, Grid, Item, Picture, Points, Section, Text
from detente.foresight.presenting.findings import Findings
from detente.foresight.presenting.graph import Drawn, chosen_steps, draw
from detente.foresight.presenting.words import concept_words, listed, state_name, state_words, step_words, unlike_today

_FARTHEST = 6  # columns of the picture


def in_short(found: Findings) -> Section:
    """A page for a reader who never heard of the method."""
    graph = found.analysis.graph
    how = (
        "The analysis takes who decides, what each can do, and what each prefers, and asks of every combination of choices: would anybody "
        "leave it? A state that nobody would leave can last; it is called an equilibrium. Nothing here is a forecast: it follows from the "
        "preferences assumed below, and changes with them."
    )
    return Section(
        "in-short", "In short", "What the model says, and how to read it.", (Text((*_answers(found), how)), _glossary(found, len(graph)))
    )


def _answers(found: Findings) -> Iterator[str]:
    graph, main = found.analysis.graph, found.options.main
    if found.notices:
        yield f"First look at the assumptions: {'; '.join(found.notices[:2])}{' (and more there)' if len(found.notices) > 2 else ''}."
    holding = [state for state in found.ordered() if main in found.held[state]]
    today = found.today
    if today is not None:
        name = state_name(graph, today)
        yield f"Today’s state is {name}: {state_words(graph, today)}."
        if today in holding:
            yield f"It can last: nobody gains by leaving it ({main})."
        else:
            leavers = [maker for maker, verdicts in zip(graph.names, found.analysis.stability[main], strict=True) if not verdicts[today]]
            yield f"It does not last: {listed(leavers)} would leave it ({main})."
        yield from _leads_to(found, holding)
    told = listed([state_name(graph, state) for state in holding], most=6)
    yield f"{len(holding)} of {len(graph):,} possible states can last{f': {told}' if told else ''}."
    named = [state for state in range(len(graph)) if graph.label(state) and state not in holding]
    if named:
        yield f"Of the states with a name, {listed([state_name(graph, state) for state in named])} would not."


def _leads_to(found: Findings, holding: list[int]) -> Iterator[str]:
    graph = found.analysis.graph
    near = [state for state in holding if state in found.reached and state != found.today]
    far = [state for state in holding if state in found.ways and state not in found.reached]
    if near:
        yield f"Moves that each gain their mover lead from today to {listed([state_name(graph, state) for state in near], 'or', 4)}."
    elif found.board is not None:
        yield "No move that gains its mover leads from today to another state that can last."
    if far:
        yield f"{len(far)} more could be reached only if somebody first took a step that gains it nothing."


def _glossary(found: Findings, size: int) -> Grid:
    rows = tuple((concept, concept_words(concept), f"{len(found.analysis.equilibria(concept)):,}") for concept in found.analysis.concepts)
    return Grid(
        f"What “can last” means, by concept, and how many of the {size:,} states it holds for",
        ("concept", "a state lasts where", "states"),
        rows,
    )


def equilibria(found: Findings) -> Section:
    """The table of equilibria, options in words."""
    graph, most = found.analysis.graph, found.options.states
    order = found.ordered()
    rows = tuple(
        (_numbered(found, state), unlike_today(graph, state), ", ".join(found.held[state]), _reach(found, state)) for state in order[:most]
    )
    lede = "States that nobody would leave under one concept or more: those held by most concepts first, then the nearest to today."
    if not rows:
        return Section(
            "equilibria", "Equilibria", lede, (Text(("No state is an equilibrium under any concept: something always moves.",)),)
        )
    head = ("state", "what holds in it", "equilibrium under", "from today")
    table = Grid("Equilibria, told by how they differ from today", head, rows, len(order) - len(rows))
    return Section("equilibria", "Equilibria", lede, (table, *_strength(found)))


def _strength(found: Findings) -> tuple[Text, ...]:
    if found.strong is None:
        return ()
    graph, main = found.analysis.graph, found.options.main
    held = len(found.analysis.equilibria(main))
    told = listed([state_name(graph, state) for state in sorted(found.strong)], most=6)
    named = f": {told}" if told else ""
    return (
        Text((f"Strength: {len(found.strong)} of the {held} by {main} are held by what is greatly worse for whoever would leave{named}.",)),
    )


def _numbered(found: Findings, state: int) -> str:
    label = found.analysis.graph.label(state)
    today = ", today" if state == found.today else ""
    return f"{state + 1} {label}{today}" if label else f"{state + 1}{today}"


def _reach(found: Findings, state: int) -> str:
    if found.today is None or found.board is None:
        return "not worked out"
    if state == found.today:
        return "is today’s"
    if state in found.reached:
        return f"reached in {len(found.reached[state].steps)}, each mover gaining"
    way = found.ways.get(state)
    return f"reached in {len(way.steps)}, {way.sacrifices} at no gain" if way else "can’t be reached"


def picture(found: Findings) -> Section | None:
    """The graph of the states that matter most; None for a model too large for it."""
    if found.board is None:
        return None
    columns, ways = _from_today(found) if found.today is not None else (_towards_equilibria(found, found.board), [])
    steps = chosen_steps(found.board, sorted(columns), [step for way in ways for step in way.steps])
    main = frozenset(state for state, concepts in found.held.items() if found.options.main in concepts)
    svg = draw(found.board, Drawn(columns, steps, found.today, main, frozenset(found.held) - main))
    graph = found.analysis.graph
    gains = sum(step.gains for step in steps)
    order = "nearer to an equilibrium the further right" if found.today is None else "each further column one move further from today"
    description = (
        f"{len(columns)} of {len(graph):,} states, {order}; {gains} moves that gain their mover "
        f"and {len(steps) - gains} that do not but lie on the way to an equilibrium."
    )
    rows = tuple((_numbered(found, state), unlike_today(graph, state)) for state in sorted(columns))
    blocks: tuple[Block, ...] = (
        Picture("Moves between states", svg, description),
        Grid("The states shown", ("state", "what holds in it"), rows),
    )
    return Section("graph", "The graph of states", "Who can move the conflict from where to where.", blocks)


def _from_today(found: Findings) -> tuple[dict[int, int], list[Route]]:
    """The states to draw, each in its column: today, those with a name, the first equilibria, and what lies on the ways to them."""
    graph, most = found.analysis.graph, found.options.states
    main = [state for state in found.ordered() if found.options.main in found.held[state]] or list(found.ordered())
    named = [state for state in range(len(graph)) if graph.label(state)]
    chosen = {state: 0 for state in (found.today,) if state is not None}
    ways: list[Route] = []
    for state in (*sorted(found.reached, key=lambda s: len(found.reached[s].steps)), *named, *main):
        way = found.reached.get(state) or found.ways.get(state)
        new = {step.end for step in way.steps} | {state} if way else {state}
        if len(set(chosen) | new) > most:
            continue
        for number, step in enumerate(way.steps, 1) if way else ():
            chosen[step.end] = min(chosen.get(step.end, number), number, _FARTHEST)
        chosen.setdefault(state, min(max(chosen.values(), default=-1) + 1, _FARTHEST))
        ways += [way] if way else []
    return chosen, ways


def _towards_equilibria(found: Findings, board: Board) -> dict[int, int]:
    """The states to draw where today is not known: equilibria at the right, left of them what improvements lead to them from."""
    most = found.options.states
    named = [state for state in range(len(board.rank[0])) if found.analysis.graph.label(state)]
    away = dict.fromkeys([state for state in found.ordered() if found.options.main in found.held[state]][: 1 + most // 2], 0)
    front = list(away)
    while front and len(away) < most:
        made = away[front[0]] + 1
        leading = sorted(
            {s for m in board.makers for s in range(len(board.rank[m])) if s not in away and not set(front).isdisjoint(board.gains(m, s))}
        )
        front = leading[: most - len(away)]
        away.update(dict.fromkeys(front, made))
    for state in named[: max(0, most - len(away))]:
        away.setdefault(state, max(away.values(), default=0))
    farthest = max(away.values(), default=0)
    return {state: farthest - steps for state, steps in away.items()}


def ways_from_today(found: Findings) -> Section | None:
    """How each of the first equilibria could be reached, and who would have to move; None where today is not known."""
    if found.today is None or found.board is None:
        return None
    graph = found.analysis.graph
    named = [state for state in range(len(graph)) if graph.label(state)]
    main = [state for state in found.ordered() if found.options.main in found.held[state]]
    wanted = [state for state in dict.fromkeys((*named, *main)) if state != found.today]
    items = tuple(_way(found, state) for state in wanted[: found.options.states])
    lede = f"From {state_name(graph, found.today)} on: the way with the fewest steps that gain their mover nothing, then the shortest."
    return Section("ways", "Ways from today", lede, (Points("", items, len(wanted) - len(items)),))


def _way(found: Findings, state: int) -> Item:
    graph = found.analysis.graph
    way = found.ways.get(state)
    lasts = "can last" if found.options.main in found.held.get(state, ()) else "would not last"
    if way is None:
        return Item(f"To {state_name(graph, state)} ({lasts}): no sequence of moves leads there.")
    losers = dict.fromkeys(graph.names[step.mover] for step in way.steps if not step.gains)
    begins = graph.names[way.steps[0].mover]
    cost = f"{listed(losers)} must take a step that gains it nothing" if losers else "every mover gains by its step"
    return Item(
        f"To {state_name(graph, state)} ({lasts}): {begins} moves first; {cost}.", tuple(step_words(graph, step) for step in way.steps)
    )
