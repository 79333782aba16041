"""Signs in a text that a name is meant as a place, or belongs to a person or an organisation."""

from __future__ import annotations

import re
from typing import Literal

from detente.parsing.places_index import PlaceIndex
from detente.parsing.places_names import name_key
from detente.parsing.places_scene import Scene
from detente.parsing.places_store import Place
from detente.parsing.places_words import BEARERS, GOING, LOCATIVE, PUBLIC, SENTENCE_START, TITLES

Reading = Literal["place", "doubtful", "other"]
_KNOWN = 100_000  # people a city has whose name needs no sign that a place is meant
_FAMOUS = 300_000  # and where a capital letter tells nothing, at the start of a sentence
_TOWN = 15_000
_DATELINE = re.compile(r"(?:, [A-Z][\w.]*)?,? ?(?:\(|[-–—]| [A-Z][a-z])")


def reading(scene: Scene, position: int, end: int, places: tuple[Place, ...]) -> Reading:
    """How the words from `position` to `end`, which name `places`, are meant: as a place, perhaps, or within another name."""
    first, last = scene.words[position], scene.words[end - 1]
    if any(place.kind == "demonym" for place in places) or _is_dateline(scene.text, first.start, last.end):
        return "place"
    own = any(place.own for place in places)
    borne = name_key(scene.text[first.start : last.end]) in scene.index.given
    trusted = (first.start, last.end) in scene.trusted
    if _of_bearer(scene, position) or _in_other_name(scene, position, end, strict=borne or not own):
        return "other"
    if trusted:
        return "place"
    if scene.is_masked(first.start, last.end) and (borne or not own):
        return "other"
    return "place" if own or _is_plain_place(scene, position, end, places) else "doubtful"


def _is_dateline(text: str, start: int, end: int) -> bool:
    """Whether a name in capitals opens a line as the place of writing: 'GENEVA (Reuters)', 'GENEVA - The'."""
    opens = re.search(r"(?:^|\n)\s*$", text[max(0, start - 20) : start])
    return bool(opens and text[start:end].isupper() and _DATELINE.match(text[end : end + 30]))


def _is_plain_place(scene: Scene, position: int, end: int, places: tuple[Place, ...]) -> bool:
    """Whether a name that only GeoNames has is meant as a place: by the words before it, what follows it, or its size."""
    first, last = scene.words[position], scene.words[end - 1]
    before = scene.before(first.start, 60)
    small = name_key(first.text)
    single = end - position == 1
    if single and (small in scene.lower or small in scene.common):
        return False
    people = max((place.population // (5 if place.other else 1) for place in places), default=0)
    areas = any(place.kind.startswith("admin") and not place.other for place in places)
    if is_located(scene, first.start, last.end):
        return True
    if SENTENCE_START.search(before) and single:
        return people >= _FAMOUS
    if GOING.search(before) or not single:
        return people >= _TOWN or (areas and not single)
    return people >= _KNOWN


def is_located(scene: Scene, start: int, end: int) -> bool:
    """Whether the words around say that a place is meant: 'in', 'near', ', Ohio'."""
    before = scene.before(start)
    return bool(LOCATIVE.search(before) or qualifier_after(scene.text, end, scene.index))


def _of_bearer(scene: Scene, position: int) -> bool:
    """Whether the name ends one such as 'Bank of England' or 'Duke of York'."""
    if position < 2 or not scene.words[position].joined or scene.words[position - 1].text != "of":
        return False
    return scene.words[position - 2].text.lower() in BEARERS


def _in_other_name(scene: Scene, position: int, end: int, *, strict: bool) -> bool:
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
    if left and is_foreign(scene, position - 1):
        return True
    before = scene.text[max(0, words[position].start - 30) : words[position].start]
    return not (LOCATIVE.search(before) and not before.endswith("the ")) and _runs_on(scene, end)


def _runs_on(scene: Scene, end: int) -> bool:
    """Whether capital words that make it another's name follow: no office, body, area, acronym, weekday or title."""
    words, tail = scene.words, end
    while tail < len(words) and words[tail].joined and words[tail].text[0].isupper():
        tail += 1
    if tail == end:
        return False
    following = words[end].text
    return not (following.lower() in scene.follow or words[tail - 1].text.lower() in PUBLIC or (following.isupper() and len(following) > 1))


def is_foreign(scene: Scene, position: int) -> bool:
    """Whether the capital word at `position` is no place, title, area word, acronym or opening of a sentence."""
    word = scene.words[position]
    small = word.text.lower()
    if not word.text[0].isupper() or word.text.isupper() or small in scene.common:
        return False
    before = scene.before(word.start, 5)
    if SENTENCE_START.search(before) and small in scene.lower:
        return False
    return small in scene.index.given or not any(place.own for place in scene.index.look_up(word.text))


def qualifier_after(text: str, end: int, index: PlaceIndex) -> tuple[str, str] | None:
    """Country and subdivision code that ', Lebanon', ', Illinois' or ', Tex.' after a name gives, or None."""
    match = re.match(r",? \(?((?:[A-Z]\.){2,}|[A-Z][\w’'-]*\.?(?: (?:of |and )?[A-Z][\w’'-]*){0,2})", text[end : end + 60])
    if not match or (not text.startswith(",", end) and "(" not in match[0]):
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
