"""A page as HTML: one file, its style inside, a policy that lets nothing be fetched or run."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from detente.briefing.blocks import Page
from detente.briefing.text import clean


def html(page: Page) -> str:
    """The page as one HTML document in UTF-8. All text is escaped; only the style sheet and our own SVG pass as they are."""
    style = files("detente.briefing").joinpath("style.css").read_text(encoding="utf-8").strip()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(
        loader=PackageLoader("detente.briefing", "templates"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=False,
        keep_trailing_newline=True,
    )
    template = environment.get_template("page.html.j2")
    return template.render(page=page, style=Markup(style), style_hash=f"sha256-{digest}")


def _shown(value: object) -> object:
    """Plain strings without the characters that a page can't hold; markup of our own templates unchanged."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else clean(value)
