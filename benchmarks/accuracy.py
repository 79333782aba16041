"""Every accuracy figure of docs/accuracy.md in one run, as Markdown: events, fields, types, confidence, sentences, places, times, the gate.

    python benchmarks/accuracy.py              prints the figures
    python benchmarks/accuracy.py --write      puts them into docs/accuracy.md, between its marks
    python benchmarks/accuracy.py NAME=GOLD    prints the figures of other gold, a folder or a file, beside the others; several may be given

`--folds TAGGER` names a folder that `detente train corpus/ --output TAGGER` wrote: the packaged tagger was trained on the corpus (news
among it), so its articles are scored as networks and weights that never saw them code them; all other gold is coded with the default
coder. Without it the corpus is left out, unless `--coder NAME` names another coder than the learned one.

The gold is that of the development data (DETENTE_SHARED, default ../shared beside the project) and of tests/gold. Texts are coded as
`detente code` and `detente parse` do it, from the files; events are scored by detente.evaluating, which gives the reference scorer's
figures, sentences and places by the reference scorers themselves.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.codebook import load_codebook
from detente.evaluating import Assessment, GoldDocument, Scores, assess, load_gold
from detente.exporting.contract import mention_row, parsed_row
from detente.parsing import load_parser
from detente.pipeline import BuildOptions, Stages, code_documents, load_stages
from detente.reading import read
from detente.records import Document, Rejected
from page import put

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
PAGE = ROOT / "docs" / "accuracy.md"
START, END = "<!-- figures: written by benchmarks/accuracy.py -->", "<!-- end of the figures -->"
STUDIED = "cdefghijlm"  # batches of the news gold whose errors the rules were studied on
ROLES = ("actor country", "actor country and sector", "recipient country", "recipient country and sector", "attribution")
CONFUSED = 12
Rows = Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Coded:
    """A gold set, what was coded of it, and the comparison."""

    name: str
    gold: Sequence[GoldDocument]
    rows: Sequence[dict[str, Any]]
    told: Assessment


def documents(source: Path) -> list[Document]:
    """The documents of a file, or of a folder's *.json, in order. Raises SystemExit where one can't be read: figures would mean less."""
    found = list(read(sorted(source.glob("*.json")) if source.is_dir() else [source]))
    unread = [item for item in found if isinstance(item, Rejected)]
    if unread or not found:
        raise SystemExit(f"{source}: {len(unread)} items not read{f', such as {unread[0].item}: {unread[0].reason}' if unread else ''}")
    return [item for item in found if isinstance(item, Document)]


def of_corpus(name: str) -> bool:
    """Whether a set is part of what the packaged tagger was trained on."""
    return name == "news" or name.startswith("corpus/")


def rows_of(stages: Stages, source: Path) -> list[dict[str, Any]]:
    """What `detente code SOURCE` prints, as rows."""
    codings = code_documents(stages, documents(source))
    return [mention_row(one) for coding in codings for one in coding.mentions if one.confidence >= stages.advised]


def coded_sets(stages: Stages, folders: Iterable[tuple[str, Path]], types: Sequence[str], held_out: Rows | None) -> Iterator[Coded]:
    """Each gold folder coded and compared; the news gold also by whether the rules were studied on it.

    `held_out` has the mentions of the corpus' articles by coders that never saw them; None: code them here.
    """
    for name, folder in folders:
        gold = load_gold(folder)
        if held_out is None or not of_corpus(name):
            rows = rows_of(stages, folder)
        else:
            ids = {document.doc_id for document in gold}
            rows = [row for row in held_out if row["document"] in ids and row["confidence"] >= stages.advised]
        yield Coded(name, gold, rows, assess(gold, rows, types))
        if name == "news":
            for label, wanted in (("news, studied", True), ("news, not studied", False)):
                kept = [document for document in gold if (document.doc_id[0] in STUDIED) == wanted]
                ids = {document.doc_id for document in kept}
                some = [row for row in rows if row["document"] in ids]
                yield Coded(label, kept, some, assess(kept, some, types))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A Markdown table; numbers stand to the right."""
    yield f"| {' | '.join(heads)} |"
    yield f"|---|{'--:|' * (len(heads) - 1)}"
    for row in rows:
        yield f"| {' | '.join(f'{cell:.3f}' if isinstance(cell, float) else str(cell) for cell in row)} |"
    yield ""


def headline(scores: Scores) -> tuple[float, ...]:
    """Precision, recall and F1 of events, F1 of detection and of triples."""
    return (scores.event.precision, scores.event.recall, scores.event.f1, scores.detection.f1, scores.triple.f1)


def events(sets: Sequence[Coded]) -> Iterator[str]:
    """Headline figures and those of the fields, a gold set a row."""
    yield "### Events\n"
    yield from table(
        ("gold", "documents", "events", "coded", "spread", "P", "R", "event F1", "detection F1", "triple F1"),
        ((one.name, s.documents, s.event.gold, s.event.coded, s.spread, *headline(s)) for one in sets for s in [one.told.scores]),
    )
    fields = sorted({name for one in sets for name in one.told.scores.fields})
    yield "Participants and attribution as F1, other fields as the share right, all over the pairs whose type is right:\n"
    yield from table(
        ("gold", *ROLES, *fields),
        (
            (one.name, *(s.roles[role].f1 for role in ROLES), *(s.fields[name].recall if s.fields[name].gold else "–" for name in fields))
            for one in sets
            for s in [one.told.scores]
        ),
    )


