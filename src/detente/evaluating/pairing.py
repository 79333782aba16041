"""Which coded mention stands for which gold event: one to one inside a document, best likeness first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from detente.evaluating.gold import GoldEvent, Neutral

Row = Mapping[str, Any]

SAME_SENTENCE = 0.8  # share of the shorter sentence's words that the longer one holds
SHORTEST_SHARE = 0.34  # below this share of the longer one, a fragment is no match
_WORD = re.compile(r"[^\W_]+")


def words(text: str | None) -> list[str]:
    """Lower-case words, without punctuation."""
    return [word.lower() for word in _WORD.findall(text or "")]


def word_overlap(a: str | None, b: str | None) -> float:
    """Jaccard of the word sets, 0 where one is empty."""
    one, two = set(words(a)), set(words(b))
    return len(one & two) / len(one | two) if one and two else 0.0


def sentence_likeness(a: str, b: str) -> float:
    """Share of the shorter sentence's words in the longer one, 0 for fragments."""
    return _likeness(Counter(words(a)), Counter(words(b)))


def _likeness(one: Counter[str], two: Counter[str]) -> float:
    shared = (one & two).total()
    if not shared or shared / max(one.total(), two.total()) <= SHORTEST_SHARE:
        return 0.0
    return shared / min(one.total(), two.total())


def text_of(row: Row, key: str) -> str:
    """The text of a row's span, "" where it has none."""
    return str((row.get(key) or {}).get("text") or "")


def country(party: Any) -> str:
    """Country code of a gold party or of a coded row's, upper case."""
    value = party.get("country") if isinstance(party, Mapping) else party.country
    return (value or "").upper()


def pair_up(gold: Sequence[GoldEvent], coded: Sequence[Row]) -> list[tuple[int, int]]:
    """Index pairs (gold, coded). Same type first, then the closest trigger and the most shared actor countries."""
    counted = [Counter(words(text_of(row, "sentence"))) for row in coded]
    likeness = []
    for i, event in enumerate(gold):
        sentence = Counter(words(event.sentence))
        for j, row in enumerate(coded):
            same = _likeness(sentence, counted[j])
            if same >= SAME_SENTENCE:
                actors = {country(party) for party in event.actors} & {country(party) for party in row.get("actors") or ()}
                score = 2 * (event.event_type == row.get("event_type")) + word_overlap(event.trigger, text_of(row, "trigger"))
                likeness.append((score + 0.25 * min(len(actors), 2), same, -i, -j))
    taken_gold: set[int] = set()
    taken_coded: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(likeness, reverse=True):
        if -i not in taken_gold and -j not in taken_coded:
            taken_gold.add(-i)
            taken_coded.add(-j)
            pairs.append((-i, -j))
    return pairs


def is_excused(row: Row, neutral: Sequence[Neutral]) -> bool:
    """Whether an unpaired mention lies on one that a second coder might code."""
    sentence, trigger = text_of(row, "sentence"), text_of(row, "trigger")
    return any(sentence_likeness(n.sentence, sentence) >= SAME_SENTENCE and word_overlap(n.trigger, trigger) > 0 for n in neutral)
