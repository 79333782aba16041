"""From blocks of text to documents: chrome out, articles apart, title, date, language and places in the input set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from detente.reading.chrome import classify
from detente.reading.dates import bounds, date_in_address, dateline
from detente.reading.doubts import contradiction
from detente.reading.faq import faq_blocks
from detente.reading.languages import language_of
from detente.reading.options import ReadOptions
from detente.reading.phrases import Phrases
from detente.reading.positions import PARAGRAPH_BREAK, Block, concatenate
from detente.reading.splitting import Draft, articles
from detente.records import Document, Published, Rejected, stable_id

# An article comes out within a week of its dateline; a later stamp is the day of a crawl.
_STAMP_DAYS = 7


@dataclass(frozen=True, slots=True)
class Tools:
    """What every format's reader needs."""

    options: ReadOptions
    phrases: Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known of a document beside its text: where it stood and what the page or file says about it."""

    input: str
    name: str  # base name of the input, part of the id
    part: int = 0
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: Published = field(default_factory=Published)


def documents(blocks: Sequence[Block], setting: Setting, tools: Tools) -> Iterator[Document | Rejected]:
    """The articles among `blocks`, numbered from `setting.part`; a Rejected where there is no article text."""
    drafts = articles(classify(blocks, tools.phrases), setting.title)
    if not drafts:
        reason = "it holds no article text, only page furniture or nothing; check that it is the article itself"
        yield Rejected(setting.input, "read", reason, setting.input)
    for index, draft in enumerate(drafts):
        title = _title(draft.title, setting.title, index, len(drafts))
        published = _published(draft, setting, alone=len(drafts) == 1)
        yield from finish(draft, replace(setting, part=setting.part + index, title=title, published=published), tools)


def _title(found: str | None, known: str | None, index: int, count: int) -> str | None:
    """The page's own title where it holds one article, else the headline found in the text."""
    if count == 1:
        return known or found
    return found or (known if index == 0 else None)


def finish(draft: Draft, setting: Setting, tools: Tools) -> Iterator[Document | Rejected]:
    """One draft as a document, or rejected where it is longer than the options allow."""
    paragraphs = [line.block for line in draft.lines]
    whole = concatenate(paragraphs, PARAGRAPH_BREAK)
    if len(whole.text) > tools.options.max_characters:
        yield too_long(len(whole.text), setting.input, tools.options)
        return
    yield Document(
        id=stable_id(setting.name, setting.part, whole.text),
        text=whole.text,
        input=setting.input,
        part=setting.part,
        title=setting.title,
        url=setting.url,
        outlet=setting.outlet,
        published=doubted(setting.published, whole.text),
        language=language_of(whole.text),
        segments=whole.runs,
        faq=_faq_ranges(draft, paragraphs),
    )


def too_long(length: int, source: str, options: ReadOptions) -> Rejected:
    """The row for a text that passes the limit on characters."""
    limit = options.max_characters
    reason = f"text of {length:,} characters is over the limit of {limit:,} for one document; split it or raise max_characters"
    return Rejected(source, "read", reason, source)


def doubted(published: Published, text: str) -> Published:
    """The date, marked doubtful where the text contradicts it."""
    if published.value is None or published.doubtful:
        return published
    reason = contradiction(text, published.value, stamped=published.how == "file")
    return replace(published, doubtful=True, reason=reason) if reason else published


def _published(draft: Draft, setting: Setting, *, alone: bool) -> Published:
    """The best date known: the page's own metadata, the line at the article's head, the address, the dateline, the file's stamp or name.

    Where the article is not alone on its page, the line at its head comes before the page's metadata.
    """
    stamp = draft.stamp
    bylined = stamp is not None and stamp.how == "byline"
    if setting.published.value and setting.published.how != "file" and (alone or not bylined):
        return setting.published
    if stamp and bylined:
        return Published(stamp.date, "byline")
    in_address = date_in_address(setting.url) if setting.url else None
    if in_address:
        return Published(in_address, "url")
    written = dateline(draft.texts[0]) if draft.texts else None
    day = written.iso if written else None
    if day and not (stamp and stamp.date and _stamped_soon(day, stamp.date)):
        return Published(day, "inferred", reason="the date in the article's dateline")
    if stamp:
        return Published(stamp.date, "file", reason="a date stamped at the head of the file")
    if setting.published.value:
        return setting.published
    in_name = date_in_address(PurePosixPath(setting.name).stem)
    return Published(in_name, "file", reason="the date in the file's name") if in_name else setting.published


def _stamped_soon(day: str, stamp: str) -> bool:
    """Whether a file's stamp lies so shortly after the dateline that it is the day of publication."""
    return 0 <= (bounds(stamp)[1] - bounds(day)[0]).days <= _STAMP_DAYS


def _faq_ranges(draft: Draft, paragraphs: Sequence[Block]) -> tuple[tuple[int, int], ...]:
    """Character ranges of the question-and-answer blocks in the joined text."""
    starts, position = [], 0
    for block in paragraphs:
        starts.append(position)
        position += len(block.text) + len(PARAGRAPH_BREAK)
    return tuple((starts[first], starts[end - 1] + len(paragraphs[end - 1].text)) for first, end in faq_blocks(draft.lines))
