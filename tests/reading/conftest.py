"""Fixtures of the reading tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from site_loopback import Site, running_site

from detente.reading import ReadOptions, read
from detente.records import Document, Rejected

Reader = Callable[..., tuple[list[Document], list[Rejected]]]


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site on loopback, empty."""
    with running_site() as running:
        yield running


@pytest.fixture
def read_all() -> Reader:
    """Reads sources to their end: the documents and what was rejected."""

    def run(*sources: str | Path, **options: object) -> tuple[list[Document], list[Rejected]]:
        found = list(read(sources, ReadOptions(**options)))  # type: ignore[arg-type]
        return [one for one in found if isinstance(one, Document)], [one for one in found if isinstance(one, Rejected)]

    return run


@pytest.fixture
def read_text(tmp_path: Path, read_all: Reader) -> Reader:
    """Reads a text as a file of the name given."""

    def run(text: str | bytes, name: str = "report.txt", **options: object) -> tuple[list[Document], list[Rejected]]:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_all(path, **options)

    return run
