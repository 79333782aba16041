"""A page as HTML."""

from __future__ import annotations

from detente.briefing.blocks import Page
from detente.briefing.template import filled


def html(page: Page) -> str:
    """The page as one HTML document in UTF-8."""
    return filled("detente.briefing", page=page)
