"""The grammar alone, the tagger alone, and both, side by side on articles that the tagger never saw; and the learning curve.

    python benchmarks/learned.py TAGGER             TAGGER: a folder that `detente train corpus/ --output TAGGER` wrote
    python benchmarks/learned.py TAGGER --curve     also trains on a quarter and a half of each of two folds' articles (half an hour)

Prints Markdown tables. Each article is coded by the network of the fold that left it out; weights likewise. `benchmarks/accuracy.py
--folds TAGGER` puts the tables into docs/accuracy.md, all but the curve, which takes too long for every run.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from detente.codebook import load_codebook
from detente.coding.learned import Tagger
from detente.coding.learned.coder import load_weighing
from detente.evaluating import GoldDocument, Scores, evaluate, load_gold
from detente.exporting.contract import mention_row
from detente.parsing.sentences import split_sentences
from detente.pipeline import BuildOptions, code_documents, load_stages
from detente.reading import read
from detente.records import Document
from detente.training import TrainingOptions
from detente.training.crossing import fold_of, train_network

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
STUDIED = ("a", "b", "d")  # parts of the corpus' second half whose errors were read
LONG_ID = 4  # characters of an id of the corpus' later parts: series, batch, number
LATER = {"x": "third, not studied", "y": "fourth, not studied"}
MARK = 0.6  # probability from which the tagger alone counts as saying so
CURVE_FOLDS, SHARES = (0, 1), (0.25, 0.5, 1.0)
DEFAULT = TrainingOptions()
Rows = Sequence[Mapping[str, Any]]


def part_of(document: GoldDocument) -> str:
    """Which set of docs/accuracy.md an article belongs to."""
    series, batch = document.doc_id[:2]
    if len(document.doc_id) < LONG_ID:
        return "news, not studied" if series in "nopqs" else "news, studied"
    if series in LATER:
        return LATER[series]
    return "second, studied" if batch in STUDIED else "second, not studied"


def marks(document: GoldDocument, tagger: Tagger) -> Iterator[dict[str, Any]]:
    """What the tagger alone says: a row for each run of pieces that it takes for one event."""
    for bounds in split_sentences(document.text):
        text = document.text[bounds.start : bounds.end]
        tags = tagger.tag(text)
        kinds = [int(row[1:].argmax()) if 1 - row[0] >= MARK else -1 for row in tags.types]
        first = 0
        for place in range(1, len(kinds) + 1):
            if place == len(kinds) or kinds[place] != kinds[first]:
                if kinds and kinds[first] >= 0:
                    trigger = text[tags.starts[first] : tags.ends[place - 1]]
                    yield {
                        "document": document.doc_id,
                        "sentence": {"text": text},
                        "trigger": {"text": trigger},
                        "event_type": tagger.types[kinds[first]],
                        "actors": [],
                        "recipients": [],
                    }
                first = place


def grammar_rows() -> Rows:
    """What the grammar alone makes of the corpus."""
    stages = load_stages(BuildOptions(coder="grammar"))
    documents = [item for item in read(sorted(CORPUS.glob("*.jsonl"))) if isinstance(item, Document)]
    return [mention_row(mention) for coding in code_documents(stages, documents) for mention in coding.mentions]


def cells(scores: Scores, parties: bool) -> list[str]:
    """The figures of one coder on one set."""
    roles = [scores.roles[f"{role} country and sector"].f1 for role in ("actor", "recipient")]
    told = [scores.event.precision, scores.event.recall, scores.event.f1]
    told += [scores.triple.f1, *roles, scores.roles["attribution"].f1] if parties else [float("nan")] * 4
    told += [scores.fields[name].recall for name in ("mode", "date", "status")] if parties else [float("nan")] * 3
    return ["–" if np.isnan(value) else f"{value:.3f}" for value in told]


def side_by_side(gold: Sequence[GoldDocument], coders: Mapping[str, Rows]) -> Iterator[str]:
    """A row for each set and coder."""
    yield "| articles | coder | P | R | event F1 | triple F1 | actor | recipient | attribution | mode | date | status |"
    yield "|---|---|" + "--:|" * 10
    sets = {"news": [d for d in gold if part_of(d).startswith("news")]}
    for document in gold:
        sets.setdefault(part_of(document), []).append(document)
    for name, documents in sets.items():
        ids = {document.doc_id for document in documents}
        for coder, rows in coders.items():
            scores = evaluate(documents, [row for row in rows if row["document"] in ids])
            yield f"| {name} | {coder} | {' | '.join(cells(scores, coder != 'tagger alone'))} |"
    yield ""


def curve(gold: Sequence[GoldDocument], folder: Path, folds: int) -> Iterator[str]:
    """Event F1 of the tagger alone on the articles of two folds, trained on a part of the others."""
    yield "| share of the articles | articles | P | R | event F1 |\n|---|--:|--:|--:|--:|"
    held = [document for document in gold if fold_of(document.doc_id, gold, folds) in CURVE_FOLDS]
    for share in SHARES:
        rows: list[dict[str, Any]] = []
        counts = []
        for fold in CURVE_FOLDS:
            others = [document for document in gold if fold_of(document.doc_id, gold, folds) != fold]
            kept = random.Random(0).sample(others, round(share * len(others)))
            counts.append(len(kept))
            place = folder / "folds" / str(fold) if share == 1 else folder / "curve" / f"{fold}-{share}"
            tagger = train_network(kept if share < 1 else others, gold, place, layers=DEFAULT.layers, epochs=DEFAULT.epochs)
            rows += [row for d in held if fold_of(d.doc_id, gold, folds) == fold for row in marks(d, tagger)]
        event = evaluate(held, rows).event
        yield f"| {share:g} | {counts[0]} | {event.precision:.3f} | {event.recall:.3f} | {event.f1:.3f} |"
    yield ""


def lines(path: Path) -> Iterable[dict[str, Any]]:
    """The rows of a JSONL file."""
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("tagger", type=Path)
    options.add_argument("--curve", action="store_true")
    options.add_argument("--folds", type=int, default=5)
    chosen = options.parse_args()
    gold = load_gold(CORPUS)
    load_codebook()
    taggers = [Tagger(chosen.tagger / "folds" / str(fold)) for fold in range(chosen.folds)]
    alone = [row for d in gold for row in marks(d, taggers[fold_of(d.doc_id, gold, chosen.folds)])]
    advised = load_weighing(chosen.tagger).advised
    both = [row for row in lines(chosen.tagger / "by-folds.jsonl") if row["confidence"] >= advised]
    print("\n".join(side_by_side(gold, {"grammar alone": grammar_rows(), "tagger alone": alone, "both": both})))
    if chosen.curve:
        print("\n".join(curve(gold, chosen.tagger, chosen.folds)))


if __name__ == "__main__":
    main()
