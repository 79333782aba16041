"""The graph of states as SVG: columns by the number of moves from today, moves told apart by colour and by line style.

Colours stand as attributes, so that the picture is the same in a page, in a notebook and by itself. The same input gives the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from detente.foresight.analyses.board import Board, Step
from detente.foresight.presenting.safe import clean, shorten
from detente.foresight.presenting.words import state_name, state_words

NAMESPACE = "http://www.w3.org/2000/svg"
COLOURS = (
    "#3b7fb5",
    "#c8562b",
    "#3f8f5b",
    "#8a63b3",
    "#a67c12",
    "#2b8c8c",
    "#b5578f",
    "#7a7a7a",
)  # all over 3:1 on white and on near-black
DASHES = ("", "9 4", "2 3.5", "10 3 2 3", "5 5", "1 4", "14 4", "6 2 2 2 2 2")
RADIUS, ACROSS, DOWN, LEFT, TOP = 17, 190, 88, 70, 62
LABEL = 24


@dataclass(frozen=True, slots=True)
class Drawn:
    """What to draw: states with their column, moves between them, and which states are marked."""

    columns: Mapping[int, int]
    steps: tuple[Step, ...]
    today: int | None
    equilibria: frozenset[int]
    weaker: frozenset[int]  # equilibria under another concept only


def chosen_steps(board: Board, states: Sequence[int], also: Sequence[Step] = ()) -> tuple[Step, ...]:
    """The improvements among `states`, and the further steps given."""
    shown = set(states)
    gains = {board.step(m, s, end) for m in board.makers for s in sorted(shown) for end in board.gains(m, s) if end in shown}
    return tuple(sorted(gains | set(also), key=lambda step: (step.mover, step.start, step.end)))


def draw(board: Board, drawn: Drawn) -> str:
    """The picture as one SVG element. Double ring: today; filled: an equilibrium; hollow arrowhead: a move that gains its mover nothing."""
    graph = board.analysis.graph
    at = _places(drawn.columns)
    rows = max((sum(column == other for other in drawn.columns.values()) for column in drawn.columns.values()), default=1)
    movers = sorted({step.mover for step in drawn.steps})
    width = max(LEFT * 2 + ACROSS * max(drawn.columns.values(), default=0), 660)
    height = TOP + DOWN * rows + 26 * math.ceil(len(movers) / 2) + 42
    root = etree.Element("svg", nsmap={None: NAMESPACE}, viewBox=f"0 0 {width} {height}", role="img")
    root.set("font-family", "system-ui, 'Liberation Sans', Arial, sans-serif")
    etree.SubElement(root, "title").text = f"Graph of states: {clean(graph.model.name)}"
    lines = etree.SubElement(root, "g", fill="none")
    for step in drawn.steps:
        if step.start in at and step.end in at:
            _edge(lines, step, at)
    for state, place in sorted(at.items()):
        _node(
            root,
            place,
            (str(state + 1), shorten(clean(graph.label(state)), LABEL)),
            (state == drawn.today, state in drawn.equilibria, state in drawn.weaker),
        )
        _tell(root[-1], f"{state_name(graph, state)}: {clean(state_words(graph, state))}")
    _legend(root, [(graph.names[mover], mover) for mover in movers], TOP + DOWN * rows + 8)
    return str(etree.tostring(root, encoding="unicode"))


def _places(columns: Mapping[int, int]) -> dict[int, tuple[float, float]]:
    rows: dict[int, list[int]] = {}
    for state, column in sorted(columns.items()):
        rows.setdefault(column, []).append(state)
    tallest = max(map(len, rows.values()), default=1)
    found: dict[int, tuple[float, float]] = {}
    for column, states in rows.items():
        offset = (tallest - len(states)) / 2
        for row, state in enumerate(states):
            shift = 26 if column % 2 and tallest > 1 else 0  # so that moves along a row pass beside the states between
            found[state] = (LEFT + ACROSS * column, TOP + DOWN * (row + offset) + shift)
    return found


def _edge(parent: Any, step: Step, at: Mapping[int, tuple[float, float]]) -> None:
    (x1, y1), (x2, y2) = at[step.start], at[step.end]
    dx, dy = x2 - x1, y2 - y1
    length = math.hypot(dx, dy) or 1.0
    bow = 0.10 + 0.05 * (step.mover % 3)
    cx, cy = (x1 + x2) / 2 - dy * bow, (y1 + y2) / 2 + dx * bow
    x1, y1 = _towards((x1, y1), (cx, cy), RADIUS + 3)
    x2, y2 = _towards((x2, y2), (cx, cy), RADIUS + 5)
    colour = COLOURS[step.mover % len(COLOURS)]
    line = etree.SubElement(parent, "path", d=f"M{x1:.1f} {y1:.1f}Q{cx:.1f} {cy:.1f} {x2:.1f} {y2:.1f}", stroke=colour)
    line.set("stroke-width", "2")
    if DASHES[step.mover % len(DASHES)]:
        line.set("stroke-dasharray", DASHES[step.mover % len(DASHES)])
    heading = math.atan2(y2 - cy, x2 - cx)
    size = min(10.0, length / 4)
    corners = [(x2, y2)] + [(x2 - size * math.cos(heading + turn), y2 - size * math.sin(heading + turn)) for turn in (0.42, -0.42)]
    head = etree.SubElement(parent, "path", d="M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "Z", stroke=colour)
    head.set("fill", colour if step.gains else "none")


def _towards(place: tuple[float, float], to: tuple[float, float], distance: float) -> tuple[float, float]:
    length = math.hypot(to[0] - place[0], to[1] - place[1]) or 1.0
    return place[0] + (to[0] - place[0]) * distance / length, place[1] + (to[1] - place[1]) * distance / length


def _node(root: Any, place: tuple[float, float], words: tuple[str, str], marks: tuple[bool, bool, bool]) -> None:
    x, y = place
    is_today, is_equilibrium, is_weaker = marks
    group = etree.SubElement(root, "g")
    if is_today:
        _circle(group, place, RADIUS + 4.5)
    ring = _circle(group, place, RADIUS)
    if is_equilibrium:
        ring.set("fill", "currentColor")
        ring.set("fill-opacity", "0.16")
    if is_equilibrium or is_weaker:
        ring.set("stroke-width", "3")
    _text(group, (x, y + 4.5), words[0], "13", bold=is_equilibrium)
    if words[1]:
        _text(group, (x, y + RADIUS + 18), words[1], "12.5")


def _circle(parent: Any, place: tuple[float, float], radius: float) -> Any:
    circle = etree.SubElement(
        parent, "circle", cx=f"{place[0]:.1f}", cy=f"{place[1]:.1f}", r=f"{radius:g}", fill="none", stroke="currentColor"
    )
    circle.set("stroke-width", "1.5")
    return circle


def _text(parent: Any, place: tuple[float, float], words: str, size: str, *, bold: bool = False, anchor: str = "middle") -> None:
    text = etree.SubElement(parent, "text", x=f"{place[0]:.1f}", y=f"{place[1]:.1f}", fill="currentColor")
    text.set("text-anchor", anchor)
    text.set("font-size", size)
    if bold:
        text.set("font-weight", "700")
    text.text = words


def _tell(element: Any, words: str) -> None:
    title = etree.Element("title")
    title.text = words
    element.insert(0, title)


def _legend(root: Any, movers: Sequence[tuple[str, int]], top: float) -> None:
    for place, (name, mover) in enumerate(movers):
        x, y = 24 + 270 * (place % 2), top + 26 * (place // 2)
        line = etree.SubElement(root, "path", d=f"M{x} {y}h40", stroke=COLOURS[mover % len(COLOURS)], fill="none")
        line.set("stroke-width", "2.5")
        if DASHES[mover % len(DASHES)]:
            line.set("stroke-dasharray", DASHES[mover % len(DASHES)])
        _text(root, (x + 50, y + 4.5), shorten(clean(name), 30), "13", anchor="start")
    y = top + 26 * math.ceil(len(movers) / 2) + 4
    marks = "double ring: today · filled: an equilibrium · thick ring: under another concept only · hollow arrow: no gain"
    _text(root, (24, y + 4.5), marks, "12.5", anchor="start")
