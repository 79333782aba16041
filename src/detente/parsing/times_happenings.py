"""Happenings that a text dates: 'the July 26 coup', 'the attack of 3 March', 'soldiers toppled him on July 26'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType

from detente.parsing.times_calendar import Interval

_NOUN_BEFORE = re.compile(
    r"\b([a-z][a-z-]{3,}) (?:(?:early |late )?on|of|in|that (?:began|started|took place|ended) (?:on|in)|held (?:on|in)) (?:the )?$"
)
_NOUN_AFTER = re.compile(r"^ (?:[a-z-]+ )?([a-z][a-z-]{3,})\b")
_DETERMINED = re.compile(r"\b(?:[Tt]he|[Aa]|[Tt]his|[Ii]ts|[Hh]is|[Tt]heir|['’]s) $")
_TIME_NOUNS = frozenset(
    [
        "night",
        "evening",
        "morning",
        "afternoon",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "start",
        "beginning",
        "middle",
        "half",
        "quarter",
        "spring",
        "summer",
        "autumn",
        "winter",
        "hours",
        "early",
        "late",
        "weekend",
        "anniversary",
        "said",
        "held",
        "that",
        "been",
        "effect",
    ]
)
_DEEDS = MappingProxyType(
    {
        "coup": r"coup|putsch|overthr[eo]w|overthrown|toppl(?:ed|ing)|ousted|deposed|seized power|took power",
        "putsch": r"putsch|coup",
        "takeover": r"takeover|seized power|took power",
        "invasion": r"invasion|invaded",
        "election": r"elections?|voted|went to the polls|re-?elected",
        "vote": r"vote|voted|elections?|referendum|polls",
        "attack": r"attack|attacked",
        "assassination": r"assassinat\w+",
        "killing": r"killing|shot dead|killed",
        "arrest": r"arrest(?:ed)?|detained",
        "resignation": r"resignation|resigned|stepped down",
        "ultimatum": r"ultimatum",
        "ceasefire": r"cease-?fire|truce",
        "truce": r"truce|cease-?fire",
        "earthquake": r"earthquake|quake",
        "massacre": r"massacre",
        "referendum": r"referendum",
        "summit": r"summit",
        "bombing": r"bombing|bombed",
        "annexation": r"annexation|annexed",
        "uprising": r"uprising|rose up",
        "war": r"war broke out|war began|war erupted",
        "mutiny": r"mutiny|mutinied",
        "strike": r"went on strike",
        "crash": r"crash|crashed",
        "kidnapping": r"kidnap\w+|abduct\w+",
    }
)
_DEED_PATTERNS = MappingProxyType({noun: re.compile(rf"\b(?:{words})\b") for noun, words in _DEEDS.items()})
_ANY_DEED = re.compile(rf"\b(?:{'|'.join(_DEEDS.values())})\b")
_REACH = 90


def dated_happenings(text: str, dates: Sequence[tuple[int, int, Interval]]) -> dict[str, Interval]:
    """Event nouns of the sentence `text` and the days they are given there; `dates` are start, end and days of its times.

    A noun beside the date ('the coup on July 26', 'the July 26 coup') goes before a verb of the same clause ('was toppled on July 26').
    """
    found: dict[str, Interval] = {}
    for start, end, interval in dates:
        if interval.days > 31:
            continue
        lead = text[max(0, start - _REACH) : start]
        before = _NOUN_BEFORE.search(lead)
        after = _NOUN_AFTER.match(text[end : end + _REACH]) if _DETERMINED.search(lead) else None
        for match in (before, after):
            if match and match[1] not in _TIME_NOUNS:
                found.setdefault(match[1], interval)
    for start, end, interval in dates:
        if interval.days <= 3:
            clause = re.split(r"[;:]", text[max(0, start - _REACH) : start])[-1] + re.split(r"[,;:]", text[end : end + _REACH // 2])[0]
            for noun, pattern in _DEED_PATTERNS.items() if _ANY_DEED.search(clause) else ():
                if pattern.search(clause):
                    found.setdefault(noun, interval)
    return found
