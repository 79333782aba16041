"""JSON and JSON Lines to documents: the text of such a document is used as it is, never cleaned or split."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from detente.errors import ReadError
from detente.reading.dates import iso_date
from detente.reading.drafting import Tools, doubted, too_long
from detente.reading.languages import language_of
from detente.records import Document, Published, Rejected, Segment, stable_id

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_REMEDY = 'write one object a line with "text", and if known "id", "published", "title"'


def json_documents(text: str, source: str, name: str, tools: Tools) -> Iterator[Document | Rejected]:
    """The documents of a JSON text: one object, a list of objects, or one object a line. Raises ReadError where it is none of these."""
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise ReadError("its JSON is nested too deeply to read; flatten it") from error
    except json.JSONDecodeError as error:
        if "\n" in text.strip() and _object(text.strip().split("\n", 1)[0]):
            yield from json_line_documents(text.split("\n"), source, name, tools)
            return
        raise ReadError(f"its JSON is broken at line {error.lineno}, column {error.colno} ({error.msg}); mend it there") from error
    items = value if isinstance(value, list) else [value]
    for index, item in enumerate(items):
        place = f"{source}, item {index + 1}" if isinstance(value, list) else source
        yield from _document(item, place, source, (name, index), tools)
    if not items:
        raise ReadError(f"its list is empty; {_REMEDY}")


def json_line_documents(lines: Iterable[str | Rejected], source: str, name: str, tools: Tools) -> Iterator[Document | Rejected]:
    """The document of each line; a line that is broken or no document is rejected with its number, the others are read."""
    for number, line in enumerate(lines, 1):
        place = f"{source}, line {number}"
        if isinstance(line, Rejected):
            yield line
        elif line.strip():
            try:
                item = json.loads(line)
            except RecursionError:
                yield Rejected(place, "read", "its JSON is nested too deeply to read; flatten it", source)
            except json.JSONDecodeError as error:
                yield Rejected(place, "read", f"its JSON is broken at column {error.colno} ({error.msg}); mend it there", source)
            else:
                yield from _document(item, place, source, (name, number - 1), tools)


def _object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (json.JSONDecodeError, RecursionError):
        return False


def _document(item: Any, place: str, source: str, named: tuple[str, int], tools: Tools) -> Iterator[Document | Rejected]:
    """One object as a document with its id, date and text as given; `named` is the input's base name and the part."""
    if not isinstance(item, Mapping):
        yield Rejected(place, "read", f"it is a JSON {type(item).__name__}, no object; {_REMEDY}", source)
        return
    text = item.get("text")
    if not isinstance(text, str) or not text.strip():
        yield Rejected(place, "read", f'it has no "text"; {_REMEDY}', source)
        return
    if _UNSTORABLE.search(text):
        yield Rejected(
            place, "read", "its text holds zeros or halves of surrogate pairs, which no file or database can hold; remove them", source
        )
        return
    if len(text) > tools.options.max_characters:
        yield too_long(len(text), place, tools.options)
        return
    published = _published(item)
    yield Document(
        id=_first_text(item, "id", "doc_id") or stable_id(*named, text),
        text=text,
        input=source,
        part=named[1],
        title=_first_text(item, "title", "headline"),
        url=_first_text(item, "url", "link"),
        outlet=_first_text(item, "outlet", "sitename", "source"),
        published=doubted(published, text),
        language=_first_text(item, "language") or language_of(text),
        segments=(Segment(0, len(text), 0, len(text)),),
    )


def _published(item: Mapping[str, Any]) -> Published:
    """The date as given; one that can't be read is unknown, and the reason says so."""
    given = item.get("published", item.get("date"))
    if given is None or given == "":
        return Published()
    value = iso_date(str(given))
    if value:
        return Published(value, "given")
    return Published(reason=f"the given date {given!r:.60} is no day, month or year such as 2023-08-08, 2023-08 or 2023")


def _first_text(item: Mapping[str, Any], *keys: str) -> str | None:
    """The first of the keys' values that is text or a number and not empty."""
    for key in keys:
        value = item.get(key)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value)
    return None
