"""The lexicon: triggers of the 16 event types with their argument frames, read from one TOML file a type.

A trigger is a phrase of lemmas. Its first word is the head of a verb phrase; of a noun phrase the head is the last word before a
preposition. "a|b" is either word, "@class" any noun of a class in _classes.toml, ".." marks a gap for the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from detente.codebook.files import LEXICON, PACKAGED, CodebookFile, read_folder, read_tables
from detente.codebook.lexicon_model import (
    LOOKALIKE,
    PARTY,
    PREPOSITIONS,
    ActorRule,
    ContentRule,
    Entry,
    Frame,
    Lexicon,
    Means,
    fold,
)
from detente.errors import CodebookError

__all__ = ["ActorRule", "ContentRule", "Entry", "Frame", "Lexicon", "Means", "build_lexicon", "load_lexicon"]

PARTS = ("verbs", "nouns", "phrases")
GROUP_KEYS = frozenset(
    ("mode", "verbs", "nouns", "phrases", "frame", "content", "polarity", "future", "status", "actors", "example", "remove")
)


def load_lexicon(folders: Sequence[Path] = (), types: Mapping[str, Iterable[str]] | None = None) -> Lexicon:
    """The packaged lexicon with the files under `lexicon/` of `folders` laid over it; a later phrase replaces an earlier one.

    `types` maps event type to its modes, for validation. Raises CodebookError with file, group, value, reason and remedy.
    """
    files = [file for folder in (PACKAGED, *folders) for file in read_folder(folder) if file.name.startswith(f"{LEXICON}/")]
    return build_lexicon(files, types)


def build_lexicon(files: Sequence[CodebookFile], types: Mapping[str, Iterable[str]] | None = None) -> Lexicon:
    """The lexicon that `files` give, later ones laid over earlier ones. Raises CodebookError as load_lexicon does."""
    tables = [(file, read_tables(file)) for file in files]
    classes = {name: _folded(text) for _, table in tables for name, text in table.get("classes", {}).items()}
    frames = {name: _frame(row) for _, table in tables for name, row in table.get("frames", {}).items()}
    merged: dict[tuple[str, ...], Entry] = {}
    for file, table in tables:
        _check_keys(file.shown, table)
        for number, group in enumerate(table.get("group", ()), 1):
            reader = _Group(f"{file.shown}, group {number}", group, table.get("type", LOOKALIKE), classes)
            reader.check(frames, types)
            for entry in reader.entries():
                key = (entry.event_type, entry.part, entry.phrase, entry.polarity or entry.status or str(entry.future))
                if group.get("remove"):
                    merged.pop(key, None)
                else:
                    merged[key] = entry
    return Lexicon(
        verbs=_by_head(e for e in merged.values() if e.part == "verbs"),
        nouns=_by_head(e for e in merged.values() if e.part != "verbs"),
        frames=MappingProxyType(frames),
        content=tuple(_rule(file.shown, row) for file, table in tables for row in table.get("rule", ())),
        parties=tuple(_actor_rule(file.shown, row) for file, table in tables for row in table.get("actor_rule", ())),
        means=tuple(_means(file.shown, row) for file, table in tables for row in table.get("means", ())),
        contexts=MappingProxyType({name: _folded(text) for _, table in tables for name, text in table.get("contexts", {}).items()}),
        classes=MappingProxyType(classes),
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """One [[group]] of a file: phrases that share type, mode, frame and example."""

    where: str
    row: Mapping[str, Any]
    event_type: str
    classes: Mapping[str, frozenset[str]]

    def check(self, frames: Mapping[str, Frame], types: Mapping[str, Iterable[str]] | None) -> None:
        unknown = sorted(set(self.row) - GROUP_KEYS)
        if unknown:
            raise CodebookError(f"{self.where}: unknown key {unknown[0]!r}: use {', '.join(sorted(GROUP_KEYS))}")
        if not any(self.row.get(part) for part in PARTS):
            raise CodebookError(f"{self.where}: no trigger: give verbs, nouns or phrases, divided by ';'")
        if not self.row.get("example") and not self.row.get("remove"):
            raise CodebookError(f"{self.where}: no example: write one sentence that holds such an event")
        frame = self.row.get("frame", "act")
        if frame not in frames:
            raise CodebookError(f"{self.where}: unknown frame {frame!r}: use one of {', '.join(sorted(frames))}")
        mode = self.row.get("mode")
        if types is None or self.event_type == LOOKALIKE:
            return
        if self.event_type not in types:
            raise CodebookError(f"{self.where}: event type {self.event_type!r} isn't PLOVER's: use one of {', '.join(sorted(types))}")
        if mode is not None and mode not in set(types[self.event_type]):
            known = ", ".join(sorted(types[self.event_type])) or "none"
            raise CodebookError(f"{self.where}: mode {mode!r} isn't one of {self.event_type}: use one of {known}")

    def entries(self) -> Iterable[Entry]:
        for part in PARTS:
            for phrase in _items(self.row.get(part, "")):
                words = [word for word in phrase.split() if word != ".."]
                head = 0 if part == "verbs" else _noun_head(words)
                yield Entry(
                    phrase=phrase,
                    part=part,
                    event_type=self.event_type,
                    words=tuple(self._slot(piece) for word in words for piece in _pieces(word)),
                    head=sum(len(_pieces(word)) for word in words[: head + 1]) - 1 if part != "verbs" else 0,
                    frame=self.row.get("frame", "act"),
                    mode=self.row.get("mode"),
                    content=bool(self.row.get("content")),
                    polarity=self.row.get("polarity", ""),
                    future=bool(self.row.get("future")),
                    status=self.row.get("status"),
                    actors=frozenset(_items(self.row.get("actors", ""))),
                    example=self.row.get("example", ""),
                    where=self.where,
                )

    def _slot(self, word: str) -> frozenset[str]:
        found: set[str] = set()
        for choice in word.split("|"):
            if choice == PARTY:
                found.add(PARTY)
            elif choice.startswith("@"):
                if choice[1:] not in self.classes:
                    raise CodebookError(f"{self.where}: unknown class {choice!r}: use one of {', '.join(sorted(self.classes))}")
                found |= self.classes[choice[1:]]
            else:
                found.add(fold(choice))
        return frozenset(found)


def _noun_head(words: Sequence[str]) -> int:
    """The last word before the first preposition behind the start."""
    return next((index - 1 for index, word in enumerate(words) if index and word in PREPOSITIONS), len(words) - 1)


def _pieces(word: str) -> list[str]:
    """A hyphenated word as the parser cuts it: "sit-in" is "sit", "-", "in"."""
    return [piece for piece in word.replace("-", " - ").split() if piece] if "|" not in word and "@" not in word else [word]


def _by_head(entries: Iterable[Entry]) -> Mapping[str, tuple[Entry, ...]]:
    table: dict[str, list[Entry]] = {}
    for entry in entries:
        for lemma in sorted(entry.words[entry.head]):
            table.setdefault(lemma, []).append(entry)
    return MappingProxyType({lemma: tuple(sorted(row, key=lambda e: -len(e.words))) for lemma, row in sorted(table.items())})


def _items(text: str) -> list[str]:
    return list(dict.fromkeys(" ".join(item.split()) for item in text.split(";") if item.strip()))


def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(item) for item in _items(text))


def _frame(row: Mapping[str, Any]) -> Frame:
    places = {name: tuple(_items(row.get(name, ""))) for name in ("actor", "recipient", "noun_actor", "noun_recipient")}
    return Frame(**places, both=bool(row.get("both")), directed=bool(row.get("directed")))


def _rule(shown: str, row: Mapping[str, Any]) -> ContentRule:
    words = row.get("words", "")
    if not row.get("types") or not words or not (row.get("mode") or row.get("becomes")):
        raise CodebookError(f"{shown}: a rule needs types, words, and mode or becomes: {dict(row)!r}")
    phrases = [item.split() for item in _items(words) if " " in item]
    return ContentRule(
        types=tuple(_items(row["types"])),
        words=None if words.strip() == "*" else _folded("; ".join(item for item in _items(words) if " " not in item)),
        mode=row.get("mode"),
        becomes=row.get("becomes"),
        only=_folded(row.get("only", "")),
        behind=_folded(row.get("behind", "")),
        phrases=tuple(tuple(frozenset(fold(choice) for choice in slot.split("|")) for slot in phrase) for phrase in phrases),
    )


def _actor_rule(shown: str, row: Mapping[str, Any]) -> ActorRule:
    if not row.get("from") or not row.get("to"):
        raise CodebookError(f"{shown}: an actor_rule needs from and to: {dict(row)!r}")
    names = {key: frozenset(_items(row.get(key, ""))) for key in ("actors", "recipients")}
    modes = frozenset(None if item == "-" else item for item in _items(row.get("modes", "")))
    return ActorRule(
        types=frozenset(_items(row["from"])),
        becomes=row["to"],
        mode=row.get("mode"),
        modes=modes,
        heads=_folded(row.get("heads", "")),
        **names,
    )


def _means(shown: str, row: Mapping[str, Any]) -> Means:
    if not all(row.get(key) for key in ("type", "mode", "words", "instead")):
        raise CodebookError(f"{shown}: a means row needs type, mode, words and instead: {dict(row)!r}")
    instead = frozenset(None if item == "-" else item for item in _items(row["instead"]))
    return Means(event_type=row["type"], mode=row["mode"], words=_folded(row["words"]), instead=instead)


def _check_keys(shown: str, table: Mapping[str, Any]) -> None:
    allowed = {"type", "source", "group", "classes", "frames", "rule", "actor_rule", "means", "contexts"}
    unknown = sorted(set(table) - allowed)
    if unknown:
        raise CodebookError(f"{shown}: unknown table {unknown[0]!r}: use one of {', '.join(sorted(allowed))}")
    if not table.get("source"):
        raise CodebookError(f'{shown}: no source: add a line source = "..." that says where the rows come from')
