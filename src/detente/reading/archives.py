"""WARC archives and gzip files, read with a bound on what they unpack to."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from detente.errors import ReadError
from detente.records import Rejected

_CHUNK = 65_536
_RECORDS = ("response", "resource", "conversion")
# A record may hold headers and encodings beside its page; one that goes on for longer than this many page limits is a bomb.
_BOMB_FACTOR = 4


@dataclass(frozen=True, slots=True)
class Capture:
    """One page of an archive: its address, content type as served, and bytes."""

    url: str
    content_type: str
    data: bytes


def captures(stream: BinaryIO, source: str, max_bytes: int) -> Iterator[Capture | Rejected]:
    """The pages of a WARC in order. A record that is too large is rejected; a damaged archive is rejected where it breaks off."""
    count = 0
    try:
        for record in ArchiveIterator(stream, no_record_parse=False):
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            if record.rec_type in _RECORDS and _page(record):
                count += 1
                yield _capture(record, address, source, max_bytes)
            if not _drained(record, max_bytes * _BOMB_FACTOR):
                reason = f"record of {address or 'no address'} unpacks past {max_bytes * _BOMB_FACTOR:,} bytes; the rest was not read"
                yield Rejected(source, "read", reason, source)
                return
    except (ArchiveLoadFailed, zlib.error, EOFError, ValueError, OSError) as error:
        reason = f"the archive breaks off after {count} pages ({type(error).__name__}: {error}); fetch it again"
        yield Rejected(source, "read", reason, source)
        return
    if not count:
        yield Rejected(source, "read", "the archive holds no pages", source)


def _page(record: Any) -> bool:
    """Whether a record is an answer with a page in it and not an error, a redirect, a script or a picture."""
    headers = record.http_headers
    if headers is None:
        return True
    kind = (headers.get_header("Content-Type") or "text/html").split(";")[0].strip().lower()
    wanted = kind.startswith("text/") and kind not in ("text/css", "text/javascript")
    wanted = wanted or kind.endswith(("html", "xml", "json", "pdf")) or kind == "application/octet-stream"
    return headers.get_statuscode().startswith("2") and wanted


def _capture(record: Any, address: str, source: str, max_bytes: int) -> Capture | Rejected:
    place = f"{source}, {address}"
    try:
        data = _bounded(record.content_stream(), max_bytes)
    except (zlib.error, EOFError, OSError, ValueError) as error:
        return Rejected(place, "read", f"its content can't be unpacked ({type(error).__name__}: {error})", source)
    if data is None:
        return Rejected(place, "read", f"it is over the limit of {max_bytes:,} bytes; raise max_bytes", source)
    headers = record.http_headers
    return Capture(address, (headers.get_header("Content-Type") if headers else None) or "", data)


def _bounded(stream: Any, limit: int) -> bytes | None:
    """All of `stream`, None where that is more than `limit` bytes."""
    data = bytearray()
    while chunk := stream.read(_CHUNK):
        data += chunk
        if len(data) > limit:
            return None
    return bytes(data)


def _drained(record: Any, limit: int) -> bool:
    """Reads a record to its end; False where that is more than `limit` bytes off."""
    length = 0
    while chunk := record.raw_stream.read(_CHUNK):
        length += len(chunk)
        if length > limit:
            return False
    return True


def unpacked(data: bytes, limit: int) -> bytes:
    """The content of gzip `data`. Raises ReadError where it is damaged or larger than `limit` bytes."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            content = stream.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(f"the gzip file is damaged ({error}); fetch it again") from error
    if len(content) > limit:
        raise ReadError(f"it unpacks to more than the limit of {limit:,} bytes; unpack it yourself or raise max_bytes")
    return content


def unpacks_to_archive(head: bytes) -> bool:
    """Whether the first bytes of a gzip file unpack to the head of a WARC."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 16).startswith(b"WARC/")
    except zlib.error:
        return False
