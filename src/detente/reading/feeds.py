"""RSS and Atom feeds to documents: each entry with content or summary is one."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from detente.errors import ReadError
from detente.reading.drafting import Setting, Tools, documents
from detente.reading.lines import paragraphs
from detente.reading.markup import place, walk_escaped
from detente.records import Document, Published, Rejected

_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_ENTITY = re.compile(r"<!(?:ENTITY|DOCTYPE[^>\[]*\[)", re.IGNORECASE)
_DROPPED = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_BLOCK_TAG = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|tr|table|section|article|figure|figcaption)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)


def feed_documents(source: str, input_name: str, name: str, tools: Tools) -> Iterator[Document | Rejected]:
    """The entries of feed `source` as documents with places in it. Raises ReadError for a feed with entity declarations or no entries."""
    feed = _parsed(source)
    entries = list(feed.entries)
    places = walk_escaped(source)
    part = cursor = 0
    for number, entry in enumerate(entries[: tools.options.max_entries], 1):
        markup = _markup(entry)
        where = f"{input_name}, entry {number}"
        if not markup.strip():
            yield Rejected(where, "read", "the entry has neither content nor summary; read its link instead", input_name)
            continue
        setting = Setting(
            input=input_name,
            name=name,
            part=part,
            title=fragment_text(str(entry.get("title", ""))) or None,
            url=str(entry.get("link", "")) or None,
            outlet=str(feed.feed.get("title", "")) or None,
            published=_published(entry),
        )
        texts = [block.text for block in paragraphs(fragment_text(markup))]
        blocks, cursor = place(texts, places, cursor)
        for found in documents(blocks, setting, tools):
            yield Rejected(where, "read", found.reason, input_name) if isinstance(found, Rejected) else found
            part += isinstance(found, Document)
    if len(entries) > tools.options.max_entries:
        reason = f"{len(entries) - tools.options.max_entries} entries are over the limit of {tools.options.max_entries}; raise max_entries"
        yield Rejected(input_name, "read", reason, input_name)


def feed_links(source: str, limit: int) -> list[str]:
    """The addresses of the feed's entries, in order, at most `limit`. Raises ReadError as `feed_documents` does."""
    return [str(entry.link) for entry in _parsed(source).entries[:limit] if entry.get("link")]


def fragment_text(markup: str) -> str:
    """The text of an HTML fragment, one line a block element."""
    text = _TAG.sub("", _BLOCK_TAG.sub("\n", _DROPPED.sub("", markup)))
    return html.unescape(text).strip()


def _parsed(source: str) -> Any:
    """feedparser's result; what its parser finds wrong matters only where no entry came out."""
    if _ENTITY.search(source):
        raise ReadError("the feed declares XML entities, which can grow without bound; ask for a feed without a DTD")
    # The bytes are UTF-8 by now, whatever the declaration said; text would be taken for an address or a path.
    data = io.BytesIO(_DECLARATION.sub("", source, count=1).strip().encode("utf-8", errors="replace"))
    try:
        feed = feedparser.parse(data, response_headers={"content-type": "application/xml; charset=utf-8"})
    except RecursionError as error:
        raise ReadError("the feed's elements are nested too deeply to read") from error
    if not feed.entries:
        trouble = feed.get("bozo_exception")
        raise ReadError(f"the feed has no entries{f' ({trouble})' if trouble else ''}; check that it is complete RSS or Atom")
    return feed


def _markup(entry: Any) -> str:
    """The longest of an entry's contents and its summary."""
    contents = [str(content.get("value", "")) for content in entry.get("content", [])]
    return max([*contents, str(entry.get("summary", ""))], key=len)


def _published(entry: Any) -> Published:
    """The entry's date of publication, else of its last update, as a day in UTC."""
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    return Published(f"{parsed.tm_year:04d}-{parsed.tm_mon:02d}-{parsed.tm_mday:02d}", "metadata") if parsed else Published()
