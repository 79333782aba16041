"""A record as tables: CSV, Parquet, JSONL, and POLECAT's columns; and the JSON lines of the single stages (contract.py)."""

from __future__ import annotations

from pathlib import Path

from detente.codebook import Codebook, load_codebook
from detente.exporting.polecat import export_polecat, polecat_rows
from detente.exporting.tables import export_tables
from detente.records import Snapshot

__all__ = ["export", "export_polecat", "export_tables", "polecat_rows"]


def export(snapshot: Snapshot, folder: Path, form: str = "csv", codebook: Codebook | None = None) -> list[Path]:
    """Write a record to `folder` as csv, parquet or jsonl (a file a table) or polecat (one file), and give the paths.

    `codebook` gives POLECAT's quad codes; the packaged one where None. Each file is written whole or not at all.
    Raises ConfigError for another form and for a folder that can't be written to.
    """
    if form == "polecat":
        return export_polecat(snapshot, Path(folder), codebook or load_codebook())
    return export_tables(snapshot, Path(folder), form)
