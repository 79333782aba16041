"""What hangs on one assumption: each statement swapped with the next, dropped or turned round, and the equilibria that change."""

from __future__ import annotations

from dataclasses import dataclass

from detente.foresight.analyses.edits import Edit, apply, preference_edits
from detente.foresight.analysis import Analysis, analyse


@dataclass(frozen=True, slots=True)
class Variation:
    """An edit that changes the equilibria: by concept the states that it makes equilibria, and those that it unmakes."""

    edit: Edit
    gained: tuple[tuple[str, tuple[int, ...]], ...]
    lost: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def touched(self) -> frozenset[int]:
        """Every state whose standing it changes."""
        return frozenset(state for _, states in (*self.gained, *self.lost) for state in states)


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """All single edits that were tried, and of them those that change an equilibrium."""

    tried: int
    variations: tuple[Variation, ...]


def sensitivity(analysis: Analysis, concepts: tuple[str, ...] = ()) -> Sensitivity:
    """What each single change of a preference statement does to the equilibria under `concepts` (those analysed where none are given)."""
    wanted = concepts or analysis.concepts
    edits = tuple(preference_edits(analysis.model))
    found = [_variation(analysis, edit, wanted) for edit in edits]
    return Sensitivity(len(edits), tuple(variation for variation in found if variation.gained or variation.lost))


def _variation(analysis: Analysis, edit: Edit, concepts: tuple[str, ...]) -> Variation:
    changed = analyse(apply(analysis.model, edit), concepts)
    before = {concept: set(analysis.equilibria(concept)) for concept in concepts}
    after = {concept: set(changed.equilibria(concept)) for concept in concepts}
    gained = tuple((concept, tuple(sorted(after[concept] - before[concept]))) for concept in concepts if after[concept] - before[concept])
    lost = tuple((concept, tuple(sorted(before[concept] - after[concept]))) for concept in concepts if before[concept] - after[concept])
    return Variation(edit, gained, lost)
