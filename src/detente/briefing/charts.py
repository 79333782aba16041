"""The brief's charts as Vega-Lite specs made with Altair: events by period, intensity over time, places on a grid of degrees."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt

from detente.briefing import svg

WIDE, NARROW = 660, 330  # widths of the two cuts, in pixels
_CLASSES = ("material cooperation", "verbal cooperation", "verbal conflict", "material conflict")


def cuts(draw: Callable[[int], str], format: str) -> tuple[str, str]:
    """A picture in its wide and its narrow cut; none for Markdown, which tells it in words."""
    return (draw(WIDE), draw(NARROW)) if format == "html" else ("", "")


@dataclass(frozen=True, slots=True)
class Dated:
    """One event on the time axis: first day of its period, its own day, quad class and intensity."""

    period: date
    day: date
    quad: str
    intensity: float


@dataclass(frozen=True, slots=True)
class Point:
    """One place: the number it has in the table, its degrees (WGS84), and how many events were placed there."""

    number: int
    longitude: float
    latitude: float
    events: int


def counts_by_period(events: Sequence[Dated], unit: str, width: int) -> str:
    """Bars by period: cooperation above the line, conflict below, verbal hollow and material solid. SVG."""
    tally: dict[tuple[date, str], int] = {}
    for event in events:
        tally[event.period, event.quad] = tally.get((event.period, event.quad), 0) + 1
    rows = []
    for (period, quad), number in sorted(tally.items()):
        sign = 1 if quad.endswith("cooperation") else -1
        colour = svg.COOPERATION if sign > 0 else svg.CONFLICT
        material = quad.startswith("material")
        rows.append(
            {
                "period": period.isoformat(),
                "n": sign * number,
                "order": _CLASSES.index(quad) if quad in _CLASSES else 9,
                "fill": colour if material else svg.PAPER,
                "stroke": colour,
            }
        )
    periods = len({event.period for event in events})
    chart = (
        alt.Chart(_data(rows))
        .mark_bar(strokeWidth=1.5, size=_bar_size(events, unit, width, periods))
        .encode(
            x=_time(width),
            y=alt.Y(
                "n:Q", title="conflict  ·  cooperation", axis=alt.Axis(tickMinStep=1, format="d", labelExpr="abs(datum.value)", tickCount=5)
            ),
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("stroke:N", scale=None),
            order="order:O",
        )
    )
    return svg.from_vega_lite(_spec(chart + _zero(), width, 200), f"counts{width}")


def intensity_over_time(events: Sequence[Dated], width: int) -> str:
    """Events by day and PLOVER intensity, triangles up for cooperation and down for conflict, and the mean of each period. SVG."""
    tally = Counter((event.day, event.intensity) for event in events)
    points = [
        {
            "day": day.isoformat(),
            "v": intensity,
            "size": 45 + 25 * math.sqrt(number - 1),
            "shape": "triangle-up" if intensity > 0 else "triangle-down",
            "colour": svg.COOPERATION if intensity > 0 else svg.CONFLICT,
        }
        for (day, intensity), number in sorted(tally.items())
    ]
    periods: dict[date, list[float]] = {}
    for event in events:
        periods.setdefault(event.period, []).append(event.intensity)
    means = [{"day": period.isoformat(), "v": round(math.fsum(values) / len(values), 3)} for period, values in sorted(periods.items())]
    y = alt.Y(
        "v:Q",
        title="intensity",
        scale=alt.Scale(domain=[-10, 10]),
        axis=alt.Axis(
            values=[-10, -5, 0, 5, 10], labelExpr="datum.value > 0 ? '+' + datum.value : datum.value < 0 ? '−' + abs(datum.value) : '0'"
        ),
    )
    dots = (
        alt.Chart(_data(points))
        .mark_point(filled=True, opacity=0.7)
        .encode(
            x=_time(width, "day"),
            y=y,
            shape=alt.Shape("shape:N", scale=None),
            size=alt.Size("size:Q", scale=None),
            fill=alt.Fill("colour:N", scale=None),
        )
    )
    line = alt.Chart(_data(means)).mark_line(color=svg.INK, strokeWidth=1.6).encode(x=_time(width, "day"), y=y)
    return svg.from_vega_lite(_spec(_zero() + line + dots, width, 240), f"intensity{width}")


def places(points: Sequence[Point], width: int) -> str:
    """Places by longitude and latitude (equirectangular, true to scale at the middle latitude), each with its number. SVG."""
    west, east, south, north = _frame(points)
    rows = [{"x": p.longitude, "y": p.latitude, "r": 150 + 130 * math.sqrt(p.events - 1), "n": str(p.number)} for p in points]
    x = alt.X("x:Q", title=None, scale=alt.Scale(domain=[west, east], nice=False, zero=False), axis=_degrees("E", "W", 5))
    y = alt.Y("y:Q", title=None, scale=alt.Scale(domain=[south, north], nice=False, zero=False), axis=_degrees("N", "S", 5))
    base = alt.Chart(_data(list(reversed(rows)))).encode(x=x, y=y)
    circles = base.mark_circle(fill=svg.PAPER, stroke=svg.INK, strokeWidth=1.4, opacity=0.92).encode(size=alt.Size("r:Q", scale=None))
    labels = base.mark_text(fontSize=11, fontWeight="bold", color=svg.INK, baseline="middle").encode(text="n:N")
    stretch = math.cos(math.radians((south + north) / 2))
    height = round((width - 60) * (north - south) / ((east - west) * max(stretch, 0.2)))
    return svg.from_vega_lite(_spec(circles + labels, width, min(max(height, 160), 460)), f"places{width}")


def _frame(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """West, east, south and north of a frame around the points, at least six degrees each way, with a margin, no flatter than 1:2."""
    longitudes, latitudes = [p.longitude for p in points], [p.latitude for p in points]
    middle_x, middle_y = (min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2
    half_x = max(4.0, (max(longitudes) - min(longitudes)) * 0.58)
    half_y = max(3.0, (max(latitudes) - min(latitudes)) * 0.6, half_x * 0.5)
    half_x = max(half_x, half_y * 1.1)
    return max(-180.0, middle_x - half_x), min(180.0, middle_x + half_x), max(-90.0, middle_y - half_y), min(90.0, middle_y + half_y)


def _degrees(positive: str, negative: str, ticks: int) -> alt.Axis:
    words = f"datum.value == 0 ? '0°' : abs(datum.value) + '° ' + (datum.value > 0 ? '{positive}' : '{negative}')"
    return alt.Axis(labelExpr=words, tickCount=ticks, grid=True, domain=False, ticks=False, labelPadding=7)


def _time(width: int, field: str = "period") -> alt.X:
    axis = alt.Axis(
        format="%-d %b %Y" if width == WIDE else "%-d %b %y",
        tickCount=5 if width == WIDE else 3,
        grid=False,
        labelFlush=True,
        labelPadding=6,
    )
    return alt.X(f"{field}:T", title=None, axis=axis, scale=alt.Scale(type="utc", padding=14))


def _bar_size(events: Sequence[Dated], unit: str, width: int, periods: int) -> float:
    days = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}[unit]
    length = (max(e.period for e in events) - min(e.period for e in events)).days // days + 1
    return max(2.0, min(26.0, 0.72 * (width - 90) / max(length, periods)))


def _data(rows: list[dict[str, Any]]) -> Any:
    return alt.Data(values=rows)  # type: ignore[no-untyped-call]


def _zero() -> Any:
    return alt.Chart(_data([{"zero": 0}])).mark_rule(color=svg.INK, strokeWidth=1).encode(y="zero:Q")


def _spec(chart: Any, width: int, height: int) -> dict[str, Any]:
    size = 12 if width == WIDE else 11
    text: dict[str, Any] = {
        "labelFontSize": size,
        "titleFontSize": size,
        "labelColor": svg.MUTED,
        "titleColor": svg.MUTED,
        "titleFontWeight": "normal",
    }
    configured = chart.properties(width=width - 60, height=height).configure(
        background="transparent",
        font=svg.FONT,
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(domainColor=svg.GRID, tickColor=svg.GRID, gridColor=svg.GRID, gridOpacity=0.7, **text),
    )
    spec: dict[str, Any] = configured.to_dict(validate=False)
    return spec
