"""Figures into a page of the docs, between two marks that bound what a benchmark writes."""

from __future__ import annotations

from pathlib import Path


def put(text: str, page: Path, start: str, end: str) -> None:
    """Replace what stands in `page` between the marks `start` and `end` by `text`."""
    before, _, rest = page.read_text(encoding="utf-8").partition(start)
    page.write_text(f"{before}{start}\n\n{text}\n{end}{rest.partition(end)[2]}", encoding="utf-8")
