"""Confusions, faults, confidence and comparisons: what holds for any gold and any coding of it."""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.evaluating import (
    Bootstrap,
    GoldDocument,
    assess,
    compare,
    confidence_steps,
    confident,
    confusion_matrix,
    evaluate,
    evaluate_each,
    reliability,
    report,
    scores_object,
    tables,
)
from detente.evaluating.scores import FAULT_KINDS, MISSED, SPURIOUS, Judged, Scores, total

TYPES = ("AGREE", "CONSULT", "REJECT")
SENTENCES = ("The envoy met the junta in Niamey.", "Paris cut off its aid to the army.", "Protesters burned a flag outside.")
ONCE = Bootstrap(seed=3, resamples=60)

party_lists = st.lists(st.sampled_from([{"text": "x", "country": c, "sector": "GOV"} for c in ("NER", "FRA")]), max_size=2)
gold_events = st.fixed_dictionaries(
    {
        "sentence": st.sampled_from(SENTENCES),
        "trigger": st.sampled_from(["met", "cut off", "burned"]),
        "event_type": st.sampled_from(TYPES),
        "mode": st.sampled_from([None, "meet"]),
        "actors": party_lists,
        "recipients": party_lists,
        "date": st.sampled_from([None, "2023-08", "2023-08-08"]),
        "status": st.sampled_from([None, "negated"]),
        "attributed_to": st.sampled_from([None, "a spokesman"]),
    }
)
coded_rows = st.fixed_dictionaries(
    {
        "document": st.sampled_from(["d0", "d1", "d2", "elsewhere"]),
        "sentence": st.sampled_from(SENTENCES).map(lambda text: {"text": text}),
        "trigger": st.sampled_from(["met", "cut off", "burned"]).map(lambda text: {"text": text}),
        "event_type": st.sampled_from((*TYPES, "NOVEL")),
        "actors": party_lists,
        "recipients": party_lists,
        "date": st.sampled_from([None, {"start": "2023-08-08", "end": "2023-08-09"}]),
        "attribution": st.sampled_from([None, {"text": "the spokesman"}]),
        "confidence": st.none() | st.floats(0, 1),
    }
)
neutral = st.sampled_from([[], [{"doc_id": "d0", "sentence": SENTENCES[0], "trigger": "met"}]])
golds = st.tuples(st.lists(st.lists(gold_events, max_size=4), min_size=2, max_size=3), neutral).map(
    lambda told: [
        GoldDocument.model_validate(
            {"doc_id": f"d{i}", "text": " ".join(SENTENCES), "events": events, "neutral": [n for n in told[1] if n["doc_id"] == f"d{i}"]}
        )
        for i, events in enumerate(told[0])
    ]
)
codings = st.lists(coded_rows, max_size=8)


@given(golds, codings)
def test_rows_of_the_matrix_add_up_to_gold_and_columns_to_coded(gold, rows):
    scores = evaluate(gold, rows)
    matrix = confusion_matrix(scores, TYPES)
    for name, counts in zip(matrix.types, matrix.counts, strict=False):
        assert sum(counts) == scores.types[name].gold
        assert counts[matrix.columns.index(name)] == scores.types[name].hits
    for name, column in zip(matrix.columns, zip(*matrix.counts, strict=True), strict=True):
        assert name == MISSED or sum(column) == scores.types[name].coded
    assert matrix.types[: len(TYPES)] == TYPES
    assert matrix.counts[-1][-1] == 0


@given(golds, codings)
def test_faults_are_sorted_by_kind_and_account_for_every_miss(gold, rows):
    scores = evaluate(gold, rows)
    kinds = [FAULT_KINDS.index(fault.kind) for fault in scores.faults]
    assert kinds == sorted(kinds)
    assert kinds.count(0) + kinds.count(2) == scores.event.gold - scores.event.hits
    assert kinds.count(1) + kinds.count(2) == scores.event.coded - scores.event.hits
    wrong = [fault for fault in scores.faults if fault.kind == "wrong field"]
    for field in ("mode", "date", "status"):
        assert sum(fault.field == field for fault in wrong) == scores.fields[field].gold - scores.fields[field].hits


@given(golds, codings)
def test_documents_add_up_to_the_whole(gold, rows):
    parts = evaluate_each(gold, rows)
    assert [part.documents for part in parts] == [1] * len(gold)
    assert total(parts) == evaluate(gold, rows)
    assert len(total(parts).judged) == evaluate(gold, rows).event.coded


