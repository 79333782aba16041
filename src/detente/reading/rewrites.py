"""Groups of documents that tell one story: copies, rewrites that share a few sentences, and the same story in other words.

1. Each text becomes a set of three-word shingles (Broder 1997, on resemblance and containment) and a set of four-word sequences, kept as
   checksums.
2. Candidates for copies: MinHash digests (rensa), banded (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3).
3. Candidates for rewrites: pairs that share several word sequences which few documents have, by an inverted index.
4. A candidate pair is joined where the exact Jaccard index or the containment of shingles is high, or where the two share most content
   words, most names, and a sentence or two nearly word for word.
5. Stories told again in other words, within a day of one another, are found by `retellings`.
6. Groups are the connected components. No step compares all pairs; none depends on the order of the documents.
"""

from __future__ import annotations

import itertools
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import rensa

from detente.reading.headlines import names, stems, words
from detente.reading.retellings import SENTENCE_END, retold
from detente.records import Document, Published

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
REWRITE_WORDS, REWRITE_NAMES, REWRITE_SENTENCE, REWRITE_SENTENCES = 0.45, 0.6, 0.7, 0.55
_SENTENCE_STEMS, _TEXT_STEMS = 8, 25


Hashes = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class _Features:
    """A document as sorted sets of checksums, and its MinHash digest."""

    shingles: Hashes
    sequences: Hashes
    stems: Hashes
    names: Hashes
    digest: Hashes


def group_rewrites(documents: Sequence[Document]) -> dict[str, str]:
    """The group of each document by id: the smallest id of those that are copies or rewrites of one another, its own where alone.

    How rare a word is depends on all documents, so that a group may change, not only grow, when others are added.
    """
    held = {document.id: document for document in documents}
    order = sorted(held)
    texts = [held[key].text for key in order]
    parents = list(range(len(order)))
    for first, second in itertools.chain(copied(texts), retold(texts, [_day(held[key].published) for key in order])):
        _join(parents, first, second)
    return {key: order[_root(parents, index)] for index, key in enumerate(order)}


