"""What stability analysis costs as models grow: seconds and peak memory for 2 to 20 options, all combinations feasible.

    python benchmarks/foresight.py [--most 20] [--makers 2,4,6] [--seed 1]

For each size a model is drawn: options dealt out evenly to the decision makers, six random prioritised statements each. Timed are the
feasible states with the orders, and Nash, GMR, SMR and SEQ of every state for every decision maker, in a process of its own so that peak
memory is that size's; one run more counts what arrays and lists hold at most. The exponent b of seconds = a * states ** b is fitted
over sizes of 1,024 states and more: below that the start of numpy's calls is all there is. `--peer` times the sizes at which gmcr-py was
measured (four decision makers, 256 to 4,096 states) with the five concepts that it works out, SIM too.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import time
import tracemalloc

from detente.foresight.analysis import analyse
from detente.foresight.model import DecisionMaker, Model, Option, Prioritised, Statement
from detente.foresight.preferences import orders_of
from detente.foresight.statements import Pattern
from detente.foresight.states import graph_of

FOUR = ("Nash", "GMR", "SMR", "SEQ")
FIVE = (*FOUR, "SIM")
STATEMENTS = 6
LOOKED_AT = 3  # options that a random statement looks at
SMALLEST_FITTED = 1024


def drawn_model(options: int, makers: int, seed: int) -> Model:
    """A random model: the same for the same arguments."""
    chance = random.Random(f"{options} {makers} {seed}")
    names = [f"DM{number + 1}" for number in range(makers)]
    own = tuple(Option(name=f"o{number + 1}", owner=names[number * makers // options]) for number in range(options))

    def wish() -> Statement:
        looked_at = set(chance.sample(range(options), min(LOOKED_AT, options)))
        return Statement(condition=Pattern("".join(chance.choice("YN") if k in looked_at else "-" for k in range(options))))

    everyone = [DecisionMaker(name=name, preference=Prioritised(statements=tuple(wish() for _ in range(STATEMENTS)))) for name in names]
    return Model(name="drawn", decision_makers=tuple(everyone), options=own)


def measured(size: tuple[int, int, int], concepts: tuple[str, ...], repeat: int) -> dict[str, float]:
    """Seconds (the best of `repeat` runs) and peak MiB of this process for one model."""
    model = drawn_model(*size)
    analyse(drawn_model(2, 2, 1), concepts)  # numpy's first calls
    setup, whole = [], []
    for _ in range(repeat):
        start = time.perf_counter()
        orders_of(graph_of(model))
        setup.append(time.perf_counter() - start)
        start = time.perf_counter()
        analyse(model, concepts)
        whole.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tracemalloc.start()
    analyse(model, concepts)
    held = tracemalloc.get_traced_memory()[1]
    return {"states": 2 ** size[0], "setup_s": min(setup), "all_s": min(whole), "peak_mib": peak / 1024, "held_mib": held / 2**20}


def in_own_process(options: int, makers: int, seed: int, peer: bool) -> dict[str, float]:
    """The same, measured by a new process."""
    command = [sys.executable, __file__, "--one", f"{options},{makers},{seed}", *(["--peer"] if peer else [])]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    row: dict[str, float] = json.loads(done.stdout)
    return row


def exponent(rows: list[dict[str, float]], cost: str) -> float:
    """b of cost = a * states ** b by least squares on logarithms."""
    points = [(math.log(row["states"]), math.log(row[cost])) for row in rows if row["states"] >= SMALLEST_FITTED and row[cost] > 0]
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=20)
    parser.add_argument("--makers", default="2,4,6")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peer", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        options, makers, seed = (int(part) for part in given.one.split(","))
        print(json.dumps(measured((options, makers, seed), FIVE if given.peer else FOUR, repeat=3 if options < 16 else 1)))
        return
    for makers in [4] if given.peer else [int(part) for part in given.makers.split(",")]:
        sizes = range(8, 13) if given.peer else range(max(2, makers), given.most + 1)
        rows = []
        print(f"{makers} decision makers\n  options     states  orders s  with all verdicts s  arrays MiB  process MiB", flush=True)
        for options in sizes:
            row = in_own_process(options, makers, given.seed, given.peer)
            rows.append(row)
            seconds = f"{row['setup_s']:9.4f} {row['all_s']:19.4f}"
            print(f"  {options:7} {row['states']:10.0f} {seconds} {row['held_mib']:11.2f} {row['peak_mib']:12.0f}", flush=True)
        if len([row for row in rows if row["states"] >= SMALLEST_FITTED]) > 1:
            print(f"  exponents over the states: time {exponent(rows, 'all_s'):.2f}, memory {exponent(rows, 'held_mib'):.2f}")


if __name__ == "__main__":
    main()
