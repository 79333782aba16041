"""Who did what to whom: the strongest pairs as a table and as a picture. A state's parties count for it, but not among themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import fmean

from detente.briefing import network
from detente.briefing.blocks import Figure, Row, Section, Table
from detente.briefing.dossier import HAPPENED, Dossier
from detente.briefing.text import count, listed
from detente.briefing.wording import CONFLICT, COOPERATION, signed
from detente.records import Event

NODES = 14  # parties that the picture holds
Pair = tuple[str, str]  # names of who acts and on whom


def who_did_what(dossier: Dossier) -> Section:
    """Pairs of actor and recipient by the number of their events."""
    pairs = _pairs(dossier)
    title = "Who did what to whom"
    if not pairs:
        return Section(id="dyads", title=title, lede="No event that is told as done names both who acts and on whom.")
    ranked = sorted(pairs.items(), key=lambda item: (-len(item[1]), -sum(event.corroboration for event in item[1]), item[0]))
    rows = tuple(_row(dossier, pair, events) for pair, events in ranked[: dossier.options.rows])
    table = Table(
        caption="The strongest pairs",
        head=("Actor → recipient", "What", "Mean intensity", "Events"),
        rows=rows,
        numeric=2,
        more=max(0, len(ranked) - dossier.options.rows),
    )
    lede = f"{count(len(pairs), 'pair')} of what is told as done. Envoys and organs count for their state, save within one state."
    return Section(id="dyads", title=title, lede=lede, blocks=(_picture(dossier, ranked), table))


def _pairs(dossier: Dossier) -> dict[Pair, list[Event]]:
    found: dict[Pair, list[Event]] = {}
    for event in dossier.events:
        if event.status in HAPPENED:
            ids = ((actor, recipient) for actor in event.actors for recipient in event.recipients)
            for pair in sorted({_names(dossier, *each) for each in ids}):
                if pair[0] != pair[1]:
                    found.setdefault(pair, []).append(event)
    return found


def _names(dossier: Dossier, actor: str, recipient: str) -> Pair:
    sides = dossier.side(actor), dossier.side(recipient)
    return sides if sides[0] != sides[1] else (dossier.name(actor), dossier.name(recipient))


def _row(dossier: Dossier, pair: Pair, events: list[Event]) -> Row:
    kinds = Counter(dossier.words.name("types", event.event_type) for event in events)
    what = ", ".join(f"{name} {number}" for name, number in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))[:4])
    best = sorted(events, key=lambda e: (-e.corroboration, -e.confidence, e.id))
    passages, more = dossier.passages(mention for event in best for mention in dossier.of(event)[:2])
    mean = fmean(event.intensity for event in events)
    cells = (f"{pair[0]} → {pair[1]}", what, signed(round(mean, 1)), f"{len(events):,}")
    return Row(cells=cells, passages=passages, more=more, tone=COOPERATION if mean > 0 else CONFLICT)


def _picture(dossier: Dossier, ranked: Sequence[tuple[Pair, list[Event]]]) -> Figure:
    """The strongest pairs whose parties fit the picture, and all else between those parties."""
    drawn: set[str] = set()
    for pair, _ in ranked:
        if len(drawn | set(pair)) <= NODES:
            drawn |= set(pair)
    shown = [(pair, events) for pair, events in ranked if drawn.issuperset(pair)]
    strength = Counter(party for pair, events in shown for party in pair for _ in events)
    parties = sorted(drawn, key=lambda party: (-strength[party], party))
    tones = Counter((pair, dossier.words.tone(event.event_type)) for pair, events in shown for event in events)
    edges = [network.Edge(*pair, tone, number) for (pair, tone), number in sorted(tones.items())]
    outside = len({party for pair, _ in ranked for party in pair}) - len(parties)
    more = f" {count(outside, 'further party is', 'further parties are')} not drawn." if outside else ""
    return Figure(
        id="network",
        title="Who acts on whom",
        description="Solid lines are cooperation, dashed lines conflict; thicker lines stand for more events. "
        f"The busiest: {listed(parties[:3])}.{more}",
        wide=network.draw(edges, parties, narrow=False),
        narrow=network.draw(edges, parties, narrow=True),
        key=tuple(parties),
    )
