"""Charts as inline SVG that takes its colours from the page, so that one picture serves light, dark and print."""

from __future__ import annotations

from typing import Any

import vl_convert
from lxml import etree

NAMESPACE = "http://www.w3.org/2000/svg"
# Colours that charts are drawn in, and the name by which the page's style sheet colours them.
INK, MUTED, GRID, PAPER = "#101010", "#707070", "#d0d0d0", "#fefefe"
COOPERATION, CONFLICT = "#1f5f8b", "#a23b1e"
_CLASSES = {INK: "ink", MUTED: "muted", GRID: "grid", PAPER: "paper", COOPERATION: "cooperation", CONFLICT: "conflict"}
_DROPPED = ("style", "class", "role", "aria-label", "aria-hidden", "aria-roledescription", "font-family", "pointer-events")
FONT = "Liberation Sans"  # what text is measured in; the page shows it in its own font


def from_vega_lite(spec: dict[str, Any], prefix: str) -> str:
    """A Vega-Lite spec drawn by vl-convert as a bare SVG element: no ids but under `prefix`, no colours but the page's."""
    drawn = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    root = etree.fromstring(drawn.encode(), etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    return tidy(root, prefix)


def tidy(root: Any, prefix: str) -> str:
    """An SVG tree as text for a page: scaled by its viewBox, hidden from assistive technology (its caption speaks for it)."""
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)
    root.attrib.pop("version", None)
    for element in root.iter():
        for name in _DROPPED:
            element.attrib.pop(name, None)
        if "id" in element.attrib:
            element.set("id", f"{prefix}-{element.get('id')}")
        for name, value in list(element.attrib.items()):
            if "url(#" in value:
                element.set(name, value.replace("url(#", f"url(#{prefix}-"))
        _colour(element)
    for element in [node for node in root.iter() if node.get("display") == "none"]:
        element.getparent().remove(element)
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    etree.cleanup_namespaces(root, top_nsmap={None: NAMESPACE})
    return str(etree.tostring(root, encoding="unicode"))


def _colour(element: Any) -> None:
    classes = []
    for name in ("fill", "stroke"):
        value = (element.get(name) or "").lower()
        if value in _CLASSES:
            classes.append(f"{name[0]}-{_CLASSES[value]}")
            del element.attrib[name]
        elif value == "white":
            element.set(name, "none")
    if classes:
        element.set("class", " ".join(classes))
