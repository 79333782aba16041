"""Documents to questions: windows of sentences, the codebook as text, and the profile's templates filled in.

An article is data: templates are filled in one pass, so that nothing in a text is ever taken for a place to fill in, and the fence
around it bears the hash of what it holds, so that no text can close it.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from string import Template

from detente.codebook import Codebook
from detente.coding.model.profile import Profile
from detente.coding.model.question import Message, Question
from detente.coding.model.schema import reply_schema
from detente.parsing import ParsedDocument, Sentence
from detente.records import Document


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences `first` to `last` of a document (counted from 0, both inclusive) are to be coded; those from `shown` on are shown."""

    shown: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the window it is about, and the one event type it asks for (None: all)."""

    question: Question
    window: Window
    event_type: str | None = None


def split_windows(parsed: ParsedDocument, profile: Profile) -> tuple[Window, ...]:
    """Runs of sentences of at most `profile.window` characters each, in order; a longer sentence stands in none."""
    windows: list[Window] = []
    first: int | None = None
    size = 0
    for index, sentence in enumerate(parsed.sentences):
        length = len(sentence.span.text)
        if first is not None and (size + length > profile.window):
            windows.append(_window(parsed, profile, first, index - 1))
            first, size = None, 0
        if length > profile.window:
            continue
        first, size = (index, length) if first is None else (first, size + length)
    if first is not None:
        windows.append(_window(parsed, profile, first, len(parsed.sentences) - 1))
    return tuple(windows)


def _window(parsed: ParsedDocument, profile: Profile, first: int, last: int) -> Window:
    shown, size = first, 0
    while shown > max(first - profile.context, 0):
        size += len(parsed.sentences[shown - 1].span.text)
        if size > profile.window:
            break
        shown -= 1
    while last > first and len(parsed.sentences[last].span.text) > profile.window:
        last -= 1
    return Window(shown, first, last)


def ask_about(parsed: ParsedDocument, profile: Profile, codebook: Codebook) -> Iterator[Asked]:
    """The questions about a document, in the order of its text. Pure and deterministic."""
    schema = json.dumps(reply_schema(codebook), sort_keys=True) if profile.structured and profile.form == "contract" else ""
    request = json.dumps(profile.request, sort_keys=True)
    kinds: tuple[str | None, ...] = (None,) if profile.form == "contract" else profile.types or tuple(codebook.event_types)
    standing = {"codebook": codebook_text(codebook), **_head(parsed.document)}
    for window in split_windows(parsed, profile):
        filled = standing | _body(parsed, window, profile)
        for kind in kinds:
            own = {} if kind is None else {"type": kind, "definition": definition(codebook, kind, profile)}
            messages = (
                Message("system", Template(profile.system).substitute(filled | own)),
                Message("user", Template(profile.user).substitute(filled | own)),
            )
            yield Asked(Question(messages, schema, request), window, kind)


def codebook_text(codebook: Codebook) -> str:
    """Types with modes, statuses, contexts, sectors and the codes of non-state parties, a line each."""
    lines = ["Event types, with their modes:"]
    for kind in codebook.event_types.values():
        lines.append(f"{kind.code}: {kind.definition}{' Needs a recipient.' if kind.requires_recipient else ''}")
        lines += [f"  {mode.code}: {mode.definition}" for mode in kind.modes.values()]
    lines.append(f"Contexts: {', '.join(codebook.contexts)}")
    for title, labels in (
        ("Statuses", codebook.statuses),
        ("Sectors", codebook.sectors),
        ("Country codes beside ISO alpha-3", codebook.nonstate),
    ):
        lines.append(f"{title}:")
        lines += [f"  {label.code}: {label.definition}" for label in labels.values()]
    return "\n".join(lines)


def definition(codebook: Codebook, kind: str, profile: Profile) -> str:
    """What a type means: as the profile has it, else the codebook's words with the modes."""
    if kind in profile.definitions:
        return profile.definitions[kind]
    found = codebook.event_types[kind]
    modes = " ".join(f"{mode.code}: {mode.definition}" for mode in found.modes.values())
    return f"{found.definition} Sub-events: {modes}" if modes else found.definition


def plain_line(text: str) -> str:
    """`text` on one line, control characters as spaces."""
    return " ".join("".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text).split())


def _head(document: Document) -> dict[str, str]:
    return {
        "headline": plain_line(document.title or "") or "unknown",
        "published": document.published.anchor or "unknown",
        "outlet": plain_line(document.outlet or "") or "unknown",
    }


def _body(parsed: ParsedDocument, window: Window, profile: Profile) -> dict[str, str]:
    shown = range(window.shown, window.last + 1)
    fitting = [index for index in shown if len(parsed.sentences[index].span.text) <= profile.window]
    if profile.form == "attributes":
        return {"text": " ".join(_line(parsed.sentences[index]) for index in fitting if index >= window.first)}
    sentences = "\n".join(f"[{index}] {_line(parsed.sentences[index])}" for index in fitting)
    fence = f"article-{hashlib.sha256(sentences.encode('utf-8', 'backslashreplace')).hexdigest()[:12]}"
    return {"sentences": sentences, "fence": fence, "first": str(window.first), "last": str(window.last)}


def _line(sentence: Sentence) -> str:
    return plain_line(sentence.span.text)
