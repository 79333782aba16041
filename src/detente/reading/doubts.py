"""Whether a text contradicts the date it is said to have come out on.

Four rules, each about what no reporter writes: a dateline weeks off; a past event later than publication; a weekday that the calendar
denies; a happening called recent that lies months back. Each asks for positive evidence, since a false doubt costs every "on Monday" of
the text its anchor.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from detente.reading.dates import DateMention, bounds, date_mentions, dateline

# News gives a day without its year for about a quarter of a year while it calls the matter recent.
RECENT_DAYS = 90
# Publication and event may differ by a day through time zones and a paper's date line.
TOLERANCE_DAYS = 1
# An article comes out within days of its dateline; a month leaves room for weeklies and reprints.
DATELINE_DAYS = 31

# A sentence with one of these may speak of a day to come, or of a plan for it.
_FUTURE = re.compile(
    r"\b(?:will|would|shall|(?-i:may)|might|could|should|must|to be|scheduled|due|plan(?:s|ned|ning)?|expect(?:s|ed)?|set (?:to|for)|until"
    r"|till|by|before|ahead of|deadline|expires?|ends?|upcoming|next|coming"
    r"|from|starting|through|between|if|promised|pledged|agreed|announced"
    r"|called|calling|for|proposed|postponed|delayed|extended)\b",
    re.IGNORECASE,
)
# What makes a day without a year one that is still to come, standing shortly before it.
_AHEAD = re.compile(
    r"\b(?:will|scheduled|due|until|till|by|before|deadline|next|set for|planned for|expected|upcoming|starting)\b", re.IGNORECASE
)
_AHEAD_CHARACTERS = 40
_PAST = re.compile(
    r"\b(?:was|were|had|said|told|took|met|held|came|went|began|broke|fell|killed|seized|shot|won|lost|left|struck|made|gave|saw|\w{3,}ed)\b",
    re.IGNORECASE,
)
_OTHER_YEAR = re.compile(r"\s*,?\s*(?:last|this|next|that|the (?:same|previous|following)|of (?:last|this|next)) year\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(" + "|".join(calendar.day_name) + r")\b,?\s+(?:the\s+)?$", re.IGNORECASE)
_RECENT = re.compile(
    r"\b(?:(?:the|this|that|its|their)\s+(?:most\s+)?(?:recent|latest)|last\s+(?:week|weekend|month)['’]s)\s+([a-z]{4,})\b", re.IGNORECASE
)
# In a lead, "two weeks after the mutiny of April 2" tells when the news is: days or weeks after that day.
_SOON_AFTER = re.compile(r"\b(?:days|weeks|a day|a week)\s+(?:after|since|following)\b[^.!?\n]{0,50}$", re.IGNORECASE)
_ON = re.compile(r"\bon\s+$", re.IGNORECASE)
_LEAD_CHARACTERS = 600
_SENTENCE_END = re.compile(r"[.!?][”\"’')\]]*\s+(?=[A-Z“\"‘'])")
_WORD = re.compile(r"[a-z]{4,}")
# What a reader calls recent by name; other words say when something is, not what it is.
_NO_EVENT = frozenset(
    re.findall(
        r"\w+",
        """
        after before since from until during when while that this with early late days weeks months year years time week month more than
        have been last first second developments events reports report news statement past weekend edition study survey poll article
        """,
    )
)
_WINDOW_WORDS = 4


def contradiction(text: str, published: str, *, stamped: bool = False) -> str | None:
    """Why `text` can't have come out at `published` (ISO day, month or year), in words, or None where nothing speaks against it.

    A date that a file was `stamped` with may be the day of a crawl, so it takes less to doubt than one that a publisher gives.
    """
    first, last = bounds(published)
    mentions = date_mentions(text)
    return (
        _other_dateline(text, first, last)
        or _later_past(text, mentions, last)
        or _wrong_weekday(text, mentions, first, last)
        or _stale_recent(text, mentions, first, last, stamped)
    )


def _sentence(text: str, position: int) -> tuple[str, str]:
    """The sentence around `position`, as what stands before it and what stands from it on."""
    # Sentences of news rarely pass 600 characters; a window keeps the cost of a long text linear.
    low = max(0, position - 600)
    starts = [match.end() for match in _SENTENCE_END.finditer(text, low, position)]
    paragraph = text.rfind("\n", low, position) + 1
    start = max([low, paragraph, *starts])
    end = _SENTENCE_END.search(text, position, position + 600)
    rest = text[position : end.start() if end else position + 600].split("\n", 1)[0]
    return text[start:position], rest


def _other_dateline(text: str, first: date, last: date) -> str | None:
    """A dateline that lies weeks before or after publication."""
    written = dateline(text.split("\n", 1)[0])
    if written is None:
        return None
    day = written.on(written.year) if written.year else None
    near = [day] if day else _nearest(written, first, last)
    if not near or any(first - timedelta(days=DATELINE_DAYS) <= one <= last + timedelta(days=TOLERANCE_DAYS) for one in near):
        return None
    return f"the dateline gives {text[written.start : written.end]!r}, which is not within {DATELINE_DAYS} days before {last.isoformat()}"


def _later_past(text: str, mentions: list[DateMention], last: date) -> str | None:
    """A full date after publication that the text reports as past."""
    for mention in mentions:
        day = mention.on(mention.year) if mention.year else None
        if day is None or day <= last + timedelta(days=TOLERANCE_DAYS):
            continue
        before, after = _sentence(text, mention.start)
        if _PAST.search(before + after) and not _FUTURE.search(before + after):
            return f"the text reports {day.isoformat()} as past, which is after {last.isoformat()}"
    return None


def _nearest(mention: DateMention, first: date, last: date) -> list[date]:
    """The last such day up to publication and the first one after it."""
    years = [day for year in range(first.year - 4, last.year + 5) if (day := mention.on(year))]
    past, future = [day for day in years if day <= last], [day for day in years if day > last]
    return past[-1:] + future[:1]


def _wrong_weekday(text: str, mentions: list[DateMention], first: date, last: date) -> str | None:
    """A day and month with its weekday that falls on that weekday neither in the year before nor in the year after publication."""
    for mention in mentions:
        named = _WEEKDAY.search(text, max(0, mention.start - 16), mention.start)
        if mention.year or not named or _OTHER_YEAR.match(text, mention.end):
            continue
        near = _nearest(mention, first, last)
        if near and all(calendar.day_name[day.weekday()].lower() != named.group(1).lower() for day in near):
            said = text[named.start() : mention.end]
            return f"the text says {said!r}, which is no {named.group(1)} within a year of {last.isoformat()}"
    return None


def _happenings(text: str, mention: DateMention) -> set[str]:
    """Nouns beside a date that may name what happened on it ("a mutiny on April 2", "the April 2 mutiny")."""
    before, after = _sentence(text, mention.start)
    near = [*_WORD.findall(before)[-_WINDOW_WORDS:], *_WORD.findall(after[mention.end - mention.start :])[:_WINDOW_WORDS]]
    return set(near) - _NO_EVENT


def _stale(text: str, mentions: list[DateMention], first: date, last: date) -> list[tuple[date, DateMention]]:
    """Days without a year that lie months before publication; none where the text names any day nearer to it, past or to come."""
    stale = []
    for mention in mentions:
        before, _ = _sentence(text, mention.start)
        if mention.year is None and (_OTHER_YEAR.match(text, mention.end) or _AHEAD.search(before[-_AHEAD_CHARACTERS:])):
            continue
        day = mention.on(mention.year) if mention.year else None
        days = [day] if day else _nearest(mention, first, last)
        if any(abs((first - one).days) <= RECENT_DAYS for one in days):
            return []
        past = [one for one in days if one <= last]
        if past and mention.year is None:
            stale.append((past[0], mention))
    return stale


def _stale_recent(text: str, mentions: list[DateMention], first: date, last: date, stamped: bool) -> str | None:
    """A happening that the text dates by day and month alone, months before publication, and treats as recent: by that word, by
    a lead of days or weeks after it, or, against a mere stamp, by reporting in the lead that it came "on" that day.

    It counts only where the text names no day nearer to publication: a text that does may mean another happening of the kind.
    """
    stale = _stale(text, mentions, first, last)
    recent = {noun.lower() for noun in _RECENT.findall(text)} if stale else set()
    for day, mention in stale:
        named = f"{calendar.month_name[mention.month]} {mention.day}"
        lies = f"which lies {(first - day).days} days before {first.isoformat()}"
        window = text[max(0, mention.start - 80) : mention.start]
        if mention.start < _LEAD_CHARACTERS and _SOON_AFTER.search(window):
            return f"the lead tells of days or weeks after {named}, {lies}"
        if mention.start < _LEAD_CHARACTERS and stamped and _ON.search(window):
            return f"the lead dates its news by {named}, {lies}"
        for noun in sorted(_happenings(text, mention) & recent) if recent else ():
            return f"the text calls the {noun} of {named} recent, {lies}"
    return None
