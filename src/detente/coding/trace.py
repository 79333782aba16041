"""What the coder did with one sentence, written down while it does it, for who asks (see GrammarCoder.explain)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.coding.account import Mark, Second, Step
from detente.coding.attribution import Sourced
from detente.coding.participants import Participants
from detente.coding.roles import Cast
from detente.coding.scope import Scope
from detente.coding.tree import Tree
from detente.coding.triggers import Trigger
from detente.parsing import Context, Sentence
from detente.records import Document, Mention, When


@dataclass(slots=True)
class Making:
    """What one mention was made of, as far as the making went; `dated`: by an expression, carried from a sentence before, or the report."""

    cast: Cast
    scope: Scope | None = None
    steps: Sequence[Step] = ()
    dated: str = ""
    source: Sourced | None = None
    confidence: tuple[tuple[str, float], ...] = ()


@dataclass(slots=True)
class Trace:
    """One sentence with what it was read with, and what came of each trigger."""

    document: Document
    sentence: Sentence
    tree: Tree
    participants: Participants
    context: Context
    before: When | None
    marks: tuple[Mark, ...] = ()
    unfit: list[Trigger] = field(default_factory=list)
    makings: dict[Trigger, Making] = field(default_factory=dict)
    seconds: dict[Trigger, Second] = field(default_factory=dict)
    mentions: dict[Trigger, Mention] = field(default_factory=dict)
    refused: list[tuple[Trigger, str]] = field(default_factory=list)
    overruled: set[tuple[Trigger, str]] = field(default_factory=set)  # fields for which the second opinion's word was taken
