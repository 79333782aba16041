"""Wishes that some are one and others are not, made free of contradiction: what was said later holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Wish:
    """Members of one group are one (`together`, the first group alone counts), or those of different groups are not one."""

    together: bool
    groups: tuple[tuple[str, ...], ...]


def hold_latest(wishes: Sequence[Wish]) -> tuple[tuple[frozenset[str], ...], tuple[frozenset[str], ...]]:
    """Sets that are one, and pairs that are not, from wishes in the order in which they were made.

    Wishes are taken from the last to the first; one that contradicts what later ones say does not count.
    """
    roots: dict[str, str] = {}
    apart: set[frozenset[str]] = set()
    for wish in reversed(wishes):
        if wish.together:
            first, *others = wish.groups[0]
            for other in others:
                one, two = _root(roots, first), _root(roots, other)
                if not any({_root(roots, member) for member in pair} == {one, two} for pair in apart if one != two):
                    roots[max(one, two)] = min(one, two)
        else:
            pairs = (frozenset((a, b)) for one, two in combinations(wish.groups, 2) for a in one for b in two if a != b)
            apart.update(pair for pair in pairs if len({_root(roots, member) for member in pair}) > 1)
    sets: defaultdict[str, set[str]] = defaultdict(set)
    for member in list(roots):
        sets[_root(roots, member)].add(member)
    together = (frozenset(members) for members in sets.values() if len(members) > 1)
    return tuple(sorted(together, key=sorted)), tuple(sorted(apart, key=sorted))


def _root(roots: dict[str, str], member: str) -> str:
    while (above := roots.setdefault(member, member)) != member:
        member = above
    return member
