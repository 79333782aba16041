"""Bytes to text: the encoding that the input declares, else the one that fits; and what kind of thing the bytes are."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from detente.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<(?:\?xml[^>]{0,200}encoding|meta[^>]{0,200}charset)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096  # bytes in which a declaration or a kind shows
_SAMPLE = 100_000  # bytes that the detection looks at
# A text that is UTF-8 but for this share of its bytes is damaged UTF-8, not another encoding.
_DAMAGED_SHARE = 0.002
_CONTROL_SHARE = 0.02

_MAGIC = {
    b"%PDF-": "pdf",
    b"\x1f\x8b": "gzip",
    b"WARC/": "warc",
    b"PK\x03\x04": "zip",
    b"\x89PNG": "binary",
    b"\xff\xd8\xff": "binary",
    b"GIF8": "binary",
    b"\x7fELF": "binary",
    b"\xd0\xcf\x11\xe0": "office",
    b"{\\rtf": "office",
    b"BZh": "archive",
    b"\xfd7zXZ": "archive",
    b"7z\xbc\xaf": "archive",
    b"SQLite format 3": "binary",
    b"RIFF": "binary",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read in, and how many places could not be decoded (they read U+FFFD)."""

    text: str
    encoding: str
    damaged: int = 0


def magic_kind(data: bytes) -> str | None:
    """pdf | gzip | warc | zip | office | archive | binary by the first bytes, None for what looks like text."""
    head = data[:_HEAD]
    for opening, kind in _MAGIC.items():
        if head.startswith(opening):
            return kind
    if b"%PDF-" in head[:1024] and b"<" not in head[:64]:
        return "pdf"
    return "binary" if _binary(head) else None


def _binary(head: bytes) -> bool:
    """Whether bytes hold what no text holds: zeros outside UTF-16 and UTF-32, or many control characters."""
    if any(head.startswith(mark) for mark, _ in _MARKS):
        return False
    if b"\0" in head:
        return _utf16_without_mark(head) is None
    controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1b" for byte in head)
    return controls > _CONTROL_SHARE * len(head)


def _utf16_without_mark(head: bytes) -> str | None:
    """UTF-16 shows in western text by a zero in nearly every other byte."""
    half = len(head) // 2
    if half and head[1::2].count(0) > 0.7 * half and head[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if half and head[::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Text of `data` without byte order mark. Order: mark, UTF-8, the encoding declared (HTTP header, else in the text), detection
    by charset-normalizer. Raises ReadError where no encoding fits at all.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data, encoding)
    named = declared or _declaration(data)
    for candidate in (_utf16_without_mark(data[:_HEAD]), "utf-8", named):
        text = _strict(data, candidate) if candidate else None
        if text is not None and candidate:
            return Decoded(text, candidate)
    damaged = _lenient(data, "utf-8")
    if damaged.damaged <= max(1, _DAMAGED_SHARE * len(data)) and re.search(rb"[\xc2-\xf4][\x80-\xbf]", data):
        return damaged
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise ReadError("no encoding fits its bytes; save it as UTF-8")
    return _lenient(data, best.encoding)


def _declaration(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_HEAD])
    return match.group(1).decode("ascii") if match else None


def _strict(data: bytes, encoding: str) -> str | None:
    """The text, None where `encoding` is unknown, no text encoding, or doesn't fit."""
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError):
        return None


def _lenient(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count("\ufffd") - data.count("\ufffd".encode()))


def text_kind(text: str, name: str) -> str:
    """html | feed | json | jsonl | xml | text, by what the text begins with, then by the file's name."""
    head = text[:_HEAD].lstrip()
    lowered = head.lower()
    suffix = name.lower().rsplit(".", 1)[-1] if "." in name else ""
    if re.match(r'\{\s*["}]', head) or re.match(r"\[\s*[{\]]", head):
        return "jsonl" if suffix in ("jsonl", "ndjson") else "json"
    if suffix in ("json", "jsonl", "ndjson"):
        return "json" if suffix == "json" else "jsonl"
    if lowered.startswith("<"):
        if re.search(r"<(?:rss|feed|rdf:rdf)\b", lowered) and not re.match(r"<(?:!doctype\s+html|html)\b", lowered):
            return "feed"
        if lowered.startswith("<?xml") and not re.search(r"<(?:!doctype\s+html|html)\b", lowered):
            return "xml"
        return "html" if re.match(r"<(?:!|\?xml|/?[a-z][a-z0-9]*\b)", lowered) else "text"
    tagged = len(re.findall(r"</?(?:html|head|body|div|p|article|h[1-6]|meta|span|section|a)\b[^<>]*>", lowered))
    return "html" if tagged >= (1 if suffix in ("html", "htm", "xhtml") else 6) else "text"
