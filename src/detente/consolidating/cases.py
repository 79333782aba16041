"""A mention with what comparing needs, computed once: parties, days, months, words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detente.consolidating.entities import PartyIds, party_key
from detente.consolidating.names import is_body, normal_name, spoken_for, word_set
from detente.records import Mention, Participant

SHARED_CODES = frozenset({"", "UNO", "EUU", "IGO", "NGO", "MNC"})  # codes of many parties: those are told apart by name
_WORD = re.compile(r"[^\W_]+")
_STEM = 6  # letters of a word that are compared
_SHORTEST = 3
_COMMON = word_set(
    "the and for with from that had has was were are been its his her their who whom which when where after before into not this these "
    "those they she but than then would could will said over under more most all also have about there"
)
_ORDINALS = {
    word: number
    for number, words in enumerate(("first", "second another", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"), 1)
    for word in words.split()
}
ELSEWHERE = 300  # sentences without the word that are counted in, so that words of a small record have weight
_NEAR_TRIGGER = 20  # characters before a trigger in which an ordinal counts it
_BEHIND_TRIGGER = 40  # characters behind a trigger in which its object stands
# Many acts told as one: "snubbed previous attempts". Plurals that may be one happening, and times, are none of them.
_SEVERAL = re.compile(
    r"\b(?:previous|earlier|prior|repeated|successive)\s+(?:[\w-]+\s+)?"
    r"(?!(?:talks|negotiations|sanctions|elections|hostilities|minutes|hours|days|weeks|months|years|times|others)\b)[a-z]{3,}s\b",
    re.IGNORECASE,
)
# One seizure of power is coded by the force that a report tells of: ASSAULT in one report, COERCE in another (PLOVER manual, both types).
_SEIZURE = re.compile(
    r"\b(?:coups?|putsch\w*|overthr[eo]w\w*|toppl(?:e[ds]?|ing)|power grab|(?:seiz|grabb|tak|took)\w*(?: of)? power"
    r"|t[ao]ken? over|took over|takeover)\b",
    re.IGNORECASE,
)
# What an act is done to, by the words behind its trigger: one state cuts ties, closes a border and stops trade, all on one day.
_OBJECTS = (
    ("border", re.compile(r"\b(?:borders?|frontiers?|crossings?)\b", re.IGNORECASE)),
    ("air", re.compile(r"\b(?:airspace|sky|skies|flights?|aircraft|airlines?|airports?)\b", re.IGNORECASE)),
    ("relations", re.compile(r"\b(?:ties|relations|ambassadors?|embass(?:y|ies)|diplomats?)\b", re.IGNORECASE)),
    ("money", re.compile(r"\b(?:assets?|accounts?|aid|assistance|loans?|funds?)\b", re.IGNORECASE)),
    ("trade", re.compile(r"\b(?:trade|exports?|imports?|goods)\b", re.IGNORECASE)),
    ("travel", re.compile(r"\b(?:visas?|travel bans?)\b", re.IGNORECASE)),
    ("membership", re.compile(r"\b(?:membership|councils?|meetings|decision-making bodies)\b", re.IGNORECASE)),
)
_HURT = re.compile(r"\b(?:kill\w*|dead|deaths?|died|dying|li(?:ves|fe)|slain|wound\w*|injur\w*|hurt|casualties)\b", re.IGNORECASE)
_MEETING = re.compile(r"\b(?:meet\w*|summit|talks|negotiations?|session|visit|host|conven\w+|gather\w*|travel|sit down)\b", re.IGNORECASE)
_CLOSED = ("SANCTION", "discontinue")  # what a closed border or airspace is, which some reports tell as a ban (COERCE)
_TRAFFIC = frozenset({"border", "air"})
_BANS = frozenset({"restrict", "withhold"})
_BESIDE = 45  # characters between a place and the trigger of what happened there
SEIZURE, _SEIZURE_TYPES = "seizure of power", frozenset({"ASSAULT", "COERCE"})


@dataclass(frozen=True, slots=True)
class Party:
    """A participant as it is compared: the code or entity that it stands for, its name, sector, and whether the name is a body's own."""

    key: str
    entity: str
    country: str
    sector: str
    body: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A mention ready to be compared. `published` is the first and last day its document may have come out on."""

    mention: Mention
    kind: str  # what is compared with what: the type, but for a seizure of power
    group: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    published: tuple[date, date] | None
    span: tuple[date, date] | None
    words: Mapping[str, float]  # stems of the sentence with their weight, log of how rare they are
    trigger: frozenset[str]
    mode: str | None
    ordinal: int | None
    meeting: bool  # whether it is a promise or plan to meet
    toll: bool  # whether an attack is told by those whom it killed or hurt
    seized: str  # of a seizure of power the country, "" unknown
    objects: frozenset[str]  # what it is done to, where the words say it: "border", "relations"
    several: bool  # whether it tells of many acts as one

    @property
    def days(self) -> int:
        """How many days the mention's date spans; very many where it has none."""
        return (self.span[1] - self.span[0]).days + 1 if self.span else 99_999

    @property
    def place(self) -> tuple[str, int, str]:
        """Where the mention stands: what sorts cases that nothing else sorts."""
        return self.mention.document, self.mention.trigger.start, self.mention.id

    def parties(self) -> tuple[Party, ...]:
        """Those of both sides."""
        return self.actors + self.recipients


