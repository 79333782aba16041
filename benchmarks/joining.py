"""How well mentions are joined into events, on corpus/joining: B-cubed and CoNLL F1 beside two baselines.

    python benchmarks/joining.py            prints the figures
    python benchmarks/joining.py --write    puts them into docs/accuracy.md, between marks of its own
    python benchmarks/joining.py --growth   prints what consolidating costs for 100, 1,000 and 10,000 documents instead

Gold mentions: what the annotators marked, parties named as parsing names them. Coded mentions: what the default coder makes of the
texts, scored over those that pair with a gold one. Rules and weights were made reading `fashaga` and `bamako`; of `doha` only totals
were looked at.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from detente.codebook import load_codebook
from detente.coding import GrammarCoder
from detente.consolidating import consolidate
from detente.evaluating import GoldDocument, load_gold
from detente.evaluating.clusters import b_cubed, ceaf_e, conll_f1, muc
from detente.evaluating.gold import GoldParty
from detente.evaluating.gold_mentions import Naming, as_document, gold_mentions
from detente.evaluating.pairing import Row, pair_up
from detente.parsing import Context, ParsedDocument, describe_all, document_context, load_parser, load_roles
from detente.reading import group_rewrites
from detente.records import Document, Mention, Published, Span, When
from page import put

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
START, END = "<!-- joining: written by benchmarks/joining.py -->", "<!-- end of joining -->"
CRISES = ("fashaga", "bamako", "doha")
ALIKE = 0.1  # cosine from which the TF-IDF baseline joins: of 0.02 to 0.3 the best CoNLL F1 on the two crises that were read
SIZES = (100, 1_000, 10_000)

Joining = Callable[[Sequence[Mention], Sequence[Document]], Iterable[Iterable[str]]]


@dataclass(frozen=True, slots=True)
class Told:
    """Mentions with the happening that each reports, and all mentions that are joined, of one crisis."""

    documents: Sequence[Document]
    mentions: Sequence[Mention]
    happening: Mapping[str, str]


def naming(parsed: ParsedDocument, context: Context) -> Naming:
    """The name that parsing gives to a gold party: of several that its words stand for the one of its country."""

    def name(span: Span, party: GoldParty) -> str:
        for sentence in parsed.sentences:
            inside = [token.index for token in sentence.tokens if span.start <= token.start and token.end <= span.end]
            if inside:
                found = describe_all(sentence.tokens, inside[0], inside[-1] + 1, context)
                return next((each for each in found if each.country == party.country), found[0]).name or span.text
        return span.text

    return name


def row_of(mention: Mention) -> Row:
    """What pairing asks of a coded mention."""
    return {
        "sentence": {"text": mention.sentence.text},
        "trigger": {"text": mention.trigger.text},
        "event_type": mention.event_type,
        "actors": mention.actors,
    }


def told(gold: Sequence[GoldDocument]) -> tuple[Told, Told]:
    """Gold mentions and coded mentions of some documents."""
    codebook = load_codebook()
    parser, roles, coder = load_parser(codebook), load_roles(codebook), GrammarCoder(codebook)
    documents, marked, coded = [], [], []
    of_marked: dict[str, str] = {}
    of_coded: dict[str, str] = {}
    for one, parsed in zip(gold, parser.parse(map(as_document, gold)), strict=True):
        documents.append(parsed.document)
        mentions = gold_mentions(one, naming(parsed, document_context(parsed, roles)))
        marked += mentions
        of_marked |= {mention.id: event.happening or mention.id for mention, event in zip(mentions, one.events, strict=True)}
        found = coder.code(parsed).mentions
        coded += found
        for i, j in pair_up(one.events, [row_of(mention) for mention in found]):
            of_coded[found[j].id] = one.events[i].happening or found[j].id
    return Told(documents, marked, of_marked), Told(documents, coded, of_coded)


def ours(mentions: Sequence[Mention], documents: Sequence[Document]) -> Iterable[Iterable[str]]:
    """As a build joins."""
    return [event.mentions for event in consolidate(mentions, documents, group_rewrites(documents)).events]


def same_fields(mentions: Sequence[Mention], documents: Sequence[Document]) -> Iterable[Iterable[str]]:
    """Baseline: one type, the same countries and sectors on both sides, one date."""

    def side(parties: Iterable[object]) -> tuple[object, ...]:
        return tuple(sorted({(party.country, party.sector) for party in parties}))  # type: ignore[attr-defined]

    groups: defaultdict[Hashable, list[str]] = defaultdict(list)
    for one in mentions:
        when = (one.date.start, one.date.end) if one.date else None
        groups[one.event_type, side(one.actors), side(one.recipients), when].append(one.id)
    return groups.values()


def alike_sentences(mentions: Sequence[Mention], documents: Sequence[Document], least: float = ALIKE) -> Iterable[Iterable[str]]:
    """Baseline: mentions of one type, by average linkage over the cosine of their sentences' TF-IDF vectors."""
    words = [Counter(re.findall(r"\w+", mention.sentence.text.lower())) for mention in mentions]
    seen = Counter(word for counts in words for word in counts)
    column = {word: index for index, word in enumerate(sorted(seen))}
    vectors = np.zeros((len(words), len(column)))
    for row, counts in enumerate(words):
        for word, count in counts.items():
            vectors[row, column[word]] = (1 + math.log(count)) * math.log(len(words) / seen[word])
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    kinds = defaultdict(list)
    for index, mention in enumerate(mentions):
        kinds[mention.event_type].append(index)
    for rows in kinds.values():
        for cluster in linked(vectors[rows] @ vectors[rows].T, least):
            yield [mentions[rows[index]].id for index in cluster]


