"""Text from a model file made safe to show: no control character, no Markdown of its own, one line."""

from __future__ import annotations

import re

# Explicit direction controls could reorder what stands beside them; they are shown by name instead (Unicode TR36, section 2.8).
_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
# Characters that HTML or XML can't hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]|~$<>])")


def clean(text: str) -> str:
    """`text` on one line, with direction controls shown as [U+202E] and characters that no page can hold as U+FFFD."""
    shown = _DIRECTION.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)
    return " ".join(_FORBIDDEN.sub("\ufffd", shown).split())


def markdown(text: str) -> str:
    """`text` as Markdown that shows these very characters: no markup, no HTML, no link, no table cell broken."""
    escaped = _MARKDOWN.sub(r"\\\1", clean(text).replace("&", "&amp;"))
    escaped = re.sub(r"(?i)\b(https?|ftp|www)([:.])", r"\1\\\2", escaped)
    return re.sub(r"^(\d+(?=[.)])|(?=[-+#=]))", r"\1\\", escaped)


def shorten(text: str, width: int) -> str:
    """`text` of at most `width` characters, cut with an ellipsis."""
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"
