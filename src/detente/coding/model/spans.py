"""Where words that a model gives stand in a text: the check that makes them evidence."""

from __future__ import annotations

import re
import unicodedata

from detente.records import Document, Span

LONGEST = 2000  # characters of a span
_ALIKE = str.maketrans({"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-", "−": "-"})
_GAP = r"[\s\x00-\x1f\x7f-\x9f]+"


def find_spans(document: Document, within: Span, words: str) -> list[Span]:
    """Every place inside `within` where `words` stand, whole words only, in order; empty where they don't.

    Runs of white space count as one, and typographic quotes and dashes as plain ones, since models rewrite those. Case counts.
    Words that are empty, over LONGEST characters or hold control characters stand nowhere.
    """
    parts = words.translate(_ALIKE).split()
    if not parts or len(words) > LONGEST or any(unicodedata.category(char) in ("Cc", "Cs") for part in parts for char in part):
        return []
    body = _GAP.join(map(re.escape, parts))
    before = r"(?<!\w)" if parts[0][0].isalnum() else ""
    after = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    found = re.finditer(before + body + after, within.text.translate(_ALIKE))
    return [document.span(within.start + match.start(), within.start + match.end()) for match in found]


def nearest(spans: list[Span], position: int) -> Span | None:
    """The span closest to the character at `position`, the earlier of two; None where there is none."""
    return min(spans, key=lambda span: max(span.start - position, position - span.end, 0), default=None)


def shown(words: str, longest: int = 80) -> str:
    """`words` as a row may quote them: on one line, cut, with what can't be printed as escapes."""
    cut = words if len(words) <= longest else words[: longest - 1] + "…"
    return "".join(char if char.isprintable() else char.encode("unicode_escape", "surrogatepass").decode("ascii") for char in cut)
