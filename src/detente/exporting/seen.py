"""A record, and its views, as they are asked for: on a day, from what had been published by another."""

from __future__ import annotations

from detente.codebook import Codebook
from detente.exporting.schema import Material, material
from detente.records import Snapshot, Tracking
from detente.tracking import known_on, track


def published(snapshot: Snapshot, known: str | None = None) -> Material:
    """The record as of what had been published by `known` (None: all of it), without views. Raises ConfigError where that is no ISO day."""
    return material(known_on(snapshot, known) if known else snapshot, Tracking())


def seen(snapshot: Snapshot, day: str | None = None, known: str | None = None, codebook: Codebook | None = None) -> Material:
    """The record as of what had been published by `known` (None: all of it), with its views on `day` (None: its last).

    Raises ConfigError where either is no ISO day.
    """
    return material(known_on(snapshot, known) if known else snapshot, track(snapshot, day, known, codebook))
