"""HTML pages to documents: main text by trafilatura, what the page says of itself, one document for each article it holds."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree, html
from trafilatura import bare_extraction, load_html

from detente.errors import ReadError
from detente.reading.dates import iso_date
from detente.reading.drafting import Setting, Tools, documents
from detente.reading.markup import place, walk
from detente.reading.positions import trim
from detente.records import Document, Published, Rejected

# Where pages say when they came out, best first: Open Graph, schema.org, Dublin Core and the older habits.
_DATE_KEYS = (
    *("article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date", "publish_date"),
    *("publication_date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "dcterms.issued", "sailthru.date"),
    *("parsely-pub-date", "article.published", "cxenseparse:recs:publishtime"),
)
_TITLE_KEYS = ("og:title", "twitter:title", "dc.title", "parsely-title")
_OUTLET_KEYS = ("og:site_name", "application-name", "dc.publisher", "twitter:site")
_LINKED_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_TITLE_SUFFIX = re.compile(r"\s+[|–—»·-]\s+[^|–—»·]{2,40}$")
_LIST_MARK = re.compile(r"^(?:- |\|)\s*|\s*\|$")
# An <article> element with less text in its paragraphs is a card that leads to another page.
_ARTICLE_CHARACTERS = 250
_LARGEST = 10_000_000  # characters of source: the heaviest news pages have a tenth of it
_DEEPEST = 500  # levels of elements; deeper markup is an attack on parsers, not a page


@dataclass(frozen=True, slots=True)
class _Page:
    title: str | None
    outlet: str | None
    url: str | None
    date: str | None


def page_documents(source: str, setting: Setting, tools: Tools) -> Iterator[Document | Rejected]:
    """The articles of HTML `source`, with places in it. Raises ReadError where there is no text or the markup can't be parsed."""
    if len(source) > _LARGEST:
        raise ReadError(f"a page of {len(source):,} characters is over the limit of {_LARGEST:,}; save the text of it instead")
    tree = _parsed(source)
    page = _about(tree, setting.url)
    places = walk(source)
    setting = replace(setting, url=setting.url or page.url, outlet=setting.outlet or page.outlet or _host(setting.url or page.url))
    part, cursor = setting.part, 0
    for about, texts in _parts(tree, page):
        placed, cursor = place(texts, places, cursor)
        blocks = [trim(block) for block in placed]
        published = Published(about.date, "metadata") if about.date else setting.published
        for document in documents(blocks, replace(setting, part=part, title=about.title or setting.title, published=published), tools):
            yield document
            part += isinstance(document, Document)


def _parts(tree: Any, page: _Page) -> Iterator[tuple[_Page, list[str]]]:
    """What a page holds, each with what it says of itself and its paragraphs: its <article> elements, or all of it as one."""
    elements = _article_elements(tree)
    for element in elements:
        yield _about_element(element, page), _element_text(element)
    if elements:
        return
    texts = _main_text(tree) or [text for text in map(_text, tree.iter("p")) if text]
    # Extraction settles on one container; where a page has several with a heading each, whether they are articles is for splitting to tell.
    posts = [text for element in _post_elements(tree) for text in _element_text(element)]
    yield page, max(texts, posts, key=lambda found: sum(map(len, found)))


def _element_text(element: Any) -> list[str]:
    """Paragraphs of one element of a page, its heading first."""
    texts = _main_text(html.tostring(element, encoding="unicode", with_tail=False))
    heading = _heading(element)
    return texts if heading is None or heading in texts[:3] else [heading, *texts]


def _heading(element: Any) -> str | None:
    return next((_text(found) for found in element.iter("h1", "h2", "h3") if _text(found)), None)


def _parsed(source: str) -> Any:
    """The element tree of `source`. Raises ReadError where there is none or it nests deeper than any page."""
    try:
        tree = load_html(source)
    except (ValueError, etree.LxmlError) as error:
        raise ReadError(f"its HTML can't be parsed ({error}); save the page again") from error
    if tree is None:
        raise ReadError("it holds no HTML that can be parsed; save the page again or save its text")
    if tree.xpath(f"boolean({'/*' * _DEEPEST})"):
        raise ReadError(f"its elements nest deeper than {_DEEPEST} levels; save the text of the page instead")
    return tree


