"""PDF to documents by pypdf: the text of the pages, joined by form feeds, is the decoded input."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import replace

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from detente.errors import ReadError
from detente.reading.dates import iso_date
from detente.reading.drafting import Setting, Tools, documents
from detente.reading.lines import paragraphs
from detente.records import Document, Published, Rejected

_PAGE_BREAK = "\f"
# What pypdf raises on files that break the format in ways it doesn't foresee.
_DAMAGE = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError, AssertionError, zlib.error)


def pdf_documents(data: bytes, setting: Setting, tools: Tools) -> Iterator[Document | Rejected]:
    """The articles of a PDF. Raises ReadError where it is encrypted, damaged, too long or has no text."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("the PDF is encrypted with a password; save it without one")
        text = _PAGE_BREAK.join(_pages(reader, tools.options.max_characters))
        title, created = _properties(reader)
    except (DependencyError, FileNotDecryptedError) as error:
        raise ReadError(f"the PDF is encrypted ({error}); save it without a password") from error
    except _DAMAGE as error:
        raise ReadError(f"the PDF is damaged ({type(error).__name__}: {error}); save it again or save its text") from error
    if not text.strip():
        raise ReadError("the PDF has no text, only pictures of it; run text recognition (OCR) over it first")
    published = Published(created, "file", reason="the PDF's date of creation") if created else setting.published
    yield from documents(paragraphs(text), replace(setting, title=setting.title or title, published=published), tools)


def _pages(reader: PdfReader, limit: int) -> Iterator[str]:
    """The text of each page. Raises ReadError once they pass `limit` characters."""
    length = 0
    for page in reader.pages:
        text = page.extract_text()
        length += len(text)
        if length > limit:
            raise ReadError(f"its text passes the limit of {limit:,} characters; split it or raise max_characters")
        yield text


def _properties(reader: PdfReader) -> tuple[str | None, str | None]:
    """Title and day of creation as the file gives them."""
    properties = reader.metadata
    if properties is None:
        return None, None
    raw = properties.creation_date_raw
    title = str(properties.title).strip() if properties.title else ""
    return title or None, iso_date(str(raw).removeprefix("D:")[:8]) if raw else None
