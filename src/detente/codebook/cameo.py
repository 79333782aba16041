"""CAMEO codes in PLOVER and back, by the conversion table of the PLOVER project (plover/cameo.csv)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.codebook.codebook import Codebook
from detente.codebook.model import CameoRow, EventType, Label, PloverCode
from detente.codebook.row import Row
from detente.codebook.tables import Table
from detente.errors import CodebookError

CAMEO = Table("plover/cameo.csv", ("cameo", "event_type", "mode", "contexts", "note"), ("cameo",))
CAMEO_CODE = re.compile(r"\d{2,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Known:
    event_types: Mapping[str, EventType]
    contexts: Mapping[str, Label]


def cameo_rows(
    rows: Sequence[tuple[Row, str]], event_types: Mapping[str, EventType], contexts: Mapping[str, Label]
) -> tuple[CameoRow, ...]:
    """The conversion table. Raises CodebookError where a type, mode or context isn't PLOVER's."""
    known = _Known(event_types, contexts)
    return tuple(_row(row, known) for row, _ in rows)


def plover_from_cameo(codebook: Codebook, cameo: str) -> PloverCode:
    """Type, mode (None: none) and contexts of a CAMEO code of two to four digits, as text: "0311", not 311.

    Raises CodebookError where the table lacks the code, as it does all of CAMEO's 01 and 02. Source: PLOVER's CAMEO conversion table.
    """
    for row in codebook.cameo:
        if row.cameo == cameo:
            return row.plover
    raise CodebookError(
        f"CAMEO code {cameo!r}: no row of plover/cameo.csv has it (PLOVER drops 01 and 02): write two to four digits with the leading 0"
    )


def cameo_from_plover(codebook: Codebook, event_type: str, mode: str | None = None, context: str | None = None) -> tuple[str, ...]:
    """CAMEO codes that map to the type, and to mode and context where they are given; the most general, shortest first.

    Empty where CAMEO has no such event. Raises CodebookError for a type, mode or context that PLOVER lacks.
    """
    codebook.check(event_type, mode, context)
    found = [
        row.cameo
        for row in codebook.cameo
        if row.plover.event_type == event_type and mode in (None, row.plover.mode) and (context is None or context in row.plover.contexts)
    ]
    return tuple(sorted(found, key=lambda code: (len(code), code)))


def _row(row: Row, known: _Known) -> CameoRow:
    if not CAMEO_CODE.fullmatch(row.required("cameo")):
        raise row.error("cameo", "is no CAMEO code", "write two to four digits; keep the leading 0 (format the column as text)")
    event_type = row.code("event_type", known.event_types, ", ".join(known.event_types))
    modes = known.event_types[event_type].modes
    mode = row.code("mode", modes, f"the modes of {event_type}: {', '.join(modes) or 'none'}") if row.text("mode") else None
    contexts = row.codes("contexts", known.contexts, "plover/contexts.toml")
    return CameoRow(cameo=row.text("cameo"), plover=PloverCode(event_type, mode, contexts), note=row.text("note"))