def _main_text(page: Any) -> list[str]:
    """Paragraphs of the main text, in order, none empty. trafilatura's fast cascade does as well as its full one on its own benchmark
    (F1 0.962 and 0.960), so the full one is for pages that the fast one finds little on.
    """
    text = _extracted(page, fast=True)
    if len(text) < _ARTICLE_CHARACTERS:
        text = max(text, _extracted(page, fast=False), key=len)
    lines = (_LIST_MARK.sub("", line.strip()) for line in text.split("\n"))
    return [line for line in lines if line]


def _extracted(page: Any, *, fast: bool) -> str:
    try:
        found = bare_extraction(page, include_comments=False, fast=fast)
    except (RecursionError, ValueError, AttributeError, TypeError, etree.LxmlError) as error:
        raise ReadError(f"its main text can't be extracted ({type(error).__name__}: {error}); save the text of the page instead") from error
    return "" if found is None or isinstance(found, dict) else found.text or ""


def _article_elements(tree: Any) -> list[Any]:
    """The outermost <article> elements with an article's worth of text, where there are two or more."""
    found: list[Any] = []
    for element in tree.iter("article"):
        if _holds_article(element) and not any(ancestor in found for ancestor in element.iterancestors("article")):
            found.append(element)
    return found if len(found) > 1 else []


def _post_elements(tree: Any) -> list[Any]:
    """Elements side by side that each hold a heading and an article's worth of text, where there are two or more."""
    beside: dict[Any, list[Any]] = {}
    for heading in tree.iter("h1", "h2", "h3"):
        for element in itertools.islice(heading.iterancestors(), 2):
            if element.getparent() is not None and _holds_article(element):
                group = beside.setdefault(element.getparent(), [])
                if element not in group:
                    group.append(element)
                break
    return next((group for group in beside.values() if len(group) > 1), [])


def _holds_article(element: Any) -> bool:
    return sum(len("".join(paragraph.itertext())) for paragraph in element.iter("p")) >= _ARTICLE_CHARACTERS


def _about(tree: Any, url: str | None) -> _Page:
    """What the head of a page says: title, outlet, address and date of publication."""
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        if key and element.get("content"):
            meta.setdefault(key, element.get("content").strip())
    headings = [_text(element) for element in tree.iter("h1")]
    page_title = next((_TITLE_SUFFIX.sub("", _text(element)) for element in tree.iter("title") if _text(element)), None)
    title = _first(meta, _TITLE_KEYS) or (headings[0] if len(headings) == 1 else None) or page_title
    link = next((element.get("href") for element in tree.iter("link") if element.get("rel") == "canonical"), None)
    address = link or meta.get("og:url")
    absolute = urljoin(url or "", address) if address else None
    return _Page(title, _first(meta, _OUTLET_KEYS), absolute if absolute and absolute.startswith("http") else None, _date(tree, meta))


def _date(tree: Any, meta: dict[str, str]) -> str | None:
    """The date of publication that the markup gives: meta elements, linked data, then a <time> that is marked or alone."""
    for key in _DATE_KEYS:
        found = iso_date(meta[key]) if key in meta else None
        if found:
            return found
    for element in tree.iter("script"):
        match = _LINKED_DATE.search(element.text or "") if element.get("type") == "application/ld+json" else None
        found = iso_date(match.group(1)) if match else None
        if found:
            return found
    times = [element for element in tree.iter("time") if element.get("datetime")]
    marked = [element for element in times if element.get("pubdate") is not None or element.get("itemprop") == "datePublished"]
    chosen = marked[:1] or (times if len(times) == 1 else [])
    return iso_date(chosen[0].get("datetime")) if chosen else None


def _about_element(element: Any, page: _Page) -> _Page:
    """What one of several articles of a page says of itself; the page's own date is that of none of them for certain."""
    return _Page(_heading(element), page.outlet, page.url, _date(element, {}))


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[key] for key in keys if meta.get(key)), None)


def _host(url: str | None) -> str | None:
    """The host of an address without "www.": the outlet where nothing names it."""
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None
