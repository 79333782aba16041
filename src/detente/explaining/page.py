"""An explanation as HTML: one file, its style inside, a policy that lets nothing be fetched or run."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from detente.briefing.text import clean
from detente.explaining import told
from detente.explaining.explanation import Explanation


def html(explanation: Explanation) -> str:
    """The explanation as one HTML document in UTF-8. All text is escaped; only the style sheet passes as it is."""
    style = files("detente.explaining").joinpath("style.css").read_text(encoding="utf-8").strip()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(
        loader=PackageLoader("detente.explaining", "templates"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    template = environment.get_template("page.html.j2")
    return template.render(explanation=explanation, told=told, style=Markup(style), style_hash=f"sha256-{digest}")


def _shown(value: object) -> object:
    return value if isinstance(value, Markup) or not isinstance(value, str) else clean(value)
