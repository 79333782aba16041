"""What an analyst may write into a field, and what is refused with which words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.codebook import load_codebook
from detente.errors import ConfigError
from detente.records import Correction, Document, Mention, Participant
from detente.reviewing import FIELDS, Present, Signature, enter, review
from detente.reviewing.values import Passage, read_values, write_values

TEXT = "France recalled its envoy from Lima on Monday, officials said. Peru met Chad. Peru met Mali."
DOCUMENT = Document(id="paper", text=TEXT, input="a.txt")
PASSAGE = Passage(document=DOCUMENT, sentence=DOCUMENT.span(0, 62))
RECALL = Mention(sentence=DOCUMENT.span(0, 62), trigger=DOCUMENT.span(7, 15), event_type="SANCTION", mode="withdraw", intensity=-5.0)
CODEBOOK = load_codebook()
BY = Signature(author="A. Analyst", time="2026-01-01T10:00:00+01:00", reason="read again")


def present(*corrections: Correction) -> Present:
    return Present(
        reviewed=review([RECALL], corrections, [DOCUMENT]),
        events=(),
        entities=(),
        documents={"paper": DOCUMENT},
        corrections=corrections,
        codebook=CODEBOOK,
    )


ALL = {
    "event_type": "CONSULT",
    "mode": "meet",
    "contexts": ["diplomatic"],
    "status": "future",
    "actors": [{"text": "France", "name": "France", "country": "FRA", "sector": "GOV"}],
    "recipients": ["officials"],
    "date": {"start": "2024-03-04", "end": "2024-03-05", "text": "Monday"},
    "location": {"text": "Lima", "country": "PER", "latitude": -12.0, "longitude": -77.0, "geonameid": 3936456},
    "attribution": {"text": "officials", "firmness": "confirmed", "quoted": True},
    "reason": "its envoy",
    "hedge": {"start": 47, "end": 56},
    "intensity": -2.5,
    "confidence": 1,
}


def test_every_field_can_be_set_and_what_was_looked_up_is_kept_with_its_place() -> None:
    fields = read_values(json.dumps(ALL), PASSAGE)
    assert set(fields) == set(ALL) == set(FIELDS)
    assert fields["actors"] == (Participant(span=DOCUMENT.span(0, 6), name="France", country="FRA", sector="GOV", sectors=("GOV",)),)
    assert fields["date"].span == DOCUMENT.span(39, 45)
    assert read_values(write_values(fields), PASSAGE) == fields


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"trigger": "met"}, "'trigger' is no field that can be corrected"),
        ({"status": "certain"}, "status 'certain' is none: use actual, future"),
        ({"actors": "France"}, "must be a list of parties"),
        ({"actors": ["Peru"]}, "'Peru' does not stand in the sentence"),
        ({"actors": [{"text": "Peru", "start": 0, "end": 4}]}, "read 'Fran', not 'Peru'"),
        ({"actors": [{"start": 90, "end": 400}]}, "is no place in document paper"),
        ({"actors": [{"start": True, "end": 4}]}, "is no place in document paper"),
        ({"actors": [{"text": "France", "nom": "x"}]}, "is not understood"),
        ({"actors": [{"text": "France", "name": "a\x00b"}]}, "no database keeps"),
        ({"reason": "for fun"}, "'for fun' does not stand in the document"),
        ({"date": "Monday"}, "give a day as 2023-08-09"),
        ({"date": "2024-03-05/2024-03-04"}, "ends before it begins"),
        ({"date": {"start": "2024-03-04", "end": "2024-03-04", "at": [1]}}, "is no place"),
        ({"location": {"text": "Lima", "latitude": 91}}, "latitude must be a number from -90 to 90"),
        ({"location": {"text": "Lima", "geonameid": 2**40}}, "is no GeoNames id"),
        ({"attribution": {"text": "officials", "firmness": "maybe"}}, "firmness 'maybe' is none"),
        ({"attribution": {"text": "officials", "quoted": 1}}, "quoted must be true or false"),
        ({"intensity": -11}, "intensity must be a number from -10 to 10"),
        ({"confidence": "high"}, "confidence must be a number"),
        ({"event_type": ""}, "not an empty text"),
        ({"contexts": "military"}, "must be a list of codes"),
    ],
)
def test_a_value_that_does_not_fit_is_told(values: dict[str, object], told: str) -> None:
    with pytest.raises(ConfigError, match=told.replace("(", r"\(")):
        read_values(json.dumps(values), PASSAGE)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 99)
    | st.floats(allow_nan=True)
    | st.sampled_from(("Lima", "France", "2024-01-01", "\x00", "")),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("text", "start", "end", "name", "at", "sectors")), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@given(name=st.sampled_from(FIELDS), value=JSON)
def test_any_json_is_a_value_or_told(name: str, value: object) -> None:
    try:
        fields = read_values(json.dumps({name: value}), PASSAGE)
    except ConfigError:
        return
    assert read_values(write_values(fields), PASSAGE) == fields


def test_a_corrected_type_brings_a_mode_that_fits_and_its_intensity() -> None:
    (said,) = enter("correct", [RECALL.id[:6]], {"event_type": "CONSULT"}, BY, present())
    assert json.loads(said.values) == {"event_type": "CONSULT", "mode": None, "intensity": CODEBOOK.intensity("CONSULT")}
    assert said.time == "2026-01-01T09:00:00+00:00"


def test_a_party_given_by_its_name_gets_what_the_codebook_knows_of_it() -> None:
    (said,) = enter("correct", [RECALL.id], {"actors": ["France"]}, BY, present())
    (party,) = json.loads(said.values)["actors"]
    assert (party["name"], party["country"], party["sectors"][0], party["start"]) == ("France", "FRA", "GOV", 0)


def test_a_mention_is_added_by_words_and_their_sentence_is_found() -> None:
    (said,) = enter("add", ["paper", "met Chad"], {"event_type": "CONSULT", "actors": ["Peru"]}, BY, present())
    assert said.evidence[0].sentence.text == "Peru met Chad."
    assert review([RECALL], [said], [DOCUMENT]).states[review([], [said], [DOCUMENT]).mentions[0].id] == "added"


@pytest.mark.parametrize(
    ("kind", "subjects", "values", "told"),
    [
        ("add", ["paper", "met"], {"event_type": "CONSULT"}, r"stands 2 times in document paper: say which by start \(68, 83\)"),
        (
            "add",
            [
                "paper",
                "met",
            ],
            {"event_type": "CONSULT", "start": 5},
            "does not stand in document paper at 5",
        ),
        ("add", ["paper", "Chad. Peru"], {"event_type": "CONSULT"}, "runs over the end of a sentence"),
        ("add", ["paper", "recalled"], {"event_type": "SANCTION"}, "has this trigger and type already"),
        ("add", ["paper", "recalled"], {"event_type": "TALK"}, "isn't PLOVER's"),
        ("add", ["paper", "recalled"], {}, "and an event_type"),
        ("add", ["letter", "recalled"], {"event_type": "CONSULT"}, "'letter' is the id of no document"),
        ("correct", [RECALL.id], {}, "no field is given a value"),
        ("correct", [RECALL.id], {"mode": "visit"}, "mode 'visit' isn't one of SANCTION"),
        ("correct", [RECALL.id], {"contexts": ["weather"]}, "context 'weather' isn't PLOVER's"),
        ("correct", [RECALL.id], {"actors": [{"text": "France", "sector": "XXX"}]}, "sector 'XXX' isn't PLOVER's"),
        ("accept", [], {}, "name one or more"),
        ("accept", ["ffff"], {}, "'ffff' is the id of no mention or event"),
        ("merge", [RECALL.id], {}, "merge speaks of 2 or more passages, not of 1"),
        ("split", [], {}, "split speaks of 2 or more"),
        ("rename", ["Peru"], {}, "rename: name a party"),
        ("join", ["Peru", "Chad"], {}, "no party of the record bears the name or id 'Peru'"),
        ("withdraw", ["abcd"], {}, "'abcd' is the id of no correction"),
        ("praise", ["abcd"], {}, "'praise' is no kind of correction"),
    ],
)
def test_what_cannot_be_entered_is_told(kind: str, subjects: list[str], values: dict[str, object], told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        enter(kind, subjects, values, BY, present())


@pytest.mark.parametrize("by", [Signature(author=" ", time=BY.time, reason="r"), Signature(author="A", time=BY.time, reason="")])
def test_nobody_corrects_without_name_and_reason(by: Signature) -> None:
    with pytest.raises(ConfigError, match="must say who changed the record, when and why"):
        enter("accept", [RECALL.id], {}, by, present())
