"""Evidence: ids that depend on content alone, and spans of text.

Offsets count characters of a document's text, end exclusive.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


def stable_id(*parts: object) -> str:
    """Sixteen hex digits that depend on `parts` alone: the same input gives the same id in every process."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "backslashreplace")).hexdigest()[:16]  # file names may hold half surrogates


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Evidence: the characters `start` to `end` of the text of `document`, which read `text`."""

    document: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"span {self.start}-{self.end} of {self.document} can't hold {self.text!r}: its length differs or is 0")
