"""Disturb builds and count what is lost, doubled or damaged: `python benchmarks/faults.py [--kills 50] [--documents 100]`.

Builds use small stages (a regular expression codes), so that most of their time is spent on writing to the record. SIGKILL falls at a
random moment of a build, half of them on SQLite and half on a PostgreSQL server that this script starts for itself. Prints a table.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "pipeline"), str(ROOT / "tests" / "store")]

from disturbed import digest_of, documents_in, faults_of, start_build, wait_until, write_stories  # noqa: E402
from own_server import own_server  # noqa: E402


def kill_builds(place: str, source: Path, documents: int, kills: int, whole: str) -> tuple[int, int, int]:
    """Builds killed, documents kept at each kill summed, and faults found after them; the last build completes the record."""
    chance, killed, kept, faults = random.Random(11), 0, 0, 0
    while killed < kills:
        before = max(0, documents_in(place))
        build = start_build(source, place)
        moment = min(documents, before + chance.randint(0, documents // 5))
        wait_until(lambda moment=moment, going=build.process: documents_in(place) >= moment or not going.is_alive())  # type: ignore[misc]
        time.sleep(chance.uniform(0, 0.1))
        build.process.kill()
        killed += build.end()[0] == -9
        kept += max(0, documents_in(place))
        faults += documents_in(place) < before
        faults += len(faults_of(place)) if documents_in(place) >= 0 else 0
        if documents_in(place) == documents:
            break
    end = start_build(source, place).end()
    return killed, kept, faults + (end != (0, "")) + (digest_of(place) != whole)


def many_kills(places: list[str], source: Path, documents: int, kills: int, whole: str) -> tuple[int, int]:
    """Kills over as many records as they need, a new one whenever one is complete; kills and faults."""
    killed = faults = 0
    while killed < kills:
        done, _, found = kill_builds(places.pop(0), source, documents, kills - killed, whole)
        killed, faults = killed + done, faults + found
    return killed, faults


def at_once(place: str, folder: Path, documents: int, number: int, whole_source: Path) -> int:
    """Faults after `number` builds of overlapping sources into one record at once."""
    width = documents // number
    sources = [
        write_stories(
            folder / f"part{number}-{each}.jsonl", max(0, each * width - width // 4), min(documents, (each + 1) * width + width // 4)
        )
        for each in range(number)
    ]
    builds = [start_build(source, place) for source in sources]
    faults = sum(build.end() != (0, "") for build in builds)
    faults += start_build(whole_source, place).end() != (0, "")
    return faults + len(faults_of(place)) + (documents_in(place) != documents)


def main() -> None:
    """Print what was done and what was found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--documents", type=int, default=100)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name, own_server() as server:
        folder = Path(name)
        source = write_stories(folder / "stories.jsonl", 0, chosen.documents)
        start_build(source, str(folder / "whole.db")).end()
        whole = digest_of(str(folder / "whole.db"))
        files = [str(folder / f"killed{number}.db") for number in range(chosen.kills)]
        schemas = server.schemas(chosen.kills + 8)
        print("| disturbance | record | times | faults |\n|---|---|---|---|", flush=True)
        for kind, places in (("SQLite", files), ("PostgreSQL", schemas)):
            killed, faults = many_kills(places, source, chosen.documents, chosen.kills // 2, whole)
            print(f"| SIGKILL at a random moment | {kind} | {killed} | {faults} |", flush=True)
        for number in (2, 4):
            for kind, place in (("SQLite", str(folder / f"at-once{number}.db")), ("PostgreSQL", schemas.pop())):
                print(f"| {number} builds at once | {kind} | 1 | {at_once(place, folder, chosen.documents, number, source)} |", flush=True)
        place = str(folder / "full.db")
        code, _ = start_build(source, place, most_bytes=600_000, patience=1).end()
        faults = len(faults_of(place)) + (code == 0) + (start_build(source, place).end() != (0, "")) + (digest_of(place) != whole)
        print(f"| full disk (no file over 600 kB), then room again | SQLite | 1 | {faults} |", flush=True)
        place = schemas.pop()
        build = start_build(source, place)
        wait_until(lambda: documents_in(place) > chosen.documents // 5)
        server.kill()
        time.sleep(1)
        server.start()
        faults = (build.end() != (0, "")) + len(faults_of(place)) + (digest_of(place) != whole)
        print(f"| server crashes (pg_ctl -m immediate) and starts again | PostgreSQL | 1 | {faults} |", flush=True)


if __name__ == "__main__":
    main()