@given(golds, codings)
@settings(max_examples=40)
def test_a_coder_against_itself_differs_by_exactly_nothing(gold, rows):
    for one in compare(gold, rows, list(rows), ONCE).differences:
        assert (one.difference, one.low, one.high, one.apart) == (0.0, 0.0, 0.0, False)


@given(golds, codings, codings)
@settings(max_examples=40)
def test_the_interval_holds_the_difference_and_swapping_turns_it_round(gold, first, second):
    told, turned = compare(gold, first, second, ONCE), compare(gold, second, first, ONCE)
    swapped = {(one.group, one.name, one.measure): one for one in turned.differences}
    for one in told.differences:
        assert one.low <= one.difference <= one.high
        assert one.difference == one.first - one.second
        other = swapped[one.group, one.name, one.measure]
        assert (other.difference, other.low, other.high) == pytest.approx((-one.difference, -one.high, -one.low))
    figures = {(one.name, one.measure): one.first for one in told.differences if one.group == "headline"}
    event = evaluate(gold, first).event
    assert [figures["event", name] for name in ("precision", "recall", "F1")] == pytest.approx([event.precision, event.recall, event.f1])


def event(sentence=SENTENCES[0], kind="CONSULT", **more):
    return {"sentence": sentence, "trigger": "met", "event_type": kind, **more}


def row(document, kind="CONSULT", **more):
    return {"document": document, "sentence": {"text": SENTENCES[0]}, "trigger": {"text": "met"}, "event_type": kind, **more}


MANY = [GoldDocument.model_validate({"doc_id": f"d{i}", "text": SENTENCES[0], "events": [event()]}) for i in range(20)]


def test_a_difference_in_every_document_is_told_apart_and_one_in_two_of_twenty_is_not():
    everything, nothing = [row(f"d{i}") for i in range(20)], []
    recall = compare(MANY, everything, nothing).differences[1]
    assert (recall.measure, recall.difference, recall.low, recall.high, recall.apart) == ("recall", 1.0, 1.0, 1.0, True)
    recall = compare(MANY, everything, everything[:-2]).differences[1]
    assert recall.difference == pytest.approx(0.1)
    assert 0.0 == recall.low < 0.1 < recall.high < 0.35
    assert not recall.apart


def test_the_interval_of_a_share_is_that_of_the_binomial():
    # recall of 10 documents in 20 against none: 0.5 with standard error sqrt(0.25 / 20) = 0.112
    recall = compare(MANY, [row(f"d{i}") for i in range(10)], [], Bootstrap(resamples=4000)).differences[1]
    assert (recall.low, recall.high) == pytest.approx((0.5 - 1.96 * 0.112, 0.5 + 1.96 * 0.112), abs=0.05)


def test_the_same_seed_gives_the_same_interval_and_a_higher_level_a_wider_one():
    first = [row(f"d{i}") for i in range(0, 20, 2)]
    second = [row(f"d{i}") for i in range(0, 20, 3)]
    assert compare(MANY, first, second, Bootstrap(seed=5)) == compare(MANY, first, second, Bootstrap(seed=5))
    narrow = compare(MANY, first, second, Bootstrap(level=0.5)).differences[2]
    wide = compare(MANY, first, second, Bootstrap(level=0.99)).differences[2]
    assert wide.low < narrow.low < narrow.high < wide.high


def test_errors_of_two_codings_are_parted_into_whose_they_are():
    first, second = [row("d0"), row("d1", "AID")], [row("d1", "AID"), row("d2")]
    told = [(whose, fault.kind, fault.document) for whose, fault in compare(MANY[:4], first, second, ONCE).faults()]
    assert told == [
        ("first", "missed", "d2"),
        ("both", "missed", "d3"),
        ("both", "wrong type", "d1"),
        ("second", "missed", "d0"),
    ]


@given(golds, codings, codings)
@settings(max_examples=30)
def test_no_error_of_two_codings_is_lost(gold, first, second):
    told = compare(gold, first, second, ONCE)
    for side, faults in (("first", told.first.faults), ("second", told.second.faults)):
        assert sorted(map(repr, faults)) == sorted(repr(fault) for whose, fault in told.faults() if whose in (side, "both"))


def test_one_document_gives_no_interval_and_the_report_says_why():
    told = assess(MANY[:1], [row("d0")], against=[])
    assert {(one.low, one.high, one.apart) for one in told.comparison.differences} == {(None, None, False)}
    assert "one document can't be resampled: no intervals" in report(told)


