"""Whom "both sides", "the two armies", "each camp", "both" and "the pair" stand for: persons, states, or the camps of one state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.parsing.describing import Description
from detente.parsing.discourse import Item
from detente.parsing.parsed import Token
from detente.parsing.words import word_set

_PAIRS = word_set(
    "sides capitals countries nations neighbours neighbors governments leaders presidents men women ministers armies parties foes "
    "rivals states camps militaries powers allies adversaries delegations republics bodies communities factions"
)
_SINGLES = word_set("side camp army navy party government country nation capital state delegation team neighbour neighbor leader faction")
_PEOPLE = word_set("leaders presidents men women ministers leader")
_CAMPS = word_set(
    "sides side parties party camps camp delegations delegation armies army foes rivals teams team communities factions faction"
)
_BOTH = word_set("the both these those all")
_EACH = word_set("each either neither")
_COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
_ALONE = word_set("both two pair duo")
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "pobj", "dative")
_OFFICIAL = ("GOV", "MIL", "COP", "SPY", "LEG")
_STATE, _ARMED, _CIVIL = ("GOV", "MIL"), ("REB", "PRM", "PRE"), ("OPP", "PTY", "ELI")
_FADES = 0.3  # by how much a sentence lowers what the document's states weigh
_NEAR = 2  # sentences that "both" alone looks back


def stands_alone(tokens: Sequence[Token], token: Token) -> bool:
    """Whether `token` alone means two parties: "the pair", "both agreed", "between the two"."""
    word = token.text.lower()
    before = tokens[token.index - 1].text.lower() if token.index else ""
    after = tokens[token.index + 1].text.lower() if token.index + 1 < len(tokens) else ""
    if word not in _ALONE or not (token.dep in _ARGUMENTS or (token.dep == "preconj" and after == "to")):
        return False
    return (word == "both" or before == "the") and after not in ("of", "-")


def counted(phrase: Sequence[Token], head: Token, told: Description) -> int:
    """How many parties the description means: two for "both sides", "the two armies" and "either camp"; 0 where it tells of no number."""
    words, noun = [token.text.lower() for token in phrase], head.text.lower()
    if noun in _ALONE:
        return 2
    if words[0] in _EACH and noun in _SINGLES:
        return 2
    count = next((_COUNTS[word] for word in words if word in _COUNTS), 0) if words[0] in _BOTH else 0
    official = count == 2 and head.tag in ("NNS", "NNPS") and told.kind in ("person", "organisation") and told.sector in _OFFICIAL
    return count if noun in _PAIRS or official else 0


def find_several(items: Sequence[Item], noun: str, count: int, number: int, weights: Mapping[str, float]) -> tuple[Item, ...]:
    """The `count` parties among `items` that `noun` means in sentence `number`, in the order of the text; empty where they aren't found.

    Persons named last for "both men"; else the two camps of the one state that the document is about (`weights` by state), or the
    states by how much the document is about them and how near they were named.
    """
    if noun in _ALONE:
        found = _last_pair([item for item in items if number - item.sentence <= _NEAR])
        if found:
            return found
    if noun in _PEOPLE:
        found = _persons(items, count)
        if found:
            return found
    about = list(weights)[:count]
    one = count == 2 and about and (len(about) == 1 or weights[about[1]] * 2 < weights[about[0]])
    if one and (noun in _CAMPS or noun in _ALONE):
        return _camps(items, about[0])
    return _states(items, count, number, weights)


def _persons(items: Sequence[Item], count: int) -> tuple[Item, ...]:
    seen: dict[str, Item] = {}
    for item in reversed(items):
        if item.mention.kind == "person" and not item.many:
            seen.setdefault(item.mention.name, item)
        if len(seen) == count:
            return _ordered(seen)
    return ()


def _camps(items: Sequence[Item], country: str) -> tuple[Item, ...]:
    """The state's side and the other one of `country`, armed or not, each by its last mention."""
    for others in (_ARMED, _CIVIL):
        seen: dict[str, Item] = {}
        for item in reversed(items):
            sector = item.mention.sectors[0] if item.mention.sectors and item.mention.country == country else ""
            side = "state" if sector in _STATE else "other" if sector in others else ""
            if side:
                seen.setdefault(side, item)
            if len(seen) == 2:
                return _ordered(seen)
    return ()


def _states(items: Sequence[Item], count: int, number: int, weights: Mapping[str, float]) -> tuple[Item, ...]:
    last = {
        item.mention.country: item for item in items if item.mention.kind in ("state", "nationality") and item.mention.country in weights
    }
    best = sorted(last, key=lambda country: -weights[country] / (1 + _FADES * (number - last[country].sentence)))[:count]
    return _ordered({country: last[country] for country in best}) if len(best) == count else ()


def _last_pair(items: Sequence[Item]) -> tuple[Item, ...]:
    """The last two parties of one kind and of different names."""
    for place in range(len(items) - 1, 0, -1):
        after = items[place]
        if after.noun in _ALONE:
            return (after,)
        if not _names_somebody(after):
            continue
        for before in reversed(items[:place]):
            alike = (before.mention.kind == "person") == (after.mention.kind == "person")
            if alike and _names_somebody(before) and before.mention.name != after.mention.name:
                return (before, after)
    return ()


def _names_somebody(item: Item) -> bool:
    return not item.modifies and bool(item.mention.country or item.mention.kind == "person")


def _ordered(seen: Mapping[str, Item]) -> tuple[Item, ...]:
    return tuple(sorted(seen.values(), key=lambda found: found.start))
