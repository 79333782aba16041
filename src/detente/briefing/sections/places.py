"""Where it happened: a table, and a picture by longitude and latitude where the gazetteer knows points."""

from __future__ import annotations

from detente.briefing import charts
from detente.briefing.blocks import Block, Figure, Row, Section, Table
from detente.briefing.dossier import NAME, Dossier
from detente.briefing.text import count, shorten
from detente.records import Event, Where

DRAWN = 25  # points that stay readable


def where_it_happened(dossier: Dossier) -> Section:
    """Places of events by their number."""
    found: dict[tuple[str, str], list[tuple[Event, Where]]] = {}
    for event in dossier.events:
        if event.location:
            found.setdefault((shorten(event.location.name, NAME), event.location.country), []).append((event, event.location))
    if not found:
        return Section(id="places", title="Places", lede="No event has a place that the text names.")
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    shown = ranked[: max(dossier.options.rows, DRAWN)]
    points = [_point(number, places) for number, (_, places) in enumerate(shown, 1)]
    known = [point for point in points if point][:DRAWN]
    rows = tuple(_row(dossier, number, name, country, places) for number, ((name, country), places) in enumerate(shown, 1))
    table = Table(
        caption="Places by number of events",
        head=("No.", "Place", "Country", "Events"),
        rows=rows,
        numeric=1,
        more=len(ranked) - len(shown),
    )
    blocks: list[Block] = [table]
    if known:
        title = "Places by longitude and latitude"
        wide, narrow = charts.cuts(lambda width: charts.places(known, width), dossier.options.format)
        words = "Each circle is a place with its number in the table, larger for more events. North is up; there is no base map."
        blocks.insert(
            0,
            Figure(id="map", title=title, description=words, wide=wide, narrow=narrow),
        )
    placed = sum(len(places) for places in found.values())
    lede = f"{placed:,} of {count(len(dossier.events), 'event')} at {count(len(found), 'place')}; the others name none."
    return Section(id="places", title="Places", lede=lede, blocks=tuple(blocks))


def _point(number: int, places: list[tuple[Event, Where]]) -> charts.Point | None:
    for _, place in places:
        if place.longitude is not None and place.latitude is not None:
            return charts.Point(number, place.longitude, place.latitude, len(places))
    return None


def _row(dossier: Dossier, number: int, name: str, country: str, places: list[tuple[Event, Where]]) -> Row:
    best = sorted((event for event, _ in places), key=lambda e: (-e.corroboration, -e.confidence, e.id))
    passages, more = dossier.passages(mention for event in best for mention in dossier.of(event) if mention.location)
    return Row(cells=(str(number), name, dossier.words.country(country), f"{len(places):,}"), passages=passages, more=more)
