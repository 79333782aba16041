"""Contradictions: statements that can't both hold, side by side with their sources; none is resolved here.

The kinds: date, place, number, reason and actor within what reports tell of one event; fact (done and not done, held and refused, called
off and turned back) and denial between events; number also of years (calm for four years, calm since 2015), reason also of failed talks;
measure (in force and lifted), scope and office over the views of a record.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.records import Contradiction, Measure, Office
from detente.tracking.contested import contested_measures, contested_offices
from detente.tracking.denials import denied_claims, flat_denials
from detente.tracking.differing import differing
from detente.tracking.failures import failures
from detente.tracking.lasting import lasting
from detente.tracking.opposed import opposed
from detente.tracking.view import View


def contradictions(view: View, measures: Sequence[Measure], offices: Sequence[Office]) -> tuple[Contradiction, ...]:
    """All contradictions of which both sides had happened or been said by the day asked for, by kind and id.

    `measures` and `offices` are those of the same view. Sides stand in the order of publication (undated last); `independent` says
    whether two of them come from different sources, where rewrites and copies count as one.
    """
    found = (
        *differing(view),
        *opposed(view),
        *denied_claims(view),
        *flat_denials(view),
        *failures(view),
        *lasting(view),
        *contested_measures(view, measures),
        *contested_offices(view, offices),
    )
    unique = {(each.kind, each.sides): each for each in sorted(found, key=lambda each: each.id, reverse=True)}  # one, if two events have it
    return tuple(sorted({each.id: each for each in unique.values()}.values(), key=lambda each: (each.kind, each.id)))
