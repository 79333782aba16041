"""Sphinx settings: Markdown pages, no network, warnings are errors (see the Makefile)."""

from detente.version import __version__

project = "détente"
author = "The détente authors"
copyright = "2026, the détente authors"
release = version = __version__
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = f"détente {release}"
exclude_patterns = ["_build"]
suppress_warnings = ["misc.highlighting_failure"]
