"""Who acts on whom as a picture: parties on a circle, cooperation as solid lines, conflict as dashed ones. The same input, the same SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from detente.briefing import svg
from detente.briefing.text import clean, shorten

LABEL = 26  # characters of a name beside its node
RADIUS = 11  # of a node, in pixels


@dataclass(frozen=True, slots=True)
class Edge:
    """`events` events of one tone (cooperation or conflict) in which `source` acts on `target` (names of parties)."""

    source: str
    target: str
    tone: str
    events: int


@dataclass(frozen=True, slots=True)
class _Canvas:
    width: int
    height: int
    reach_x: float
    reach_y: float

    def place(self, at: int, of: int) -> tuple[float, float]:
        angle = 2 * math.pi * at / of - math.pi / 2
        return self.width / 2 + self.reach_x * math.cos(angle), self.height / 2 + self.reach_y * math.sin(angle)


def order(edges: Sequence[Edge], parties: Sequence[str]) -> list[str]:
    """Parties in the order in which they stand on the circle: those with much between them side by side (greedy)."""
    weight: dict[tuple[str, str], int] = {}
    for edge in edges:
        for pair in ((edge.source, edge.target), (edge.target, edge.source)):
            weight[pair] = weight.get(pair, 0) + edge.events
    left = list(parties)
    placed = [left.pop(0)] if left else []
    while left:
        tail = max(left, key=lambda party: (weight.get((placed[-1], party), 0), -left.index(party)))
        head = max(left, key=lambda party: (weight.get((placed[0], party), 0), -left.index(party)))
        if weight.get((placed[0], head), 0) > weight.get((placed[-1], tail), 0):
            placed.insert(0, head)
            left.remove(head)
        else:
            placed.append(tail)
            left.remove(tail)
    return placed


def draw(edges: Sequence[Edge], parties: Sequence[str], *, narrow: bool) -> str:
    """The picture of `parties`, the busiest first. Nodes carry their number in that order, in the wide cut their name too."""
    canvas = _Canvas(330, 330, 135, 135) if narrow else _Canvas(780, 440, 190, 175)
    ring = order(edges, parties)
    at = {party: canvas.place(position, len(ring)) for position, party in enumerate(ring)}
    root = etree.Element("svg", nsmap={None: svg.NAMESPACE}, viewBox=f"0 0 {canvas.width} {canvas.height}")
    lines = etree.SubElement(root, "g", fill="none")
    most = max((edge.events for edge in edges), default=1)
    for edge in sorted(edges, key=lambda e: (e.events, e.source, e.target, e.tone)):
        if edge.source in at and edge.target in at and edge.source != edge.target:
            _edge(lines, edge, at[edge.source], at[edge.target], most)
    for number, party in enumerate(parties, 1):
        _node(root, at[party], canvas, str(number), "" if narrow else shorten(clean(party), LABEL))
    return svg.tidy(root, "network" + ("-narrow" if narrow else "-wide"))


def _edge(parent: Any, edge: Edge, start: tuple[float, float], end: tuple[float, float], most: int) -> None:
    """A curve from node to node, bowed to the right of its direction (conflict more than cooperation), with an arrowhead at its end."""
    (x1, y1), (x2, y2) = start, end
    dx, dy = x2 - x1, y2 - y1
    length = math.hypot(dx, dy) or 1.0
    bow = 0.10 if edge.tone == "cooperation" else 0.20
    cx, cy = (x1 + x2) / 2 - dy * bow, (y1 + y2) / 2 + dx * bow
    x1, y1 = _towards(x1, y1, cx, cy, RADIUS + 1)
    x2, y2 = _towards(x2, y2, cx, cy, RADIUS + 3)
    colour = svg.COOPERATION if edge.tone == "cooperation" else svg.CONFLICT
    width = 1.1 + 3.2 * math.sqrt(edge.events / most)
    line = etree.SubElement(parent, "path", d=f"M{x1:.1f} {y1:.1f}Q{cx:.1f} {cy:.1f} {x2:.1f} {y2:.1f}", stroke=colour)
    line.set("stroke-width", f"{width:.1f}")
    line.set("stroke-opacity", "0.85")
    if edge.tone != "cooperation":
        line.set("stroke-dasharray", "7 4")
    heading = math.atan2(y2 - cy, x2 - cx)
    size = min(5 + width, length / 4)
    corners = [(x2, y2)] + [(x2 - size * math.cos(heading + turn), y2 - size * math.sin(heading + turn)) for turn in (0.42, -0.42)]
    etree.SubElement(parent, "path", d="M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "Z", fill=colour)


def _towards(x: float, y: float, to_x: float, to_y: float, distance: float) -> tuple[float, float]:
    length = math.hypot(to_x - x, to_y - y) or 1.0
    return x + (to_x - x) * distance / length, y + (to_y - y) * distance / length


def _node(root: Any, place: tuple[float, float], canvas: _Canvas, number: str, name: str) -> None:
    x, y = place
    circle = etree.SubElement(root, "circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=str(RADIUS), fill=svg.PAPER, stroke=svg.INK)
    circle.set("stroke-width", "1.4")
    _text(root, x, y + 4, number, "middle", "11")
    if not name:
        return
    side = (x - canvas.width / 2) / canvas.reach_x
    if abs(side) < 0.2:
        _text(root, x, y + (RADIUS + 16 if y > canvas.height / 2 else -RADIUS - 8), name, "middle", "13")
    else:
        _text(root, x + math.copysign(RADIUS + 7, side), y + 4.5, name, "start" if side > 0 else "end", "13")


def _text(root: Any, x: float, y: float, words: str, anchor: str, size: str) -> None:
    text = etree.SubElement(root, "text", x=f"{x:.1f}", y=f"{y:.1f}", fill=svg.INK)
    text.set("text-anchor", anchor)
    text.set("font-size", size)
    text.text = words
