"""What a second opinion on one sentence may say to the grammar, such as a learned tagger's (detente.coding.learned)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from detente.coding.account import Mark, Second
from detente.coding.attribution import Sourced
from detente.coding.participants import Participants
from detente.coding.roles import Cast, Roles
from detente.coding.tree import Tree
from detente.coding.triggers import Trigger
from detente.records import Mention, Where


class Opinion(Protocol):
    """A second opinion on one sentence."""

    def propose(self, tree: Tree, triggers: Sequence[Trigger]) -> list[Trigger]:
        """Triggers besides those that the lexicon found."""

    def recast(self, trigger: Trigger, cast: Cast, roles: Roles) -> Cast:
        """Who acts and who is acted on, where `cast` is what the grammar found."""

    def source(self, trigger: Trigger, own: Sourced | None, participants: Participants) -> Sourced | None:
        """Who is named as the source, where `own` is what the grammar found."""

    def place(self, trigger: Trigger, own: Where | None) -> Where | None:
        """Where it happened, where `own` is what the grammar found."""

    def weigh(self, mention: Mention, trigger: Trigger) -> Mention:
        """The mention with the confidence, and where it's surer of them the type and mode, of both opinions together."""

    def account(self, mention: Mention, trigger: Trigger) -> Second:
        """How the second opinion weighs that mention, for who asks."""

    def marks(self) -> tuple[Mark, ...]:
        """The words in which the second opinion sees an event, for who asks."""
