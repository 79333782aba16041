"""What an analyst's review asks of consolidation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """Mentions that are or are not one happening, names that are or are not one party, and the name a party shall bear.

    Every set of `together` (mention ids) is one happening, those of every set of `apart` are each another; `names_together` and
    `names_apart` say the same of parties by any of their names. `renames` are pairs: a name of the party, and the name it shall bear.
    No set of `together` contradicts one of `apart`: what was said later holds.
    """

    together: tuple[frozenset[str], ...] = ()
    apart: tuple[frozenset[str], ...] = ()
    names_together: tuple[frozenset[str], ...] = ()
    names_apart: tuple[frozenset[str], ...] = ()
    renames: tuple[tuple[str, str], ...] = ()
