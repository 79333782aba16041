"""How many gold participants `describe` gives the right country and sector: floors, with batches n to s that nobody looked into."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from detente.parsing import ParsedDocument, Parser, RoleIndex, describe_all, document_context
from detente.records import Document, Published

Row = dict[str, Any]


def read(folder: Path, batches: str) -> list[Row]:
    paths = sorted(path for path in folder.glob("*.json") if path.name[0] in batches)
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def nearest(text: str, phrase: str, start: int, end: int, trigger: int) -> int | None:
    """Where `phrase` stands between `start` and `end`, nearest to `trigger`."""
    found = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text[:end]) if match.start() >= start]
    return min(found, key=lambda place: abs(place - trigger), default=None)


def judged(parsed: ParsedDocument, event: Row, participant: Row, roles: RoleIndex) -> tuple[bool, bool] | None:
    """Whether country, and country with sector, of a gold participant are right; None where its sentence is none of ours."""
    text, sentence = parsed.document.text, next((s for s in parsed.sentences if event["sentence"] in s.span.text), None)
    if sentence is None:
        return None
    trigger = sentence.span.start + max(sentence.span.text.find(event["trigger"]), 0)
    place = nearest(text, participant["text"], sentence.span.start, sentence.span.end, trigger)
    if place is None:
        return None
    end = place + len(participant["text"])
    inside = [token.index for token in sentence.tokens if token.end > place and token.start < end]
    if not inside:
        return False, False
    found = describe_all(sentence.tokens, inside[0], inside[-1] + 1, document_context(parsed, roles))
    several = sum(other["text"] == participant["text"] for other in event["actors"] + event["recipients"]) > 1
    told = {(one.country, one.sector) for one in (found if several else found[:1])}
    return participant["country"] in {country for country, _ in told}, (participant["country"], participant["sector"]) in told


def test_gold_participants_get_country_and_sector(shared: Path, parser: Parser, roles: RoleIndex) -> None:
    rows = read(shared / "gold" / "news", "nopqs")
    documents = [
        Document(id=row["doc_id"], text=row["text"], input="gold", title=row["headline"], published=Published(row["published"], "given"))
        for row in rows
    ]
    counts: Counter[str] = Counter()
    for row, parsed in zip(rows, parser.parse(documents), strict=True):
        for event in row["events"]:
            for participant in event["actors"] + event["recipients"]:
                verdict = judged(parsed, event, participant, roles)
                counts["all"] += 1
                counts["country"] += bool(verdict and verdict[0])
                counts["both"] += bool(verdict and verdict[1])
    assert counts["country"] / counts["all"] >= 0.85
    assert counts["both"] / counts["all"] >= 0.72
