"""How alike two partitions of the same items are: MUC, B-cubed, CEAF-e and their mean F1, as CoNLL-2012 scored coreference.

`gold` and `found` are clusters of items; each item stands in exactly one cluster of either. Singletons count, as Pradhan et al. (2014)
have it. Where there is nothing to find, or nothing was found, and so nothing is wrong, a share is 1.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

Cluster = Collection[Hashable]


class Agreement(NamedTuple):
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean, 0 where both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def muc(gold: Sequence[Cluster], found: Sequence[Cluster]) -> Agreement:
    """Links kept: of each cluster's size less one, what is left when the other side cuts it. Raises ValueError as `b_cubed` does.

    Source: Vilain, Burger, Aberdeen, Connolly and Hirschman 1995, A model-theoretic coreference scoring scheme.
    """
    homes, truth = _same_items(gold, found)
    return Agreement(_links_kept(found, truth), _links_kept(gold, homes))


def b_cubed(gold: Sequence[Cluster], found: Sequence[Cluster]) -> Agreement:
    """Over all items, the mean share of an item's cluster that is right (precision), and of its gold cluster that was found (recall).

    Raises ValueError where the two sides don't hold the same items, or one holds an item twice.
    Source: Bagga and Baldwin 1998, Algorithms for scoring coreference chains, every item of the same weight.
    """
    homes, truth = _same_items(gold, found)
    return Agreement(_mean_share(found, truth), _mean_share(gold, homes))


def ceaf_e(gold: Sequence[Cluster], found: Sequence[Cluster]) -> Agreement:
    """Likeness (phi4) of the clusters in the best one-to-one alignment, over the number of clusters on either side.

    Raises ValueError as `b_cubed` does. Source: Luo 2005, On coreference resolution performance metrics. The alignment is found by
    the Hungarian method (Kuhn 1955, Munkres 1957) inside each group of clusters that share items, which changes nothing.
    """
    homes, _ = _same_items(gold, found)
    likeness: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for index, cluster in enumerate(gold):
        for other, shared in Counter(homes[item] for item in cluster).items():
            likeness[index][other] = 2 * shared / (len(cluster) + len(found[other]))
    total = sum(best_alignment(block) for block in _blocks(likeness))
    return Agreement(_ratio(total, len(found)), _ratio(total, len(gold)))


def conll_f1(gold: Sequence[Cluster], found: Sequence[Cluster]) -> float:
    """The mean F1 of MUC, B-cubed and CEAF-e. Raises ValueError as `b_cubed` does.

    Source: Pradhan, Moschitti, Xue, Uryupina and Zhang 2012, CoNLL-2012 shared task.
    """
    return math.fsum(score(gold, found).f1 for score in (muc, b_cubed, ceaf_e)) / 3


def best_alignment(likeness: Sequence[Sequence[float]]) -> float:
    """The largest sum of entries of a matrix with no two in one row or column, entries 0 or more.

    Hungarian method with potentials, after Lawler 1976; time rows squared by columns, with the shorter side as rows.
    """
    rows = [list(row) for row in likeness]
    if rows and len(rows) > len(rows[0]):
        rows = [list(column) for column in zip(*rows, strict=True)]
    count, width = len(rows), len(rows[0]) if rows else 0
    left, right = [0.0] * (count + 1), [0.0] * (width + 1)
    owner = [0] * (width + 1)  # the row that holds each column; column 0 holds the row that is being placed
    for row in range(1, count + 1):
        owner[0], column = row, 0
        slack, before = [math.inf] * (width + 1), [0] * (width + 1)
        reached = [False] * (width + 1)
        while owner[column]:
            reached[column] = True
            holder = owner[column]
            for other in range(1, width + 1):
                gap = -rows[holder - 1][other - 1] - left[holder] - right[other]
                if not reached[other] and gap < slack[other]:
                    slack[other], before[other] = gap, column
            column = min((other for other in range(1, width + 1) if not reached[other]), key=slack.__getitem__)
            step = slack[column]
            for other in range(width + 1):
                if reached[other]:
                    left[owner[other]] += step
                    right[other] -= step
                else:
                    slack[other] -= step
        while column:
            owner[column] = owner[before[column]]
            column = before[column]
    return math.fsum(rows[owner[column] - 1][column - 1] for column in range(1, width + 1) if owner[column])


def _same_items(gold: Sequence[Cluster], found: Sequence[Cluster]) -> tuple[Mapping[Hashable, int], Mapping[Hashable, int]]:
    """For each item the index of its found cluster, and of its gold one."""
    homes, truth = _homes(found), _homes(gold)
    if homes.keys() != truth.keys():
        odd = sorted(map(repr, homes.keys() ^ truth.keys()))
        raise ValueError(f"{len(odd)} items stand on one side only, such as {odd[0]}: score the items that both sides hold")
    return homes, truth


def _homes(clusters: Iterable[Cluster]) -> dict[Hashable, int]:
    homes: dict[Hashable, int] = {}
    for index, cluster in enumerate(clusters):
        for item in cluster:
            if item in homes:
                raise ValueError(f"{item!r} stands twice on one side: an item belongs to one cluster")
            homes[item] = index
    return homes


def _links_kept(clusters: Iterable[Cluster], other: Mapping[Hashable, int]) -> float:
    kept = links = 0
    for cluster in clusters:
        if cluster:
            kept += len(cluster) - len({other[item] for item in cluster})
            links += len(cluster) - 1
    return _ratio(kept, links)


def _mean_share(clusters: Iterable[Cluster], other: Mapping[Hashable, int]) -> float:
    shares = (shared * shared / len(cluster) for cluster in clusters for shared in Counter(other[item] for item in cluster).values())
    return _ratio(math.fsum(shares), len(other))


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def _blocks(likeness: Mapping[int, Mapping[int, float]]) -> Iterable[list[list[float]]]:
    """The rows parted into matrices that share no column: connected components."""
    rows_of: defaultdict[int, list[int]] = defaultdict(list)
    for row, cells in likeness.items():
        for column in cells:
            rows_of[column].append(row)
    seen: set[int] = set()
    for start in likeness:
        if start in seen:
            continue
        seen.add(start)
        rows = [start]
        for row in rows:  # grows while it is walked
            fresh = {other for column in likeness[row] for other in rows_of[column]} - seen
            seen |= fresh
            rows += sorted(fresh)
        columns = sorted({column for row in rows for column in likeness[row]})
        yield [[likeness[row].get(column, 0.0) for column in columns] for row in rows]
