"""Conflict models as files: TOML, YAML or JSON with a schema, loaded with the line of each fault."""

from detente.foresight.formats.checking import model_schema
from detente.foresight.formats.conditions import condition_text, condition_words
from detente.foresight.formats.loading import load_model, read_model

__all__ = ["condition_text", "condition_words", "load_model", "model_schema", "read_model"]
