"""The full confusion matrix: what each gold type was coded as, what was missed, what was coded where gold has nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.evaluating.scores import MISSED, SPURIOUS, Scores


@dataclass(frozen=True, slots=True)
class Confusion:
    """Counts [gold][coded]: rows are the types and last SPURIOUS, columns the types and last MISSED.

    A row's sum is the number of gold events of its type, a column's the number of mentions coded so; nothing is both.
    """

    types: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    @property
    def rows(self) -> tuple[str, ...]:
        """Names of the gold side."""
        return (*self.types, SPURIOUS)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the coded side."""
        return (*self.types, MISSED)


def confusion_matrix(scores: Scores, types: Iterable[str] = ()) -> Confusion:
    """The matrix over `types` in their order; types that they lack but gold or coder used follow by name."""
    given = tuple(dict.fromkeys(types))
    seen = {name for pair in scores.confusion for name in pair} - {MISSED, SPURIOUS, *given}
    names = (*given, *sorted(seen))
    counts = tuple(tuple(scores.confusion[a, b] for b in (*names, MISSED)) for a in (*names, SPURIOUS))
    return Confusion(names, counts)
