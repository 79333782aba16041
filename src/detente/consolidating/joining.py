"""Which mentions report one happening.

Mentions are taken from the most to the least definite; each joins the cluster that it is most like, if it is like enough, else it opens
one. It is compared with a cluster's first `COMPARED` members, may be in conflict with none of them, and its likeness is their mean, so that
a vague mention can't chain two happenings into one. Clusters are looked up by type, party and day, month or document (by type and party
alone for an undated mention of an undated document), and by rare words, no more than `LOOKED_AT` under one key, which keeps the cost near
linear in the number of mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from detente.consolidating.cases import Case, months
from detente.consolidating.likeness import conflict, weigh
from detente.consolidating.ties import Ties
from detente.records import Mention

ENOUGH = 1.5  # summed weights from which two mentions are taken to report one happening
COMPARED = 6  # members of a cluster that a newcomer is compared with
NARROW_DAYS = 7  # an interval up to this long is looked up day by day
WIDE_DAYS = 62  # an interval longer than this is looked up by its words alone
LOOKED_AT = 24  # clusters looked at under one key, newest first
RARE_WORDS = 4  # words of a sentence by which it is looked up


@dataclass(slots=True)
class _Cluster:
    cases: list[Case] = field(default_factory=list)


def join_mentions(cases: Iterable[Case], ties: Ties | None = None) -> list[tuple[Mention, ...]]:
    """Clusters of mentions, each in the order (document, offset). Every mention is in exactly one. `ties` come before all weights."""
    ties = ties or Ties()
    bundles, rivals = ties.bundles(), ties.rivals()
    ordered = sorted(cases, key=lambda case: (case.days, -len(case.parties()), case.place))
    index: defaultdict[tuple[str, ...], list[_Cluster]] = defaultdict(list)
    clusters: list[_Cluster] = []
    bundled: dict[str, _Cluster] = {}
    for case in ordered:
        key = case.mention.id
        keys = list(_keys(case))
        sought = keys if case.span or case.published else [*keys, *_anywhen(case)]
        home = bundled.get(bundles[key]) if key in bundles else None
        home = home or _home(case, _candidates(sought, index), rivals.get(key, frozenset()))
        if home is None:
            home = _Cluster()
            clusters.append(home)
        if key in bundles:
            bundled[bundles[key]] = home
        home.cases.append(case)
        for each in (*keys, *_anywhen(case)):
            if not index[each] or index[each][-1] is not home:
                index[each].append(home)
    return [tuple(case.mention for case in sorted(cluster.cases, key=lambda case: case.place)) for cluster in clusters]


def _keys(case: Case) -> Iterator[tuple[str, ...]]:
    """Where a mention is filed and looked for: its type with each party and each day, month or document, and with its rarest words."""
    kind = case.kind
    for party in sorted({party.key for party in case.parties()}) or [""]:
        yield (kind, party, "document", case.group)
        if case.span and case.days <= NARROW_DAYS:
            for offset in range(-1, case.days):
                yield (kind, party, "day", (case.span[0] + timedelta(days=offset)).isoformat())
        when = case.span or case.published
        if when and (when[1] - when[0]).days <= WIDE_DAYS:
            for month in months(*when):
                yield (kind, party, "month", month)
        elif not when:
            yield (kind, party, "undated")
    rarest = sorted(case.words, key=lambda stem: (-case.words[stem], stem))[:RARE_WORDS]
    for stem in rarest:
        yield (kind, "word", stem)


def _anywhen(case: Case) -> Iterator[tuple[str, ...]]:
    """Where what nobody can date is looked for besides: its type with each party, whenever it was."""
    for party in sorted({party.key for party in case.parties()}):
        yield (case.kind, party, "any time")


def _candidates(keys: Iterable[tuple[str, ...]], index: Mapping[tuple[str, ...], list[_Cluster]]) -> Iterator[_Cluster]:
    seen: set[int] = set()
    for key in keys:
        for cluster in reversed(index.get(key, ())[-LOOKED_AT:]):
            if id(cluster) not in seen:
                seen.add(id(cluster))
                yield cluster


def _home(case: Case, candidates: Iterable[_Cluster], rivals: frozenset[str]) -> _Cluster | None:
    """The candidate that `case` is most like and that holds none of its rivals; of equals the one whose first member comes first."""
    free = (each for each in candidates if not rivals or rivals.isdisjoint(other.mention.id for other in each.cases))
    likely = [(score, cluster) for cluster in free if (score := _likeness(case, cluster)) >= ENOUGH]
    return min(likely, key=lambda pair: (-pair[0], pair[1].cases[0].place))[1] if likely else None


def _likeness(case: Case, cluster: _Cluster) -> float:
    """The mean weight of evidence with the cluster's first members; below everything where one of them is in conflict."""
    members = cluster.cases[:COMPARED]
    if any(conflict(case, other) for other in members):
        return float("-inf")
    return sum(weigh(case, other) for other in members) / len(members)
