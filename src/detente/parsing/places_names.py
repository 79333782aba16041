"""The form in which names of places are compared."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile(r"['’‘ʼʻ`´.]")
_GAPS = re.compile(r"[\s\-‐‑–/]+")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"})


def name_key(name: str) -> str:
    """`name` in lower case without accents, apostrophes and stops, hyphens as spaces: "N'Djaména" gives "ndjamena"."""
    plain = name.lower()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _GAPS.sub(" ", _APOSTROPHES.sub("", plain)).strip()
