"""The codebook's nouns: event types, modes, contexts, sectors, parties, places and roles, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """How an event of one type is done."""

    code: str
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One of PLOVER's 16 categories; `quad` is verbal cooperation | material cooperation | verbal conflict | material conflict."""

    code: str
    definition: str
    quad: str
    intensity: float  # PLOVER's conflict-cooperation score of the type, -10 to 10
    requires_recipient: bool
    section: str  # of the PLOVER manual
    modes: Mapping[str, Mode] = field(default_factory=dict)
    mode_intensity: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A code of a flat list (contexts, sectors, non-state entities) with its definition and the manual's section."""

    code: str
    name: str
    definition: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A named party: state, organisation, armed group or office holder that news names.

    `kind` is state | organisation | armed_group | person; `country` ISO alpha-3 or UNO EUU IGO NGO MNC;
    `names` are all spellings that name it (matched with case), `adjectives` its demonyms; `since` and `until` ISO years or days.
    """

    name: str
    kind: str
    country: str
    sectors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()  # names of the capital, which stands for the government ("Paris")
    members: tuple[str, ...] = ()  # ISO alpha-3 codes
    common: str = ""  # the common noun that refers back to it: "bloc", "junta", "militia", "kingdom"
    since: str | None = None
    until: str | None = None
    source: str = ""
    office: str = ""  # a person's post from `since` to `until`: "president", "foreign minister"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A noun for people in a role ("foreign minister", "protesters") and the sector it puts them in.

    `kind` is office (held by one person), members ("lawmakers", "soldiers"), body ("parliament", "court") or generic ("people").
    `relative` says that whoever the role belongs to decides its sector ("a spokesman of the union"); `sector` holds where nobody is named.
    """

    noun: str
    sector: str
    kind: str
    plural: str = ""
    relative: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """A place of our own tables that GeoNames' cities lack: province, state, region, sea, site."""

    name: str
    country: str
    latitude: float | None = None
    longitude: float | None = None
    geonameid: int | None = None
    kind: str = "region"
    names: tuple[str, ...] = ()


class PloverCode(NamedTuple):
    """What, how and why of an event: type, mode (None: none) and contexts."""

    event_type: str
    mode: str | None
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoRow:
    """A CAMEO code and its PLOVER code; `note` tells where we depart from the conversion table."""

    cameo: str
    plover: PloverCode
    note: str = ""
