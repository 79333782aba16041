"""Coding: parsed sentences to mentions. `code` is the public verb; coders stand behind one protocol."""

from detente.coding.account import SentenceAccount, TriggerAccount
from detente.coding.coder import Coder, CodingOptions, code
from detente.coding.grammar import Coding, GrammarCoder, sentence_filter

__all__ = ["Coder", "Coding", "CodingOptions", "GrammarCoder", "SentenceAccount", "TriggerAccount", "code", "sentence_filter"]
