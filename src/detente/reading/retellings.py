"""Stories told again in other words: the same facts in the same order, published within a day of one another.

Copies and close rewrites share word sequences; a story retold shares little but names, figures and the run of its facts. Two independent
reports of one happening share names and figures too, but each has an order and further facts of its own. So order decides:

1. A word weighs as much as it is rare in the batch (Spärck Jones 1972), smoothed towards what words and names weigh in news at large.
2. Candidates: texts of one day or the next that share rare words, by an inverted index of those days; each text keeps its best few.
3. The sentences of a pair are aligned (Clough, Gaizauskas, Piao and Wilks 2002, METER: measuring text reuse): two are partners where the
   weight of their common words is large beside the weights of both; the longest chain of partners in one order in both texts is found.
4. A pair is one story where the chain holds a good share of the sentences of both.

A text without a day is compared with all, and asks for surer partners: days keep apart most of what one crisis repeats. The cost grows with
the number of texts, not of pairs.
"""

from __future__ import annotations

import bisect
import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from detente.reading.headlines import names, stems

SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’']?\s+|\n+")
_SENTENCE_STEMS = 3
# How rare a word is before any text is seen: in this many of a hundred texts.
_PRIOR_TEXTS, _PRIOR_WORD, _PRIOR_NAME = 100, 10, 2
# A word in more texts than this of two days on end names no story; and how many candidates each text keeps.
_POSTINGS, _CANDIDATES = 24, 6
# Set on the joining corpus (of its third crisis by totals alone) and on pairs of independent reports (tests/reading/data), so that none is
# joined wrongly: with partners at 0.11 two independent reports would be one, with undated ones at 0.12 four pairs in three crises.
CHAIN, SHARE = 5, 0.45
PARTNERS, UNDATED_PARTNERS = 0.12, 0.14


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as sentences of weighted words: which sentences hold a word, and the weight of each sentence."""

    day: int | None
    places: Mapping[str, Sequence[int]]
    weights: Sequence[float]


def retold(texts: Sequence[str], days: Sequence[str | None]) -> list[tuple[int, int]]:
    """Pairs of places in `texts` that tell one story in the same order, smaller place first, sorted; `days` are ISO days or None.

    Raises ValueError where `texts` and `days` differ in number.
    """
    split = [[found for one in SENTENCE_END.split(text) if len(found := set(stems(one))) >= _SENTENCE_STEMS] for text in texts]
    weigh = _weights(texts, split)
    made = [_text(sentences, day, weigh) for sentences, day in zip(split, days, strict=True)]
    return sorted(pair for pair in set(_candidates(made, weigh)) if _share(made[pair[0]], made[pair[1]], weigh) >= SHARE)


def _weights(texts: Sequence[str], split: Sequence[Sequence[set[str]]]) -> dict[str, float]:
    """The weight of each word: the logarithm of texts over texts that hold it, both with what is expected before seeing any."""
    held = Counter(stem for sentences in split for stem in set().union(*sentences))
    named = Counter(stem for text in texts for stem in {stem for name in names(text) for stem in stems(name)})
    total = len(texts) + _PRIOR_TEXTS
    return {
        stem: math.log(total / (count + (_PRIOR_NAME if stem.isdigit() or 2 * named[stem] >= count else _PRIOR_WORD)))
        for stem, count in held.items()
    }


def _text(sentences: Sequence[set[str]], day: str | None, weigh: Mapping[str, float]) -> _Text:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, sentence in enumerate(sentences):
        for stem in sentence:
            places[stem].append(place)
    weights = [math.fsum(weigh[stem] for stem in sentence) for sentence in sentences]
    return _Text(date.fromisoformat(day).toordinal() if day else None, places, weights)


def _candidates(made: Sequence[_Text], weigh: Mapping[str, float]) -> Iterator[tuple[int, int]]:
    """Pairs of one day or the next, and pairs with a text without a day."""
    by_day: defaultdict[int | None, list[int]] = defaultdict(list)
    for place, one in enumerate(made):
        by_day[one.day].append(place)
    undated = by_day.pop(None, [])
    for day, own in by_day.items():
        yield from _likest(made, own, by_day.get(day + 1, ()) if day is not None else (), weigh)
    yield from _likest(made, undated, [place for own in by_day.values() for place in own], weigh)


def _likest(made: Sequence[_Text], own: Sequence[int], others: Sequence[int], weigh: Mapping[str, float]) -> Iterator[tuple[int, int]]:
    """Pairs of `own`, and of one of `own` with one of `others`, by the weight of the rare words they share; the best few of each text."""
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for place in (*own, *others):
        for stem in made[place].places:
            postings[stem].append(place)
    first = frozenset(own)
    shared: defaultdict[tuple[int, int], float] = defaultdict(float)
    for stem, held in sorted(postings.items()):
        if 1 < len(held) <= _POSTINGS:
            for one, two in itertools.combinations(sorted(held), 2):
                if one in first or two in first:
                    shared[one, two] += weigh[stem]
    best: defaultdict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for (one, two), weight in shared.items():
        best[one].append((-weight, one, two))
        best[two].append((-weight, one, two))
    yield from sorted({(one, two) for pairs in best.values() for _, one, two in sorted(pairs)[:_CANDIDATES]})


def _share(first: _Text, second: _Text, weigh: Mapping[str, float]) -> float:
    """The longest chain of partner sentences in one order, over the geometric mean of both lengths in sentences; 0 for short chains."""
    common: defaultdict[tuple[int, int], float] = defaultdict(float)
    for stem in sorted(first.places.keys() & second.places.keys()):
        own, others = first.places[stem], second.places[stem]
        for pair in itertools.product(own, others):
            common[pair] += weigh[stem] / math.sqrt(max(len(own), len(others)))  # a name in every sentence tells none from another
    least = UNDATED_PARTNERS if first.day is None or second.day is None else PARTNERS
    partners = {(i, j) for (i, j), weight in common.items() if weight >= least * math.sqrt(first.weights[i] * second.weights[j])}
    chain = _longest_chain(partners)
    return chain / math.sqrt(len(first.weights) * len(second.weights)) if chain >= CHAIN else 0.0


def _longest_chain(partners: Iterable[tuple[int, int]]) -> int:
    """How many pairs can be taken so that both places grow: the longest increasing subsequence (Schensted 1961)."""
    tails: list[int] = []
    for _, place in sorted(partners, key=lambda pair: (pair[0], -pair[1])):
        at = bisect.bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)
