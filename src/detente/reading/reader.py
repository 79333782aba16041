"""The reading stage: sources to documents, and a row for whatever could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from detente.errors import ReadError
from detente.reading import archives, decoding
from detente.reading.drafting import Setting, Tools, documents
from detente.reading.feeds import feed_documents, feed_links
from detente.reading.fetching import Fetcher
from detente.reading.inputs import STANDARD_INPUT, Input, inputs, standard_input
from detente.reading.lines import paragraphs
from detente.reading.options import ReadOptions
from detente.reading.pages import page_documents
from detente.reading.pdfs import pdf_documents
from detente.reading.phrases import load_phrases
from detente.reading.structured import json_documents, json_line_documents
from detente.records import Document, Rejected

Found = Iterator[Document | Rejected]
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class _Material:
    """Bytes of one input with its name, address and the charset it was served with."""

    data: bytes
    name: str
    base: str
    url: str | None = None
    charset: str | None = None


class _Reader:
    """One read: its options, phrase lists and, once an address comes up, its fetcher."""

    def __init__(self, options: ReadOptions, stack: ExitStack) -> None:
        self.options = options
        self.tools = Tools(options, load_phrases())
        self._stack = stack
        self._fetcher: Fetcher | None = None

    @property
    def fetcher(self) -> Fetcher:
        """The one fetcher of this read."""
        if self._fetcher is None:
            self._fetcher = self._stack.enter_context(Fetcher(self.options))
        return self._fetcher

    def read(self, item: Input) -> Found:
        """The documents of one input; a failure becomes a row."""
        try:
            if item.path is not None:
                yield from self._file(item, item.path)
            elif item.name == STANDARD_INPUT:
                yield from self._bytes(_Material(standard_input(self.options.max_bytes), item.name, item.name))
            else:
                yield from self._address(item.name)
        except ReadError as error:
            yield Rejected(item.name, "read", str(error), item.name)
        except OSError as error:
            yield Rejected(item.name, "read", f"it can't be opened ({error.strerror or error}); check its permissions", item.name)

    def _file(self, item: Input, path: Path) -> Found:
        """A file: archives and JSON Lines are streamed, all else is read whole, up to the limit."""
        if not path.is_file():
            raise ReadError("it is no regular file; name a file or a folder")
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
            stream.seek(0)
            if _is_archive(head, path):
                yield from self._archive(stream, item.name)
            elif path.suffix.lower() in (".jsonl", ".ndjson") and decoding.magic_kind(head) is None and head.strip():
                yield from json_line_documents(self._lines(stream, item.name), item.name, item.base, self.tools)
            else:
                yield from self._bytes(_Material(stream.read(self.options.max_bytes + 1), item.name, item.base))

    def _lines(self, stream: BinaryIO, source: str) -> Iterator[str | Rejected]:
        """Lines of UTF-8 text, each within the limit; one that isn't is a row in its place."""
        number = 0
        while raw := stream.readline(self.options.max_bytes + 1):
            number += 1
            place = f"{source}, line {number}"
            if len(raw) > self.options.max_bytes:
                while raw and not raw.endswith(b"\n"):
                    raw = stream.readline(self.options.max_bytes + 1)
                yield Rejected(place, "read", f"the line is over the limit of {self.options.max_bytes:,} bytes; raise max_bytes", source)
                continue
            try:
                yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                yield Rejected(place, "read", f"the line is not UTF-8 (byte {error.start}); save the file as UTF-8", source)

    def _address(self, url: str) -> Found:
        page = self.fetcher.fetch(url)
        yield from self._bytes(_Material(page.data, url, Input(url).base, page.url, _charset(page.content_type)))

    def _archive(self, stream: BinaryIO, name: str) -> Found:
        for capture in archives.captures(stream, name, self.options.max_bytes):
            if isinstance(capture, Rejected):
                yield capture
                continue
            place = f"{name}, {capture.url}"
            try:
                found = self._bytes(_Material(capture.data, name, Input(capture.url).base, capture.url, _charset(capture.content_type)))
                yield from (replace(one, item=place) if isinstance(one, Rejected) else one for one in found)
            except ReadError as error:
                yield Rejected(place, "read", str(error), name)

    def _bytes(self, material: _Material) -> Found:
        """Dispatches by content first, name second. Raises ReadError where nothing can be read from the bytes."""
        if not material.data.strip():
            raise ReadError("it is empty")
        if len(material.data) > self.options.max_bytes:
            raise ReadError(f"it is over the limit of {self.options.max_bytes:,} bytes; split it or raise max_bytes")
        kind = decoding.magic_kind(material.data)
        if kind == "pdf":
            yield from pdf_documents(material.data, self._setting(material), self.tools)
        elif kind == "gzip":
            content = archives.unpacked(material.data, self.options.max_bytes)
            if decoding.magic_kind(content) == "gzip":
                raise ReadError("it is packed more than once; unpack it")
            yield from self._bytes(replace(material, data=content, base=material.base.removesuffix(".gz")))
        elif kind is not None:
            raise ReadError(_unreadable(kind))
        else:
            yield from self._text(material)

    def _text(self, material: _Material) -> Found:
        """Text of any kind: its encoding, then the reader for what it is."""
        decoded = decoding.decode(material.data, material.charset)
        if decoded.damaged:
            reason = f"{decoded.damaged} places in it could not be decoded as {decoded.encoding} and read U+FFFD; the rest is kept"
            yield Rejected(material.name, "read", reason, material.name)
        text = decoded.text
        kind = decoding.text_kind(text, material.base)
        readers: dict[str, Callable[[], Found]] = {
            "html": lambda: page_documents(text, self._setting(material), self.tools),
            "feed": lambda: self._feed(text, material),
            "json": lambda: json_documents(text, material.name, material.base, self.tools),
            "jsonl": lambda: json_line_documents(text.split("\n"), material.name, material.base, self.tools),
            "text": lambda: self._plain(text, material),
        }
        if kind not in readers:
            raise ReadError("it is XML, but neither a feed nor a page; give the text, HTML or JSON instead")
        yield from readers[kind]()

    def _plain(self, text: str, material: _Material) -> Found:
        # Cleaning and splitting cost more than a look at the length; furniture can't be more than the text itself.
        if len(text) > 2 * self.options.max_characters:
            limit = self.options.max_characters
            raise ReadError(f"text of {len(text):,} characters is over the limit of {limit:,} for a document; split it")
        yield from documents(paragraphs(text), self._setting(material), self.tools)

    def _feed(self, text: str, material: _Material) -> Found:
        """A feed's entries as they stand in it, or the pages they lead to where the options ask for that."""
        if not self.options.follow_feed_links:
            yield from feed_documents(text, material.name, material.base, self.tools)
            return
        for link in feed_links(text, self.options.max_entries):
            try:
                page = self.fetcher.fetch(link, named=False)
                yield from self._bytes(_Material(page.data, link, Input(link).base, page.url, _charset(page.content_type)))
            except ReadError as error:
                yield Rejected(link, "read", str(error), material.name)

    def _setting(self, material: _Material) -> Setting:
        return Setting(input=material.name, name=material.base, url=material.url)


