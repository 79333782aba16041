"""What an analyst said of joining: mentions and names that are one, or are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """Mentions that are or are not one happening, names that are or are not one party, and the name a party shall bear.

    Every set of `together` (mention ids) is one happening, those of every set of `apart` are each another; `names_together` and
    `names_apart` say the same of parties by any of their names. `renames` are pairs: a name of the party, and the name it shall bear.
    No set of `together` contradicts one of `apart`: what was said later holds. Ids and names that nothing bears have no effect.
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
        """For each mention those that it may not be joined with: what holds of one of a bundle holds of all of it."""
        root = self.bundles()
        members: defaultdict[str, set[str]] = defaultdict(set)
        for each, first in root.items():
            members[first].add(each)
        found: defaultdict[str, set[str]] = defaultdict(set)
        for group in self.apart:
            bundles = {each: members[root[each]] if each in root else {each} for each in group}
            for each, own in bundles.items():
                others = set().union(*(bundle for other, bundle in bundles.items() if other != each)) - own
                for mention in own:
                    found[mention] |= others
        return {each: frozenset(others) for each, others in found.items()}
