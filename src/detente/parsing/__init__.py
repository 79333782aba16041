"""Parsing: documents to sentences with tokens, entities, times, places, quotations and references."""

from detente.parsing.parsed import EntityMention, ParsedDocument, Quotation, Reference, Sentence, Token
from detente.parsing.parser import Parser, load_parser

__all__ = ["EntityMention", "ParsedDocument", "Parser", "Quotation", "Reference", "Sentence", "Token", "load_parser"]