def linked(likeness: np.ndarray, least: float) -> list[list[int]]:
    """Average linkage: the two likest clusters are joined until no two are as like as `least`."""
    clusters = [[index] for index in range(len(likeness))]
    mean = likeness.copy()
    np.fill_diagonal(mean, -1.0)
    while len(clusters) > 1:
        first, second = sorted(divmod(int(mean.argmax()), len(clusters)))
        if mean[first, second] < least:
            break
        one, two = len(clusters[first]), len(clusters[second])
        mean[first] = mean[:, first] = (one * mean[first] + two * mean[second]) / (one + two)
        mean[first, first] = -1.0
        mean = np.delete(np.delete(mean, second, 0), second, 1)
        clusters[first] += clusters.pop(second)
    return clusters


METHODS: Mapping[str, Joining] = {"détente": ours, "same type, parties, date": same_fields, "TF-IDF of sentences": alike_sentences}


def parted(happening: Mapping[str, str]) -> list[set[str]]:
    """The gold clusters."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for mention, name in happening.items():
        groups[name].add(mention)
    return list(groups.values())


def scored(method: Joining, sets: Sequence[Told]) -> tuple[float, ...]:
    """B-cubed precision, recall and F1, MUC and CEAF-e F1, CoNLL F1 over all `sets`, each joined by itself."""
    gold: list[set[str]] = []
    found: list[set[str]] = []
    for one in sets:
        gold += parted(one.happening)
        kept = (set(cluster) & one.happening.keys() for cluster in method(one.mentions, one.documents))
        found += [cluster for cluster in kept if cluster]
    share = b_cubed(gold, found)
    return (share.precision, share.recall, share.f1, muc(gold, found).f1, ceaf_e(gold, found).f1, conll_f1(gold, found))


def report(folder: Path) -> Iterator[str]:
    """The figures as Markdown."""
    sets = {crisis: told(load_gold(folder / f"{crisis}.jsonl")) for crisis in CRISES}
    for index, name in enumerate(("Gold mentions", "Coded mentions that pair with gold ones")):
        yield f"### {name}\n"
        yield "| crisis | mentions | joining | B-cubed P | R | F1 | MUC F1 | CEAF-e F1 | CoNLL F1 |"
        yield "|---|--:|---|--:|--:|--:|--:|--:|--:|"
        for crises in (*((crisis,) for crisis in CRISES), CRISES):
            chosen = [sets[crisis][index] for crisis in crises]
            count = sum(len(one.happening) for one in chosen)
            for label, method in METHODS.items():
                cells = " | ".join(f"{value:.3f}" for value in scored(method, chosen))
                yield f"| {crises[0] if len(crises) == 1 else 'all'} | {count} | {label} | {cells} |"
        yield ""


def grown(gold: Sequence[GoldDocument], size: int) -> tuple[list[Mention], list[Document]]:
    """Mentions of `size` documents: those of `gold` again and again, each time 40 days later and of documents of their own."""
    mentions: list[Mention] = []
    documents = []
    for number in range(size):
        turn, place = divmod(number, len(gold))
        one, later = gold[place], timedelta(days=40 * turn)
        named = one.model_copy(update={"doc_id": f"{one.doc_id}-{turn}", "published": shifted(one.published, later)})
        documents.append(Document(id=named.doc_id, text=named.text, input=named.doc_id, published=Published(named.published, "given")))
        for mention in gold_mentions(named):
            when = mention.date
            moved = When(start=shifted(when.start, later) or "", end=shifted(when.end, later) or "") if when else None
            mentions.append(replace(mention, date=moved))
    return mentions, documents


def shifted(day: str | None, by: timedelta) -> str | None:
    """An ISO day, later."""
    return (date.fromisoformat(day) + by).isoformat() if day else None


def growth(folder: Path) -> None:
    """Print what consolidating costs as documents grow in number, and the exponent of processor time over documents."""
    gold = [one for crisis in CRISES for one in load_gold(folder / f"{crisis}.jsonl")]
    costs = []
    print(f"{'documents':>10}{'mentions':>10}{'events':>10}{'cpu s':>10}{'ms/doc':>10}")
    for size in SIZES:
        mentions, documents = grown(gold, size)
        started = time.process_time()
        found = consolidate(mentions, documents, {})
        costs.append(time.process_time() - started)
        print(f"{size:>10}{len(mentions):>10}{len(found.events):>10}{costs[-1]:>10.2f}{1000 * costs[-1] / size:>10.2f}", flush=True)
    slope = np.polyfit(np.log(SIZES), np.log(costs), 1)[0]
    print(f"cpu seconds grow as documents ** {slope:.2f}")


def main() -> None:
    """Print the figures, or write them into the page."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true")
    options.add_argument("--growth", action="store_true")
    chosen = options.parse_args()
    folder = ROOT / "corpus" / "joining"
    if chosen.growth:
        growth(folder)
        return
    text = "\n".join(report(folder)).rstrip() + "\n"
    if chosen.write:
        put(text, PAGE, START, END)
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