def test_each_kind_of_fault_shows_the_gold_and_the_coded_side():
    parties = {"actors": [{"text": "The envoy", "country": "USA", "sector": "GOV"}]}
    events = [event(**parties, date="2023-08-08", attributed_to="Reuters"), event(SENTENCES[1], "AID"), event(SENTENCES[2], "PROTEST")]
    gold = GoldDocument.model_validate({"doc_id": "d", "text": " ".join(SENTENCES), "events": events})
    rows = [
        row("d", actors=[{"text": "envoy", "country": "USA", "sector": "MIL"}], date={"start": "2023-08-09", "end": "2023-08-10"}),
        row("d", "SANCTION", sentence={"text": SENTENCES[1]}, trigger={"text": "cut off"}),
        row("d", "ACCUSE", trigger={"text": "else"}),
    ]
    told = [(fault.kind, fault.field, fault.gold, fault.coded) for fault in evaluate([gold], rows).faults]
    assert told == [
        ("missed", "", "PROTEST", ""),
        ("spurious", "", "", "ACCUSE"),
        ("wrong type", "event_type", "AID", "SANCTION"),
        ("wrong field", "actors", "The envoy|USA|GOV", "envoy|USA|MIL"),
        ("wrong field", "attribution", "Reuters", ""),
        ("wrong field", "date", "2023-08-08", "2023-08-09 to 2023-08-10"),
    ]


@pytest.mark.parametrize("date", [{"start": "2023-02-30", "end": "2023-09-01"}, {"start": "August", "end": None}, {}])
def test_a_coded_date_that_is_no_date_is_wrong_and_stops_nothing(date):
    gold = GoldDocument.model_validate({"doc_id": "d", "text": SENTENCES[0], "events": [event(date="2023-08-08")]})
    assert evaluate([gold], [row("d", date=date)]).fields["date"].hits == 0


@given(st.lists(st.builds(Judged, confidence=st.none() | st.floats(0, 1), right=st.booleans()), max_size=40))
def test_bins_hold_every_rated_mention_and_the_error_is_their_weighted_gap(judged):
    table = reliability(Scores(judged=judged))
    rated = [one for one in judged if one.confidence is not None]
    assert sum(one.count for one in table.bins) == len(rated) == len(judged) - table.unrated
    assert all(one.count and one.low - 1e-9 <= one.predicted <= one.high + 1e-9 for one in table.bins)
    assert sum(one.observed * one.count for one in table.bins) == pytest.approx(sum(one.right for one in rated))
    assert table.error is None if not rated else 0 <= table.error <= 1


def test_a_coder_that_is_right_as_often_as_it_says_has_no_calibration_error():
    judged = [Judged(0.8, True)] * 4 + [Judged(0.8, False)] + [Judged(1.0, True)] * 3 + [Judged(0.0, False)]
    assert reliability(Scores(judged=judged)).error == pytest.approx(0.0)
    assert reliability(Scores(judged=[Judged(1.0, False)] * 3)).error == 1.0


@given(golds, codings)
@settings(max_examples=40)
def test_steps_are_the_scores_of_the_mentions_above_each(gold, rows):
    steps = confidence_steps(gold, rows, (0.0, 0.3, 0.9))
    for step in steps:
        assert step.event == evaluate(gold, confident(rows, step.least)).event
    assert [step.event.coded for step in steps[1:]] == sorted((step.event.coded for step in steps[1:]), reverse=True)


@given(golds, codings, st.none() | codings)
@settings(max_examples=30)
def test_tables_and_json_tell_the_same_figures(gold, rows, against):
    told = assess(gold, rows, TYPES, against, ONCE)
    files = tables(told)
    assert json.loads(files["scores.json"]) == json.loads(json.dumps(scores_object(told)))
    named = {"scores.json", "confusion.csv", "errors.csv", "types.csv"}
    assert set(files) == (named if against is None else named | {"comparison.csv"})
    matrix = list(csv.DictReader(io.StringIO(files["confusion.csv"])))
    assert [line["gold"] for line in matrix] == [*told.confusion.types, SPURIOUS]
    for line in matrix[:-1]:
        assert sum(int(count) for name, count in line.items() if name != "gold") == told.scores.types[line["gold"]].gold
    errors = list(csv.DictReader(io.StringIO(files["errors.csv"])))
    assert sum(error.get("coding") != "second" for error in errors) == len(told.scores.faults)
    assert f"{told.scores.event.f1:6.3f}" in report(told, faults=1)
