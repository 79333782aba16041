"""What a later build changed: the record as an earlier run left it, and the rows of the views that stand otherwise now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from detente.briefing.options import is_day
from detente.codebook import Codebook
from detente.errors import ConfigError
from detente.records import Demand, Detention, Event, Measure, Run, Snapshot, Track, Tracking
from detente.tracking import part_of, track

Row = Track | Measure | Demand | Detention


@dataclass(frozen=True, slots=True)
class Changed:
    """A row of the views as it stands now, and its state before; "" where there was no such row."""

    row: Row
    before: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new against the record of `before`, the last run that is not among the later ones."""

    before: Run
    documents: frozenset[str]
    events: tuple[Event, ...]  # told in new documents only
    supported: tuple[Event, ...]  # told before, and in new documents too
    rows: tuple[Changed, ...]


def changes(snapshot: Snapshot, now: Tracking, since: str | None, codebook: Codebook) -> Changes | None:
    """What the runs since `since` changed (see BriefOptions); None where nothing was coded before them, or nothing in them.

    A document that a later run coded anew counts as new. Raises ConfigError where `since` is no day and names no run, or several.
    """
    runs = [run for run in snapshot.runs if run.coded]
    later = _later(snapshot.runs, since) if since else {run.id for run in runs[-1:]}
    earlier = [run for run in runs if run.id not in later]
    new = frozenset(document for run in runs if run.id in later for document in run.coded) & {each.id for each in snapshot.documents}
    if not earlier or not new:
        return None
    old = part_of(snapshot, {document.id for document in snapshot.documents} - new)
    then = track(old, now.day, codebook=codebook)
    mentions = {mention.id: mention.document in new for mention in snapshot.mentions}
    fresh = [event for event in snapshot.events if any(mentions.get(key) for key in event.mentions)]
    only = tuple(event for event in fresh if all(mentions.get(key, True) for key in event.mentions))
    seen = {event.id for event in only}
    return Changes(
        before=earlier[-1],
        documents=new,
        events=only,
        supported=tuple(event for event in fresh if event.id not in seen),
        rows=tuple(_rows(snapshot, now, old, then)),
    )


def _later(runs: Iterable[Run], since: str) -> set[str]:
    """Ids of the runs on or after a day, or of those after a run."""
    ordered = list(runs)
    if is_day(since):
        return {run.id for run in ordered if run.started[:10] >= since}
    found = [at for at, run in enumerate(ordered) if run.id.startswith(since)]
    if len(found) != 1:
        what = "names no run" if not found else f"names {len(found)} runs"
        known = ", ".join(run.id for run in ordered[-5:]) or "none"
        raise ConfigError(f"brief: since {since!r} {what} of this record; give an ISO day or the id of a run (the latest: {known})")
    return {run.id for run in ordered[found[0] + 1 :]}


def _rows(now: Snapshot, views: Tracking, old: Snapshot, then: Tracking) -> Iterator[Changed]:
    """Rows that are new, or whose state is another than that of the earlier row of their kind which shares most mentions with them.

    Mentions are compared, since later builds keep their ids, as they don't those of events and rows.
    """
    here, there = ({event.id: event.mentions for event in each.events} for each in (now, old))
    for rows, earlier in (
        (views.tracks, then.tracks),
        (views.measures, then.measures),
        (views.demands, then.demands),
        (views.detentions, then.detentions),
    ):
        by_mention: dict[str, list[Row]] = {}
        for row in earlier:
            for mention in _mentions(row, there):
                by_mention.setdefault(mention, []).append(row)
        for row in rows:
            alike = Counter(other for mention in _mentions(row, here) for other in by_mention.get(mention, ()))
            before = state_of(min(alike, key=lambda other: (-alike[other], other.id))) if alike else ""
            if before != state_of(row):
                yield Changed(row, before)


def _mentions(row: Row, mentions: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(mention for event in row.events for mention in mentions.get(event, ()))


def state_of(row: Row) -> str:
    """The stage of a track, the state of any other row."""
    return row.stage if isinstance(row, Track) else row.state
