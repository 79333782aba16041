"""A learned tagger joined with the grammar: triggers that the lexicon lacks, and a confidence that weighs both opinions."""

from detente.coding.learned.coder import LearnedCoder
from detente.coding.learned.tagger import Tagger, Tags

__all__ = ["LearnedCoder", "Tagger", "Tags"]