def types(sets: Sequence[Coded]) -> Iterator[str]:
    """Figures by type, on the news gold and the one-sentence records."""
    chosen = [one for one in sets if one.name in ("news", "news, not studied", "plover_gsr")]
    yield "### By type\n"
    heads = [f"{one.name}: {head}" for one in chosen for head in ("events", "P", "R", "F1")]
    names = sorted({name for one in chosen for name, rate in one.told.scores.types.items() if rate.gold})
    rates = [[one.told.scores.types[name] for one in chosen] for name in names]
    yield from table(
        ("type", *heads),
        (
            (name, *(cell for rate in row for cell in (rate.gold, rate.precision, rate.recall, rate.f1)))
            for name, row in zip(names, rates, strict=True)
        ),
    )
    news = next((one for one in chosen if one.name == "news"), chosen[0]).told.scores
    pairs = {pair: count for pair, count in news.confusion.items() if pair[0] != pair[1] and pair[0].isupper() and pair[1].isupper()}
    most = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[:CONFUSED]
    yield f"Most confused on news (gold as coded): {', '.join(f'{gold} as {coded} {count}' for (gold, coded), count in most)}.\n"


def confidence(sets: Sequence[Coded]) -> Iterator[str]:
    """Reliability of confidence on the news gold that was not studied."""
    yield "### Confidence\n"
    for one in sets:
        if one.name == "news, not studied":
            told = one.told.reliability
            yield f"On {one.name}; expected calibration error {told.error or 0:.3f}:\n"
            bins = ((f"{b.low:.1f} to {b.high:.1f}", b.count, b.predicted, b.observed) for b in told.bins)
            yield from table(("confidence", "mentions", "mean confidence", "share right"), bins)
            steps, kept = [], -1
            for step in one.told.steps:
                if step.event.coded != kept:
                    kept = step.event.coded
                    steps.append((f"{step.least:.2f}", kept, step.event.precision, step.event.recall, step.event.f1, step.triple.f1))
            yield from table(("--min-confidence", "coded", "P", "R", "event F1", "triple F1"), steps)


def output(*command: object) -> str:
    """What a script prints. Raises SystemExit where it fails with a message; a shut gate prints its figures all the same."""
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=False)
    if done.stderr:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
    return done.stdout.strip()


def scored(tool: str, gold: Path, lines: Iterable[dict[str, Any]]) -> Iterator[str]:
    """What one of the reference scorers says of `lines`."""
    with tempfile.TemporaryDirectory() as folder:
        coded = Path(folder) / "coded.jsonl"
        coded.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        yield f"```text\n{output(SHARED / 'tools' / tool, gold, coded)}\n```\n"


def parsed_rows(source: Path) -> Iterator[dict[str, Any]]:
    """What `detente parse SOURCE` prints, as rows."""
    parser = load_parser(load_codebook(), recognise=True)
    return (parsed_row(parsed) for parsed in parser.parse(documents(source)))


def state(stages: Stages) -> str:
    """What the figures are of: commit, whether files differ from it, codebook and coder."""

    def git(*words: str) -> str:
        return subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=True).stdout.strip()

    changed = git("status", "--porcelain", "--", "src")
    differs = ", with changes in src that were not committed" if changed else ""
    return f"Commit `{git('rev-parse', '--short', 'HEAD')}`{differs}; codebook {stages.codebook}; coder: {stages.coder}.\n"


def report(coder: str, extra: Sequence[tuple[str, Path]], tagger: Path | None) -> Iterator[str]:
    """All sections."""
    held_out = [json.loads(line) for line in (tagger / "by-folds.jsonl").read_text(encoding="utf-8").splitlines()] if tagger else None
    stages, gold = load_stages(BuildOptions(coder=coder)), SHARED / "gold"
    folders = [(name, gold / name) for name in ("news", "seeds", "plover_gsr")] + [("tests/gold", ROOT / "tests" / "gold")]
    folders += [(f"corpus/{path.name}", path) for path in sorted((ROOT / "corpus").glob("*-*.jsonl"))] + list(extra)
    if coder == "learned" and held_out is None:
        folders = [(name, path) for name, path in folders if not of_corpus(name)]
    now = state(stages)
    sets = list(coded_sets(stages, folders, list(load_codebook().event_types), held_out))
    yield now
    if tagger:
        yield "news and corpus: each article coded by a network and weights that never saw it (five folds over documents).\n"
    sections: tuple[Callable[[Sequence[Coded]], Iterator[str]], ...] = (events, types, confidence)
    for section in sections:
        yield from section(sets)
    if tagger:
        yield f"### Grammar, tagger, both\n\n{output(ROOT / 'benchmarks' / 'learned.py', tagger)}\n"
    yield "### Single sentences\n"
    sentences = gold / "cameo_sentences" / "dev.jsonl"
    yield from scored("score_sentences.py", sentences, rows_of(stages, sentences))
    yield "### Places\n"
    places = gold / "places" / "tr_news.jsonl"
    yield from scored("score_places.py", places, parsed_rows(places))
    yield f"### Times\n\n```text\n{output(ROOT / 'benchmarks' / 'times.py')}\n```\n"
    yield f"### The gate\n\n```text\n{output(ROOT / 'benchmarks' / 'gate.py').rpartition(chr(10) * 2)[2]}\n```\n"


def main() -> None:
    """Print the figures, or write them into the page."""
    if not (SHARED / "gold").is_dir():
        raise SystemExit(f"the development data is not at {SHARED}: set DETENTE_SHARED")
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true")
    options.add_argument("--coder", default=BuildOptions().coder)
    options.add_argument("--folds", type=Path, metavar="TAGGER")
    options.add_argument("gold", nargs="*", metavar="NAME=GOLD")
    chosen = options.parse_args()
    extra = [(name, Path(folder)) for name, _, folder in (word.partition("=") for word in chosen.gold)]
    text = "\n".join(report(chosen.coder, extra, chosen.folds)).rstrip() + "\n"
    if chosen.write:
        put(text, PAGE, START, END)
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
