"""Gold annotations given as a model's replies come back whole: the checks turn away nothing that a careful reader would say."""

import json

import pytest

from detente.asking import load_profile
from detente.coding.model import Answer, ModelCoder
from detente.coding.model.prompts import ask_about
from detente.records import Document, Published

DOCUMENTS = 12


def reply_of(gold, parsed, window):
    events = []
    for event in gold["events"]:
        number = next(
            i for i, each in enumerate(parsed.sentences) if event["trigger"] in each.span.text and _same(event["sentence"], each.span.text)
        )
        if window.first <= number <= window.last:
            kept = {name: event[name] for name in ("trigger", "event_type", "mode", "status", "actors", "recipients")}
            events.append({"sentence": number, **kept, "attribution": event["attributed_to"]})
    return Answer(json.dumps({"events": events}))


def _same(annotated, found):
    return annotated in found or found in annotated


@pytest.fixture(scope="module")
def coded(shared, codebook, parser):
    """Pairs of a gold document and its coding from the gold itself."""
    profile = load_profile("contract")
    files = sorted((shared / "gold" / "news").glob("*.json"))[:DOCUMENTS]
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    documents = [Document(id=g["doc_id"], text=g["text"], input=g["doc_id"], published=Published(g["published"], "given")) for g in golds]
    pairs = []
    for gold, parsed in zip(golds, parser.parse(documents), strict=True):
        windows = [asked.window for asked in ask_about(parsed, profile, codebook)]
        answers = [reply_of(gold, parsed, window) for window in windows]
        coder = ModelCoder(codebook, profile, lambda questions, answers=answers: answers)
        pairs.append((gold, coder.code(parsed)))
    return pairs


def test_every_gold_event_comes_back_with_its_codes(coded):
    for gold, coding in coded:
        wanted = sorted((e["trigger"], e["event_type"], str(e["mode"]), e["status"]) for e in gold["events"])
        assert wanted == sorted((m.trigger.text, m.event_type, str(m.mode), m.status) for m in coding.mentions)


def test_nothing_of_gold_is_turned_away(coded):
    assert [row for _, coding in coded for row in coding.rejected] == []


def test_every_gold_party_comes_back_with_its_country(coded):
    wanted, found = [], []
    for gold, coding in coded:
        wanted += [
            (gold["doc_id"], p["text"], p["country"]) for e in gold["events"] for p in (*e["actors"], *e["recipients"]) if p["country"]
        ]
        found += [(m.document, p.span.text, p.country) for m in coding.mentions for p in (*m.actors, *m.recipients)]
    assert set(wanted) <= set(found)
