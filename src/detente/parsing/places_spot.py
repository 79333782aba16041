"""Names of places in a text: the longest ones that the gazetteer knows, but for those inside names of persons and organisations."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from detente.parsing.places_index import PlaceIndex
from detente.parsing.places_names import name_key
from detente.parsing.places_store import Place
from detente.parsing.places_words import (
    BEARERS,
    CALENDAR,
    CONNECTORS,
    DIRECTIONS,
    FACILITIES,
    FUNCTION,
    GOING,
    LOCATIVE,
    PUBLIC,
    SENTENCE_START,
    SETTLEMENT,
    TITLES,
    WORD,
)

_LONGEST = 6  # words of a name
_KNOWN = 100_000  # people a city has whose name needs no sign that a place is meant
_FAMOUS = 300_000  # and where a capital letter tells nothing, at the start of a sentence
_TOWN = 15_000
_DATELINE = re.compile(r"(?:, [A-Z][\w.]*)?,? ?(?:\(|[-–—]| [A-Z][a-z])")
_ARTICLES = ("al-", "el-", "an-", "as-", "ar-", "ad-")


class Spot(NamedTuple):
    """A name in the text and what it may mean; no `places` where only the recogniser holds it for one."""

    start: int
    end: int
    text: str
    places: tuple[Place, ...]


class _Taken:
    """Ranges of characters that don't overlap."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self.ranges = sorted(ranges)

    def add(self, start: int, end: int) -> bool:
        """Takes the range, or tells that a part of it is taken already."""
        at = bisect_left(self.ranges, (start, end))
        if (at and self.ranges[at - 1][1] > start) or (at < len(self.ranges) and self.ranges[at][0] < end):
            return False
        self.ranges.insert(at, (start, end))
        return True


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    joined: bool  # to the word before, by one space


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    words: tuple[_Word, ...]
    lower: frozenset[str]  # words that the text writes small
    index: PlaceIndex
    trusted: frozenset[tuple[int, int]]
    masked: tuple[tuple[int, int], ...]

    def is_masked(self, start: int, end: int) -> bool:
        """Whether it is part of a longer name of a person or organisation."""
        return any(a < end and start < b and (a, b) != (start, end) for a, b in self.masked)


def spot_places(text: str, index: PlaceIndex, trusted: Iterable[tuple[int, int]], masked: Iterable[tuple[int, int]]) -> list[Spot]:
    """The places of `text` in order, without overlaps.

    `trusted` are the character ranges that a recogniser holds for places, `masked` those of persons and organisations.
    """
    words = _words(text)
    lower = frozenset(word.text for word in words if word.text.islower())
    wanted = sorted({_trimmed(text, start, end) for start, end in trusted})
    scene = _Text(text, words, lower, index, frozenset(wanted), tuple(masked))
    found = _named(scene)
    taken = _Taken([(spot.start, spot.end) for spot in found])
    for start, end in sorted({*wanted, *_told(scene)}):
        if end > start and taken.add(start, end):
            found.append(Spot(start, end, text[start:end], index.look_up(text[start:end])))
    return sorted(found)


def _told(scene: _Text) -> list[tuple[int, int]]:
    """Names that the text itself calls places: 'the village of ...', '... Road', '... Airport'."""
    found = []
    position = 0
    while position < len(scene.words):
        end = position + 1
        first = scene.words[position]
        if first.text[0].isupper():
            while end < len(scene.words) and scene.words[end].joined and scene.words[end].text[0].isupper():
                end += 1
            last = scene.words[end - 1]
            facility = end - position > 1 and last.text.lower() in FACILITIES and first.text.lower() not in FUNCTION
            if facility or SETTLEMENT.search(scene.text[max(0, first.start - 30) : first.start]):
                found.append((first.start, last.end))
        position = end
    return found


def _words(text: str) -> tuple[_Word, ...]:
    words: list[_Word] = []
    for match in WORD.finditer(text):
        start, end = match.span()
        if text[start:end].endswith(("'s", "’s")):
            end -= 2
        joined = bool(words) and text[words[-1].end : start] == " "
        if end > start:
            words.append(_Word(start, end, text[start:end], joined))
    return tuple(words)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    article = re.match(r"[Tt]he\s+", text[start:end])
    start += article.end() if article else 0
    return start, end - 2 if text[start:end].endswith(("'s", "’s")) else end


def _is_name(word: str) -> bool:
    return word[0].isupper() or (word.startswith(_ARTICLES) and word[3:4].isupper())


