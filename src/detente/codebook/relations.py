"""Standing relations between parties, read from TOML: the words that tell each kind, and what leads from them to the other party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from detente.codebook.files import CodebookFile
from detente.codebook.lexicon_model import fold
from detente.codebook.phrases import checked
from detente.codebook.standards import merged_tables

NAME = "telling/relations.toml"
PARTS = ("nouns", "inverse", "adjectives", "verbs", "between", "forces")
_REMEDY = f"use lists of words under {', '.join(PARTS)} or with"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    nouns: list[str] = Field(default_factory=list)
    inverse: list[str] = Field(default_factory=list)
    adjectives: list[str] = Field(default_factory=list)
    verbs: list[str] = Field(default_factory=list)
    between: list[str] = Field(default_factory=list)
    needs: list[str] = Field(default_factory=list, alias="with")
    forces: list[str] = Field(default_factory=list)
    bodies: bool = False
    mutual: bool = False
    stance: str = ""


@dataclass(frozen=True, slots=True)
class RelationWord:
    """A head word of `kind`, in the part of the table that it stands in (see PARTS), and the words, each with its choices, that lead from
    it to the other party. `needs`: words one of which must stand with it; `bodies`: the other must be an organisation.
    """

    kind: str
    part: str
    head: str
    path: tuple[frozenset[str], ...]
    needs: frozenset[str] = frozenset()
    bodies: bool = False


@dataclass(frozen=True, slots=True)
class Relations:
    """The kinds of relation in the file's order, their words by head lemma, the kinds that hold both ways, and the stance of a kind."""

    kinds: tuple[str, ...]
    words: Mapping[str, tuple[RelationWord, ...]]
    mutual: frozenset[str]
    stances: Mapping[str, str]


def relations(files: Sequence[CodebookFile]) -> Relations:
    """The relations of `files` laid over each other. Raises CodebookError naming file, kind, field and reason."""
    shapes = {kind: checked(_Shape, shown, kind, table, _REMEDY) for kind, (shown, table) in merged_tables(files).items()}
    words: dict[str, list[RelationWord]] = {}
    for kind, shape in shapes.items():
        for word in _words(kind, shape):
            words.setdefault(word.head, []).append(word)
    return Relations(
        kinds=tuple(shapes),
        words={head: tuple(found) for head, found in words.items()},
        mutual=frozenset(kind for kind, shape in shapes.items() if shape.mutual),
        stances={kind: shape.stance for kind, shape in shapes.items() if shape.stance},
    )


def _words(kind: str, shape: _Shape) -> Iterable[RelationWord]:
    for part in PARTS:
        for phrase in getattr(shape, part):
            head, *path = phrase.split()
            needs = frozenset(map(fold, shape.needs)) if part == "between" else frozenset()
            yield RelationWord(kind, part, fold(head), tuple(frozenset(step.split("|")) for step in path), needs, shape.bodies)
