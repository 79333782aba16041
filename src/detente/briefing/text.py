"""Outside text made safe to show: control characters made visible, Markdown escaped, links only to the web."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Explicit direction controls could reorder what stands beside them; they are shown by name instead (Unicode TR36, section 2.8).
_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
# Characters that HTML or XML can't hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]|~$<>])")


def clean(text: str) -> str:
    """`text` with direction controls shown as [U+202E] and characters that no page can hold as U+FFFD."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub("\ufffd", _DIRECTION.sub(lambda match: f"[U+{ord(match[0]):04X}]", text))


def one_line(text: str) -> str:
    """`text` with every run of white space as one space."""
    return " ".join(text.split())


def markdown(text: str) -> str:
    """`text` as Markdown that shows these very characters on one line: no markup, no HTML, no table cell broken."""
    escaped = _MARKDOWN.sub(r"\\\1", one_line(clean(text)).replace("&", "&amp;"))
    escaped = re.sub(r"(?i)\b(https?|ftp|www)([:.])", r"\1\\\2", escaped)  # no link that the text makes by itself
    escaped = re.sub(r"(?<=\w)@(?=\w)", r"\\@", escaped)
    return re.sub(r"^(\d+(?=[.)])|(?=[-+#=]))", r"\1\\", escaped)  # no list, heading or rule at the start of a line


def web_url(url: str | None) -> str | None:
    """`url` if it is a plain http or https address of a host, else None: nothing else becomes a link."""
    if not url or re.search(r"[\s\x00-\x20\x7f<>\"'`\\^{}|\u202a-\u202e\u2066-\u2069]", url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and host else None


def shorten(text: str, width: int) -> str:
    """`text` on one line of at most `width` characters, cut with an ellipsis."""
    text = one_line(text)
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: "1 document", "1,204 documents"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(words: list[str] | tuple[str, ...], most: int | None = None) -> str:
    """Words as a list of English: "a", "a and b", "a, b and c"; beyond `most`, "a, b and 3 more"."""
    items = list(words)
    if most is not None and len(items) > most:
        items = [*items[:most], f"{len(items) - most} more"]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
