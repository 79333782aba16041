"""Coded mentions beside gold: the reference scorer's figures (docs/reference/evaluation.md)."""

from detente.evaluating.gold import GoldDocument, GoldEvent, load_gold
from detente.evaluating.report import report
from detente.evaluating.scoring import Rate, Scores, evaluate

__all__ = ["GoldDocument", "GoldEvent", "Rate", "Scores", "evaluate", "load_gold", "report"]
