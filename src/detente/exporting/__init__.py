"""A record in the forms that others use: tables, POLECAT's and ICEWS's columns, networks, linked data; and the JSON lines of the stages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from detente.codebook import Codebook, load_codebook
from detente.errors import ConfigError
from detente.exporting.columns import RECORD_TABLES
from detente.exporting.crisis import VIEW_TABLES
from detente.exporting.icews import icews_table
from detente.exporting.linked import write_jsonld
from detente.exporting.networks import EDGES, NODES, write_graphml
from detente.exporting.package import Written, write_dictionary, write_package
from detente.exporting.polecat import cow_codes, polecat_table
from detente.exporting.schema import Material
from detente.exporting.seen import published, seen
from detente.exporting.tables import whole_file, write_tab, write_tables
from detente.records import Snapshot

__all__ = ["FORMATS", "export"]

TABLE_FORMATS = ("csv", "parquet", "jsonl")
FORMATS = (*TABLE_FORMATS, "polecat", "icews", "graphml", "nodes", "jsonld")


def export(
    snapshot: Snapshot,
    folder: Path,
    form: str = "csv",
    codebook: Codebook | None = None,
    *,
    day: str | None = None,
    known: str | None = None,
) -> list[Path]:
    """Write a record to `folder` in one of FORMATS, with a datapackage.json that describes the files, and give the paths.

    csv, parquet and jsonl: a file for each table of the record and its views, which answer for `day`, and dictionary.md; polecat and icews:
    events in those layouts; graphml, and nodes (nodes.csv and edges.csv): who did what to whom; jsonld: where everything comes from, by
    PROV-O. With `known` only what had been published by then (both ISO days). `codebook` is the packaged one where None.
    Each file is written whole or not at all, datapackage.json last. Raises ConfigError for another form, for a day that is none or that
    the form has no use for, and for a folder that can't be written to.
    """
    folder = Path(folder)
    if form not in FORMATS:
        raise ConfigError(f"{form!r} is no format of an export: use one of {', '.join(FORMATS)}")
    if day and form not in TABLE_FORMATS:
        raise ConfigError(f"{form} holds no views, which a day is asked of: leave the day out, or use one of {', '.join(TABLE_FORMATS)}")
    among = seen(snapshot, day, known, codebook) if form in TABLE_FORMATS else published(snapshot, known)
    written = _write(among, folder, form, codebook)
    extra = [write_dictionary(folder, (*RECORD_TABLES, *VIEW_TABLES))] if form in TABLE_FORMATS else []
    asked = {name: value for name, value in (("day", day), ("known", known)) if value}
    version = snapshot.runs[-1].version if snapshot.runs else ""
    return [*(path for path, _ in written), *extra, write_package(folder, written, version, asked)]


def _write(among: Material, folder: Path, form: str, codebook: Codebook | None) -> list[Written]:
    match form:
        case "polecat":
            table = polecat_table(codebook or load_codebook(), cow_codes())
            return [(_whole(folder / "polecat.txt", lambda part: write_tab(table, among, part)), table)]
        case "icews":
            table = icews_table(codebook or load_codebook())
            return [(_whole(folder / "icews.tab", lambda part: write_tab(table, among, part)), table)]
        case "graphml":
            return [(_whole(folder / "network.graphml", lambda part: write_graphml(among, part)), None)]
        case "jsonld":
            return [(_whole(folder / "record.jsonld", lambda part: write_jsonld(among.snapshot, part)), None)]
        case "nodes":
            return [*write_tables((NODES, EDGES), among, folder, "csv")]
    return [*write_tables((*RECORD_TABLES, *VIEW_TABLES), among, folder, form)]


def _whole(path: Path, write: Callable[[Path], None]) -> Path:
    with whole_file(path) as part:
        write(part)
    return path
