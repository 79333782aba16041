"""A record -> its views as of a day: tracks, measures, demands, detentions, alignments, causes, contradictions and so on. Pure."""

from __future__ import annotations

from detente.codebook import Codebook, load_codebook
from detente.records import Snapshot, Tracking
from detente.tracking.alignments import alignments
from detente.tracking.asof import check_day, known_on, part_of, undated
from detente.tracking.causes import causes
from detente.tracking.contradictions import contradictions
from detente.tracking.demands import demands
from detente.tracking.detentions import detentions
from detente.tracking.measures import measures
from detente.tracking.offices import offices
from detente.tracking.told import bonds, sayings
from detente.tracking.tracks import tracks
from detente.tracking.view import view

__all__ = ["known_on", "part_of", "track"]


def track(snapshot: Snapshot, day: str | None = None, known: str | None = None, codebook: Codebook | None = None) -> Tracking:
    """The views of a record as of `day`, from what had been published by `known`; both ISO days.

    With `day` a row counts only if it had begun by then, and its stage or state is the one it had reached; rows keep their later stages,
    each with its days. With `known` only documents published by then are read, and `undated` lists those that have no date to tell.
    `codebook` is the packaged one where not given. Rows are in the order of time; their ids depend on what they are made of alone.
    Raises ConfigError where `day` or `known` is no ISO day.
    """
    check_day("day", day)
    check_day("known", known)
    seen = view(snapshot if known is None else known_on(snapshot, known), codebook or load_codebook(), day)
    pressure, posts, standing = measures(seen), offices(seen), bonds(seen)
    return Tracking(
        day=day,
        known=known,
        undated=undated(snapshot) if known else (),
        tracks=tracks(seen),
        measures=pressure,
        demands=demands(seen),
        detentions=detentions(seen),
        alignments=alignments(seen, standing),
        relations=standing,
        statements=sayings(seen),
        offices=posts,
        causes=causes(seen),
        contradictions=contradictions(seen, pressure, posts),
    )
