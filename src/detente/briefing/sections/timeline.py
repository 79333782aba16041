"""The timeline: a chart of events by period, the list by date, and the undated apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from detente.briefing import charts, dates
from detente.briefing.blocks import Block, Figure, Lines, Row, Section, Table
from detente.briefing.dossier import Dossier
from detente.briefing.text import count
from detente.records import Event


def timeline(dossier: Dossier) -> Section:
    """Events by date."""
    dated = [event for event in dossier.events if event.start is not None]
    undated = [event for event in dossier.events if event.start is None]
    shown = _most_supported(dated, dossier.options.timeline)
    blocks: list[Block] = []
    figure = _figure(dossier)
    if figure:
        blocks.append(figure)
    by_month: dict[str, list[Event]] = {}
    for event in shown:
        by_month.setdefault(_heading(event), []).append(event)
    for month, events in by_month.items():
        blocks.append(Lines(heading=month, lines=tuple(dossier.line(event) for event in events)))
    if len(dated) > len(shown):
        note = f"The {len(shown):,} best supported of {len(dated):,} dated events are listed."
        blocks.append(Lines(note=note, more=len(dated) - len(shown)))
    if undated:
        few = _most_supported(undated, max(dossier.options.lines, dossier.options.timeline - len(shown)))
        blocks.append(
            Lines(
                heading="Undated",
                lines=tuple(map(dossier.line, few)),
                more=len(undated) - len(few),
                note="The text doesn’t say when, or the document’s own date is unknown or doubtful.",
            )
        )
    lede = (
        f"{count(len(dated), 'dated event')} and {count(len(undated), 'undated one')}." if dossier.events else "No events to put in order."
    )
    return Section(id="timeline", title="Timeline", lede=lede, blocks=tuple(blocks))


def _heading(event: Event) -> str:
    """The month that an event falls in; the year where it is known to a long interval only."""
    return dates.in_words((event.start or "")[: 4 if dates.loose(event.start, event.end) else 7])


def _most_supported(events: Sequence[Event], most: int) -> list[Event]:
    """At most so many events, in the order given."""
    ranked = sorted(events, key=lambda e: (-e.corroboration, -e.confidence, -abs(e.intensity), e.id))[:most]
    kept = {event.id for event in ranked}
    return [event for event in events if event.id in kept]


def placed(dossier: Dossier) -> tuple[list[charts.Dated], dates.Window | None, int]:
    """Events that a chart over time can show, its window, and how many dated events it can't show.

    Left out: what is told as background, only possible or denied, what is known to no more than a long interval, and lone far dates.
    """
    dated = [event for event in dossier.events if event.start is not None]
    sharp = [
        (event, day)
        for event in dated
        if event.status in ("actual", "future") and (day := dates.parse(event.start)) and not dates.loose(event.start, event.end)
    ]
    window = dates.window([day for _, day in sharp])
    if window is None:
        return [], None, len(dated)
    inside = [
        charts.Dated(window.period(day), day, dossier.words.quad(event.event_type), event.intensity)
        for event, day in sharp
        if window.first <= day <= window.last
    ]
    return inside, window, len(dated) - len(inside)


def left_out(number: int) -> str:
    """A sentence on dated events that a chart doesn't show; "" of none."""
    if not number:
        return ""
    them = "1 dated event is" if number == 1 else f"{number:,} dated events are"
    return f" {them} not drawn: background, only possible, denied, known to a long interval only, or far from the rest."


def _figure(dossier: Dossier) -> Figure | None:
    events, window, missing = placed(dossier)
    if window is None:
        return None
    tally = Counter((event.period, event.quad.endswith("cooperation")) for event in events)
    periods = sorted({event.period for event in events})
    rows = tuple(Row(cells=(window.label(p), f"{tally[p, True]:,}", f"{tally[p, False]:,}")) for p in periods)
    busiest = max(periods, key=lambda p: (tally[p, True] + tally[p, False], p))
    wide, narrow = charts.cuts(lambda width: charts.counts_by_period(events, window.unit, width), dossier.options.format)
    return Figure(
        id="counts",
        title=f"Events by {window.unit}",
        description=f"Above the line cooperation, below it conflict; solid bars are material acts, hollow bars words. "
        f"Most events fall in {window.label(busiest)}.{left_out(missing)}",
        wide=wide,
        narrow=narrow,
        table=Table(caption=f"Events by {window.unit}", head=(window.unit.capitalize(), "Cooperation", "Conflict"), rows=rows, numeric=2),
    )
