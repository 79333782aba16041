"""Speed and memory of reading beside bare trafilatura, and the cost of grouping rewrites against the number of documents.

    python benchmarks/reading.py [PAGES]        default: 200

Both readers get the same generated pages, from disk, in one run and turn about, so that a slow machine slows both. The pages are as heavy
as a news site's: navigation, cards, scripts, linked words, comments around the article. Grouping gets 100, 1,000 and 10,000 documents
made from templates, a tenth of them rewrites; the exponent is the slope of log time over log number.
"""

from __future__ import annotations

import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from trafilatura import extract

from detente.reading import group_rewrites, read
from detente.records import Document

FIRST = ("Nor", "Sud", "Ost", "Hel", "Tar", "Zam", "Vel", "Kor", "Mir", "Adr")
MIDDLE = ("ba", "de", "lo", "mi", "ru", "sha", "ve", "zo")
LAST = ("land", "mark", "ek", "sa", "ra", "is", "on", "um")
NAMES = [first + middle + last for first in FIRST for middle in MIDDLE for last in LAST]
PEOPLE = [f"{first}{end} {middle.title()}{last}" for first in FIRST for end in "aio" for middle in MIDDLE for last in LAST]
SENTENCES = [
    "{a} said on {day} that it would recall its envoy from {b} unless the {thing} was lifted.",
    "{p}, the foreign minister of {a}, met {q} of {b} for {n} hours of talks on the {thing}.",
    "A spokesman for {b} rejected the demand and called the {thing} a matter of its own.",
    "Observers counted {n} lorries at the crossing near {c}, which {a} has kept shut since {day}.",
    "{q} told reporters that {b} was ready for talks if {c} acted as a mediator.",
    "Troops of {a} moved to the border with {b} on {day}, residents of {c} said by telephone.",
    "The bloc gave {b} {n} days to end the {thing} and free {p}, who has been held since {day}.",
    "In {c}, {n} people marched against the {thing}, carrying portraits of {p}.",
]
THINGS = ["blockade", "embargo", "airspace closure", "visa ban", "oil cut", "curfew", "levy on grain", "fishing ban"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


def story(rng: random.Random, sentences: int = 24) -> list[str]:
    """Paragraphs of a report about invented states, three sentences each."""
    a, b, c = rng.sample(NAMES, 3)
    p, q = rng.sample(PEOPLE, 2)
    lines = [
        rng.choice(SENTENCES).format(a=a, b=b, c=c, p=p, q=q, n=rng.randrange(2, 999), day=rng.choice(DAYS), thing=rng.choice(THINGS))
        for _ in range(sentences)
    ]
    return [" ".join(lines[start : start + 3]) for start in range(0, len(lines), 3)]


def page(rng: random.Random) -> str:
    """An HTML page of some 90 kB around a story."""
    menu = "".join(f'<li class="item"><a href="/section/{n}" data-track="nav-{n}">Section {n}</a></li>' for n in range(150))
    cards = "".join(f'<div class="card"><a href="/story/{n}"><img src="/i/{n}.jpg"><h3>{_title(rng)}</h3></a></div>' for n in range(80))
    comments = "".join(f'<div class="comment"><b>reader{n}</b><p>I doubt that {rng.choice(NAMES)} will.</p></div>' for n in range(60))
    script = "".join(f"window.dataLayer.push({{id: {n}, name: 'slot-{n}'}});" for n in range(900))
    text = "".join(f"<p>{paragraph.replace(' talks ', ' <a href=/t>talks</a> ')}</p>" for paragraph in story(rng))
    title = _title(rng)
    head = (
        f'<meta charset="utf-8"><title>{title} | Vale Courier</title><meta property="og:title" content="{title}">'
        f'<meta property="article:published_time" content="2024-03-05T08:00:00Z"><script>{script}</script>'
    )
    article = f'<article><h1>{title}</h1><div class="share"><a href="/f">Share</a></div>{text}</article>'
    return (
        f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><header><nav><ul>{menu}</ul></nav></header><main>{article}'
        f'<section class="comments">{comments}</section></main><aside class="related">{cards}</aside>'
        f"<footer><ul>{menu}</ul><p>All rights reserved</p></footer></body></html>"
    )


def _title(rng: random.Random) -> str:
    return f"{rng.choice(NAMES)} and {rng.choice(NAMES)} at odds over {rng.choice(THINGS)}"


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call, which other programs on the machine disturb least."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def bare(paths: list[Path]) -> int:
    """Characters that trafilatura finds on the pages."""
    return sum(len(extract(path.read_text(encoding="utf-8")) or "") for path in paths)


def ours(paths: list[Path]) -> int:
    """Characters of the documents that détente reads from the pages."""
    return sum(len(found.text) for found in read(paths) if isinstance(found, Document))


def compare(count: int, rounds: int = 3) -> None:
    """Prints pages per second of both readers and the ratio of their best rounds."""
    rng = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number:05d}.html") for number in range(count)]
        for path in paths:
            path.write_text(page(rng), encoding="utf-8")
        size = sum(path.stat().st_size for path in paths) / count / 1000
        bare(paths[:5]), ours(paths[:5])  # models load
        times = [(seconds(lambda: bare(paths)), seconds(lambda: ours(paths))) for _ in range(rounds)]
        theirs, mine = (min(column) for column in zip(*times, strict=True))
        print(f"{count} pages of {size:.0f} kB, best of {rounds} rounds, turn about")
        print(f"trafilatura.extract  {count / theirs:7.1f} pages/s")
        print(f"detente.read         {count / mine:7.1f} pages/s, ratio {theirs / mine:.2f}")
        for label, name in (("trafilatura.extract", "bare"), ("detente.read", "ours")):
            print(f"{label:20} peak memory {peak_memory(name, folder):5.0f} MB")


def peak_memory(name: str, folder: str) -> float:
    """Megabytes that a process of its own holds at most while it reads the pages of `folder`."""
    code = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import reading; reading.report_memory({name!r}, {folder!r})"
    answer = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return float(answer.stdout)


def report_memory(name: str, folder: str) -> None:
    """Prints the peak memory of this process after reading `folder`; the process is started by `peak_memory`."""
    {"bare": bare, "ours": ours}[name](sorted(Path(folder).glob("*.html")))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def made_from_templates(count: int) -> list[Document]:
    """Documents of which every tenth rewrites the one before it."""
    rng = random.Random(11)
    documents: list[Document] = []
    for number in range(count):
        rewritten = number % 10 == 9
        paragraphs = [*reversed(documents[-1].text.split("\n\n")), *story(rng, 3)] if rewritten else story(rng)
        documents.append(Document(id=f"{number:06d}", text="\n\n".join(paragraphs), input="made"))
    return documents


def scale(sizes: tuple[int, ...] = (100, 1_000, 10_000)) -> None:
    """Prints the cost of grouping against the number of documents, and the exponent fitted by least squares."""
    points = []
    for size in sizes:
        documents = made_from_templates(size)
        groups: dict[str, str] = {}
        spent = seconds(lambda made=documents, found=groups: found.update(group_rewrites(made)))  # type: ignore[misc]
        joined = sum(group != key for key, group in groups.items())
        points.append((math.log(size), math.log(spent)))
        print(f"group_rewrites       {size:6d} documents {spent:7.2f} s, {1000 * spent / size:.2f} ms each, {joined} joined to another")
    mean_x, mean_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)
    print(f"fitted exponent      {slope:.2f}; peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    compare(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
    scale()
