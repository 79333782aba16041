"""Counts in a sentence: "at least 12 people", "killed twenty soldiers"; and whether two counts of one noun can both hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_ONES = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
)
_MORE = {"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_WORDS = {word: number for number, word in enumerate(_ONES, 1)} | _MORE | {"seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
_BOUNDS = {
    "at least": "least",
    "more than": "least",
    "over": "least",
    "no fewer than": "least",
    "about": "near",
    "around": "near",
    "some": "near",
    "roughly": "near",
    "nearly": "near",
    "almost": "near",
    "up to": "most",
    "at most": "most",
    "fewer than": "most",
    "less than": "most",
}
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_COUNT = re.compile(
    rf"(?:\b(?P<bound>{'|'.join(_BOUNDS)}) )?(?<![\w.$€£])(?P<number>{_NUMBER})(?![\w.,%-]*\d)(?: (?P<scale>hundred|thousand|million))? "
    r"(?P<words>(?:[a-z]+ ){0,2}?)(?P<noun>[a-z]{3,})\b",
    re.IGNORECASE,
)
_NOT_COUNTED = re.compile(
    r"^(?:(?:hour|day|night|week|month|year|decade|minute|second|kilomet|mile|metre|dollar|euro|pound|million|billion|thousand|hundred)\w*"
    r"|percent\w*|per|cents?|times|and|or|of|in|to|from|who|that|with|for|by|on|at|was|were|have|had|has|others?|more|january|february|march"
    r"|april|may|june|july|august|september|october|november|december)$"
)
_BOUND = rf"(?:(?P<bound>{'|'.join(_BOUNDS)}) )?"
_PART = re.compile(rf"{_BOUND}(?P<number>an?|{_NUMBER})(?!\w)", re.IGNORECASE)
_AND = re.compile(r", and |, | and ")
_PEOPLE = rf"(?:(?:{'|'.join(_BOUNDS)}) )?(?:an?|{_NUMBER})(?! of\b)(?: [a-z]+){{1,3}}?"
_LIST = rf"{_PEOPLE}(?:(?:, and |, | and ){_PEOPLE})*"
_END_OF_LIST = r"(?=[,.;:]|$| (?:in|at|near|on|during|when|as|of|from|and|by|who|while|after|before|late|early|inside|outside)\b)"
_LIVES = r"(?:(?:have|had|has) )?lost (?:their|his|her) li(?:ves|fe)"
_DEAD = rf"(?:(?:were|was|have been|had been|are|is) (?:killed|dead|slain)|died|dead|{_LIVES})\b"
_TOLL = re.compile(
    rf"\b(?:kill(?:ed|ing|s)|(?:claim(?:ed|ing)|cost(?:ing)?) the lives of) (?P<after>{_LIST}){_END_OF_LIST}"
    rf"|(?<!\w)(?P<before>{_LIST}) {_DEAD}"
    rf"|\bdeaths? of (?P<of>{_LIST}){_END_OF_LIST}"
    rf"|(?<!\w)(?P<bare>{_PEOPLE.removesuffix('(?: [a-z]+){1,3}?')}) (?:dead|deaths)\b",
    re.IGNORECASE,
)
_SCALE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_NEARLY = 0.15  # share by which "about 100" may be off
_KILLED = frozenset(("killed", "dead", "died", "dead", "deaths", "slain"))
_HURT = frozenset(("wounded", "injured", "hurt"))


class Count(NamedTuple):
    """A number of something, as the text gives it; `bound` is exact, least, most or near; offsets are into the text read."""

    noun: str
    number: int
    bound: str
    text: str
    start: int
    end: int


def counts_of(text: str) -> Iterator[Count]:
    """The counts in `text`, in order. The noun is the first word behind the number that can be one, without its plural."""
    for match in _COUNT.finditer(text):
        noun = match["noun"].lower()
        if _NOT_COUNTED.match(noun) or any(_NOT_COUNTED.match(word) for word in match["words"].lower().split()):
            continue
        word = match["number"].lower()
        number = (_WORDS.get(word) or int(word.replace(",", ""))) * _SCALE.get((match["scale"] or "").lower(), 1)
        bound = _BOUNDS.get((match["bound"] or "").lower(), "exact")
        yield Count(_class(noun), number, bound, match[0].strip(), match.start(), match.end())


def number_of(word: str) -> int | None:
    """The number that a word or figure stands for; None where it is none."""
    plain = word.lower().replace(",", "")
    return int(plain) if plain.isdigit() else _WORDS.get(plain)


def tolls_of(text: str) -> Iterator[Count]:
    """How many were killed, each time that `text` tells it: "killing a boy and three farmers" is 4, all of one list.

    The noun is "killed", the bound that of the first number of the list. A list without any number tells no toll.
    """
    for match in _TOLL.finditer(text):
        name, words = next((name, words) for name, words in match.groupdict().items() if words)
        parts = [found for part in _AND.split(words) if (found := _PART.match(part))]
        if any(part["number"].lower() not in ("a", "an") for part in parts) and not _NOT_COUNTED.match(words.split()[-1].lower()):
            total = sum(number_of(part["number"]) or 1 for part in parts)
            yield Count("killed", total, _BOUNDS.get((parts[0]["bound"] or "").lower(), "exact"), words, match.start(name), match.end(name))


def agree(one: Count, two: Count) -> bool:
    """Whether both counts of one noun can hold."""
    if one.bound == two.bound and one.bound in ("least", "most"):
        return True
    if "near" in (one.bound, two.bound):
        return abs(one.number - two.number) <= _NEARLY * max(one.number, two.number)
    if "least" in (one.bound, two.bound):
        least, other = (one, two) if one.bound == "least" else (two, one)
        return other.number >= least.number
    if "most" in (one.bound, two.bound):
        most, other = (one, two) if one.bound == "most" else (two, one)
        return other.number <= most.number
    return one.number == two.number


def _class(noun: str) -> str:
    if noun in _KILLED:
        return "killed"
    if noun in _HURT:
        return "wounded"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
