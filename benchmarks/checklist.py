"""What the record of a crisis holds of what a careful reader would note, line by line.

    python benchmarks/checklist.py                    the founders' three texts (needs the development data)
    python benchmarks/checklist.py --crisis fashaga   a second crisis, of our own writing, by tests/tracking/data/fashaga.md
    python benchmarks/checklist.py --write            both, into docs/checklist.md

A list's sections run from A (documents) to N (what the record must not hold: such a line is kept where nothing of it is found). Each line
is decided by one check over the record and its views (`benchmarks/checklists`). A line that nothing in the record models has no check and
counts as not found.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checklists.fashaga import CHECKS
from checklists.look import Look
from checklists.seeds_happenings import HAPPENINGS
from checklists.seeds_sources import SOURCES
from detente.pipeline import build

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "checklist.md"
FASHAGA = ROOT / "tests" / "tracking" / "data" / "fashaga.md"
CRISES = ("seeds", "fashaga")
NAMES = {"seeds": "The founders' three texts", "fashaga": "A second crisis: fashaga"}
SECTIONS = {
    "A": "documents",
    "B": "parties and offices",
    "C": "tracks",
    "D": "measures",
    "E": "demands",
    "F": "detention",
    "G": "alignments",
    "H": "claims",
    "I": "contradictions",
    "J": "causes and conditions",
    "K": "a mediator's questions",
    "L": "links between texts",
    "M": "time",
    "N": "what must not be held",
}
_LINE = re.compile(r"(?:\*\*|^\| )([A-N]\d+)( ●)?(?:\*\*| \|) ?([^\n*]*)", re.MULTILINE)

Check = Callable[[Look], str] | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: its id, whether it is core, in short, and where the record holds it (empty: nowhere)."""

    id: str
    core: bool
    short: str
    where: str

    @property
    def absence(self) -> bool:
        """Whether the line says what the record must not hold."""
        return self.id.startswith("N")


def shared() -> Path:
    """The folder of the development data, which may be absent."""
    return Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))


def ids(text: str) -> Iterator[tuple[str, bool, str]]:
    """Each line of a list in Markdown once, in the order of ids: id, whether core, its first words."""
    found = {match[1]: (match[1], bool(match[2]), match[3].strip()) for match in reversed(list(_LINE.finditer(text)))}
    return iter(sorted(found.values(), key=lambda line: (line[0][0], int(line[0][1:]))))


def _checks(crisis: str) -> dict[str, tuple[str, Check]]:
    if crisis == "seeds":
        return {**HAPPENINGS, **SOURCES}
    return {key: (short, CHECKS[key]) for key, _, short in ids(FASHAGA.read_text("utf-8"))}


def _list(crisis: str) -> Path:
    return shared() / "gold" / "seeds" / "checklist.md" if crisis == "seeds" else FASHAGA


def _sources(crisis: str, folder: Path) -> Path:
    """What the record is built from; the joining set's lines without their annotations."""
    if crisis == "seeds":
        return shared() / "seeds"
    made = folder / f"{crisis}.jsonl"
    gold = map(json.loads, (ROOT / "corpus" / "joining" / f"{crisis}.jsonl").read_text("utf-8").splitlines())
    rows = [
        {"id": each["doc_id"], "title": each["headline"], "text": each["text"], "published": each["published"], "outlet": each["outlet"]}
        for each in gold
    ]
    made.write_text("".join(json.dumps({key: value for key, value in row.items() if value}) + "\n" for row in rows), "utf-8")
    return made


def measure(crisis: str) -> tuple[Line, ...]:
    """All lines of a crisis's list with where its record, built anew with the default coder, holds them."""
    with tempfile.TemporaryDirectory() as folder, build([_sources(crisis, Path(folder))], Path(folder) / "record.db") as built:
        look = Look(built.snapshot())
    checks = _checks(crisis)
    return tuple(
        Line(key, core, checks[key][0], check(look) if (check := checks[key][1]) else "")
        for key, core, _ in ids(_list(crisis).read_text("utf-8"))
    )


def _share(lines: Iterable[Line]) -> str:
    told = list(lines)
    found = sum(bool(each.where) for each in told)
    return f"{found} of {len(told)}" + (f" ({found / len(told):.0%})" if told else "")


def report(crisis: str, lines: Sequence[Line]) -> str:
    """Totals and the table of a crisis, in Markdown."""
    held = [each for each in lines if not each.absence]
    rows = [f"## {NAMES[crisis]}", ""]
    rows += ["| section | all lines | core lines |", "|---|---|---|"]
    for key, name in SECTIONS.items():
        part = [each for each in lines if each.id[0] == key]
        if part:
            rows.append(f"| {key} {name} | {_share(part)} | {_share(each for each in part if each.core)} |")
    rows.append(f"| **A to M, found** | **{_share(held)}** | **{_share(each for each in held if each.core)}** |")
    rows += ["", "| id | core | line in short | found | where |", "|---|---|---|---|---|"]
    for each in lines:
        answer = ("kept out" if each.absence else "yes") if each.where else "no"
        rows.append(f"| {each.id} | {'●' if each.core else ''} | {each.short} | {answer} | {each.where} |")
    return "\n".join(rows) + "\n"


def write(reports: Iterable[str]) -> None:
    """Put the reports under the page's own text, in the place of those that stood there."""
    head = PAGE.read_text("utf-8").partition("\n## ")[0].rstrip()
    PAGE.write_text("\n".join((head, "", *reports)), "utf-8")


def main() -> None:
    """Print or write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crisis", choices=CRISES, default="seeds")
    parser.add_argument("--write", action="store_true", help="both crises, into docs/checklist.md")
    asked = parser.parse_args()
    reports = [report(crisis, measure(crisis)) for crisis in (CRISES if asked.write else (asked.crisis,))]
    if asked.write:
        write(reports)
    print("\n".join(reports))


if __name__ == "__main__":
    main()
