"""Our time expressions beside `dateparser` on the same sentences in one run: exact intervals, expressions that aren't, sentences a second.

    python benchmarks/times.py [tests/parsing/data/times.jsonl]

`dateparser` gives a moment, not an interval: it is counted right where its day is the interval's only day, or, for months, years and
longer, where it lies within the interval (which favours it). It is told the anchor and, as the better of its two settings, to prefer
the past.
"""

import json
import sys
import time
from datetime import date, datetime
from pathlib import Path

from dateparser.search import search_dates

from detente.parsing.times import document_anchors, find_times
from detente.records import Document, Published

SET = Path(__file__).parent.parent / "tests" / "parsing" / "data" / "times.jsonl"


def ours(row: dict) -> list[tuple[str, date, date]]:
    """Text, first and last day of each time that find_times gives."""
    document = Document(id="d", text=row["text"], input="d", published=Published(row["published"]))
    span = document.span(0, len(document.text))
    found = find_times(span, document_anchors(document, [span]))
    return [(when.span.text, date.fromisoformat(when.start), date.fromisoformat(when.end)) for when in found if when.span]


def theirs(row: dict) -> list[tuple[str, date, date]]:
    """Text and day, twice, of each moment that dateparser finds; nothing where it has no anchor to be told."""
    settings: dict[str, object] = {"PREFER_DATES_FROM": "past"}
    if row["published"] and len(row["published"]) == 10:
        settings["RELATIVE_BASE"] = datetime.fromisoformat(row["published"])
    found = search_dates(row["text"], languages=["en"], settings=settings) or []
    return [(text, moment.date(), moment.date()) for text, moment in found]


def is_right(wanted: dict, found: tuple[str, date, date], *, lenient: bool) -> bool:
    """Whether the texts overlap and the days agree."""
    start, end = date.fromisoformat(wanted["from"]), date.fromisoformat(wanted["to"])
    beside = found[0] in wanted["text"] or wanted["text"] in found[0]
    return beside and (start <= found[1] <= end if lenient and (end - start).days > 3 else (start, end) == found[1:])


def main() -> None:
    """Prints a line for each of the two."""
    rows = [json.loads(line) for line in Path(sys.argv[1] if len(sys.argv) > 1 else SET).read_text(encoding="utf-8").splitlines()]
    total = sum(len(row["times"]) for row in rows)
    print(f"{len(rows)} sentences, {total} expressions")
    for name, find, lenient in (("detente", ours, False), ("dateparser", theirs, True)):
        start, right, spurious = time.perf_counter(), 0, 0
        for row in rows:
            found = find(row)
            right += sum(any(is_right(wanted, item, lenient=lenient) for item in found) for wanted in row["times"])
            spurious += sum(not any(item[0] in w["text"] or w["text"] in item[0] for w in row["times"]) for item in found)
        rate = len(rows) / (time.perf_counter() - start)
        print(f"{name:10} right {right} of {total} = {right / total:.3f}, spurious {spurious}, {rate:,.0f} sentences/s")


if __name__ == "__main__":
    main()