def _named(scene: _Text) -> list[Spot]:
    """Accepted names; then the same names again wherever else they stand."""
    accepted: list[Spot] = []
    doubtful: list[Spot] = []
    position = 0
    while position < len(scene.words):
        size, spot, sure = _longest(scene, position)
        if spot:
            (accepted if sure else doubtful).append(spot)
        elif size == 1:
            accepted += _parts(scene.words[position], scene.index)
        position += size
    borne = {spot.text for spot in doubtful if _is_surname(scene, spot)}
    accepted = [spot for spot in accepted if spot.text not in borne or any(p.own for p in spot.places) or _is_located(scene, spot)]
    names = {spot.text for spot in accepted}
    return accepted + [spot for spot in doubtful if spot.text in names and not scene.is_masked(spot.start, spot.end)]


def _is_surname(scene: _Text, spot: Spot) -> bool:
    """Whether one word that follows a capital word which is no place, title or office: 'Doug Logan'."""
    at = bisect_left(scene.words, (spot.start,), key=lambda word: (word.start,))
    return " " not in spot.text and at > 0 and scene.words[at].joined and _is_foreign(scene, at - 1)


def _is_located(scene: _Text, spot: Spot) -> bool:
    """Whether the words around say that a place is meant: 'in', 'near', ', Ohio'."""
    before = scene.text[max(0, spot.start - 60) : spot.start]
    return bool(LOCATIVE.search(before) or qualifier_after(scene.text, spot.end, scene.index))


def _longest(scene: _Text, position: int) -> tuple[int, Spot | None, bool]:
    """Words taken, the longest known name at `position`, and whether it is surely a place there."""
    first = scene.words[position]
    if not _is_name(first.text):
        return 1, None, False
    short = _abbreviation(scene, first)
    if short:
        return 1, short, True
    last = position + 1
    while last < len(scene.words) and last - position < _LONGEST and scene.words[last].joined:
        last += 1
    for end in range(last, position, -1):
        tail = scene.words[end - 1]
        if not _is_name(tail.text) or any(not _is_name(w.text) and w.text not in CONNECTORS for w in scene.words[position:end]):
            continue
        name = scene.text[first.start : tail.end]
        if end - position > 1 and name_key(name) in scene.index.organisations:
            return _inside_organisation(scene, position, end)
        places = scene.index.look_up(name)
        if places:
            return end - position, Spot(first.start, tail.end, name, places), _is_place(scene, position, end, places)
    return 1, None, False


def _abbreviation(scene: _Text, word: _Word) -> Spot | None:
    """A subdivision's abbreviation after a comma: 'Barrie, Ont.'."""
    if not re.search(r"\w, $", scene.text[max(0, word.start - 3) : word.start]):
        return None
    for end in (word.end + 1, word.end):
        name = scene.text[word.start : end]
        if name in scene.index.qualifiers and not scene.text[end : end + 1].isalnum():
            return Spot(word.start, end, name, scene.index.area(name))
    return None


def _inside_organisation(scene: _Text, position: int, end: int) -> tuple[int, Spot | None, bool]:
    """Of the name of an organisation only a demonym counts ('Syrian Democratic Forces'), not a place ('Bank of England')."""
    word = scene.words[position]
    demonyms = tuple(place for place in scene.index.look_up(word.text) if place.kind == "demonym")
    return end - position, Spot(word.start, word.end, word.text, demonyms) if demonyms else None, True


def _parts(word: _Word, index: PlaceIndex) -> list[Spot]:
    """States and demonyms in a hyphened word: 'Turkish-backed', 'U.S.-led', 'German-Iraqi'."""
    parts = re.finditer(r"(?:^|(?<=-))[A-Z][^-]+(?=-|$)", word.text) if "-" in word.text else ()
    found = [(match, tuple(place for place in index.look_up(match[0]) if place.own)) for match in parts]
    return [Spot(word.start + match.start(), word.start + match.end(), match[0], places) for match, places in found if places]


def _is_place(scene: _Text, position: int, end: int, places: tuple[Place, ...]) -> bool:
    """Whether the words from `position` to `end`, which name `places`, are meant as a place where they stand."""
    first, last = scene.words[position], scene.words[end - 1]
    name = scene.text[first.start : last.end]
    if any(place.kind == "demonym" for place in places):
        return True
    if (first.start, last.end) in scene.trusted and not _in_other_name(scene, position, end, strict=True):
        return not _of_bearer(scene, position)
    own = any(place.own for place in places)
    borne = name_key(name) in scene.index.given
    if _is_dateline(scene.text, first.start, last.end):
        return True
    if scene.is_masked(first.start, last.end) and (borne or not own):
        return False
    if _of_bearer(scene, position) or _in_other_name(scene, position, end, strict=borne or not own):
        return False
    if own:
        return True
    return _is_plain_place(scene, position, end, places)


