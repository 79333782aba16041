"""Demands in the words of the texts, with the answers they met."""

from __future__ import annotations

from detente.briefing.blocks import Block, Card, Section
from detente.briefing.dossier import REASON, Dossier
from detente.briefing.sections.cards import card, grouped, heading, plain, stated
from detente.briefing.sections.untold import untold
from detente.briefing.text import count, shorten
from detente.records import Demand

OPEN = ("made", "repeated")
_GROUPS = {"Without an answer": OPEN, "Refused": ("refused",), "Met in whole or part": ("met", "partly met"), "Withdrawn": ("withdrawn",)}


def demands_and_answers(dossier: Dossier) -> Section:
    """Demands by their answer, then refusals and concessions that answer none of them."""
    found = dossier.tracking.demands
    blocks: list[Block] = [*grouped(dossier, found, _GROUPS, lambda demand: demand.state, lambda demand: _card(dossier, demand))]
    rest = untold(dossier, "demands")
    lede = f"{count(len(found), 'demand')}, each in the words of a report, with the answer that was reported." if found else ""
    empty = rest.alone or "No demands, refusals or concessions were found in these documents."
    return Section(id="demands", title="Demands and answers", lede=lede or empty, blocks=(*blocks, *rest.blocks))


def _card(dossier: Dossier, demand: Demand) -> Card:
    head = heading(dossier, demand.demanders, demand.addressees)
    facts = (*stated(dossier, "Asks", (demand.content,), quoted=True), *plain("Issue", shorten(demand.issue, REASON)))
    return card(dossier, demand, (head, ""), demand.state, facts)
