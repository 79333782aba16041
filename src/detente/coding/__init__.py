"""Coding: parsed sentences to mentions. `code` is the public verb; coders stand behind one protocol."""

from detente.coding.coder import Coder, CodingOptions, code
from detente.coding.grammar import Coding, GrammarCoder, sentence_filter
from detente.coding.learned import LearnedCoder

__all__ = ["Coder", "Coding", "CodingOptions", "GrammarCoder", "LearnedCoder", "code", "sentence_filter"]
