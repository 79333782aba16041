"""What an analyst said of joining: mentions and names that are one, or are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ties:
    """Must-link and cannot-link constraints. Where they contradict each other, together wins, since it was said of each mention.

    `together` and `apart` hold sets of mention ids, `names_together` and `names_apart` sets of names as documents spell them;
    `renames` are pairs of a name of an entity and the one it shall bear. Ids and names that nothing bears have no effect.
    """

    together: tuple[frozenset[str], ...] = ()
    apart: tuple[frozenset[str], ...] = ()
    names_together: tuple[frozenset[str], ...] = ()
    names_apart: tuple[frozenset[str], ...] = ()
    renames: tuple[tuple[str, str], ...] = ()

    def bundles(self) -> Mapping[str, str]:
        """For each mention that shall be one with others the smallest id among all of them."""
        root: dict[str, str] = {}
        members: dict[str, set[str]] = {}
        for group in self.together:
            merged = set(group).union(*(members.pop(root[each]) for each in {root[e]: e for e in sorted(group) if e in root}.values()))
            if merged:
                first = min(merged)
                members[first] = merged
                root.update(dict.fromkeys(merged, first))
        return root

    def rivals(self) -> Mapping[str, frozenset[str]]:
        """For each mention those that it may not be joined with."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for group in self.apart:
            for each in group:
                found[each] |= group - {each}
        return {each: frozenset(others) for each, others in found.items()}
