"""Tables of phrases by label, read from TOML: which words of a text tell a channel, an issue, a level, a kind of measure.

A file holds `source` and one table a label: `phrases`, and `not`, words that would match and must not. In a phrase "*" at a word's end
stands for any ending, "a|b" for either word, ".." for up to four words between; case doesn't matter unless a word is written in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from detente.codebook.files import CodebookFile
from detente.codebook.standards import merged_tables
from detente.errors import CodebookError

FOLDER = "tracking"  # the subfolder whose files are tables of phrases
_REMEDY = "give phrases = [...] and, where needed, not = [...]"
Shape = TypeVar("Shape", bound=BaseModel)
_GAP = r"(?:\W+\w+){0,4}?\W+"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    phrases: list[str] = Field(min_length=1)
    but: list[str] = Field(default_factory=list, alias="not")


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of `label` at characters `start` to `end` of the text that was looked through."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PhraseTable:
    """The phrases of one file by label, in the file's order; the first label is the most telling one."""

    name: str
    phrases: Mapping[str, tuple[str, ...]]
    patterns: Mapping[str, re.Pattern[str]] = field(compare=False, repr=False)

    def find(self, text: str) -> tuple[Found, ...]:
        """The first place of each label in `text`, in the order of the table's labels."""
        found = []
        for label, pattern in self.patterns.items():
            match = next((match for match in pattern.finditer(text) if match["yes"] is not None), None)
            if match:
                found.append(Found(label, match.start(), match.end()))
        return tuple(found)

    def every(self, text: str) -> tuple[Found, ...]:
        """All places of all labels in `text`, in the order of the text; at one place, in that of the labels."""
        found = [
            Found(label, match.start(), match.end())
            for label, pattern in self.patterns.items()
            for match in pattern.finditer(text)
            if match["yes"] is not None
        ]
        return tuple(sorted(found, key=lambda each: each.start))

    def first(self, text: str) -> str:
        """The label that comes first in the table among those found in `text`; "" of none."""
        found = self.find(text)
        return found[0].label if found else ""


def phrase_tables(files: Sequence[CodebookFile]) -> dict[str, PhraseTable]:
    """Tables by file name ("channels") of `files` laid over each other: a label's table replaces that of an earlier file.

    Raises CodebookError naming file, label, field and reason.
    """
    names = dict.fromkeys(file.name for file in files)
    return {_short(name): _table(_short(name), [file for file in files if file.name == name]) for name in names}


def _short(name: str) -> str:
    return name.removeprefix(f"{FOLDER}/").removesuffix(".toml")


def _table(name: str, files: Sequence[CodebookFile]) -> PhraseTable:
    shapes = {label: checked(_Shape, shown, label, table, _REMEDY) for label, (shown, table) in merged_tables(files).items()}
    return PhraseTable(
        name=name,
        phrases={label: tuple(shape.phrases) for label, shape in shapes.items()},
        patterns={label: _pattern(shape) for label, shape in shapes.items()},
    )


def checked(shape: type[Shape], shown: str, label: str, table: Mapping[str, object], remedy: str) -> Shape:
    """A table of words in its shape. Raises CodebookError naming file, label, field, reason and `remedy`."""
    try:
        return shape.model_validate({key: value for key, value in table.items() if key != "remove"})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CodebookError(f"{shown}, [{label}], {where}: {first['msg']}: {remedy}") from error


def _pattern(shape: _Shape) -> re.Pattern[str]:
    """Matches of what must not count come first and leave the group `yes` empty; nothing is tried but where a word begins."""
    bars = [_expression(phrase) for phrase in shape.but]
    yes = "|".join(sorted(map(_expression, shape.phrases), key=lambda each: (-len(each), each)))
    return re.compile(rf"(?:(?<!\w)|(?<=\w)(?=['’]))(?:{'|'.join([*bars, f'(?P<yes>{yes})'])})(?!\w)", re.IGNORECASE)


def _expression(phrase: str) -> str:
    words = phrase.split()
    parts: list[str] = []
    for at, word in enumerate(words):
        if word == "..":
            continue
        if parts:
            parts.append(_GAP if words[at - 1] == ".." else r"[\s-]+")
        parts.append(_word(word))
    return "".join(parts)


def _word(word: str) -> str:
    kinds = "|".join(re.escape(each).replace(r"\*", r"\w*").replace("'", "['’]").replace("’", "['’]") for each in word.split("|"))
    kinds = f"(?:{kinds})"
    return f"(?-i:{kinds})" if word.isupper() else kinds
