"""How well rewrites are found, on corpus/joining: pairs of documents that tell one story, against those annotated.

    python benchmarks/rewrites.py            prints the figures
    python benchmarks/rewrites.py --write    puts them into docs/accuracy.md, between marks of its own
    python benchmarks/rewrites.py --growth   prints what grouping costs for 100, 1,000 and 10,000 documents instead

A pair is right where both documents tell a story that one of them, or both, tell again. Thresholds were set on `fashaga`, `bamako` and the
pairs of independent reports in tests/reading/data; of `doha` only totals were
looked at, which were seen while thresholds were chosen.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from detente.reading import group_rewrites
from detente.reading.headlines import names
from detente.reading.rewrites import copied
from detente.records import Document, Published
from page import put

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
START, END = "<!-- rewrites: written by benchmarks/rewrites.py -->", "<!-- end of rewrites -->"
CRISES = ("fashaga", "bamako", "doha")
OTHERS = ("first", *(f"second-{letter}" for letter in "abcdef"))
SIZES = (100, 1_000, 10_000)

Pairs = set[tuple[str, str]]
Finder = Callable[[Sequence[Document]], Pairs]


@dataclass(frozen=True, slots=True)
class Told:
    """Documents, and the pairs of them that tell one story."""

    documents: tuple[Document, ...]
    pairs: frozenset[tuple[str, str]]


def told(path: Path) -> Told:
    """The documents of a file of one JSON object a line."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    documents = tuple(_document(row["doc_id"], row["text"], row["published"]) for row in rows)
    again = {row["doc_id"]: row["rewrite_of"] for row in rows if row.get("rewrite_of")}
    return Told(documents, frozenset(within({one.id: again.get(one.id, one.id) for one in documents})))


def _document(key: str, text: str, day: str | None) -> Document:
    return Document(id=key, text=text, input=key, published=Published(day, "given") if day else Published())


def within(groups: Mapping[str, str]) -> Pairs:
    """All pairs of each group."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    for key, group in groups.items():
        members[group].append(key)
    return {pair for keys in members.values() for pair in itertools.combinations(sorted(keys), 2)}


def by_wording(documents: Sequence[Document]) -> Pairs:
    """Copies and close rewrites alone."""
    pairs = copied([one.text for one in documents])
    return {(min(pair), max(pair)) for first, second in pairs for pair in [(documents[first].id, documents[second].id)]}


def grouped(documents: Sequence[Document]) -> Pairs:
    """As a build groups."""
    return within(group_rewrites(documents))


METHODS: Mapping[str, Finder] = {"shared wording alone": by_wording, "détente": grouped}


def row(name: str, label: str, found: Pairs, gold: Iterable[tuple[str, str]]) -> str:
    """A line of the table."""
    real = set(gold)
    right = len(found & real)
    precision = f"{right / len(found):.2f}" if found else "–"
    recall = f"{right / len(real):.2f}" if real else "–"
    return f"| {name} | {label} | {len(real)} | {len(found)} | {right} | {precision} | {recall} |"


def report(folder: Path) -> Iterator[str]:
    """The figures as Markdown."""
    crises = {crisis: told(folder / "joining" / f"{crisis}.jsonl") for crisis in CRISES}
    others = [told(folder / f"{name}.jsonl") for name in OTHERS]
    gold = frozenset[tuple[str, str]]().union(*(one.pairs for one in crises.values()))
    every = [document for one in (*crises.values(), *others) for document in one.documents]
    yield "| documents | method | pairs annotated | found | right | precision | recall |"
    yield "|---|---|--:|--:|--:|--:|--:|"
    for name, one in crises.items():
        for label, method in METHODS.items():
            yield row(name, label, method(one.documents), one.pairs)
    yield row("the three, each with no day known in turn", "détente", *without_days(crises.values()))
    yield row(
        f"the three and {len(every) - sum(len(one.documents) for one in crises.values())} others at once", "détente", grouped(every), gold
    )


def without_days(crises: Iterable[Told]) -> tuple[Pairs, Pairs]:
    """Found and annotated pairs when each document in turn has no day of publication; a pair counts for each of its documents."""
    found: Pairs = set()
    gold: Pairs = set()
    for one in crises:
        for place, document in enumerate(one.documents):
            changed = [*one.documents[:place], replace(document, published=Published()), *one.documents[place + 1 :]]
            found |= {(document.id, f"{first} {second}") for first, second in grouped(changed) if document.id in (first, second)}
            gold |= {(document.id, f"{first} {second}") for first, second in one.pairs if document.id in (first, second)}
    return found, gold


def grown(crises: Sequence[Told], size: int) -> list[Document]:
    """`size` documents: those of the crises again and again, each time three days later, with names and figures of their own."""
    documents = [document for one in crises for document in one.documents]
    made = []
    for number in range(size):
        turn, place = divmod(number, len(documents))
        one = documents[place]
        day = one.published.value
        later = Published((date.fromisoformat(day) + timedelta(days=3 * turn)).isoformat(), "given") if day else Published()
        made.append(replace(one, id=f"{one.id}-{turn:05d}", text=renamed(one.text, turn), published=later))
    return made


def renamed(text: str, turn: int) -> str:
    """`text` with other names and figures; turn 0 leaves it as it is."""
    if not turn:
        return text
    shifted = "".join(chr(ord("a") + int(digit)) for digit in str(turn))
    changed = re.sub(r"\d+", lambda found: str(int(found.group()) + turn), text)
    known = names(changed)
    return re.sub(
        r"[^\W\d_]+", lambda found: f"{found.group()[:2]}{shifted}{found.group()[2:]}" if found.group() in known else found.group(), changed
    )


def growth(folder: Path) -> None:
    """Print what grouping costs as documents grow in number, and the exponent of processor time over documents."""
    crises = [told(folder / "joining" / f"{crisis}.jsonl") for crisis in CRISES]
    costs = []
    for size in SIZES:
        documents = grown(crises, size)
        started = time.process_time()
        groups = group_rewrites(documents)
        costs.append(time.process_time() - started)
        pairs = within(groups)
        print(f"{size:>7} documents {costs[-1]:8.2f} s, {1000 * costs[-1] / size:.2f} ms each; {len(pairs)} pairs in groups")
    print(f"cpu seconds grow as documents ** {np.polyfit(np.log(SIZES), np.log(costs), 1)[0]:.2f}")


def main() -> None:
    """Print the figures, or write them into the page."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true")
    options.add_argument("--growth", action="store_true")
    chosen = options.parse_args()
    folder = ROOT / "corpus"
    if chosen.growth:
        growth(folder)
        return
    text = "\n".join(report(folder)) + "\n"
    if chosen.write:
        put(text, PAGE, START, END)
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
