"""Statements and standing relations drawn at random to be read and judged, and what reading them off costs.

    python benchmarks/telling.py corpus/second-a.jsonl --draw 60 --seed 1

Prints the share of coding's processor seconds, then the draw: each with its sentence, so that a reader can say which are right. Documents
that stand in two files count once.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from detente.codebook import load_codebook
from detente.coding.learned import LearnedCoder
from detente.coding.telling import Teller
from detente.parsing import load_parser
from detente.records import Document, Participant, Published, Relation, Statement


def documents(paths: Iterable[Path]) -> Iterator[Document]:
    """The texts of annotated JSON lines, each once."""
    seen: set[str] = set()
    for row in (json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()):
        if row["text"] not in seen:
            seen.add(row["text"])
            published = Published(row.get("published"), "given")
            yield Document(id=row["doc_id"], text=row["text"], input="corpus", title=row.get("headline"), published=published)


def named(parties: Iterable[Participant]) -> str:
    """Parties with their countries."""
    return ", ".join(f"{party.name} ({party.country or '?'})" for party in parties)


def shown(found: Statement | Relation) -> str:
    """One row to be judged."""
    if isinstance(found, Relation):
        days = "".join(f" {word} {when.start}" for word, when in (("since", found.since), ("until", found.until)) if when)
        return f"{named((found.party,))} -- {found.kind}, {found.status}{days} -- {named((found.other,))}"
    through = f" through {named(found.through)}" if found.through else ""
    return f"{named(found.speakers) or 'nobody'} {found.kind} ({found.firmness}, {found.manner}){through}: {found.content.text}"


def main() -> None:
    """Print the costs and the draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--draw", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    codebook = load_codebook()
    coder, teller, reader = LearnedCoder(codebook), Teller(codebook), load_parser(codebook)
    begun = time.process_time()
    parsed = list(reader.parse(documents(asked.files), coder.wanted))
    for each in parsed:
        coder.code(each)
    coded = time.process_time()
    told = [teller.tell(each) for each in parsed]
    share = (time.process_time() - coded) / (coded - begun)
    statements = [each for one in told for each in one.statements]
    relations = [each for one in told for each in one.relations]
    print(f"{len(parsed)} documents, {len(statements)} statements, {len(relations)} relations; {share:.1%} of the cost of coding")
    drawing = random.Random(asked.seed)
    for kind, found in (("statement", statements), ("relation", relations)):
        for number, each in enumerate(drawing.sample(found, min(asked.draw, len(found))), 1):
            print(f"\n{kind} {number}: {shown(each)}\n    {each.sentence.text}")


if __name__ == "__main__":
    main()