def read(sources: Iterable[str | Path], options: ReadOptions = ReadOptions()) -> Iterator[Document | Rejected]:  # noqa: B008 (frozen)
    """Documents of files, folders, http(s) addresses and "-" (standard input), in order, as they are read.

    What can't be read, and a document whose id came before, is a `Rejected` with its reason; the rest goes on. Text, HTML, PDF, JSON,
    JSON Lines, RSS/Atom and WARC are told apart by their content, then by name. Raises ConfigError for options that can't be kept.
    """
    seen: dict[str, str] = {}
    with ExitStack() as stack:
        reader = _Reader(options, stack)
        for item in inputs(sources):
            for found in [item] if isinstance(item, Rejected) else reader.read(item):
                if isinstance(found, Document) and found.id in seen:
                    yield Rejected(found.id, "read", f"seen before, in {seen[found.id]}; the first one is kept", found.input)
                    continue
                if isinstance(found, Document):
                    seen[found.id] = found.input
                yield found


def _is_archive(head: bytes, path: Path) -> bool:
    """WARC by its first bytes; a gzip file by what it unpacks to."""
    if head.startswith(b"WARC/"):
        return True
    return head.startswith(b"\x1f\x8b") and archives.unpacks_to_archive(head)


def _charset(content_type: str) -> str | None:
    for part in content_type.split(";")[1:]:
        name, _, value = part.strip().partition("=")
        if name.lower() == "charset":
            return value.strip("\"' ") or None
    return None


def _unreadable(kind: str) -> str:
    """Why a kind of file isn't read, and what to do."""
    return {
        "zip": "it is a zip archive or an office document; unpack it, or save the text as PDF, HTML or plain text",
        "office": "it is an office document; save it as PDF, HTML or plain text",
        "archive": "it is a packed archive; unpack it",
        "warc": "it is a WARC archive inside another input; give it as a file",
        "binary": "it is binary, not text; give text, HTML, PDF, JSON, a feed or a WARC",
    }[kind]
