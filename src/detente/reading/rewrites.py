"""Groups of documents that tell one story in nearly the same words: copies, and rewrites that share little but their sentences.

1. Each text becomes a set of three-word shingles, a set of content-word stems, and a set of stems for each longer sentence.
2. Candidates for copies: MinHash digests (rensa), banded (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3).
3. Candidates for rewrites: pairs that share several word sequences which few documents have, by an inverted index.
4. A candidate pair is joined where the exact Jaccard index or the containment of shingles is high, or where the two share most content
   words, most names, and a sentence or two nearly word for word.
5. Groups are the connected components. No step compares all pairs; none depends on the order of the documents.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import rensa

from detente.reading.headlines import names, stems, words
from detente.records import Document

_SHINGLE, _SEQUENCE = 3, 4  # words
_PERMUTATIONS, _ROWS, _SEED = 128, 4, 1
# Documents of a bucket that a document is compared with: a story copied a thousand times is joined as a chain, not pair by pair.
_BUCKET_NEIGHBOURS = 4
# A word sequence in more documents than this is boilerplate or a common turn of phrase.
_RARE = 24
_SHARED_SEQUENCES = 3

# Copies: half of all shingles the same, or nearly all of the shorter text within the longer.
COPY_JACCARD, COPY_CONTAINMENT, _CONTAINED_SHINGLES = 0.5, 0.8, 40
# A digest that quotes many articles is a rewrite of none: the shorter text has at least this share of the longer one's length.
_COMPARABLE = 0.33
# Rewrites: on the reports this was set on, two rewrites of one story share 0.66 of their content words and a sentence at 0.88,
# reports of one crisis by different hands at most 0.51, with no sentence above 0.53.
REWRITE_WORDS, REWRITE_NAMES, REWRITE_SENTENCE, REWRITE_SENTENCES = 0.45, 0.5, 0.7, 0.55
_SENTENCE_STEMS, _TEXT_STEMS = 8, 25
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’']?\s+|\n+")


@dataclass(frozen=True, slots=True)
class _Features:
    shingles: frozenset[str]
    sequences: frozenset[str]
    stems: frozenset[str]
    names: frozenset[str]
    sentences: tuple[frozenset[str], ...]


def group_rewrites(documents: Sequence[Document]) -> dict[str, str]:
    """The group of each document by id: the smallest id of those that are copies or rewrites of one another, its own where alone."""
    texts = {document.id: document.text for document in documents}
    order = sorted(texts)
    features = [_features(texts[key]) for key in order]
    parents = list(range(len(order)))
    tried: set[tuple[int, int]] = set()
    for pair in itertools.chain(_copy_candidates(features), _rewrite_candidates(features)):
        if pair not in tried:
            tried.add(pair)
            first, second = (_root(parents, index) for index in pair)
            if first != second and _same_story(features[pair[0]], features[pair[1]]):
                parents[max(first, second)] = min(first, second)
    return {key: order[_root(parents, index)] for index, key in enumerate(order)}


def _features(text: str) -> _Features:
    spelled = [word.lower() for word in words(text)]
    sentences = (frozenset(stems(sentence)) for sentence in _SENTENCE_END.split(text))
    return _Features(
        shingles=_sequences(spelled, _SHINGLE),
        sequences=_sequences(spelled, _SEQUENCE),
        stems=frozenset(stems(text)),
        names=frozenset(names(text)),
        sentences=tuple(sentence for sentence in sentences if len(sentence) >= _SENTENCE_STEMS),
    )


def _sequences(spelled: Sequence[str], length: int) -> frozenset[str]:
    """Runs of `length` words; a shorter text is one run."""
    return frozenset(" ".join(spelled[start : start + length]) for start in range(max(1, len(spelled) - length + 1)))


def _copy_candidates(features: Sequence[_Features]) -> Iterator[tuple[int, int]]:
    """Pairs whose digests agree in all rows of a band, each document with the last few of its bucket."""
    if not features:
        return
    digests = rensa.RMinHash.digests_from_token_sets([sorted(one.shingles) for one in features], _PERMUTATIONS, _SEED)
    for start in range(0, _PERMUTATIONS, _ROWS):
        buckets: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
        for index, digest in enumerate(digests):
            bucket = buckets[tuple(digest[start : start + _ROWS])]
            yield from ((other, index) for other in bucket[-_BUCKET_NEIGHBOURS:])
            bucket.append(index)


def _rewrite_candidates(features: Sequence[_Features]) -> Iterator[tuple[int, int]]:
    """Pairs that share several rare word sequences."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(features):
        for sequence in one.sequences:
            holders[sequence].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for indices in holders.values():
        if 1 < len(indices) <= _RARE:
            shared.update(itertools.combinations(indices, 2))
    yield from sorted(pair for pair, count in shared.items() if count >= _SHARED_SEQUENCES)


def _same_story(first: _Features, second: _Features) -> bool:
    """Whether two documents are copies or rewrites of one another."""
    common = len(first.shingles & second.shingles)
    shorter = min(len(first.shingles), len(second.shingles))
    if common >= COPY_JACCARD * (len(first.shingles) + len(second.shingles) - common):
        return True
    if shorter < _COMPARABLE * max(len(first.shingles), len(second.shingles)):
        return False
    if shorter >= _CONTAINED_SHINGLES and common >= COPY_CONTAINMENT * shorter:
        return True
    return (
        min(len(first.stems), len(second.stems)) >= _TEXT_STEMS
        and _overlap(first.stems, second.stems) >= REWRITE_WORDS
        and _overlap(first.names, second.names) >= REWRITE_NAMES
        and _share_sentences(first, second)
    )


def _overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Share of the smaller set that the other holds too."""
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter else 0.0


def _share_sentences(first: _Features, second: _Features) -> bool:
    """Whether one sentence is nearly the same in both, or two are much alike."""
    alike = 0
    for sentence in first.sentences:
        best = max((len(sentence & other) / len(sentence | other) for other in second.sentences), default=0.0)
        if best >= REWRITE_SENTENCE:
            return True
        alike += best >= REWRITE_SENTENCES
    return alike >= 2


def _root(parents: list[int], index: int) -> int:
    """The representative of a document's group; the path to it is shortened."""
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index
