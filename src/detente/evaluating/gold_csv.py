"""Gold as a table, an event a row (docs/reference/evaluation.md tells the columns and the form of a cell)."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from detente.errors import ConfigError
from detente.evaluating.gold import GoldDocument, GoldEvent, GoldParty, GoldPlace, faults_of

DOCUMENT_COLUMNS = ("doc_id", "published", "headline", "outlet", "text")
EVENT_COLUMNS = ("sentence", "trigger", "event_type", "mode", "actors", "recipients", "date", "location", "status", "attributed_to")
COLUMNS = DOCUMENT_COLUMNS + EVENT_COLUMNS
NEEDED = ("doc_id", "sentence", "trigger", "event_type")

_PIECE = re.compile(r"(?:\\.|[^;\\]|\\\Z)+", re.DOTALL)
_PART = re.compile(r"(?:\\.|[^|\\]|\\\Z)*", re.DOTALL)
_CODE = re.compile(r"[A-Z]{3}|")
_SHOWN = 20  # faults that one message lists

Row = Mapping[str, str]
_T = TypeVar("_T")
TextOf = Callable[[str], str | None]


def parse_parties(cell: str) -> tuple[GoldParty, ...]:
    r"""The parties of a cell such as "the junta|NER|MIL; Paris|FRA|GOV"; `\|`, `\;` and `\\` stand for the signs themselves.

    Raises ValueError saying which party is not of that form.
    """
    return tuple(_party(piece) for piece in _PIECE.findall(cell) if piece.strip())


def format_parties(parties: Iterable[Any]) -> str:
    """The cell that `parse_parties` reads back; takes gold parties and those of a coded row."""
    told = []
    for party in parties:
        values = party if isinstance(party, Mapping) else party.model_dump()
        told.append("|".join(_escaped(str(values.get(key) or "")) for key in ("text", "country", "sector")))
    return "; ".join(told)


def format_place(place: Any) -> str:
    """A location as a cell: "Niamey|NER", "" for none; takes a gold place and that of a coded row."""
    if not place:
        return ""
    values = place if isinstance(place, Mapping) else place.model_dump()
    return "|".join(_escaped(str(values.get(key) or "")) for key in ("text", "country"))


def gold_csv(documents: Sequence[GoldDocument]) -> str:
    """The table of `documents`; one without events is a row of its document columns alone. `neutral` mentions are left out."""
    rows = []
    for document in documents:
        head: dict[str, Any] = {name: getattr(document, name) for name in DOCUMENT_COLUMNS}
        for event in document.events:
            row = {name: getattr(event, name) for name in EVENT_COLUMNS} | head
            for role in ("actors", "recipients"):
                row[role] = format_parties(row[role])
            rows.append(row | {"location": format_place(event.location)})
            head = {"doc_id": document.doc_id}  # what is told of a document stands in its first row
        if not document.events:
            rows.append(head)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def parse_gold_csv(table: str, name: str, text_of: TextOf) -> tuple[GoldDocument, ...]:
    """The documents of a table, in the order of their first rows; `text_of(doc_id)` gives the text where the table has none.

    Cells are divided by comma, semicolon or tab, whichever the header uses most. Raises ConfigError listing file, row and reason of
    each fault.
    """
    rows = _rows(table, name)
    faults: list[str] = []
    documents: dict[str, list[tuple[int, Row]]] = {}
    for number, row in rows:
        if doc_id := row.get("doc_id", ""):
            documents.setdefault(doc_id, []).append((number, row))
        elif any(row.values()):
            faults.append(f"row {number}: it has no doc_id")
    found = [_document(doc_id, part, text_of, faults) for doc_id, part in documents.items()]
    if not documents and not faults:
        faults.append("it has a header and no rows")
    if faults:
        more = f"\n  and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        listed = "".join(f"\n  {name}, {fault}" for fault in faults[:_SHOWN])
        raise ConfigError(f"{name} is no gold table:{listed}{more}\nsee docs/reference/evaluation.md for the form")
    return tuple(document for document in found if document)


def _rows(table: str, name: str) -> list[tuple[int, Row]]:
    """Rows with their number in the sheet (the header is 1), cells without the blanks around them."""
    header = table.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    try:
        reader = csv.reader(io.StringIO(table, newline=""), delimiter=delimiter, strict=True)
        columns = [cell.strip() for cell in next(reader, [])]
        _check_columns(columns, name)
        rows = list(enumerate(reader, 2))
    except csv.Error as error:
        raise ConfigError(f'{name} is no table: {error}; quote cells with ", double a " inside, keep long texts in files') from error
    for number, cells in rows:
        if any(cells[len(columns) :]):
            raise ConfigError(
                f"{name}, row {number}: it has {len(cells)} cells under {len(columns)} columns; quote cells that hold a {delimiter}"
            )
    return [(number, dict(zip(columns, (cell.strip() for cell in cells), strict=False))) for number, cells in rows]


def _check_columns(columns: Sequence[str], name: str) -> None:
    missing = [column for column in NEEDED if column not in columns]
    if missing:
        raise ConfigError(f"{name}, row 1: no column {', '.join(missing)}; a gold table has the columns {', '.join(COLUMNS)}")
    absent = [column for column in COLUMNS if column not in columns]
    for column in columns:
        like = difflib.get_close_matches(column.lower(), absent, 1, 0.8) if column not in COLUMNS else []
        if like:
            raise ConfigError(f"{name}, row 1: the column {column!r} is not known; is it {like[0]}?")
    twice = sorted({column for column in columns if column in COLUMNS and columns.count(column) > 1})
    if twice:
        raise ConfigError(f"{name}, row 1: the column {', '.join(twice)} stands there twice")


def _document(doc_id: str, rows: Sequence[tuple[int, Row]], text_of: TextOf, faults: list[str]) -> GoldDocument | None:
    """One document of its rows; what is wrong with them is added to `faults`."""
    before = len(faults)
    head: dict[str, str | None] = {}
    for number, row in rows:
        for column in DOCUMENT_COLUMNS:
            value = row.get(column)
            if value and head.setdefault(column, value) != value:
                faults.append(f"row {number}: another {column} of {doc_id} than in a row before: {value[:40]!r}")
    head["text"] = head.get("text") or text_of(doc_id)
    if not head["text"]:
        faults.append(f"row {rows[0][0]}: {doc_id} has no text: fill the column text, or lay {doc_id}.txt beside the table")
    events = [_event(number, row, faults) for number, row in rows if any(row.get(column) for column in EVENT_COLUMNS)]
    return None if len(faults) > before else GoldDocument.model_validate(head | {"events": events})


def _event(number: int, row: Row, faults: list[str]) -> GoldEvent | None:
    values: dict[str, Any] = {column: row.get(column) or None for column in EVENT_COLUMNS}
    values["trigger"] = row.get("trigger", "")
    try:
        for role in ("actors", "recipients"):
            values[role] = _told(role, parse_parties, row.get(role, ""))
        values["location"] = _told("location", _place, row.get("location", ""))
        return GoldEvent.model_validate({key: value for key, value in values.items() if value is not None})
    except ValidationError as error:
        faults.append(f"row {number}: {faults_of(error)}")
    except ValueError as error:
        faults.append(f"row {number}: {error}")
    return None


def _told(column: str, parse: Callable[[str], _T], cell: str) -> _T:
    try:
        return parse(cell)
    except ValueError as error:
        raise ValueError(f"{column}: {error}") from error


def _parts(piece: str, form: str) -> list[str]:
    """The parts of a piece between bars, unescaped; as many as `form` names, "" where left out. Raises ValueError for other forms."""
    raw, at = [], 0
    while at <= len(piece):
        match = _PART.match(piece, at)
        assert match is not None
        raw.append(match.group())
        at = match.end() + 1
    if len(raw) > form.count("|") + 1:
        raise ValueError(f"{piece.strip()!r} has {len(raw)} parts; the form is {form} (write \\| for a bar)")
    text, *codes = [re.sub(r"\\(.)", r"\1", part.strip(), flags=re.DOTALL) for part in raw]
    for code in codes:
        if not _CODE.fullmatch(code):
            raise ValueError(f"{code!r} in {piece.strip()!r} is no code of three capital letters; the form is {form}")
    return [text, *codes, *[""] * (form.count("|") - len(codes))]


def _party(piece: str) -> GoldParty:
    text, country, sector = _parts(piece, "text|COUNTRY|SECTOR")
    return GoldParty(text=text, country=country, sector=sector)


def _place(cell: str) -> GoldPlace | None:
    if not cell:
        return None
    text, country = _parts(cell, "text|COUNTRY")
    return GoldPlace(text=text, country=country)


def _escaped(text: str) -> str:
    return re.sub(r"([\\|;])", r"\\\1", text)
