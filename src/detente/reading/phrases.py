"""The phrase lists of chrome.toml, loaded and checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources

from detente.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """What furniture of a page says, in lower case with straight apostrophes."""

    lines: frozenset[str]
    prefixes: tuple[str, ...]
    always: tuple[str, ...]
    prefix_words: int
    listings: frozenset[str]
    sections: frozenset[str]
    link_marks: tuple[str, ...]
    faq: frozenset[str]


def folded(text: str) -> str:
    """`text` in lower case, apostrophes straight, white space single: the form that phrases are compared in."""
    return " ".join(text.replace("’", "'").replace("‘", "'").lower().split())


def load_phrases() -> Phrases:
    """The packaged lists. Raises ConfigError where the file lacks a list."""
    source = resources.files("detente.reading").joinpath("chrome.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    try:
        return Phrases(
            lines=frozenset(table["lines"]),
            prefixes=tuple(table["prefixes"]),
            always=tuple(table["always"]),
            prefix_words=int(table["prefix_words"]),
            listings=frozenset(table["listings"]),
            sections=frozenset(table["sections"]),
            link_marks=tuple(sorted(table["link_marks"], key=len, reverse=True)),
            faq=frozenset(table["faq"]),
        )
    except KeyError as error:
        raise ConfigError(f"reading/chrome.toml has no list {error}: add it, empty if need be") from error
