"""Who is held, by whom, where and since when, and who asked to see them."""

from __future__ import annotations

from detente.briefing.blocks import Block, Card, Fact, Section, Told
from detente.briefing.dossier import NAME, Dossier
from detente.briefing.sections.cards import card, days, grouped, names, plain, stated
from detente.briefing.sections.untold import untold
from detente.briefing.text import count, shorten
from detente.records import Access, Detention

HELD = ("held", "moved")
ACCESSES = 12  # attempts at access that one card shows
_GROUPS = {"Held": HELD, "Released": ("released",), "Not known": ("unknown",)}


def who_is_held(dossier: Dossier) -> Section:
    """Detentions by state, then events of detention or release that belong to none."""
    found = dossier.tracking.detentions
    blocks: list[Block] = [*grouped(dossier, found, _GROUPS, lambda held: held.state, lambda held: _card(dossier, held))]
    rest = untold(dossier, "detentions")
    held = sum(each.state in HELD for each in found)
    lede = f"{count(held, 'detention')} that {'lasts' if held == 1 else 'last'}, {len(found) - held:,} ended or of unknown state."
    empty = rest.alone or "No detentions or releases were found in these documents."
    return Section(id="detentions", title="Who is held", lede=lede if found else empty, blocks=(*blocks, *rest.blocks))


def _card(dossier: Dossier, held: Detention) -> Card:
    people = names(dossier, held.held) or "Persons not named"
    access = tuple(_access(dossier, each) for each in held.access if each.event in dossier.by_id)
    place = (Fact("Where", (Told(shorten(held.place.name, NAME), dossier.cites((held.place.span,))),)),) if held.place else ()
    left = (Told(f"and {len(access) - ACCESSES} more"),) if len(access) > ACCESSES else ()
    facts = (
        *plain("Held by", names(dossier, held.holders)),
        *place,
        *stated(dossier, "How", held.manner),
        *plain("Since", days(held.since)),
        *plain("Until", days(held.until)),
        *stated(dossier, "Held too", held.companions, quoted=True),
        *((Fact("Access", (*access[:ACCESSES], *left)),) if access else ()),
    )
    return card(dossier, held, (f"{people[:1].upper()}{people[1:]}", ""), held.state, facts)


def _access(dossier: Dossier, access: Access) -> Told:
    """ "Ann Envoy: refused, 4 May 2024"."""
    who = names(dossier, access.seeker) or "somebody not named"
    channel = {"": "", "phone": "by phone", "visit": "by visit"}.get(access.channel, access.channel)
    text = ", ".join(part for part in (f"{who}: {dossier.words.name('access', access.outcome)}", channel, days(access.when)) if part)
    return Told(text, dossier.cites(mention.sentence for mention in dossier.of(dossier.by_id[access.event])))
