"""What a caller may ask of a brief."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from detente.errors import ConfigError

FORMATS = ("html", "md")


def is_day(text: str) -> bool:
    """Whether `text` is written as an ISO day."""
    return re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", text) is not None


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """Options of `brief`. Limits keep a page readable; what they leave out is counted on the page and stands in the export.

    `day` is the ISO day the brief is of: it tells what had happened or was announced by then (None: the last day on which something
    was done, lone far dates left out, or a report came out). With `known`, an ISO day, it tells only what had been published by then.
    `since` is an ISO day or the id of a run (its first letters will do): what changed is told against the record before that day, or as
    that run left it; None: against the record before the last run that coded anything. Text limits count characters.
    Raises ConfigError where a value can't be honoured.
    """

    format: Literal["html", "md"] = "html"
    title: str | None = None
    day: str | None = None
    known: str | None = None
    since: str | None = None
    findings: int = 8
    lines: int = 60  # events in one list
    timeline: int = 200  # events in the timeline's list
    passages: int = 5  # sentences under one line
    rows: int = 15  # rows of one table
    document_characters: int = 40_000  # a longer document is shown around its passages
    text_characters: int = 3_000_000  # of all documents together

    def __post_init__(self) -> None:
        if self.format not in FORMATS:
            raise ConfigError(f"brief: format {self.format!r} is not known; use one of {', '.join(FORMATS)}")
        for name, value in (("day", self.day), ("known", self.known)):
            if value is not None and not is_day(value):
                raise ConfigError(f"brief: {name} {value!r} is not an ISO day; write it as 2023-08-08")
        for name in ("findings", "lines", "timeline", "passages", "rows", "document_characters", "text_characters"):
            if getattr(self, name) < 1:
                raise ConfigError(f"brief: {name} is {getattr(self, name)}; it must be 1 or more")
