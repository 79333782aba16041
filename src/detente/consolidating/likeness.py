"""How likely two mentions report one happening: weights of evidence that add up, after Fellegi and Sunter (1969).

Each field of the pair agrees at one level, and each level has a weight: the logarithm of how much oftener pairs of one happening show it
than pairs of two. `conflict` says what no weight can outweigh. Weights are rounded; docs/explanation/joining.md tells where they are from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from detente.consolidating.cases import SHARED_CODES, Case, Party

RECIPROCAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})  # all sides act (PLOVER manual, Compound and Reciprocal Actors)
MODES_APART = frozenset({"CONSULT", "COERCE", "RETREAT"})  # where no mode is another act than one with a mode, not a vaguer word for it
NEAR_MODES = frozenset({("REJECT", "meet", "yield"), ("REJECT", "mediate", "meet"), ("SANCTION", "discontinue", "withdraw")})
SHARED_NAMES = 2
_PHASE = {"actual": "fact", "historical": "fact", "future": "plan", "hypothetical": "plan", "negated": "denied"}
NEXT = 1  # days that two reports of one happening may differ: "late on Tuesday", "early on Wednesday"
SOON, LATER = 3, 14  # days from a happening to an undated report of it
WORDS_STEP, WORDS_MOST = 3.0, 5  # summed rarity of shared words, in steps

WEIGHTS: Mapping[tuple[str, str], float] = {
    ("actors", "entity"): 1.8,
    ("actors", "sector"): 0.9,
    ("actors", "country"): -0.8,
    ("actors", "code"): 0.6,
    ("actors", "none"): 0.6,
    ("actors", "one"): 0.3,
    ("actors", "some"): -1.0,
    ("actors", "other"): -4.0,
    ("recipients", "entity"): 1.6,
    ("recipients", "sector"): 1.4,
    ("recipients", "country"): -2.0,
    ("recipients", "code"): 0.8,
    ("recipients", "none"): 0.5,
    ("recipients", "one"): -0.6,
    ("recipients", "some"): -2.0,
    ("recipients", "other"): -3.0,
    ("parties", "entities"): 2.5,
    ("parties", "countries"): 1.5,
    ("parties", "entity"): 1.2,
    ("parties", "sector"): 0.2,
    ("parties", "country"): -2.0,
    ("parties", "code"): 0.4,
    ("parties", "none"): 0.4,
    ("parties", "one"): 0.2,
    ("parties", "other people"): -4.0,
    ("parties", "other states"): -4.0,
    ("parties", "other"): -4.0,
    ("date", "same day"): 1.8,
    ("date", "same interval"): 1.8,
    ("date", "within"): 1.2,
    ("date", "next day"): -1.5,
    ("date", "before"): -5.0,
    ("date", "dated here"): -0.8,
    ("date", "one known"): 0.0,
    ("date", "nobody knows"): -1.6,
    ("date", "told soon"): 0.3,
    ("date", "told later"): -0.6,
    ("date", "told weeks later"): -2.5,
    ("date", "undated here"): -0.2,
    ("date", "undated soon"): 1.4,
    ("date", "undated later"): 0.0,
    ("date", "undated weeks"): -2.2,
    ("document", "same"): -0.3,
    ("document", "rewrite"): 0.5,
    ("mode", "same"): 0.8,
    ("mode", "none"): 0.6,
    ("mode", "near"): -0.8,
    ("mode", "one"): -0.2,
    ("mode", "one apart"): -3.0,
    ("mode", "other"): -5.0,
    ("ordinal", "same"): 1.0,
    ("purpose", "meeting"): 0.8,
    ("seizure", "same country"): 0.6,
    ("place", "same"): 2.2,
    ("place", "other"): 0.5,
    ("place", "abroad"): -3.0,
    ("trigger", "same"): 0.8,
    ("words", "0"): -0.7,
    ("words", "1"): 0.6,
    ("words", "2"): 1.4,
    ("words", "3"): 2.0,
    ("words", "4"): 2.6,
    ("words", "5"): 3.0,
}


_GRAINS: tuple[tuple[str, Callable[[Party], object]], ...] = (
    ("entity", lambda party: party.entity),
    ("sector", lambda party: (party.key, party.sector)),
    ("country", lambda party: party.key),
)


class Level(NamedTuple):
    """One field of a pair and how it agrees."""

    field: str
    level: str


def conflict(a: Case, b: Case) -> str | None:
    """Why the two can't report one happening; None where they can."""
    one, two = a.mention, b.mention
    if one.sentence == two.sentence and not _attack_and_toll(a, b):
        return "two triggers of one sentence"
    if a.kind != b.kind:
        return "other types"
    if a.several != b.several:
        return "one act and many"
    if _PHASE[one.status] != _PHASE[two.status]:
        return "one planned, denied or done where the other is not"
    if a.ordinal and b.ordinal and a.ordinal != b.ordinal:
        return "counted otherwise"
    if one.document == two.document and a.mode and b.mode and a.mode != b.mode and one.sentence != two.sentence:
        return "two modes in one text"
    if a.seized and b.seized and a.seized != b.seized:
        return "power in other countries"
    if _other_states(a, b):
        return "done to other states"
    if a.objects and b.objects and a.objects.isdisjoint(b.objects):
        return "done to other things"
    apart = days_between(a, b)
    if apart and (apart > NEXT or one.document == two.document):
        return "other days"
    return None


