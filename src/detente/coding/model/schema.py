"""The contract's JSON as a JSON Schema, for servers that hold a model to one. Strict mode asks that every field be required."""

from __future__ import annotations

from typing import Any

from detente.codebook import Codebook

FIRMNESS = ("confirmed", "stated", "reported", "alleged", "denied")
Schema = dict[str, Any]


def reply_schema(codebook: Codebook) -> Schema:
    """The schema of a reply: an object with a list of events in the codes of `codebook`."""
    words: Schema = {"type": "string"}
    maybe: Schema = {"type": ["string", "null"]}
    modes = sorted({mode for kind in codebook.event_types.values() for mode in kind.modes})
    country: Schema = {"type": "string", "description": "ISO 3166 alpha-3, or a code of the codebook, or empty"}
    party = _object(text=words, name=words, country=country, sector={"type": "string", "enum": ["", *codebook.sectors]})
    event = _object(
        sentence={"type": "integer"},
        trigger=words,
        event_type={"type": "string", "enum": list(codebook.event_types)},
        mode={"type": ["string", "null"], "enum": [*modes, None]},
        contexts={"type": "array", "items": {"type": "string", "enum": list(codebook.contexts)}},
        status={"type": "string", "enum": list(codebook.statuses)},
        actors={"type": "array", "items": party},
        recipients={"type": "array", "items": party},
        date=_or_null(_object(text=maybe, start=maybe, end=maybe)),
        location=_or_null(_object(text=words, country=country)),
        attribution=_or_null(_object(text=words, firmness={"type": "string", "enum": list(FIRMNESS)})),
        reason=maybe,
        hedge=maybe,
        confidence={"type": ["number", "null"]},
    )
    return _object(events={"type": "array", "items": event})


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
