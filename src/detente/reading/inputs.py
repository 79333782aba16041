"""Sources as the user names them to the inputs they hold: files, the files of folders, addresses, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.records import Rejected

STANDARD_INPUT = "-"
_HIDDEN = "."


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its name as the user would say it, and the file it is (None: an address or standard input)."""

    name: str
    path: Path | None = None

    @property
    def base(self) -> str:
        """The last part of the name."""
        return self.path.name if self.path else self.name.rstrip("/").rsplit("/", 1)[-1]


def is_url(source: str) -> bool:
    """Whether a source names a scheme, as http://example.org does."""
    return "://" in source.split("?", 1)[0]


def inputs(sources: Iterable[str | Path]) -> Iterator[Input | Rejected]:
    """The inputs of `sources` in order; a folder gives its files, sorted, hidden ones left out."""
    for source in sources:
        name = str(source)
        if isinstance(source, str) and (source == STANDARD_INPUT or is_url(source)):
            yield Input(source)
            continue
        path = Path(source)
        if path.is_dir():
            yield from _folder(path, name)
        elif path.exists():
            yield Input(Path(name).as_posix(), path)
        else:
            yield Rejected(name, "read", "there is no such file or folder; check the path", name)


def _folder(folder: Path, name: str) -> Iterator[Input | Rejected]:
    """The files below `folder`, sorted by their path; a folder that can't be listed is rejected, as is one without files."""
    count = 0
    troubles: list[OSError] = []
    found: list[Path] = []
    for root, folders, files in os.walk(folder, onerror=troubles.append):
        folders[:] = sorted(entry for entry in folders if not entry.startswith(_HIDDEN))
        found.extend(Path(root, entry) for entry in files if not entry.startswith(_HIDDEN))
    for path in sorted(found, key=lambda path: path.relative_to(folder).parts):
        count += 1
        yield Input(Path(name, path.relative_to(folder)).as_posix(), path)
    for trouble in troubles:
        yield Rejected(str(trouble.filename), "read", f"the folder can't be listed ({trouble.strerror}); check its permissions", name)
    if not count and not troubles:
        yield Rejected(name, "read", "the folder has no files; name one that has", name)


def standard_input(limit: int) -> bytes:
    """Up to `limit` + 1 bytes of standard input: one more than is allowed shows that there are more."""
    return sys.stdin.buffer.read(limit + 1)
