"""An explanation as HTML."""

from __future__ import annotations

from detente.briefing.template import filled
from detente.explaining import told
from detente.explaining.explanation import Explanation


def html(explanation: Explanation) -> str:
    """The explanation as one HTML document in UTF-8."""
    return filled("detente.explaining", explanation=explanation, told=told)
