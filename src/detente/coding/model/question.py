"""What a model is asked and what it answers, and the protocol of whoever carries the one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from detente.errors import CodingError


class Message(NamedTuple):
    """One turn of a chat; `role` is system or user."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """One request: its messages, the JSON Schema of the answer ("" where none is asked for), and further fields of the request.

    `schema` and `request` are JSON text with sorted keys, so that questions can be compared and hashed.
    """

    messages: tuple[Message, ...]
    schema: str = ""
    request: str = "{}"


@dataclass(frozen=True, slots=True)
class Answer:
    """A model's words, and whether it was cut off before it had finished."""

    text: str
    truncated: bool = False


class Ask(Protocol):
    """Puts questions to a model."""

    def __call__(self, questions: Sequence[Question]) -> Sequence[Answer | CodingError]:
        """The answers in the order of `questions`; the error in place of an answer that could not be had."""
