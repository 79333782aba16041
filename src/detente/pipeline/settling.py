"""Reviewing and consolidating a record: what the machine coded, what analysts say of it, and what all of that makes together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from detente.records import Document, Mention
from detente.reviewing import Reviewed, review
from detente.store import Consolidated, Revision, Store

if TYPE_CHECKING:
    from detente.consolidating import Consolidation
    from detente.consolidating.ties import Ties

Grouping = Callable[[Sequence[Document]], Mapping[str, str]]
Consolidating = Callable[[Sequence[Mention], Sequence[Document], Mapping[str, str], "Ties"], "Consolidation"]

TURNS = 5  # how often to begin anew where others write meanwhile


def settle(store: Store, group: Grouping, consolidate: Consolidating) -> None:
    """Apply the review to what was coded, join mentions over all documents, and write both in one transaction.

    Where somebody else has coded again or consolidated more meanwhile, do it again, a few times at most. What others add is left to them:
    whoever adds something settles after it.
    """
    for _ in range(TURNS):
        if store.is_consolidated():
            return
        given = store.material()
        reviewed = review(given.mentions, given.corrections, given.documents)
        groups = group(given.documents)
        found = consolidate(reviewed.mentions, given.documents, groups, reviewed.ties)
        revision = _revision(reviewed, tuple(correction.id for correction in given.corrections))
        result = Consolidated(groups=groups, entities=found.entities, events=found.events, revision=revision, basis=given.basis)
        if store.consolidate(result):
            return


def _revision(reviewed: Reviewed, corrections: tuple[str, ...]) -> Revision:
    reasons = {one.correction.id: one.reason for one in reviewed.unmatched}
    states = {key: state for key, state in reviewed.states.items() if state != "coded"}
    return Revision(
        overruled=reviewed.overruled,
        mentions=tuple(mention for mention in reviewed.mentions if states.get(mention.id) in ("revised", "added")),
        states=states,
        outcomes={key: reasons.get(key) for key in corrections},
    )
