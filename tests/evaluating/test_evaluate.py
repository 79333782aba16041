"""The scorer gives the reference scorer's figures, and what it calls right is right."""

import json
import random
import subprocess
import sys

import pytest

from detente.errors import ConfigError
from detente.evaluating import GoldDocument, assess, evaluate, load_gold, report

SENTENCE = "The junta refused a meeting with the envoy on Tuesday."
EVENT = {
    "sentence": SENTENCE,
    "trigger": "refused",
    "event_type": "REJECT",
    "mode": "meet",
    "actors": [{"text": "The junta", "country": "NER", "sector": "MIL"}],
    "recipients": [{"text": "the envoy", "country": "USA", "sector": "GOV"}],
    "date": "2023-08-08",
    "location": {"text": "Niamey", "country": "NER"},
    "status": "actual",
    "attributed_to": None,
}
GOLD = (GoldDocument.model_validate({"doc_id": "d", "text": SENTENCE, "events": [EVENT]}),)


def coded(event, document="d", **changes):
    """A row of the contract that says just what a gold event says, but for `changes`."""
    row = {
        "document": document,
        "sentence": {"text": event["sentence"]},
        "trigger": {"text": event["trigger"]},
        "event_type": event["event_type"],
        "mode": event["mode"],
        "actors": event["actors"],
        "recipients": event["recipients"],
        "date": {"start": event["date"], "end": event["date"]} if event["date"] else None,
        "location": event["location"],
        "status": event["status"],
        "attribution": {"text": event["attributed_to"]} if event["attributed_to"] else None,
    }
    return row | changes


def test_the_same_mention_is_right_in_everything():
    scores = evaluate(GOLD, [coded(EVENT)])
    assert (scores.event.f1, scores.triple.f1, scores.spread) == (1.0, 1.0, 1.0)
    assert {name: rate.recall for name, rate in scores.fields.items()} == {"mode": 1, "status": 1, "date": 1, "location country": 1}


def test_another_type_is_detected_but_not_right():
    scores = evaluate(GOLD, [coded(EVENT, event_type="ACCUSE")])
    assert (scores.detection.hits, scores.event.hits, scores.confusion["REJECT", "ACCUSE"]) == (1, 0, 1)
    assert [(fault.kind, fault.gold) for fault in scores.faults] == [("wrong type", "REJECT")]


def test_a_wrong_recipient_spoils_the_triple_only():
    scores = evaluate(GOLD, [coded(EVENT, recipients=[])])
    assert (scores.event.hits, scores.triple.hits, scores.roles["recipient country"].recall) == (1, 0, 0.0)


@pytest.mark.parametrize(
    ("start", "end", "right"),
    [("2023-08-08", "2023-08-08", 1), ("2023-08-06", "2023-08-09", 1), ("2023-08-01", "2023-08-31", 0), ("2023-08-09", "2023-08-09", 0)],
)
def test_a_day_must_lie_in_a_short_interval(start, end, right):
    assert evaluate(GOLD, [coded(EVENT, date={"start": start, "end": end})]).fields["date"].hits == right


def test_two_mentions_of_one_gold_event_are_one_right_and_one_spurious():
    scores = evaluate(GOLD, [coded(EVENT), coded(EVENT)])
    assert (scores.event.precision, scores.event.recall) == (0.5, 1.0)


def test_mentions_that_a_second_coder_might_code_are_excused():
    neutral = [{"doc_id": "d", "sentence": SENTENCE, "trigger": "a meeting"}]
    gold = GoldDocument.model_validate({"doc_id": "d", "text": SENTENCE, "neutral": neutral})
    assert evaluate([gold], [coded(EVENT, trigger={"text": "meeting"})]).event.coded == 0


def test_the_report_names_the_errors():
    text = report(assess(GOLD, []), faults=1)
    assert "missed: d REJECT [refused]" in text
    assert "0 of 0 coded, 1 gold" in text


def test_a_folder_without_gold_and_a_broken_file_are_told(tmp_path):
    with pytest.raises(ConfigError, match=r"holds no \*.json"):
        load_gold(tmp_path)
    (tmp_path / "a.json").write_text('{"doc_id": "a"}')
    with pytest.raises(ConfigError, match=r"a\.json is no gold document"):
        load_gold(tmp_path)


def worsened(path, chance):
    """Rows of a gold file with events dropped, doubled and changed by chance."""
    document = json.loads(path.read_text(encoding="utf-8"))
    for event in document["events"]:
        if chance.random() < 0.2:
            continue
        changes = {}
        if chance.random() < 0.3:
            changes["event_type"] = chance.choice(["ASSAULT", "CONSULT", "REQUEST"])
        if chance.random() < 0.3:
            changes["actors"] = [{"text": "x", "country": "FRA", "sector": "GOV"}]
        if chance.random() < 0.3:
            changes["date"] = {"start": "2023-01-01", "end": "2023-12-31"}
        if chance.random() < 0.3:
            changes["attribution"] = {"text": "a wire service"}
        row = coded(event, document["doc_id"], **changes)
        yield from [row] * chance.choice([1, 1, 1, 2])


@pytest.mark.parametrize("corpus", ["news", "seeds", "plover_gsr"])
def test_figures_equal_the_reference_scorers(shared, tmp_path, corpus):
    chance = random.Random(7)
    folder = shared / "gold" / corpus
    rows = [row for path in sorted(folder.glob("*.json")) for row in worsened(path, chance)]
    (tmp_path / "coded.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    command = [sys.executable, shared / "tools" / "score_events.py", folder, tmp_path / "coded.jsonl", "--json"]
    reference = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    scores = evaluate(load_gold(folder), rows)
    for name in ("event", "detection", "triple"):
        rate = getattr(scores, name)
        assert (rate.hits, rate.coded, rate.gold) == tuple(reference[name][key] for key in ("hits", "coded", "gold"))
    for name, row in reference["roles"].items():
        ours = scores.roles[name.replace("_country_sector", " country and sector").replace("_country", " country")]
        assert (ours.hits, ours.coded, ours.gold) == (row["hits"], row["coded"], row["gold"])
    for name, row in reference["shares"].items():
        assert (scores.fields[name.replace("_", " ")].hits, scores.fields[name.replace("_", " ")].gold) == (row["right"], row["of"])
    assert round(scores.spread, 3) == reference["spread"]
