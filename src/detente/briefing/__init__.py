"""A record as a cited brief: one self-contained HTML file, or Markdown. Pure: the same snapshot gives the same page."""

from __future__ import annotations

from detente.briefing.dossier import dossier
from detente.briefing.markdown import markdown
from detente.briefing.options import BriefOptions
from detente.briefing.render import html
from detente.briefing.sections import build_page
from detente.codebook import Codebook, load_codebook
from detente.foresight.presenting.report import ForesightReport
from detente.records import Snapshot

__all__ = ["BriefOptions", "brief"]


def brief(
    snapshot: Snapshot, codebook: Codebook | None = None, options: BriefOptions | None = None, foresight: ForesightReport | None = None
) -> str:
    """The brief of `snapshot` as text (write it as UTF-8), in the words of `codebook` (the packaged one where none is given).

    Lists are capped by `options`; what they leave out is counted. A `foresight` report (see `foresee`) is told in a section of its own.

    Every line leads to its sentences, and every sentence to its place in the text of its document. Raises ConfigError for bad options.
    """
    options = options or BriefOptions()
    page = build_page(dossier(snapshot, codebook or load_codebook(), options), foresight)
    return html(page) if options.format == "html" else markdown(page)
