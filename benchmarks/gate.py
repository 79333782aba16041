"""The accuracy gate: codes our gold and compares the figures with the floors pinned in benchmarks/floors.json.

Figures, pairing and errors are those of `detente evaluate`; where a figure lies under its floor, the whole report is printed.

    python benchmarks/gate.py                     fails: a figure over SLACK under its floor, none pinned, or the corpus changed
    python benchmarks/gate.py --update            raises floors to today's figures; refuses to lower one
    python benchmarks/gate.py --update --lower    lowers them too (say why in CHANGELOG.md)
"""

import argparse
import hashlib
import json
import math
import sys
from pathlib import Path
from typing import Any

from detente.codebook import load_codebook
from detente.coding import code
from detente.coding.learned import LearnedCoder
from detente.evaluating import Scores, assess, load_gold, report
from detente.exporting.contract import mention_row
from detente.reading import read
from detente.records import Document, Rejected

GOLD = Path(__file__).parent.parent / "tests" / "gold"
FLOORS = Path(__file__).parent / "floors.json"
SLACK = 0.02  # one event in fifty: another processor's last digits can turn a parse, and that is no fault of a change
SHOWN = 5  # errors of each kind in the report of a shut gate


def figures(scores: Scores) -> dict[str, float]:
    """What is pinned, cut (never rounded up) to three digits."""
    told = {
        "event F1": scores.event.f1,
        "triple F1": scores.triple.f1,
        "actor country+sector F1": scores.roles["actor country and sector"].f1,
        "recipient country+sector F1": scores.roles["recipient country and sector"].f1,
        "attribution F1": scores.roles["attribution"].f1,
        "mode": scores.fields["mode"].recall,
        "date": scores.fields["date"].recall,
        "status": scores.fields["status"].recall,
    }
    return {name: math.floor(value * 1000 + 1e-9) / 1000 for name, value in told.items()}


def corpus() -> dict[str, object]:
    """What identifies the gold: its digest and counts."""
    paths = sorted(GOLD.glob("*.json"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
    return {"documents": len(paths), "sha256": digest}


def main() -> int:
    """Score, compare, and say what differs; 1 where the gate is shut."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--update", action="store_true")
    options.add_argument("--lower", action="store_true")
    chosen = options.parse_args()
    codebook = load_codebook()
    read_back = list(read(sorted(GOLD.glob("*.json"))))
    documents = [item for item in read_back if isinstance(item, Document)]
    if len(documents) < len(read_back):
        print("not read: " + "; ".join(item.reason for item in read_back if isinstance(item, Rejected)))
        return 1
    coder = LearnedCoder(codebook)
    rows = [mention_row(mention) for mention in code(documents, codebook, coder) if mention.confidence >= coder.advised]
    told = assess(load_gold(GOLD), rows, codebook.event_types)
    now = figures(told.scores)
    pinned: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"corpus": corpus(), "floors": {}}
    under = {name: floor for name, floor in pinned["floors"].items() if now[name] < floor - SLACK}
    if under:
        print(report(told, faults=SHOWN), end="\n\n")
    for name, value in now.items():
        print(f"{name:28} {value:.3f}   floor {pinned['floors'].get(name, 0):.3f}{'   UNDER' if name in under else ''}")
    if chosen.update:
        if under and not chosen.lower:
            print("a floor would be lowered: mend the coder, or add --lower and say why in CHANGELOG.md")
            return 1
        FLOORS.write_text(json.dumps({"corpus": corpus(), "floors": now}, indent=1) + "\n", encoding="utf-8")
        return 0
    if pinned["corpus"] != corpus():
        print("the gold has changed since the floors were pinned: run with --update")
        return 1
    if not pinned["floors"]:
        print("no floor is pinned: run with --update")
        return 1
    return 1 if under else 0


if __name__ == "__main__":
    sys.exit(main())
