"""From the parts of a noun phrase (role nouns, modifiers, named parties) to PLOVER's country and sectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from detente.codebook.model import Role
from detente.parsing.known import ELITE, GOVERNMENT
from detente.parsing.words import word_set

PARTIAL = "PRE"  # PLOVER's sector of partially recognised entities
_MILITARY = "MIL"
_INTERGOVERNMENTAL = ("UNO", "IGO", "EUU")
_SOLDIERS = word_set(
    "troops soldiers peacekeepers peacekeeper soldier forces force contingent battalion battalions warships warship helmets"
)
STRONG = frozenset((ELITE, "OPP", "REB", PARTIAL, "PRM", "UAF"))  # said of anybody, these come first
_ARMED = ("REB", "PRM", "UAF", "CRM")  # whatever belongs to such a group is of its sector: "RSF officers"
_YIELDING = frozenset((GOVERNMENT, "CVL", "UNK"))  # a noun of these gives way to a weaker modifier: "student protesters" are EDU

# Beside the roles that the codebook calls relative: who belongs to a body takes the body's sector ("UN officials", "rebel envoys").
_RELATIONAL = word_set(
    "official officials envoy envoys fighter fighters supporter supporters worker workers employee employees staff lawyer lawyers "
    "ambassador ambassadors diplomat diplomats troops mediator mediators president secretary-general"
)


class PartyPart(NamedTuple):
    """A named party inside a phrase: its kind as in EntityMention, PLOVER country and sectors."""

    kind: str
    country: str
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """What a phrase is made of: head role, roles that modify it (nearest first), sector modifiers, parties (nearest first)."""

    head: Role | None = None
    noun: str = ""  # the head noun in small letters
    inner: tuple[Role, ...] = ()
    modifiers: tuple[str, ...] = ()
    parties: tuple[PartyPart, ...] = ()


def country_of(parties: Sequence[PartyPart]) -> str:
    """The country of the nearest party that has one; "" where none has."""
    return next((party.country for party in parties if party.country), "")


def sectors_of(parts: Parts) -> tuple[str, ...]:
    """PLOVER sectors of a phrase, the primary first; empty where nothing tells.

    A former office holder is ELI; "rebel", "opposition" and the like come before what the noun itself says; who belongs to a body
    takes its sector; partially recognised states give PRE before GOV.
    """
    own = (parts.head.sector,) if parts.head and parts.head.sector else ()
    relational = bool(parts.head and parts.head.relative) or parts.noun.split(" ")[-1] in _RELATIONAL
    bodies = [party for party in parts.parties if party.sectors and party.kind in ("organisation", "armed_group", "person")]
    strong = [sector for sector in parts.modifiers if sector in STRONG]
    inner = [role.sector for role in parts.inner if role.sector]
    weak = [*(sector for sector in parts.modifiers if sector not in STRONG), *inner]
    found = [sector for sector in strong if sector != ELITE]
    if ELITE in strong and not found and (not own or (parts.head and parts.head.kind == "office")):
        found.append(ELITE)
    armed = bool(bodies) and (bodies[0].kind == "armed_group" or bodies[0].sectors[0] in _ARMED)
    if bodies and (relational or armed or bodies[0].country in _INTERGOVERNMENTAL) and not _own_force(parts):
        found += bodies[0].sectors
    if own and own[0] not in _YIELDING and not (own[0] == _MILITARY and "COP" in weak):
        found += own
    if relational or (own and own[0] in (*_YIELDING, _MILITARY)):
        found += [sector for sector in weak if sector != GOVERNMENT]
    found += [*own, *weak]
    if any(PARTIAL in party.sectors for party in parts.parties) and (not found or found[0] == GOVERNMENT):
        found.insert(0, PARTIAL)
    return tuple(dict.fromkeys(found))


def _own_force(parts: Parts) -> bool:
    """Whether an organisation of states has soldiers or judges of its own here: "UN troops" are MIL, while "UN trucks" are UNO GOV."""
    noun = parts.noun.split(" ")[-1]
    intergovernmental = bool(parts.parties) and parts.parties[0].country in _INTERGOVERNMENTAL
    return intergovernmental and (noun in _SOLDIERS or bool(parts.head and parts.head.sector in ("JUD", "LEG", "MED", "JRN")))