def _attack_and_toll(a: Case, b: Case) -> bool:
    """Whether one sentence tells an attack and whom it killed: "two died when gunmen raided the farm"."""
    same_kind = a.kind == b.kind == "ASSAULT" and a.toll != b.toll
    return same_kind and a.span == b.span and {party.key for party in a.actors} == {party.key for party in b.actors}


def _other_states(a: Case, b: Case) -> bool:
    """Whether the two press or attack other states: no measure against two is one. Who bears the actor's own country is no such target."""
    if a.mention.event_type in RECIPROCAL:
        return False
    own = {party.country for party in (*a.actors, *b.actors)}
    one, two = ({p.country for p in case.recipients if p.sector == "GOV" and p.country not in own} for case in (a, b))
    return bool(one and two) and one.isdisjoint(two) and not (one | two) & SHARED_CODES


def days_between(a: Case, b: Case) -> int:
    """Days between two intervals that don't meet, 1 for one day and the next; 0 where they meet, or one has no date."""
    if not a.span or not b.span:
        return 0
    return max(0, (max(a.span[0], b.span[0]) - min(a.span[1], b.span[1])).days)


def weigh(a: Case, b: Case) -> float:
    """The sum of the weights of the pair's levels."""
    return sum(WEIGHTS.get(level, 0.0) for level in levels(a, b))


