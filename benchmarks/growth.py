"""What `detente build` costs as documents grow in number: seconds and peak memory for 100, 1,000 and (with --full) 10,000 of them.

    python benchmarks/growth.py [--full] [--sizes 100,300]

Documents are made from templates with a fixed seed: invented states, so that the gazetteer doesn't help, beside real ones, so that it does.
Each size is built in a process of its own into a new record, then built again (which finds nothing to do). The start of the process
(imports, codebook, parser) is measured by itself and no part of the cost. The exponent b of cpu seconds = a * documents ** b is fitted:
processor time, because other work on the machine does not count in it; where both differ much, the machine was busy.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PARTIES = (
    "Kenya",
    "Norway",
    "the African Union",
    "Qatar",
    "Chad's military junta",
    "Peru",
    "Valdoria",
    "the Valdorian army",
    "France",
    "ECOWAS",
)
MOVES = (
    "{one} held talks with {two} in {place} on {day}.",
    "{one} imposed sanctions on {two}, citing {cause}.",
    "{one} refused to receive an envoy of {two} on {day}.",
    "Officials in {place} said {one} would suspend aid to {two} over {cause}.",
    "{one} has not recognised the new government of {two}, according to a diplomat.",
    "Police in {place} arrested {count} protesters on {day}.",
    "{one} threatened to close its border with {two} if {cause} went on.",
    "The weather in {place} stayed mild, and {count} traders came to the market.",
    "A report of {count} pages describes {cause} in {place}.",
)
PLACES = ("Nairobi", "Oslo", "Doha", "Lima", "Paris", "Abuja", "Geneva", "Port Valdor")
CAUSES = ("security concerns", "the coup", "unpaid debts", "a disputed vote", "the blockade", "attacks on villages")
DAYS = ("Monday", "Tuesday", "Friday", "March 3", "12 March 2024")


def made_documents(count: int) -> list[dict[str, str]]:
    """`count` articles of five to fifteen sentences; the same each time."""
    chance = random.Random(20)
    rows = []
    for number in range(count):
        sentences = []
        for _ in range(chance.randint(5, 15)):
            one, two = chance.sample(PARTIES, 2)
            blanks = {"place": chance.choice(PLACES), "day": chance.choice(DAYS), "cause": chance.choice(CAUSES)}
            sentences.append(chance.choice(MOVES).format(one=one, two=two, count=chance.randint(3, 900), **blanks))
        text = "\n\n".join(" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3))
        rows.append({"id": f"g{number:06}", "text": text, "published": f"2024-03-{chance.randint(1, 28):02}"})
    return rows


def build_once(source: Path, record: Path) -> None:
    """One build in this process; prints what it cost as a line of JSON."""
    from detente.pipeline import BuildOptions, build, load_stages

    stages = load_stages(BuildOptions())
    started, used = time.perf_counter(), time.process_time()
    joining = [0.0]

    def watch(stage: str, done: int, total: int | None) -> None:
        if stage == "consolidate":
            joining[0] = time.perf_counter() - joining[0]

    with build([source], record, BuildOptions(stages=stages), watch) as built:
        summary, run = built.summary(), built.runs()[-1]
    cost = {"seconds": time.perf_counter() - started, "cpu": time.process_time() - used, "joining": joining[0]}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(cost | {"megabytes": peak, "coded": run.documents, "mentions": summary.mentions, "events": summary.events}))


def measured(source: Path, record: Path) -> dict[str, float]:
    """The cost of one build in a new process, with the seconds of the whole process."""
    started = time.perf_counter()
    command = [sys.executable, __file__, "--one", str(source), str(record)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result | {"process": time.perf_counter() - started}


def exponent(sizes: list[int], costs: list[float]) -> float:
    """Slope of the least-squares line through log cost over log size."""
    xs, ys = [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / sum((x - mean_x) ** 2 for x in xs)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="build 10,000 documents too")
    parser.add_argument("--sizes", help="other sizes, divided by commas")
    parser.add_argument("--one", nargs=2, type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        build_once(*given.one)
        return
    sizes = [int(size) for size in given.sizes.split(",")] if given.sizes else [100, 1_000] + [10_000] * given.full
    heads = ("documents", "mentions", "events", "seconds", "cpu", "joining", "doc/s", "start", "again", "MB")
    print("".join(f"{head:>10}" for head in heads), flush=True)
    seconds, memory = [], []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            source, record = Path(folder) / f"{size}.jsonl", Path(folder) / f"{size}.db"
            source.write_text("\n".join(map(json.dumps, made_documents(size))), encoding="utf-8")
            first, again = measured(source, record), measured(source, record)
            if again["coded"]:
                raise SystemExit("the second build coded documents again: codebook or code changed meanwhile, so the figures mean nothing")
            seconds.append(first["cpu"])
            memory.append(first["megabytes"])
            start = first["process"] - first["seconds"]
            costs = (first["seconds"], first["cpu"], first["joining"], size / first["seconds"], start, again["seconds"])
            cells = "".join(f"{cost:>10.1f}" for cost in costs)
            print(f"{size:>10}{first['mentions']:>10}{first['events']:>10}{cells}{first['megabytes']:>10.0f}", flush=True)
    if len(sizes) > 1:
        print(f"cpu seconds grow as documents ** {exponent(sizes, seconds):.2f}, peak memory as documents ** {exponent(sizes, memory):.2f}")


if __name__ == "__main__":
    main()
