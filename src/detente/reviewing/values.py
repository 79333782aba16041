"""The new values that a correction gives to a mention's fields: JSON in the form of the contract, checked against the text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeGuard

from detente.errors import ConfigError
from detente.records import STATUSES, Attribution, Document, Participant, Span, When, Where

FIRMNESS = ("confirmed", "stated", "reported", "alleged", "denied")
Value = Any  # what JSON may hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Where words are looked up: the sentence, then the document. `parties` and `places` tell, by words, what is known of them."""

    document: Document
    sentence: Span
    parties: Callable[[str], Participant | None] = lambda words: None
    places: Callable[[str], Where | None] = lambda words: None


def read_values(values: str, passage: Passage) -> dict[str, Any]:
    """The fields of Mention that `values`, a JSON object, sets, ready for dataclasses.replace.

    Raises ConfigError where it is no JSON object, a field is unknown, or a value is not of its kind or not in the text.
    """
    found = parse_object(values)
    unknown = sorted(set(found) - set(_READERS))
    if unknown:
        raise ConfigError(
            f"{unknown[0]!r} is no field that can be corrected: use {', '.join(_READERS)}; for another trigger, reject and add"
        )
    return {name: _READERS[name](_Field(name, passage), value) for name, value in found.items()}


def write_values(fields: Mapping[str, Any]) -> str:
    """`fields` as the JSON that `read_values` reads: every span with its place, so that nothing is looked up again."""
    return json.dumps({name: _plain(value) for name, value in fields.items()}, ensure_ascii=False, sort_keys=True)


def parse_object(values: str) -> dict[str, Value]:
    """The JSON object that `values` holds. Raises ConfigError where it holds none."""
    try:
        found = json.loads(values)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ConfigError(f"the values {values[:60]!r} are no JSON: {error}") from error
    if not isinstance(found, dict):
        raise ConfigError(f"the values {values[:60]!r} are no JSON object: give field names and values")
    return found


def storable(text: object, what: str) -> str:
    """`text`, where every database keeps it. Raises ConfigError where it is no text or holds NUL or half a surrogate pair."""
    if not isinstance(text, str):
        raise ConfigError(f"{what} must be text, not {text!r}")
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise ConfigError(f"{what} holds a character that no database keeps: remove it")
    return text


@dataclass(frozen=True, slots=True)
class _Field:
    """One field being read: its name, for messages, and the passage."""

    name: str
    passage: Passage
    of: Mapping[str, Value] = field(default_factory=dict)

    def text(self, value: Value) -> str:
        return storable(value, self.name)

    def within(self, value: Value, allowed: frozenset[str]) -> dict[str, Value]:
        """A JSON object with no other keys than `allowed`; words alone stand for an object with that text."""
        if isinstance(value, str):
            return {"text": value}
        if not isinstance(value, dict) or not value.keys() <= allowed:
            raise ConfigError(
                f"{self.name}: {value!r} is not understood: give words of the text, or an object with {', '.join(sorted(allowed))}"
            )
        return value

    def span(self, value: Mapping[str, Value], beyond: bool = False) -> Span:
        """The span that `value` names by place, or by words that stand in the sentence, or `beyond` it in the document."""
        document, sentence = self.passage.document, self.passage.sentence
        start, end, words = value.get("start"), value.get("end"), value.get("text")
        if start is not None or end is not None:
            if not _whole(start) or not _whole(end) or not 0 <= start < end <= len(document.text):
                raise ConfigError(
                    f"{self.name}: {start} to {end} is no place in document {document.id}, which has {len(document.text)} characters"
                )
            span = document.span(start, end)
            if words is not None and words != span.text:
                raise ConfigError(f"{self.name}: characters {start} to {end} of document {document.id} read {span.text!r}, not {words!r}")
            return span
        words = self.text(words)
        place = sentence.text.find(words) if words else -1
        if place >= 0:
            return document.span(sentence.start + place, sentence.start + place + len(words))
        place = document.text.find(words) if words and beyond else -1
        if place >= 0:
            return document.span(place, place + len(words))
        where = "the document" if beyond else "the sentence; words from elsewhere in the document need start and end"
        raise ConfigError(f"{self.name}: {words!r} does not stand in {where}")


