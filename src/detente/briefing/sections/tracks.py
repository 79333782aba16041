"""The board of tracks: one card for each effort of mediation or negotiation."""

from __future__ import annotations

from detente.briefing.blocks import Block, Card, Section
from detente.briefing.dossier import Dossier
from detente.briefing.sections.cards import card, conditions, grouped, names, plain, stated
from detente.briefing.sections.untold import untold
from detente.briefing.text import count
from detente.records import Track

OPEN = ("proposed", "accepted", "under way", "stalled")
_GROUPS = {"Open": OPEN, "Agreed": ("agreed",), "Refused, called off or failed": ("refused", "cancelled", "failed")}


def board_of_tracks(dossier: Dossier) -> Section:
    """Tracks by the stage they have reached, then talks that belong to none."""
    found = dossier.tracking.tracks
    blocks: list[Block] = [*grouped(dossier, found, _GROUPS, lambda track: track.stage, lambda track: _card(dossier, track))]
    rest = untold(dossier, "talks")
    lede = f"{count(len(found), 'effort')} of mediation or negotiation, each at the stage it had reached." if found else ""
    return Section(
        id="talks",
        title="Tracks: talks and mediation",
        lede=lede or rest.alone or "No talks or mediation were found in these documents.",
        blocks=(*blocks, *rest.blocks),
    )


def _card(dossier: Dossier, track: Track) -> Card:
    mediators, parties = names(dossier, track.mediators), names(dossier, track.parties)
    senders = names(dossier, (sender for sender in track.senders if sender not in track.mediators))
    head = (mediators, f"with {parties}" if parties else "") if mediators else (parties or "Parties not named", "")
    facts = (
        *plain("Sent by", senders),
        *stated(dossier, "On", track.issues),
        *stated(dossier, "Channel", track.channels),
        *plain("Level", dossier.words.name("levels", track.level) if track.level else ""),
        *stated(dossier, "Outcome", (track.outcome,)),
        *conditions(dossier, track.conditions),
        *stated(dossier, "Obstacles and reasons as stated", track.obstacles, quoted=True),
    )
    return card(dossier, track, (f"{head[0][:1].upper()}{head[0][1:]}", head[1]), track.stage, facts)
