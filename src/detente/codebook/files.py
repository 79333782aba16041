"""Codebook folders and files: which files there are, what stands in them, and the fingerprint of it all.

A folder holds .csv and .toml files, either flat ("states.csv") or under the packaged folder names ("gazetteer/states.csv").
"""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.codebook.row import Row
from detente.errors import CodebookError

PACKAGED = Path(__file__).parent / "data"
LEXICON = "lexicon"  # the subfolder that the lexicon's own loader reads
SUFFIXES = (".csv", ".toml")
UNREADABLE = (".xlsx", ".xls", ".ods", ".numbers", ".tsv", ".json", ".yaml", ".yml")  # tables that an analyst may think are read


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """One file: its name below the folder ("gazetteer/states.csv"), the path as a message shows it, and its bytes."""

    name: str
    shown: str
    data: bytes

    def text(self) -> str:
        """The contents as text. Raises CodebookError where they aren't UTF-8."""
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise CodebookError(f"{self.shown}: byte {error.start} isn't UTF-8: save the file as 'CSV UTF-8' or UTF-8 text") from error


def read_folder(folder: Path) -> list[CodebookFile]:
    """All .csv and .toml files below `folder`, by name; hidden ones and texts such as a README aside.

    Raises CodebookError where it isn't a readable folder, or holds a table in another format.
    """
    if not folder.is_dir():
        raise CodebookError(f"codebook folder {folder} isn't there or isn't a folder: name a folder with .csv or .toml files")
    paths = sorted(path for path in folder.rglob("*") if not _hidden(path.relative_to(folder)) and path.is_file())
    for path in paths:
        if path.suffix.lower() in UNREADABLE:
            raise CodebookError(f"{path}: {path.suffix} files aren't read: save the table as 'CSV UTF-8' with the suffix .csv")
    paths = [path for path in paths if path.suffix.lower() in SUFFIXES]
    try:
        return [CodebookFile(path.relative_to(folder).as_posix(), str(path), path.read_bytes()) for path in paths]
    except OSError as error:
        raise CodebookError(f"codebook file {error.filename} can't be read ({error.strerror}): check its permissions") from error


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def digest(files: Iterable[CodebookFile]) -> str:
    """SHA-256 over the names and contents of `files` in their order, as hex digits."""
    total = hashlib.sha256()
    for file in files:
        total.update(f"{file.name}\0{len(file.data)}\0".encode())
        total.update(file.data)
    return total.hexdigest()


def read_rows(file: CodebookFile, columns: Sequence[str], key: Sequence[str]) -> tuple[list[Row], str]:
    """The rows of a CSV file and its source note.

    Lines before the header that begin with "#" are comments; the first "# source:" is the note. Row numbers are those a text editor
    shows. Columns may be left out, other than those of `key`; `remove` and `source` are always allowed.
    Raises CodebookError where the file is no such table.
    """
    lines = file.text().split("\n")
    comments = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    note = next((line[9:].strip() for line in lines[:comments] if line.startswith("# source:")), "")
    reader = csv.reader(io.StringIO("\n".join(lines[comments:]), newline=""), strict=True)
    rows: list[Row] = []
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(file, comments + 1, header, (columns, key))
        before = reader.line_num
        for cells in reader:
            number, before = comments + before + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                raise CodebookError(
                    f"{file.shown}, row {number}: {len(cells)} cells under {len(header)} columns: put quotes around a cell with a comma"
                )
            rows.append(Row(file.shown, number, dict(zip(header, (cell.strip() for cell in cells), strict=True))))
    except csv.Error as error:
        number = comments + reader.line_num
        raise CodebookError(f"{file.shown}, row {number}: {error}: check the quotation marks around that cell") from error
    return rows, note


def _check_header(file: CodebookFile, number: int, header: list[str], allowed: tuple[Sequence[str], Sequence[str]]) -> None:
    columns, key = allowed
    where = f"{file.shown}, row {number}"
    for name in header:
        if name not in (*columns, "remove", "source"):
            known = ", ".join((*columns, "remove", "source"))
            raise CodebookError(f"{where}: no column {name!r} here: the columns, divided by commas, are {known}")
        if header.count(name) > 1:
            raise CodebookError(f"{where}: column {name!r} stands there twice: delete one")
    for name in key:
        if name not in header:
            raise CodebookError(f"{where}: column {name!r} is missing: the first row names the columns {', '.join(columns)}")


def read_tables(file: CodebookFile) -> Mapping[str, Any]:
    """The tables of a TOML file. Raises CodebookError with TOML's own line where it's broken."""
    try:
        return tomllib.loads(file.text())
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{file.shown}: broken TOML: {error}: mend that line (strings in quotes, one table a code)") from error
