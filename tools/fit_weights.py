"""Fit how the learned coder weighs tagger and grammar, on gold that neither was made on.

    python tools/fit_weights.py TAGGER GOLD [OUT]

TAGGER: a folder that tools/train_tagger.py wrote with GOLD's articles left out; GOLD: a folder of gold documents. Prints the weights, and
precision, recall and F1 by folds over documents (so that no figure is of a mention that was fitted); writes OUT (weights.json) where named.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from detente.codebook import load_codebook
from detente.coding import sentence_filter
from detente.coding.learned.coder import LearnedCoder
from detente.coding.learned.tagger import Tagger
from detente.coding.learned.weights import FEATURES, Weights
from detente.evaluating import load_gold
from detente.evaluating.pairing import pair_up
from detente.exporting.contract import mention_row
from detente.parsing import load_parser
from detente.reading import read
from detente.records import Document

FOLDS, RIDGE, STEPS = 5, 0.1, 50
FLOORS = [round(0.1 + 0.02 * i, 2) for i in range(30)]
GIVEN = 0.015  # F1 that may be given away for recall: a user can raise the floor with --min-confidence, not lower it


class Recorder(Weights):
    """Weights that keep every candidate and remember its features by the confidence they hand out."""

    seen: dict[float, tuple[float, ...]] = {}  # noqa: RUF012 (a script's own memory)

    def probability(self, features):
        """A number of its own for each candidate, which leads back to its features."""
        mark = round(1 - (1 + len(self.seen)) * 1e-4, 4)
        self.seen[mark] = tuple(features)
        return mark


def candidates(folder: Path, gold):
    """For each candidate mention its features, whether gold has it, and its document's number."""
    codebook = load_codebook()
    recorder = Recorder((0.0,) * len(FEATURES), -1e9)
    coder = LearnedCoder(codebook, Tagger(folder), recorder)
    parser = load_parser(codebook)
    documents = {item.id: item for item in read(sorted(Path(sys.argv[2]).glob("*.json*"))) if isinstance(item, Document)}
    rows, right, groups = [], [], []
    for number, known in enumerate(gold):
        recorder.seen.clear()
        for parsed in parser.parse([documents[known.doc_id]], sentence_filter(codebook)):
            mentions = coder.code(parsed).mentions
        partner = {j: known.events[i].event_type for i, j in pair_up(known.events, [mention_row(m) for m in mentions])}
        for j, mention in enumerate(mentions):
            rows.append(recorder.seen[mention.confidence])
            right.append(partner.get(j) == mention.event_type)
            groups.append(number)
    return np.array(rows), np.array(right, dtype=float), np.array(groups)


def fit(rows, right):
    """Logistic regression by Newton's method with a small ridge."""
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        share = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (share - right) + RIDGE * weights
        curve = rows.T @ (rows * (share * (1 - share))[:, None]) + RIDGE * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def main() -> None:
    """Fit on all, measure by folds, choose the lowest floor whose F1 is near the best."""
    gold = load_gold(Path(sys.argv[2]))
    total = sum(len(document.events) for document in gold)
    rows, right, groups = candidates(Path(sys.argv[1]), gold)
    shares = np.zeros(len(rows))
    for fold in range(FOLDS):
        held = groups % FOLDS == fold
        shares[held] = 1 / (1 + np.exp(-rows[held] @ fit(rows[~held], right[~held])))
    found = defaultdict(float)
    for floor in FLOORS:
        kept = shares >= floor
        hits = right[kept].sum()
        found[floor] = 2 * hits / (kept.sum() + total)
        print(f"floor {floor:.2f}: precision {hits / max(kept.sum(), 1):.3f} recall {hits / total:.3f} F1 {found[floor]:.3f}")
    weights = fit(rows, right)
    best = min(floor for floor in FLOORS if found[floor] >= max(found.values()) - GIVEN)
    print(", ".join(f"{name} {value:.3f}" for name, value in zip(FEATURES, weights, strict=True)), f"floor {best}")
    if len(sys.argv) > 3:
        row = {"features": FEATURES, "values": [round(float(value), 4) for value in weights], "floor": best}
        Path(sys.argv[3]).write_text(json.dumps(row) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
