"""Coded mentions beside gold: the reference scorer's figures (docs/reference/evaluation.md)."""

from detente.evaluating.assessment import Assessment, assess
from detente.evaluating.comparison import Bootstrap, Comparison, Difference, compare
from detente.evaluating.confidence import Reliability, confidence_steps, confident, reliability
from detente.evaluating.confusion import Confusion, confusion_matrix
from detente.evaluating.gold import GoldDocument, GoldEvent, doubts
from detente.evaluating.gold_csv import gold_csv
from detente.evaluating.loading import load_coded, load_gold
from detente.evaluating.report import report
from detente.evaluating.scores import Fault, Rate, Scores
from detente.evaluating.scoring import evaluate, evaluate_each
from detente.evaluating.tables import scores_object, tables

__all__ = [
    "Assessment",
    "Bootstrap",
    "Comparison",
    "Confusion",
    "Difference",
    "Fault",
    "GoldDocument",
    "GoldEvent",
    "Rate",
    "Reliability",
    "Scores",
    "assess",
    "compare",
    "confidence_steps",
    "confident",
    "confusion_matrix",
    "doubts",
    "evaluate",
    "evaluate_each",
    "gold_csv",
    "load_coded",
    "load_gold",
    "reliability",
    "report",
    "scores_object",
    "tables",
]