def make_cases(
    mentions: Sequence[Mention], parties: PartyIds, published: Mapping[str, str | None], groups: Mapping[str, str]
) -> list[Case]:
    """A case for each mention, in order. How rare a word is, is counted over the sentences of `mentions`."""
    told = [stems(mention.sentence.text) for mention in mentions]
    counts = Counter(stem for one in told for stem in one)
    total = len(mentions) + ELSEWHERE

    bodies = {
        normal_name(name): parties[party_key(one)]
        for mention in mentions
        for one in (*mention.actors, *mention.recipients)
        for name in (one.name, one.span.text)
        if one.country in SHARED_CODES and is_body(name.strip())
    }

    def side(people: Iterable[Participant]) -> tuple[Party, ...]:
        return tuple(_party(one, bodies.get(spoken_for(one.name), parties[party_key(one)])) for one in people)

    return [
        Case(
            mention=mention,
            kind=_kind(mention),
            group=groups.get(mention.document, mention.document),
            actors=side(mention.actors),
            recipients=side(mention.recipients),
            published=bounds(published.get(mention.document)),
            span=(date.fromisoformat(mention.date.start), date.fromisoformat(mention.date.end)) if mention.date else None,
            words={stem: math.log(total / counts[stem]) for stem in sorted(words)},
            trigger=stems(mention.trigger.text),
            mode=_CLOSED[1] if _closes(mention) else mention.mode,
            ordinal=_ordinal(mention),
            meeting=mention.event_type == "AGREE" and _MEETING.search(_near(mention, 0)) is not None,
            toll=mention.event_type == "ASSAULT" and _HURT.search(mention.trigger.text) is not None,
            seized=_seized(mention) if _kind(mention) == SEIZURE else "",
            objects=frozenset(name for name, words in _OBJECTS if words.search(_near(mention, 0))),
            several=bool(_SEVERAL.search(_near(mention, _NEAR_TRIGGER))),
        )
        for mention, words in zip(mentions, told, strict=True)
    ]


def stems(text: str) -> frozenset[str]:
    """The beginnings of the content words of `text`."""
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(word[:_STEM] for word in words if len(word) >= _SHORTEST and word not in _COMMON)


def bounds(value: str | None) -> tuple[date, date] | None:
    """First and last day of an ISO day, month or year; None where it is none of them."""
    parts = (value or "").split("-")
    try:
        first = date(*(int(part) for part in (*parts, "1", "1")[:3]))
        if len(parts) > 2:
            return first, first
        after = date(first.year + 1, 1, 1) if len(parts) == 1 else (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    except ValueError:
        return None
    return first, after - timedelta(days=1)


def months(first: date, last: date) -> Iterator[str]:
    """The months from `first` to `last`, as YYYY-MM."""
    month = first.replace(day=1)
    while month <= last:
        yield month.isoformat()[:7]
        month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def _party(one: Participant, entity: str) -> Party:
    """Parties are compared by country where it is known (an envoy acts for her state), else by entity."""
    shared = one.country in SHARED_CODES
    return Party(entity if shared else one.country, entity, one.country, one.sector, shared and is_body(one.name.strip()))


def _kind(mention: Mention) -> str:
    """The type; or that it is a seizure of power, whichever type the words gave it."""
    seizure = mention.event_type in _SEIZURE_TYPES and not mention.mode and _SEIZURE.search(mention.trigger.text)
    return SEIZURE if seizure else _CLOSED[0] if _closes(mention) else mention.event_type


def _closes(mention: Mention) -> bool:
    """Whether it bans traffic over a border or through the air."""
    banned = mention.event_type == "COERCE" and mention.mode in _BANS
    return banned and any(name in _TRAFFIC and words.search(_near(mention, 0)) for name, words in _OBJECTS)


def _seized(mention: Mention) -> str:
    """The country in which power is seized: that of who is named as seizing it, but the place's beside it where nobody is named."""
    place, start = mention.location, mention.trigger.start
    named = any(party.span.text[:1].isupper() for party in mention.actors)
    if place and place.country and not named and 0 <= start - place.span.end <= _BESIDE:
        return place.country
    return next((party.country for party in mention.actors if party.country), "")


def _near(mention: Mention, before: int) -> str:
    """The words at a trigger, from `before` characters before it to its object."""
    start, end = mention.trigger.start - mention.sentence.start, mention.trigger.end - mention.sentence.start
    return mention.sentence.text[max(0, start - before) : end + _BEHIND_TRIGGER]


def _ordinal(mention: Mention) -> int | None:
    """The number that the words before the trigger, or its own, give to the happening: "a second round of talks" is 2."""
    start = mention.trigger.start - mention.sentence.start
    near = mention.sentence.text[max(0, start - _NEAR_TRIGGER) : start] + mention.trigger.text
    found = [_ORDINALS[word] for word in _WORD.findall(near.lower()) if word in _ORDINALS]
    return found[-1] if found else None