def copied(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `texts` that share much of their wording; of a group, pairs enough to connect it."""
    features = [_features(text) for text in texts]
    parents = list(range(len(texts)))
    tried: set[tuple[int, int]] = set()
    for first, second in itertools.chain(_copy_candidates(features), _rewrite_candidates(features)):
        if (first, second) in tried or _root(parents, first) == _root(parents, second):
            continue
        tried.add((first, second))
        pair = features[first], features[second]
        if _copies(*pair) or (_one_subject(*pair) and _share_sentences(texts[first], texts[second])):
            _join(parents, first, second)
            yield first, second


def _features(text: str) -> _Features:
    spelled = [word.lower() for word in words(text)]
    runs = _runs(spelled, _SHINGLE)
    return _Features(_hashes(runs), _hashes(_runs(spelled, _SEQUENCE)), _hashes(stems(text)), _hashes(names(text)), _digest(runs))


def _runs(spelled: Sequence[str], length: int) -> list[str]:
    """All runs of `length` words; a shorter text is one run."""
    return [" ".join(spelled[start : start + length]) for start in range(max(1, len(spelled) - length + 1))]


def _hashes(runs: Collection[str]) -> Hashes:
    """The runs as a sorted set of checksums: a tenth of the memory, and two runs in a million collide."""
    return np.unique(np.fromiter((zlib.crc32(run.encode()) for run in runs), dtype=np.uint32, count=len(runs)))


def _digest(runs: Sequence[str]) -> Hashes:
    """The MinHash digest of a text."""
    sketch = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(list(runs))
    return np.array(sketch.digest(), dtype=np.uint32)


def _copy_candidates(features: Sequence[_Features]) -> Iterator[tuple[int, int]]:
    """Pairs whose digests agree in all rows of a band, each document with the last few of its bucket."""
    for start in range(0, _PERMUTATIONS, _ROWS):
        buckets: defaultdict[bytes, list[int]] = defaultdict(list)
        for index, one in enumerate(features):
            bucket = buckets[one.digest[start : start + _ROWS].tobytes()]
            yield from ((other, index) for other in bucket[-_BUCKET_NEIGHBOURS:])
            bucket.append(index)


def _rewrite_candidates(features: Sequence[_Features]) -> Iterator[tuple[int, int]]:
    """Pairs that share several rare word sequences, by an inverted index that is one sorted array."""
    if not features:
        return
    sequences = [one.sequences for one in features]
    held = np.concatenate(sequences)
    owners = np.repeat(np.arange(len(sequences)), [len(one) for one in sequences])
    order = np.argsort(held, kind="stable")
    held, owners = held[order], owners[order]
    edges = np.flatnonzero(np.diff(held)) + 1
    starts, ends = np.concatenate(([0], edges)), np.concatenate((edges, [len(held)]))
    rare = (ends - starts > 1) & (ends - starts <= _RARE)
    shared: Counter[tuple[int, int]] = Counter()
    for start, end in zip(starts[rare].tolist(), ends[rare].tolist(), strict=True):
        shared.update(itertools.combinations(owners[start:end].tolist(), 2))
    yield from sorted(pair for pair, count in shared.items() if count >= _SHARED_SEQUENCES)


def _copies(first: _Features, second: _Features) -> bool:
    """Whether two texts share half of their word sequences, or one holds nearly all of the other's."""
    common = _common(first.shingles, second.shingles)
    shorter, longer = sorted((len(first.shingles), len(second.shingles)))
    if common >= COPY_JACCARD * (shorter + longer - common):
        return True
    return shorter >= max(_CONTAINED_SHINGLES, _COMPARABLE * longer) and common >= COPY_CONTAINMENT * shorter


def _one_subject(first: _Features, second: _Features) -> bool:
    """Whether two texts of like length share most content words and most names."""
    shorter, longer = sorted((len(first.shingles), len(second.shingles)))
    if shorter < _COMPARABLE * longer or min(len(first.stems), len(second.stems)) < _TEXT_STEMS:
        return False
    return _overlap(first.stems, second.stems) >= REWRITE_WORDS and _overlap(first.names, second.names) >= REWRITE_NAMES


def _common(first: Hashes, second: Hashes) -> int:
    return len(np.intersect1d(first, second, assume_unique=True))


def _overlap(first: Hashes, second: Hashes) -> float:
    """Share of the smaller set that the other holds too."""
    shorter = min(len(first), len(second))
    return _common(first, second) / shorter if shorter else 0.0


def _sentences(text: str) -> list[frozenset[str]]:
    """The content-word stems of each longer sentence."""
    found = (frozenset(stems(sentence)) for sentence in SENTENCE_END.split(text))
    return [sentence for sentence in found if len(sentence) >= _SENTENCE_STEMS]


def _share_sentences(first: str, second: str) -> bool:
    """Whether one sentence is nearly the same in both texts, or two are much alike."""
    others = _sentences(second)
    alike = 0
    for sentence in _sentences(first):
        best = max((len(sentence & other) / len(sentence | other) for other in others), default=0.0)
        if best >= REWRITE_SENTENCE:
            return True
        alike += best >= REWRITE_SENTENCES
    return alike >= 2


def _day(published: Published) -> str | None:
    """The day of publication, where it is known to the day and not in doubt."""
    anchor = published.anchor
    return anchor if anchor and len(anchor) == len("2000-01-01") else None


def _join(parents: list[int], first: int, second: int) -> None:
    """Make two groups one, under the smaller representative."""
    low, high = sorted((_root(parents, first), _root(parents, second)))
    parents[high] = low


def _root(parents: list[int], index: int) -> int:
    """The representative of a document's group; the path to it is shortened."""
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index
