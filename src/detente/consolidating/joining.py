"""Which mentions report one happening: same type, parties that overlap, dates that can both hold.

Mentions are taken from the most to the least definite, each joining the first cluster it fits, else opening one. A mention fits
where it fits the cluster's first `COMPARED` members, so that a vague mention can't chain two happenings into one. Clusters are
looked up by type, party and day (or month, or document), which keeps the cost near linear in the number of mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from detente.consolidating.entities import party_key
from detente.records import Mention, Participant

COMPARED = 8  # members of a cluster that a newcomer must fit
NARROW_DAYS = 7  # an interval up to this long is looked up day by day
LOOKED_AT = 200  # clusters looked at for one newcomer, newest first
SHARED_NAMES = 2  # parties shared by name that join mentions whose dates nobody knows
RECIPROCAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})  # all sides act (PLOVER manual, Compound and Reciprocal Actors)
MODES_APART = frozenset({"CONSULT", "COERCE", "RETREAT"})  # where no mode is another act than one with a mode, not a vaguer word for it
_APART = frozenset({"", "UNO", "EUU", "IGO", "NGO", "MNC"})  # codes that many parties share: those are told apart by name
_PHASE = {"actual": "fact", "historical": "fact", "future": "plan", "hypothetical": "plan", "negated": "denied"}

PartyIds = Mapping[tuple[str, int, int, str], str]


@dataclass(slots=True)
class _Case:
    """A mention with what comparing needs, computed once."""

    mention: Mention
    group: str
    month: str | None  # of publication
    actors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    span: tuple[date, date] | None = None

    @property
    def days(self) -> int:
        return (self.span[1] - self.span[0]).days + 1 if self.span else 99_999


@dataclass(slots=True)
class _Cluster:
    cases: list[_Case] = field(default_factory=list)


def join_mentions(
    mentions: Sequence[Mention], parties: PartyIds, published: Mapping[str, str | None], groups: Mapping[str, str]
) -> list[tuple[Mention, ...]]:
    """Clusters of mentions, each in the order (document, offset). Every mention is in exactly one."""
    cases = [_case(mention, parties, published, groups) for mention in mentions]
    cases.sort(key=lambda case: (case.days, -len(case.names), case.mention.document, case.mention.trigger.start, case.mention.id))
    index: defaultdict[tuple[str, ...], list[_Cluster]] = defaultdict(list)
    clusters: list[_Cluster] = []
    for case in cases:
        keys = list(_keys(case))
        home = next((cluster for cluster in _candidates(keys, index) if _fits(case, cluster)), None)
        if home is None:
            home = _Cluster()
            clusters.append(home)
        home.cases.append(case)
        for key in keys:
            if not index[key] or index[key][-1] is not home:
                index[key].append(home)
    return [tuple(sorted((case.mention for case in cluster.cases), key=_place)) for cluster in clusters]


def _place(mention: Mention) -> tuple[str, int, str]:
    return mention.document, mention.trigger.start, mention.id


def _case(mention: Mention, parties: PartyIds, published: Mapping[str, str | None], groups: Mapping[str, str]) -> _Case:
    """Parties are compared by country where it is known (an envoy acts for her state), else by entity."""

    def keys(side: Iterable[Participant]) -> frozenset[str]:
        return frozenset(parties[party_key(party)] if party.country in _APART else party.country for party in side)

    when = mention.date
    day = published.get(mention.document)
    return _Case(
        mention=mention,
        group=groups.get(mention.document, mention.document),
        month=day[:7] if day and len(day) >= 7 else None,
        actors=keys(mention.actors),
        recipients=keys(mention.recipients),
        names=frozenset(parties[party_key(party)] for party in (*mention.actors, *mention.recipients)),
        span=(date.fromisoformat(when.start), date.fromisoformat(when.end)) if when else None,
    )


def _keys(case: _Case) -> Iterable[tuple[str, ...]]:
    """Where a mention is filed and looked for: its type, one of its parties, and a day, month, or document."""
    kind = case.mention.event_type
    for party in sorted(case.actors | case.recipients):
        yield (kind, party, "document", case.group)
        if case.span and case.days <= NARROW_DAYS:
            for offset in range(case.days):
                yield (kind, party, "day", (case.span[0] + timedelta(days=offset)).isoformat())
        if case.span and case.days <= 31:
            yield (kind, party, "month", case.span[0].isoformat()[:7])
        elif case.month:
            yield (kind, party, "month", case.month)
        else:
            yield (kind, party, "undated", case.mention.mode or "")
    if not case.actors and not case.recipients:
        yield (kind, "", "document", case.group)


def _candidates(keys: Iterable[tuple[str, ...]], index: Mapping[tuple[str, ...], list[_Cluster]]) -> Iterable[_Cluster]:
    seen: set[int] = set()
    for key in keys:
        for cluster in reversed(index.get(key, ())[-LOOKED_AT:]):
            if id(cluster) not in seen:
                seen.add(id(cluster))
                yield cluster


def _fits(case: _Case, cluster: _Cluster) -> bool:
    return all(_compatible(case, other) for other in cluster.cases[:COMPARED])


def _compatible(a: _Case, b: _Case) -> bool:
    one, two = a.mention, b.mention
    if one.sentence == two.sentence:
        return False  # two triggers of one sentence are two events
    if _PHASE[one.status] != _PHASE[two.status]:
        return False
    if one.mode != two.mode and ((one.mode and two.mode) or (one.event_type in MODES_APART and not _same_people(a, b))):
        return False
    return _parties_overlap(a, b) and _dates_hold(a, b)


def _same_people(a: _Case, b: _Case) -> bool:
    """Whether one names all whom the other names, two parties at least: then a visit and a meeting are one."""
    shared = a.names & b.names
    return a.mention.event_type in RECIPROCAL and len(shared) >= SHARED_NAMES and len(shared) == min(len(a.names), len(b.names))


def _parties_overlap(a: _Case, b: _Case) -> bool:
    """Two parties shared, or all of the smaller side; on both sides where both are told. Who meets must be alike in sector too."""
    if a.mention.event_type in RECIPROCAL:
        return _shared(a.actors | a.recipients, b.actors | b.recipients) and (a.mention.event_type != "CONSULT" or _alike(a, b))
    sides = ((a.actors, b.actors), (a.recipients, b.recipients))
    told = [(one, two) for one, two in sides if one and two]
    return bool(told) and all(_shared(one, two) for one, two in told)


def _shared(one: frozenset[str], two: frozenset[str]) -> bool:
    return len(one & two) >= min(2, len(one), len(two)) > 0


def _alike(a: _Case, b: _Case) -> bool:
    """Whether those of one country could be the same: "met the junta" and "met a general" may be one, "met civil society" another."""
    one, two = (a.mention.actors + a.mention.recipients, b.mention.actors + b.mention.recipients)
    fewer, more = (a, b) if len(a.names) <= len(b.names) else (b, a)
    if fewer.names <= more.names:
        others = {p.sector for p in (*more.mention.actors, *more.mention.recipients)} - {p.sector for p in fewer.mention.actors}
        return len(fewer.names) > 1 or others <= {"GOV"}  # "her visit" may be to a government, not to each one she met
    for country in (a.actors | a.recipients) & (b.actors | b.recipients):
        first, second = ({party.sector for party in side if party.country == country} for side in (one, two))
        if first and second and first.isdisjoint(second):
            return False
    return True


def _dates_hold(a: _Case, b: _Case) -> bool:
    if a.span and b.span:
        return a.span[0] <= b.span[1] and b.span[0] <= a.span[1]
    if a.group == b.group:
        return True
    if a.month and b.month and not a.span and not b.span:
        return a.month == b.month
    if not (a.month or a.span) or not (b.month or b.span):
        return len(a.names & b.names) >= SHARED_NAMES and a.mention.mode == b.mention.mode
    return _month_of(a) == _month_of(b)


def _month_of(case: _Case) -> str | None:
    return case.span[0].isoformat()[:7] if case.span else case.month
