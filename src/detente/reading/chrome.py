"""What each paragraph of a page is: body, headline, date stamp, byline or furniture (chrome)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from detente.reading.dates import first_full_date, iso_date
from detente.reading.headlines import TITLE_CASE_SHARE, headline_like, title_case_share, unterminated, words
from detente.reading.phrases import Phrases, folded
from detente.reading.positions import Block, cut


class Kind(Enum):
    """The part that a line plays on a page."""

    BODY = "body"
    HEADLINE = "headline"
    SHORT = "short"  # unterminated and too short or too odd for a headline: a subheading, a list item
    CHROME = "chrome"
    LISTING = "listing"  # heads a list of other articles
    SECTION = "section"
    STAMP = "stamp"  # a date, with or without "published"
    BYLINE = "byline"
    FAQ = "faq"


@dataclass(frozen=True, slots=True)
class Line:
    """A block and its kind; `date` is the ISO date of a stamp, `how` whether it was "byline" or "file"."""

    block: Block
    kind: Kind
    date: str | None = None
    how: str = "byline"


_PUBLISHED = r"(?:first\s+)?(?:published|updated|posted|modified|last\s+updated|last\s+modified|date|dated|publication date|released)"
_SCRAPE_STAMP = re.compile(r"\s*date\s*:?\s+(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?\S*)?(?:\s+|$)", re.IGNORECASE)
_STAMP = re.compile(rf"^{_PUBLISHED}\b\s*(?:on|at|:|-|–)?\s*", re.IGNORECASE)
_BYLINE = re.compile(
    r"^(?:By|Written by|Reported by|Reporting by)\s+"
    r"(?:[A-Z][\w.'’-]*(?:\s+|,\s*|\s*&\s*|\s+and\s+|$)){1,8}(?:[|·•–-].{0,60})?$"
)
_READING_TIME = re.compile(
    r"^(?:\d+\s+(?:min(?:ute)?s?|hours?|days?|weeks?|months?)\s+(?:read|ago)|\d+\s+(?:comments?|shares?|views?|likes?))$", re.IGNORECASE
)
_STAMP_WORDS = 12
_TITLE_WORDS = 25


def without_link_marks(block: Block, phrases: Phrases) -> Block:
    """The block without "[Link to ...]" and the like; a full stop left over behind the sentence's own goes too."""
    if "[" not in block.text:
        return block
    opening = "|".join(re.escape(word) for word in phrases.link_marks)
    pattern = re.compile(rf"\s*\[\s*(?:{opening})(?:\b|:)[^\[\]\n]{{0,300}}\](?:(?<=\])\.)?", re.IGNORECASE)
    ranges = []
    for match in pattern.finditer(block.text):
        sentence_ended = block.text[max(0, match.start() - 8) : match.start()].rstrip("”\"’' ")[-1:] in tuple(".!?")
        keeps_stop = match.group().endswith(".") and match.start() > 0 and not sentence_ended
        ranges.append((match.start(), match.end() - (1 if keeps_stop else 0)))
    return cut(block, ranges)


def classify(blocks: Iterable[Block], phrases: Phrases) -> list[Line]:
    """Lines with their kinds in order; link marks are taken out, a scrape stamp before the first sentence stands apart."""
    lines: list[Line] = []
    for index, block in enumerate(blocks):
        cleaned = without_link_marks(block, phrases)
        stamp = _SCRAPE_STAMP.match(cleaned.text) if index == 0 else None
        value = iso_date(stamp.group(1)) if stamp else None
        if stamp and value:
            lines.append(Line(cut(cleaned, [(stamp.end(), len(cleaned.text))]), Kind.STAMP, value, "file"))
            cleaned = cut(cleaned, [(0, stamp.end())])
        if cleaned.text:
            lines.append(_line(cleaned, phrases))
    return _with_opening_title(lines)


def _with_opening_title(lines: list[Line]) -> list[Line]:
    """The lines, the first one a headline where it asks or exclaims and yet stands over the text rather than in it."""
    index = next((index for index, line in enumerate(lines) if line.kind not in (Kind.STAMP, Kind.CHROME, Kind.SECTION)), len(lines) - 1)
    rest = [line.block.text for line in lines[index + 1 :] if line.kind is Kind.BODY]
    if not rest or lines[index].kind is not Kind.BODY:
        return lines
    text = lines[index].block.text
    asks = [other.endswith("?") for other in rest]
    stands_over = title_case_share(text) >= TITLE_CASE_SHARE or asks[0] or not any(asks)
    if text.endswith(("?", "!")) and len(words(text)) <= _TITLE_WORDS and stands_over and not re.search(r"[.!?]\s", text):
        return [*lines[:index], replace(lines[index], kind=Kind.HEADLINE), *lines[index + 1 :]]
    return lines


def _line(block: Block, phrases: Phrases) -> Line:
    """The kind of one paragraph, by itself."""
    text = folded(block.text)
    count = len(text.split())
    kind = _phrase_kind(text, count, phrases)
    if kind:
        return Line(block, kind)
    stamped = _stamp_date(block.text) if count <= _STAMP_WORDS else None
    if stamped:
        return Line(block, Kind.STAMP, stamped)
    if count <= _STAMP_WORDS and _BYLINE.match(block.text):
        return Line(block, Kind.BYLINE)
    if headline_like(block.text):
        return Line(block, Kind.HEADLINE)
    short = count <= 2 and unterminated(block.text)
    return Line(block, Kind.SHORT if short else Kind.BODY)


def _phrase_kind(text: str, count: int, phrases: Phrases) -> Kind | None:
    """What the phrase lists call a line, None where they don't know it."""
    bare = text.strip(" :|·•-–*#")
    if bare in phrases.faq:
        return Kind.FAQ
    if bare in phrases.listings:
        return Kind.LISTING
    if bare in phrases.sections:
        return Kind.SECTION
    if text in phrases.lines or bare in phrases.lines or not re.search(r"\w", text) or _READING_TIME.match(bare):
        return Kind.CHROME
    if text.startswith(phrases.always) or (count <= phrases.prefix_words and text.startswith(phrases.prefixes)):
        return Kind.CHROME
    return None


def _stamp_date(text: str) -> str | None:
    """The date of a line that is a date and little else, such as "Published: August 8, 2023, 10:15 GMT" or "8 August 2023"."""
    opened = _STAMP.match(text)
    rest = text[opened.end() :] if opened else text
    value = first_full_date(rest)
    spare = 6 if opened else 4  # words beside the date: a weekday, a time, a zone, a byline's bar
    if value is None or len(words(rest)) > 3 + spare or (not opened and text.endswith((".", "?", "!")) and len(words(text)) > 4):
        return None
    head = re.match(r"\W*(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\W+)?", rest, re.IGNORECASE)
    begins = first_full_date(rest[head.end() : head.end() + 20]) if head else None
    return value if opened or begins else None
