"""Conflict and cooperation over time by PLOVER intensity."""

from __future__ import annotations

from datetime import date
from statistics import fmean

from detente.briefing import charts
from detente.briefing.blocks import Figure, Row, Section, Table
from detente.briefing.dossier import Dossier
from detente.briefing.sections.timeline import left_out, placed
from detente.briefing.wording import signed

TITLE = "Conflict and cooperation over time"


def conflict_and_cooperation(dossier: Dossier) -> Section:
    """Mean intensity by period, with the most conflictual and the most cooperative event of each."""
    events, window, missing = placed(dossier)
    if window is None:
        return Section(id="intensity", title=TITLE, lede="No event has a date that a chart could show.")
    periods: dict[date, list[float]] = {}
    labels = {event.period: window.label(event.period) for event in events}
    for event in sorted(events, key=lambda e: e.period):
        periods.setdefault(event.period, []).append(event.intensity)
    rows = tuple(
        Row(cells=(labels[period], signed(round(fmean(values), 1)), signed(min(values)), signed(max(values)), f"{len(values):,}"))
        for period, values in periods.items()
    )
    mean = fmean(event.intensity for event in events)
    description = (
        f"Each event by its day and PLOVER intensity, from −10 (most conflictual) to +10 (most cooperative); the line is the mean of each "
        f"{window.unit}. The mean of all is {signed(round(mean, 1))}.{left_out(missing)}"
    )
    wide, narrow = charts.cuts(lambda width: charts.intensity_over_time(events, width), dossier.options.format)
    figure = Figure(
        id="intensity-chart",
        title=f"PLOVER intensity by {window.unit}",
        description=description,
        wide=wide,
        narrow=narrow,
        table=Table(caption="Intensity", head=(window.unit.capitalize(), "Mean", "Lowest", "Highest", "Events"), rows=rows, numeric=4),
    )
    lede = "PLOVER’s expert score for the type and mode: how conflictual acts of this kind are, not how grave this one was."
    return Section(id="intensity", title=TITLE, lede=lede, blocks=(figure,))
