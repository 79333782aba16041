"""Explaining: how sentences were coded, as text for a terminal, as one HTML page, or as plain values for JSON."""

from detente.explaining.explanation import Explanation
from detente.explaining.page import html
from detente.explaining.text import text
from detente.explaining.values import values

__all__ = ["Explanation", "html", "text", "values"]
