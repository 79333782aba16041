"""What was known when: a record as of a day of publication.

Two questions are kept apart. `known` asks what had been published by a day: later documents are left out whole, and events are joined
anew from what is left. `day` asks what had happened by a day, whoever told it and when; a `View` answers that.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from detente.consolidating import consolidate, entity_ids
from detente.errors import ConfigError
from detente.records import Correction, Snapshot
from detente.reviewing import review
from detente.tracking.text import last_day

_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def check_day(name: str, value: str | None) -> None:
    """Raises ConfigError where `value` is neither None nor an ISO day."""
    if value is not None and not _DAY.fullmatch(value):
        raise ConfigError(f"track: {name} {value!r} is not an ISO day; write it as 2023-08-08")


def known_on(snapshot: Snapshot, known: str) -> Snapshot:
    """The part of `snapshot` that had been published by the ISO day `known`, its events joined anew.

    A document dated by month or year counts from the last day of it, since it may have come out then. A document without a date, or
    with a doubtful one, is left out (`undated` lists them): nobody can say that it was known. Raises ConfigError where `known` is no day.
    """
    check_day("known", known)
    return part_of(snapshot, {each.id for each in snapshot.documents if (day := last_day(each.published.anchor)) and day <= known})


def part_of(snapshot: Snapshot, kept: Collection[str]) -> Snapshot:
    """The part of `snapshot` that rests on the documents with these ids, its events joined anew as an analyst tied or parted them."""
    documents = tuple(document for document in snapshot.documents if document.id in kept)
    mentions = tuple(mention for mention in snapshot.mentions if mention.document in kept)
    groups = {key: group for key, group in snapshot.groups.items() if key in kept}
    corrections = tuple(each for each in snapshot.corrections if _rests_on(each, kept))
    reviewed = review(mentions, corrections, documents)
    found = consolidate(mentions, documents, groups, reviewed.ties, entity_ids(snapshot.entities))
    return Snapshot(
        documents=documents,
        groups=groups,
        mentions=mentions,
        entities=found.entities,
        events=found.events,
        statements=tuple(each for each in snapshot.statements if each.document in kept),
        relations=tuple(each for each in snapshot.relations if each.document in kept),
        rejected=tuple(item for item in snapshot.rejected if item.where in kept),
        runs=snapshot.runs,
        corrections=corrections,
        unmatched=tuple(each for each in snapshot.unmatched if _rests_on(each.correction, kept)),
    )


def _rests_on(correction: Correction, kept: Collection[str]) -> bool:
    """Whether a correction speaks of names, or of a passage in a document that is kept."""
    return not correction.evidence or any(each.trigger.document in kept for each in correction.evidence)


def undated(snapshot: Snapshot) -> tuple[str, ...]:
    """Ids of the documents that no replay can hold, for want of a publication date that can be trusted; sorted."""
    return tuple(sorted(document.id for document in snapshot.documents if last_day(document.published.anchor) is None))
