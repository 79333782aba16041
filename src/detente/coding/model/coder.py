"""The model coder: one more coder behind the protocol, which asks a language model and believes what the text shows."""

from __future__ import annotations

from collections.abc import Iterable

from detente.codebook import Codebook
from detente.coding import Coding
from detente.coding.model.mentions import ReplyReader, make_tables
from detente.coding.model.profile import Profile
from detente.coding.model.prompts import Asked, ask_about
from detente.coding.model.question import Answer, Ask, Question
from detente.coding.model.replies import read_items
from detente.errors import CodingError, ConfigError
from detente.parsing import ParsedDocument


class ModelCoder:
    """Codes with one codebook and profile by way of `ask`. The same answers always give the same coding.

    Raises ConfigError where the profile names a type that the codebook lacks.
    """

    def __init__(self, codebook: Codebook, profile: Profile, ask: Ask) -> None:
        unknown = sorted({*profile.types, *profile.definitions} - set(codebook.event_types))
        if unknown:
            raise ConfigError(f"profile {profile.name} names types that the codebook lacks: {', '.join(unknown)}; take them out")
        self._codebook = codebook
        self._profile = profile
        self._ask = ask
        self._tables = make_tables(codebook, profile)

    def questions(self, documents: Iterable[ParsedDocument]) -> list[Question]:
        """All that `code` will ask about the documents, so that whoever asks may ask it at once."""
        return [asked.question for parsed in documents for asked in ask_about(parsed, self._profile, self._codebook)]

    def code(self, parsed: ParsedDocument) -> Coding:
        """The mentions of `parsed` in order, and a row for all that was turned away: events, fields, unusable replies.

        Raises CodingError where a question got no answer, so that the document counts as not coded.
        """
        reader = ReplyReader(parsed, self._tables)
        for index, sentence in enumerate(parsed.sentences):
            if len(sentence.span.text) > self._profile.window:
                reader.turn_away(f"sentence {index}", f"over {self._profile.window} characters, so not shown to the model")
        asked = list(ask_about(parsed, self._profile, self._codebook))
        answers = self._ask([each.question for each in asked]) if asked else []
        for each, answer in zip(asked, answers, strict=True):
            if isinstance(answer, CodingError):
                raise answer
            _read(reader, each, answer)
        return Coding(reader.mentions(), tuple(reader.rejected))


def _read(reader: ReplyReader, asked: Asked, answer: Answer) -> None:
    items, fault = read_items(answer)
    if fault:
        about = f" ({asked.event_type})" if asked.event_type else ""
        reader.turn_away(f"reply on sentences {asked.window.first}-{asked.window.last}{about}", fault)
    for item in items:
        reader.read(item, asked)
