"""The codebook as one value: the standard, the gazetteers and the word lists that a run codes by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.codebook.lexicon import Lexicon
from detente.codebook.model import CameoRow, EventType, GazetteerPlace, Label, Party, Role
from detente.codebook.phrases import PhraseTable
from detente.codebook.relations import Relations
from detente.errors import CodebookError


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Everything `load_codebook` found. Mappings go by code; tuples keep the files' order.

    `version` is the standard's, `digest` a SHA-256 over every file that was read: the two name a codebook in a record.
    """

    version: str
    digest: str
    event_types: Mapping[str, EventType]
    contexts: Mapping[str, Label]
    sectors: Mapping[str, Label]
    nonstate: Mapping[str, Label]
    statuses: Mapping[str, Label]
    modifiers: Mapping[str, str]  # sector by modifier: "ousted" -> ELI
    wikidata: Mapping[str, str]  # Wikidata id by a name of the party: "Niger" -> Q1032
    parties: tuple[Party, ...]
    roles: tuple[Role, ...]
    places: tuple[GazetteerPlace, ...]
    cameo: tuple[CameoRow, ...]
    lexicon: Lexicon
    tracking: Mapping[str, PhraseTable]  # by file name: what tells a channel, an issue, a kind of measure
    relations: Relations  # words that tell how two parties stand to each other

    def check(self, event_type: str, mode: str | None = None, context: str | None = None) -> None:
        """Raises CodebookError, with the codes there are, where the type, its mode or the context isn't PLOVER's."""
        if event_type not in self.event_types:
            raise CodebookError(f"event type {event_type!r} isn't PLOVER's: use one of {', '.join(self.event_types)}")
        modes = self.event_types[event_type].modes
        if mode is not None and mode not in modes:
            raise CodebookError(f"mode {mode!r} isn't one of {event_type}: use one of {', '.join(modes) or 'none'}")
        if context is not None and context not in self.contexts:
            raise CodebookError(f"context {context!r} isn't PLOVER's: use one of {', '.join(self.contexts)}")

    def intensity(self, event_type: str, mode: str | None = None) -> float:
        """PLOVER's conflict-cooperation score, -10 to 10: the mode's where it has one, else the type's.

        Raises CodebookError for an unknown type or mode. Source: PLOVER manual, Numeric conflict/cooperation scores.
        """
        self.check(event_type, mode)
        kind = self.event_types[event_type]
        return kind.intensity if mode is None else kind.mode_intensity.get(mode, kind.intensity)