def _whole(value: Value) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _number(name: str, value: Value, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise ConfigError(f"{name} must be a number from {low:g} to {high:g}, not {value!r}")
    return float(value)


def _codes(at: _Field, value: Value) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ConfigError(f"{at.name} must be a list of codes, not {value!r}")
    return tuple(dict.fromkeys(map(at.text, value)))


def _code(at: _Field, value: Value) -> str:
    if not at.text(value):
        raise ConfigError(f"{at.name} must be a code, not an empty text")
    return str(value)


def _status(at: _Field, value: Value) -> str:
    if value not in STATUSES:
        raise ConfigError(f"status {value!r} is none: use {', '.join(STATUSES)}")
    return str(value)


def _parties(at: _Field, value: Value) -> tuple[Participant, ...]:
    if not isinstance(value, list):
        raise ConfigError(f"{at.name} must be a list of parties, each words of the sentence or an object, not {value!r}")
    return tuple(_party(at, one) for one in value)


def _party(at: _Field, value: Value) -> Participant:
    found = at.within(value, frozenset({"text", "start", "end", "name", "country", "sector", "sectors"}))
    span = at.span(found)
    known = at.passage.parties(span.text) or Participant(span=span, name=span.text)
    sectors = _codes(at, found["sectors"]) if "sectors" in found else (at.text(found["sector"]),) if found.get("sector") else known.sectors
    return Participant(
        span=span,
        name=_code(at, found.get("name", known.name)),
        country=at.text(found.get("country", known.country)),
        sector=at.text(found.get("sector", sectors[0] if sectors else "")),
        sectors=sectors,
    )


def _date(at: _Field, value: Value) -> When | None:
    if value is None:
        return None
    if isinstance(value, str):
        start, _, end = value.partition("/")
        value = {"start": start, "end": end or start}
    found = at.within(value, frozenset({"text", "start", "end", "at"}))
    try:
        start, end = (date.fromisoformat(at.text(found.get(name))).isoformat() for name in ("start", "end"))
    except ValueError as error:
        raise ConfigError(f"date {value!r} is not understood: give a day as 2023-08-09, or two as 2023-08-09/2023-08-11") from error
    if end < start:
        raise ConfigError(f"date: {start} to {end} ends before it begins")
    place = found.get("at")
    words = None if found.get("text") is None and place is None else {"text": found.get("text")}
    if place is not None:
        words = {**(words or {}), "start": place[0], "end": place[1]} if isinstance(place, list) and len(place) == 2 else {"start": -1}
    return When(start=start, end=end, span=at.span(words, beyond=True) if words else None)


def _location(at: _Field, value: Value) -> Where | None:
    if value is None:
        return None
    found = at.within(value, frozenset({"text", "start", "end", "name", "country", "latitude", "longitude", "geonameid"}))
    span = at.span(found, beyond=True)
    known = at.passage.places(span.text) or Where(span=span, name=span.text)
    identity = found.get("geonameid", known.geonameid)
    if identity is not None and not (_whole(identity) and 0 < identity < 2**31):
        raise ConfigError(f"location: {identity!r} is no GeoNames id")
    latitude, longitude = found.get("latitude", known.latitude), found.get("longitude", known.longitude)
    return Where(
        span=span,
        name=_code(at, found.get("name", known.name)),
        country=at.text(found.get("country", known.country)),
        latitude=None if latitude is None else _number("latitude", latitude, -90, 90),
        longitude=None if longitude is None else _number("longitude", longitude, -180, 180),
        geonameid=identity,
    )


def _attribution(at: _Field, value: Value) -> Attribution | None:
    if value is None:
        return None
    found = at.within(value, frozenset({"text", "start", "end", "name", "firmness", "quoted"}))
    span = at.span(found, beyond=True)
    firmness, quoted = found.get("firmness", "stated"), found.get("quoted", False)
    if firmness not in FIRMNESS:
        raise ConfigError(f"attribution: firmness {firmness!r} is none: use {', '.join(FIRMNESS)}")
    if not isinstance(quoted, bool):
        raise ConfigError(f"attribution: quoted must be true or false, not {quoted!r}")
    return Attribution(span=span, name=_code(at, found.get("name", span.text)), firmness=firmness, quoted=quoted)


def _words(at: _Field, value: Value) -> Span | None:
    return None if value is None else at.span(at.within(value, frozenset({"text", "start", "end"})), beyond=True)


_READERS: Mapping[str, Callable[[_Field, Value], Any]] = {
    "event_type": _code,
    "mode": lambda at, value: None if value is None else _code(at, value),
    "contexts": _codes,
    "status": _status,
    "actors": _parties,
    "recipients": _parties,
    "date": _date,
    "location": _location,
    "attribution": _attribution,
    "reason": _words,
    "hedge": _words,
    "intensity": lambda at, value: _number(at.name, value, -10, 10),
    "confidence": lambda at, value: _number(at.name, value, 0, 1),
}
FIELDS = tuple(_READERS)


def _plain(value: Any) -> Value:
    """A field's value as JSON, places included."""
    if isinstance(value, Span):
        return {"text": value.text, "start": value.start, "end": value.end}
    if isinstance(value, When):
        at = {"text": value.span.text, "at": [value.span.start, value.span.end]} if value.span else {}
        return {"start": value.start, "end": value.end, **at}
    if isinstance(value, (Participant, Where, Attribution)):
        rest = {name: _plain(getattr(value, name)) for name in type(value).__dataclass_fields__ if name != "span"}
        return {**_plain(value.span), **rest}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
