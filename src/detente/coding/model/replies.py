"""From a model's words to events as it gave them: the first JSON value, held to limits of size and depth, each event held to a schema.

A reply is only ever parsed as data. What fits no schema is told with its reason; one bad event costs none of the others.
"""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, NoReturn

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from detente.coding.model.question import Answer

LARGEST = 2_000_000  # characters of a reply
DEEPEST = 40  # brackets in brackets
MOST_EVENTS = 2000  # of one reply
_TRIES = 20  # places where a JSON value may begin
_THOUGHTS = re.compile(r"\A\s*<think>.*?(?:</think>|\Z)", re.DOTALL)
_NOTHING = frozenset(("", "n/a", "none", "null", "unknown", "not available"))
_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[{\]}]', re.DOTALL)  # a string, to the end where it isn't closed
_SEPARATOR = re.compile(r"[\s,]*")


def parse_json(text: str) -> Any:
    """The JSON value that `text` is. Raises ValueError where it is none, or nests deeper than DEEPEST, or holds NaN or Infinity."""
    _check_depth(text)
    return _decoder().decode(text)


def is_usable(answer: Answer) -> bool:
    """Whether an answer holds a whole list of events, of any content."""
    return not answer.truncated and read_items(answer)[1] == ""


def read_items(answer: Answer) -> tuple[list[Any], str]:
    """The events of an answer as JSON values, and what is wrong with the answer ("" where nothing is).

    Takes a list, an object with a list under "events", or one event alone; text and code fences around it are passed over. Of a reply
    that was cut off, the events that it had finished.
    """
    text = _THOUGHTS.sub("", answer.text)
    if len(text) > LARGEST:
        return [], f"the reply is over {LARGEST:,} characters"
    value, fault = _first_value(text)
    if fault:
        return value or [], fault
    if isinstance(value, dict):
        value = value.get("events", [value])
    if not isinstance(value, list):
        return [], "the reply holds no list of events"
    if len(value) > MOST_EVENTS:
        return value[:MOST_EVENTS], f"the reply holds over {MOST_EVENTS} events: the rest is left out"
    return value, "the reply is cut off" if answer.truncated else ""


def _first_value(text: str) -> tuple[Any, str]:
    """The first object or array of `text`, and what is wrong: of a value that breaks off, the objects that its list had finished."""
    fault = "the reply holds no JSON"
    for tried, match in enumerate(re.finditer(r"[\[{]", text)):
        if tried == _TRIES:
            break
        try:
            _check_depth(text, match.start())
            value, _ = _decoder().raw_decode(text, match.start())
        except (ValueError, RecursionError) as error:
            if finished := _finished(text, match.start()):
                return finished, "the reply is cut off: only its finished events are read"
            fault = f"the reply holds no whole JSON value ({error})" if tried == 0 else fault
            continue
        if isinstance(value, dict) or (isinstance(value, list) and (not value or isinstance(value[0], dict))):
            return value, ""
    return None, fault


def _finished(text: str, start: int) -> list[Any]:
    """The whole objects at the beginning of the first list at or after `start`, which breaks off."""
    start = text.find("[", start)
    items: list[Any] = []
    position = start + 1
    while start >= 0 and len(items) < MOST_EVENTS:
        gap = _SEPARATOR.match(text, position)
        position = gap.end() if gap else position
        if text[position : position + 1] != "{":
            break
        try:
            _check_depth(text, position)
            value, position = _decoder().raw_decode(text, position)
        except (ValueError, RecursionError):
            break
        items.append(value)
    return items


def _check_depth(text: str, start: int = 0) -> None:
    """Raises ValueError where brackets nest deeper than DEEPEST in the value that begins at `start`; linear in its length."""
    depth = 0
    for match in _BRACKET.finditer(text, start):
        sign = match[0]
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
            if depth <= 0:
                return
        if depth > DEEPEST:
            raise ValueError(f"it nests deeper than {DEEPEST} brackets")


def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(parse_constant=_refuse)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON number")


def _as_list(value: Any) -> Any:
    return [] if value is None else value if isinstance(value, list) else [value]


def _as_text(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


def _or_empty(value: Any) -> Any:
    return "" if value is None else value


def _as_values(value: Any) -> Any:
    """NGEC's values: a list, or one string with semicolons, or N/A."""
    parts = [part.strip() for part in value.split(";")] if isinstance(value, str) else _as_list(value)
    return [part for part in parts if not isinstance(part, str) or part.lower() not in _NOTHING]


Words = Annotated[str, StringConstraints(max_length=2000), BeforeValidator(_or_empty)]
Code = Annotated[str, StringConstraints(max_length=60, strip_whitespace=True), BeforeValidator(_or_empty)]
Values = Annotated[list[Words], Field(max_length=40), BeforeValidator(_as_values)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class PartyReply(_Part):
    """Who acts or is acted on."""

    text: Words
    name: Words = ""
    country: Code = ""
    sector: Code = ""


class DateReply(_Part):
    """When: the words of the text, and ISO days where the model worked them out."""

    text: Words = ""
    start: Code = ""
    end: Code = ""


class PlaceReply(_Part):
    """Where."""

    text: Words
    country: Code = ""


class SourceReply(_Part):
    """Who says so."""

    text: Words
    firmness: Code = ""


Parties = Annotated[list[Annotated[PartyReply, BeforeValidator(_as_text)]], Field(max_length=40), BeforeValidator(_as_list)]


class EventReply(_Part):
    """One event as a model gives it; `sentence` None where the form has none, `trigger` then a passage around it."""

    sentence: int | None = None
    trigger: Words
    event_type: Code
    mode: Code = ""
    contexts: Annotated[list[Code], Field(max_length=40), BeforeValidator(_as_list)] = []
    status: Code = ""
    actors: Parties = []
    recipients: Parties = []
    date: Annotated[DateReply | None, BeforeValidator(_as_text)] = None
    location: Annotated[PlaceReply | None, BeforeValidator(_as_text)] = None
    attribution: Annotated[SourceReply | None, BeforeValidator(_as_text)] = None
    reason: Words = ""
    hedge: Words = ""
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None


class AttributesReply(_Part):
    """One event in NGEC's attribute form: verbatim passages, no codes but type and mode."""

    event_type: Code
    mode: Code = ""
    anchor_quote: Words
    actor: Values = []
    recipient: Values = []
    date: Values = []
    location: Values = []

    def as_event(self) -> EventReply:
        """The same in our form; of several dates or places the first."""
        return EventReply(
            trigger=self.anchor_quote,
            event_type=self.event_type,
            mode="" if self.mode.lower() in _NOTHING else self.mode,
            actors=[PartyReply(text=words) for words in self.actor],
            recipients=[PartyReply(text=words) for words in self.recipient],
            date=DateReply(text=self.date[0]) if self.date else None,
            location=PlaceReply(text=self.location[0]) if self.location else None,
        )


def read_event(item: Any, form: str) -> EventReply | str:
    """One event of a reply, or why it is none."""
    try:
        return EventReply.model_validate(item) if form == "contract" else AttributesReply.model_validate(item).as_event()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        return f"does not fit the schema: {'.'.join(map(str, first['loc'])) or 'event'}: {first['msg']}"
