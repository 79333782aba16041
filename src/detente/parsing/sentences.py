"""Where sentences begin and end: rules on the raw text, before any parser, so that headlines, quotes and abbreviations survive."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from detente.parsing.words import word_set

# Abbreviations that a name or number follows: their full stop never ends a sentence.
_TITLES = word_set(
    "mr mrs ms mx dr gen lt col maj capt cpt sgt cpl pvt adm cmdr cdr brig sen rep gov prof rev hon pres amb messrs fr st mt ft supt "
    "insp vs v e.g i.e cf approx dept nos pp vol ed hq spc pfc gov.-gen lt.-gen lt.-col maj.-gen brig.-gen vice-adm rear-adm ald cllr "
    "atty msgr"
)
# Abbreviations that stand before a number.
_BEFORE_NUMBER = word_set("no nr art fig sec para jan feb mar apr jun jul aug sep sept oct nov dec op ca c p ch")
# Abbreviations that may end a sentence; the next word decides.
_EITHER = word_set("jr sr inc co corp ltd llc plc etc ave blvd rd al bros assn mfg univ est")
_AFTER_CLOCK = word_set(
    "gmt utc est edt cet bst et pt monday tuesday wednesday thursday friday saturday sunday local eastern pacific central east west "
    "january february march april may june july august september october november december"
)
# Words that open a sentence far more often than they follow an abbreviation inside one.
_STARTERS = word_set(
    "a an the this that these those it its he she they we i you his her their our my in on at by for from with without after before "
    "but and or so yet as if when while where since because although though despite however meanwhile instead later earlier there "
    "here what who how why which not no nor both each every some many most all several few another other others one two three under "
    "over during until once then now still also even only just last next more"
)
_SAYS = re.compile(
    r"(?:(?:[A-Z][\w.'’-]*|the|a|an|his|her|of|al)\s+){0,6}?"
    r"(?:said|says|asked|asks|told|tells|added|wrote|writes|shouted|cried|demanded|wondered|replied|quipped|declared|continued|exclaimed)\b"
)
_CANDIDATE = re.compile(r"(?P<marks>[.!?…]+)(?P<closers>[\"”’'»)\]]*)(?P<gap>\s+|$)")
_OPENING = re.compile(r"[\"“‘'«(\[–—-]*\s*")
_MARKER = re.compile(r"(?:[-*•‣◦–—]\s+|\(?\d{1,3}[.)]\s+|\(?[a-z]\)\s+|\d{1,2}[:.h]\d{2}\b|[A-Z][A-Z .'’-]{1,40}:\s)")
_NUMBERED = re.compile(r"\s*\(?\d{1,3}$")
_PRELUDE = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3}(?:, [A-ZÀ-Þ][\w.'’ -]{2,30}?)?"
    r"(?:,? \(?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\)?)?(?: \([A-Z][\w. /-]{1,30}\))?"
    r"|\d{1,2}[:.]\d{2}(?: ?(?:GMT|UTC|local))?)\s*(?:[–—]|-{1,2})\s+(?=\S)"
    r"|(?:[A-ZÀ-Þ]{2,3} )?[A-ZÀ-Þ][A-ZÀ-Þ-]{2,}(?: [A-ZÀ-Þ-]{2,}){0,2}(?:\.|:) (?=\S)"
    r"|(?:[-*•‣◦–—]|\(?\d{1,3}[.)])\s+(?=\S)"
)
_TERMINAL = re.compile(r"[.!?…:][\"”’'»)\]]*$")
_SEEN = 120  # characters on either side of a full stop that decide on it
_HEADING = 100  # characters of a heading, at most
_BLANK_LINE = re.compile(r"\n[ \t\r\f\v\xa0]*(?:\n[ \t\r\f\v\xa0]*)+")


class Bounds(NamedTuple):
    """A sentence's place: characters `start` to `end` of the text, and the number of its paragraph, counted from 0.

    Its grammar begins at `body`, after a dateline, clock time or crosshead ("JUBA, Dec 4 - ", "14:05 - ", "ACCESS. ").
    """

    start: int
    end: int
    paragraph: int
    body: int


def split_sentences(text: str) -> list[Bounds]:
    """Bounds of the sentences of `text` in order, without the white space around them; everything but white space is in one.

    Blank lines and line breaks that no wrapping explains always end a sentence. Raises nothing.
    """
    found: list[Bounds] = []
    for paragraph, (start, end) in enumerate(_blocks(text)):
        prelude = _PRELUDE.match(text, start, end)
        body = prelude.end() if prelude and prelude.end() < end else start
        for first, last in _sentences(text, start, end, body):
            found.append(Bounds(first, last, paragraph, max(first, body)))
    return found


def asks_or_heads(text: str, places: Sequence[Bounds], index: int, faq: Sequence[tuple[int, int]] = ()) -> bool:
    """Whether sentence `index` of `places` is a question of a FAQ (`faq`: its ranges) or a heading: neither reports anything itself.

    A heading is a short paragraph of its own, not the first, without an end mark, before a paragraph that has one.
    """
    place = places[index]
    shown = text[place.start : place.end].rstrip("\"”’'» ")
    alone = all(places[other].paragraph != place.paragraph for other in (index - 1, index + 1) if 0 <= other < len(places))
    if shown.endswith("?"):
        return alone or any(start <= place.start < end for start, end in faq)
    if not alone or index == 0 or index + 1 == len(places) or place.end - place.start > _HEADING:
        return False
    following = text[places[index + 1].start : places[index + 1].end]
    return not _TERMINAL.search(text[place.start : place.end]) and place.body == place.start and bool(_TERMINAL.search(following))


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs and lines that stand alone, trimmed, none empty."""
    start = 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        stop = gap.start() if gap else len(text)
        yield from _lines(text, start, stop)
        start = gap.end() if gap else stop


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines from `start` to `end`, joined where the line break is only a wrap."""
    lines = []
    for line in re.finditer(r"[^\n]+", text[start:end]):
        left = start + line.start() + len(line[0]) - len(line[0].lstrip())
        right = start + line.start() + len(line[0].rstrip())
        if left < right:
            lines.append((left, right))
    if not lines:
        return
    lengths = [right - left for left, right in lines[:-1]]
    wrapped = bool(lengths) and min(lengths) > 40 and max(lengths) < 120 and max(lengths) - min(lengths) < 30
    first, last = lines[0]
    for left, right in lines[1:]:
        flows = wrapped or (text[left].islower() and not _TERMINAL.search(text[first:last]))
        if flows and not _MARKER.match(text, left, right):
            last = right
        else:
            yield first, last
            first, last = left, right
    yield first, last


def _sentences(text: str, start: int, end: int, body: int) -> Iterator[tuple[int, int]]:
    for candidate in _CANDIDATE.finditer(text, body, end):
        if candidate.end() < end and _ends(text, start, candidate, end):
            yield start, candidate.end("closers")
            start = candidate.end()
    yield start, end


def _ends(text: str, start: int, candidate: re.Match[str], end: int) -> bool:
    """Whether the sentence that began at `start` ends at `candidate`."""
    opening = _OPENING.match(text, candidate.end(), end)
    position = opening.end() if opening else candidate.end()
    follow = text[position : min(end, position + _SEEN)]
    if not follow or follow[0].islower():
        return False
    quoted = any(mark in candidate["closers"] for mark in "\"”’'»")
    if candidate["marks"] != ".":
        return not (quoted and _SAYS.match(follow))
    if quoted:
        return True
    stop = candidate.start()
    if stop - start < 6 and _NUMBERED.fullmatch(text, start, stop):
        return False
    return _full_stop_ends(text[max(start, stop - _SEEN) : stop], follow)


def _full_stop_ends(before: str, follow: str) -> bool:
    """Whether a single full stop between `before` and `follow` (which begins with no small letter) ends a sentence."""
    word = re.split(r"[\s(\[\"“‘—–]", before)[-1]
    bare = word.lower()
    following = re.match(r"[\w'’]+", follow)
    after = following[0].lower() if following else ""
    if bare in _TITLES or (bare in _BEFORE_NUMBER and follow[0].isdigit()):
        return False
    if bare in ("a.m", "p.m", "am", "pm"):
        return after not in _AFTER_CLOCK
    if len(word) == 1 and word.isupper():
        return after in _STARTERS
    if re.fullmatch(r"(?:[A-Za-z]{1,2}\.)+[A-Za-z]{1,2}", word) or bare in _EITHER:
        return after in _STARTERS
    if bare in _BEFORE_NUMBER and word[0].isupper() and len(word) > 2 and bare != "mar":
        return after in _STARTERS
    return True
