"""A template of ours filled: one HTML file, its style inside, a policy that lets nothing be fetched or run."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from detente.briefing.text import clean


def filled(package: str, **told: Any) -> str:
    """templates/page.html.j2 of `package`, with its style.css, as one HTML document in UTF-8.

    All text is escaped; only the style sheet and `Markup` pass as they are.
    """
    style = files(package).joinpath("style.css").read_text(encoding="utf-8").strip()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(
        loader=PackageLoader(package, "templates"), autoescape=True, finalize=_shown, undefined=StrictUndefined, keep_trailing_newline=True
    )
    return environment.get_template("page.html.j2").render(style=Markup(style), style_hash=f"sha256-{digest}", **told)


def _shown(value: object) -> object:
    """Plain strings without the characters that a page can't hold; markup of our own templates unchanged."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else clean(value)