def _is_dateline(text: str, start: int, end: int) -> bool:
    """Whether a name in capitals opens a line as the place of writing: 'GENEVA (Reuters)', 'GENEVA - The'."""
    opens = re.search(r"(?:^|\n)\s*$", text[max(0, start - 20) : start])
    return bool(opens and text[start:end].isupper() and _DATELINE.match(text[end : end + 30]))


def _is_plain_place(scene: _Text, position: int, end: int, places: tuple[Place, ...]) -> bool:
    """Whether a name that only GeoNames has is meant as a place: by the words before it, what follows it, or its size."""
    first, last = scene.words[position], scene.words[end - 1]
    before = scene.text[max(0, first.start - 60) : first.start]
    small = name_key(first.text)
    single = end - position == 1
    if single and (small in scene.lower or small in FUNCTION or small in CALENDAR or small in PUBLIC or small in scene.index.roles):
        return False
    people = max((place.population // (5 if place.other else 1) for place in places), default=0)
    areas = any(place.kind.startswith("admin") and not place.other for place in places)
    if _is_located(scene, Spot(first.start, last.end, "", places)):
        return True
    if SENTENCE_START.search(before) and single:
        return people >= _FAMOUS
    if GOING.search(before) or not single:
        return people >= _TOWN or (areas and not single)
    return people >= _KNOWN


def _of_bearer(scene: _Text, position: int) -> bool:
    """Whether the name ends one such as 'Bank of England' or 'Duke of York'."""
    if position < 2 or not scene.words[position].joined or scene.words[position - 1].text != "of":
        return False
    return scene.words[position - 2].text.lower() in BEARERS


def _in_other_name(scene: _Text, position: int, end: int, *, strict: bool) -> bool:
    """Whether capital words beside the name make it part of a person's or organisation's ('Paris Hilton', 'Washington Post').

    Not where the whole is a public body or area ('London Police', 'Kharkiv Region'). For states (not `strict`) only a title or
    given name before counts.
    """
    words = scene.words
    left = words[position - 1] if position and words[position].joined else None
    if left and left.text.lower().rstrip(".") in TITLES and left.text[0].isupper():
        return left.text.lower() not in ("saint", "st") or strict
    if not strict:
        return False
    if left and _is_foreign(scene, position - 1):
        return True
    before = scene.text[max(0, words[position].start - 30) : words[position].start]
    return not (LOCATIVE.search(before) and not before.endswith("the ")) and _runs_on(scene, end)


def _runs_on(scene: _Text, end: int) -> bool:
    """Whether capital words that make it another's name follow: no office, body, area, acronym, weekday or title."""
    words, tail = scene.words, end
    while tail < len(words) and words[tail].joined and words[tail].text[0].isupper():
        tail += 1
    if tail == end:
        return False
    allowed = PUBLIC | scene.index.roles | CALENDAR | TITLES
    following = words[end].text
    return not (following.lower() in allowed or words[tail - 1].text.lower() in PUBLIC or (following.isupper() and len(following) > 1))


def _is_foreign(scene: _Text, position: int) -> bool:
    """Whether the capital word at `position` is no place, title, area word, acronym or opening of a sentence."""
    word = scene.words[position]
    small = word.text.lower()
    if not word.text[0].isupper() or word.text.isupper() or small in FUNCTION | PUBLIC | DIRECTIONS | CALENDAR | scene.index.roles:
        return False
    before = scene.text[max(0, word.start - 5) : word.start]
    if SENTENCE_START.search(before) and small in scene.lower:
        return False
    return not any(place.own for place in scene.index.look_up(word.text))


def qualifier_after(text: str, end: int, index: PlaceIndex) -> tuple[str, str] | None:
    """Country and subdivision code that ', Lebanon', ', Illinois' or ', Tex.' after a name gives, or None."""
    match = re.match(r",? \(?((?:[A-Z]\.){2,}|[A-Z][\w’'-]*\.?(?: (?:of |and )?[A-Z][\w’'-]*){0,2})", text[end : end + 60])
    if not match or not text.startswith(",", end) and "(" not in match[0]:
        return None
    words = match[1].split()
    for size in range(len(words), 0, -1):
        name = " ".join(words[:size])
        if name in index.qualifiers or name + "." in index.qualifiers:
            area = index.area(name if name in index.qualifiers else name + ".")
            return (area[0].country, area[0].admin1) if area else None
        for place in index.look_up(name.removesuffix(".").removesuffix("’s").removesuffix("'s")):
            if place.kind == "country":
                return place.country, ""
            if place.kind == "admin1" and not place.other:
                return place.country, place.admin1
    return None


def spots_of(spots: Sequence[Spot]) -> dict[str, list[Spot]]:
    """The spots by folded name, in order of first appearance: a name has one sense in a document."""
    groups: dict[str, list[Spot]] = {}
    for spot in spots:
        groups.setdefault(name_key(spot.text), []).append(spot)
    return groups
