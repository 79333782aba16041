"""Who did what to whom: the strongest pairs as a table and as a picture."""

from __future__ import annotations

from collections import Counter
from statistics import fmean

from detente.briefing import network
from detente.briefing.blocks import Block, Figure, Row, Section, Table
from detente.briefing.dossier import HAPPENED, Dossier
from detente.briefing.text import count, listed
from detente.briefing.wording import CONFLICT, COOPERATION, signed
from detente.records import Event

NODES = 14  # parties that the picture holds


def who_did_what(dossier: Dossier) -> Section:
    """Pairs of actor and recipient by the number of their events."""
    pairs: dict[tuple[str, str], list[Event]] = {}
    for event in dossier.events:
        for actor in event.actors:
            for recipient in event.recipients:
                if actor != recipient and event.status in HAPPENED:
                    pairs.setdefault((actor, recipient), []).append(event)
    if not pairs:
        return Section(id="dyads", title="Who did what to whom", lede="No event names both who acts and on whom.")
    ranked = sorted(pairs.items(), key=lambda item: (-len(item[1]), -sum(e.corroboration for e in item[1]), item[0]))
    rows = tuple(_row(dossier, pair, events) for pair, events in ranked[: dossier.options.rows])
    table = Table(
        caption="The strongest pairs",
        head=("Actor → recipient", "What", "Mean intensity", "Events"),
        rows=rows,
        numeric=2,
        more=max(0, len(ranked) - dossier.options.rows),
    )
    lede = f"{count(len(pairs), 'pair')} of actor and recipient. Only what is told as done counts, once for each of its pairs."
    blocks: tuple[Block, ...] = (_picture(dossier, pairs), table)
    return Section(id="dyads", title="Who did what to whom", lede=lede, blocks=blocks)


def _row(dossier: Dossier, pair: tuple[str, str], events: list[Event]) -> Row:
    kinds = Counter(dossier.words.name("types", event.event_type) for event in events)
    what = ", ".join(f"{name} {number}" for name, number in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))[:4])
    best = sorted(events, key=lambda e: (-e.corroboration, -e.confidence, e.id))
    passages, more = dossier.passages(mention for event in best for mention in dossier.of(event)[:2])
    mean = fmean(event.intensity for event in events)
    cells = (f"{dossier.name(pair[0])} → {dossier.name(pair[1])}", what, signed(round(mean, 1)), f"{len(events):,}")
    return Row(cells=cells, passages=passages, more=more, tone=COOPERATION if mean > 0 else CONFLICT)


def _picture(dossier: Dossier, pairs: dict[tuple[str, str], list[Event]]) -> Figure:
    strength: Counter[str] = Counter()
    for (actor, recipient), events in pairs.items():
        strength[actor] += len(events)
        strength[recipient] += len(events)
    parties = [key for key, _ in sorted(strength.items(), key=lambda item: (-item[1], dossier.name(item[0]), item[0]))][:NODES]
    names = {party: dossier.name(party) for party in parties}
    tones = Counter(
        (pair, dossier.words.tone(event.event_type)) for pair, events in pairs.items() for event in events if set(pair) <= set(parties)
    )
    edges = [network.Edge(pair[0], pair[1], tone, number) for (pair, tone), number in sorted(tones.items())]
    hidden = len(strength) - len(parties)
    outside = f" The {len(parties)} busiest of {len(strength)} parties are drawn." if hidden > 0 else ""
    return Figure(
        id="network",
        title="Who acts on whom",
        description=f"Solid lines are cooperation, dashed lines conflict; thicker lines stand for more events. "
        f"The busiest: {listed(list(names.values())[:3])}.{outside}",
        wide=network.draw(edges, names, narrow=False),
        narrow=network.draw(edges, names, narrow=True),
        key=tuple(names.values()),
    )
