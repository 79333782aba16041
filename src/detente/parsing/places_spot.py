"""Names of places in a text: the longest ones that the gazetteer knows, but for those inside names of persons and organisations."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from detente.parsing.places_index import PlaceIndex
from detente.parsing.places_names import name_key
from detente.parsing.places_scene import Scene, Spot, Word, scene_of
from detente.parsing.places_signs import Reading, is_foreign, is_located, reading
from detente.parsing.places_words import CONNECTORS, FACILITIES, FUNCTION, SETTLEMENT

_LONGEST = 6  # words of a name


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


def spot_places(text: str, index: PlaceIndex, trusted: Iterable[tuple[int, int]], masked: Iterable[tuple[int, int]]) -> list[Spot]:
    """The places of `text` in order, without overlaps.

    `trusted` are the character ranges that a recogniser holds for places, `masked` those of persons and organisations.
    """
    wanted = sorted({_trimmed(text, start, end) for start, end in trusted})
    scene = scene_of(text, index, wanted, masked)
    found = _named(scene)
    taken = _Taken([(spot.start, spot.end) for spot in found])
    for start, end in sorted({*wanted, *_told(scene)}):
        if end > start and taken.add(start, end):
            found.append(Spot(start, end, text[start:end], index.look_up(text[start:end])))
    return sorted(found)


def _told(scene: Scene) -> list[tuple[int, int]]:
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
            if facility or SETTLEMENT.search(scene.before(first.start, 30)):
                found.append((first.start, last.end))
        position = end
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    article = re.match(r"[Tt]he\s+", text[start:end])
    start += article.end() if article else 0
    return start, end - 2 if text[start:end].endswith(("'s", "’s")) else end


def _named(scene: Scene) -> list[Spot]:
    """Accepted names; then the same names again wherever else they stand."""
    found: dict[Reading, list[Spot]] = {"place": [], "doubtful": [], "other": []}
    position = 0
    while position < len(scene.words):
        size, spot, meant = _longest(scene, position)
        if spot:
            found[meant].append(spot)
        elif size == 1:
            found["place"] += _parts(scene.words[position], scene.index)
        position += size
    borne = {spot.text for spot in found["other"] if _is_surname(scene, spot)}
    accepted = [spot for spot in found["place"] if spot.text not in borne or _is_known(spot) or is_located(scene, spot.start, spot.end)]
    names = {spot.text for spot in accepted}
    return accepted + [spot for spot in found["doubtful"] if spot.text in names and not scene.is_masked(spot.start, spot.end)]


def _is_known(spot: Spot) -> bool:
    return any(place.own for place in spot.places)


def _is_surname(scene: Scene, spot: Spot) -> bool:
    """Whether one word that follows a capital word which is no place, title or office: 'Doug Logan'."""
    at = bisect_left(scene.words, (spot.start,), key=lambda word: (word.start,))
    return " " not in spot.text and at > 0 and scene.words[at].joined and is_foreign(scene, at - 1)


def _longest(scene: Scene, position: int) -> tuple[int, Spot | None, Reading]:
    """Words taken, the longest known name at `position`, and how it is meant there."""
    first = scene.words[position]
    if not first.is_name:
        return 1, None, "other"
    short = _abbreviation(scene, first)
    if short:
        return 1, short, "place"
    last = position + 1
    while last < len(scene.words) and last - position < _LONGEST and scene.words[last].joined:
        last += 1
    for end in range(last, position, -1):
        tail = scene.words[end - 1]
        if not tail.is_name or any(not w.is_name and w.text not in CONNECTORS for w in scene.words[position:end]):
            continue
        name = scene.text[first.start : tail.end]
        if end - position > 1 and name_key(name) in scene.index.organisations:
            return _inside_organisation(scene, position, end)
        places = scene.index.look_up(name)
        if places:
            return end - position, Spot(first.start, tail.end, name, places), reading(scene, position, end, places)
    return 1, None, "other"


def _abbreviation(scene: Scene, word: Word) -> Spot | None:
    """A subdivision's abbreviation after a comma: 'Barrie, Ont.'."""
    if not re.search(r"\w, $", scene.before(word.start, 3)):
        return None
    for end in (min(word.end + 1, len(scene.text)), word.end):
        name = scene.text[word.start : end]
        if name in scene.index.qualifiers and not scene.text[end : end + 1].isalnum():
            return Spot(word.start, end, name, scene.index.area(name))
    return None


def _inside_organisation(scene: Scene, position: int, end: int) -> tuple[int, Spot | None, Reading]:
    """Of the name of an organisation only a demonym counts ('Syrian Democratic Forces'), not a place ('Bank of England')."""
    word = scene.words[position]
    demonyms = tuple(place for place in scene.index.look_up(word.text) if place.kind == "demonym")
    return end - position, Spot(word.start, word.end, word.text, demonyms) if demonyms else None, "place"


def _parts(word: Word, index: PlaceIndex) -> list[Spot]:
    """States and demonyms in a hyphened word: 'Turkish-backed', 'U.S.-led', 'German-Iraqi'."""
    parts = re.finditer(r"(?:^|(?<=-))[A-Z][^-]+(?=-|$)", word.text) if "-" in word.text else ()
    found = [(match, tuple(place for place in index.look_up(match[0]) if place.own)) for match in parts]
    return [Spot(word.start + match.start(), word.start + match.end(), match[0], places) for match, places in found if places]
