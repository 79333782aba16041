"""Parsing: documents to sentences with tokens, entities, times, places, quotations and references."""

from detente.parsing.context import Context, document_context
from detente.parsing.describing import Description, describe, describe_all
from detente.parsing.parsed import EntityMention, ParsedDocument, Quotation, Reference, Sentence, Token
from detente.parsing.parser import Parser, load_parser
from detente.parsing.roles import RoleIndex, load_roles

__all__ = [
    "Context",
    "Description",
    "EntityMention",
    "ParsedDocument",
    "Parser",
    "Quotation",
    "Reference",
    "RoleIndex",
    "Sentence",
    "Token",
    "describe",
    "describe_all",
    "document_context",
    "load_parser",
    "load_roles",
]