def levels(a: Case, b: Case) -> Iterator[Level]:
    """The level at which each field of the pair agrees."""
    yield Level("mode", _modes(a, b))
    if a.mention.event_type in RECIPROCAL:
        yield Level("parties", _all_parties(a, b))
    else:
        yield Level("actors", _side(a.actors, b.actors))
        yield Level("recipients", _side(a.recipients, b.recipients))
    yield Level("date", _dates(a, b))
    yield Level("place", _places(a, b))
    shared = sum(weight for stem, weight in a.words.items() if stem in b.words)
    yield Level("words", str(min(int(shared // WORDS_STEP), WORDS_MOST)))
    yield Level("trigger", "same" if a.trigger & b.trigger else "other")
    if a.ordinal and b.ordinal:
        yield Level("ordinal", "same")
    if a.meeting and b.meeting:
        yield Level("purpose", "meeting")
    if a.seized and a.seized == b.seized:
        yield Level("seizure", "same country")
    yield Level("document", "same" if a.mention.document == b.mention.document else "rewrite" if a.group == b.group else "other")


def _modes(a: Case, b: Case) -> str:
    one, two = a.mode, b.mode
    if one == two:
        return "same" if one else "none"
    if one and two:
        return "near" if (a.mention.event_type, *sorted((one, two))) in NEAR_MODES else "other"
    return "one apart" if a.mention.event_type in MODES_APART and not _same_people(a, b) else "one"


def _same_people(a: Case, b: Case) -> bool:
    """Whether one names all whom the other names, two parties at least: then a visit and a meeting are one."""
    one, two = ({party.entity for party in case.parties()} for case in (a, b))
    return a.mention.event_type in RECIPROCAL and len(one & two) == min(len(one), len(two)) >= SHARED_NAMES


def _side(one: Sequence[Party], two: Sequence[Party]) -> str:
    """How the parties of one side agree: at least two of them, or all of the fewer."""
    if not one or not two:
        return "none" if not one and not two else "one"
    for level, pick in _GRAINS:
        if _enough({pick(party) for party in one}, {pick(party) for party in two}):
            return level
    if {party.key for party in one} & {party.key for party in two}:
        return "some"
    return "code" if any(_may_be_one(p, q) for p in one for q in two) else "other"


def _enough(one: Set[object], two: Set[object]) -> bool:
    return len(one & two) >= min(SHARED_NAMES, len(one), len(two))


def _may_be_one(p: Party, q: Party) -> bool:
    """Whether two parties of one shared code can be one: "the bloc" may be any, two bodies' own names are two."""
    return p.country == q.country and bool(p.country) and not (p.body and q.body)


def _all_parties(a: Case, b: Case) -> str:
    """How those agree who act together; who meets must be alike in sector too."""
    one, two = a.parties(), b.parties()
    if not one or not two:
        return "none" if not one and not two else "one"
    entities, others = {party.entity for party in one}, {party.entity for party in two}
    keys = {party.key for party in one} & {party.key for party in two}
    if min(len(entities), len(others)) >= SHARED_NAMES and _enough(entities, others):
        return "entities"
    if keys and a.mention.event_type == "CONSULT" and not _alike(one, two):
        return "other people"
    if len(keys) >= SHARED_NAMES:
        return "countries"
    if _crossed(one, two):
        return "other states"
    if entities & others:
        return "entity"
    if keys:
        return "sector" if {(p.key, p.sector) for p in one} & {(p.key, p.sector) for p in two} else "country"
    return "code" if any(_may_be_one(p, q) for p in one for q in two) else "other"


def _crossed(one: Sequence[Party], two: Sequence[Party]) -> bool:
    """Whether each names a state that the other doesn't beside the one they share: "A met C" and "B met C" are two meetings."""
    first, second = ({party.key for party in side if party.country not in SHARED_CODES} for side in (one, two))
    return bool(first & second) and bool(first - second) and bool(second - first)


def _alike(one: Sequence[Party], two: Sequence[Party]) -> bool:
    """Whether those of one country could be the same: "met the junta" and "met a general" may be one, "met civil society" another."""
    fewer, more = sorted((one, two), key=lambda side: len({party.entity for party in side}))
    names = {party.entity for party in fewer}
    if names <= {party.entity for party in more}:
        hosts = {party.sector for party in more if party.entity not in names}
        return len(names) > 1 or hosts <= {"GOV"}  # "her visit" may be to a government, not to each one she met
    for key in {party.key for party in one} & {party.key for party in two}:
        first, second = ({party.sector for party in side if party.key == key} for side in (one, two))
        if first.isdisjoint(second):
            return False
    return True


def _places(a: Case, b: Case) -> str:
    one, two = a.mention.location, b.mention.location
    if not one or not two:
        return "none"
    if one.name.casefold() == two.name.casefold() or (one.geonameid and one.geonameid == two.geonameid):
        return "same"
    return "other" if not one.country or not two.country or one.country == two.country else "abroad"


def _dates(a: Case, b: Case) -> str:
    if a.span and b.span:
        if a.span == b.span:
            return "same day" if a.days == 1 else "same interval"
        return "next day" if days_between(a, b) else "within"
    if a.span or b.span:
        return _dated_and_not(a, b) if a.span else _dated_and_not(b, a)
    if a.mention.document == b.mention.document:
        return "undated here"
    if not a.published or not b.published:
        return "nobody knows"
    gap = max(a.published[0], b.published[0]) - min(a.published[1], b.published[1])
    return "undated soon" if gap.days <= SOON else "undated later" if gap.days <= LATER else "undated weeks"


def _dated_and_not(dated: Case, undated: Case) -> str:
    """How an undated mention goes with a day: by when its document came out."""
    assert dated.span
    if dated.mention.document == undated.mention.document:
        return "dated here"
    if not undated.published:
        return "one known"
    if undated.published[1] < dated.span[0]:
        return "before"
    gap = (undated.published[0] - dated.span[1]).days
    return "told soon" if gap <= SOON else "told later" if gap <= LATER else "told weeks later"
