"""The model coder on real parses: what a reply says becomes a mention only as far as the text and the codebook bear it out."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.asking import load_profile
from detente.coding.model import Answer, ModelCoder
from detente.errors import CodingError, ConfigError
from detente.records import Document, Published

TEXT = (
    "Envoys of the African Union met Chad’s foreign minister in Oslo on Monday. Mali's junta rejected the offer, Radio One reported. "
    "“We will not bargain,” a spokesman said of the offer. Will the talks go on?\n\n"
    "Police arrested two ministers in Bamako, citing a plot. Two days later the bloc called the arrests a plot against it."
)


@pytest.fixture(scope="module")
def parsed(parser):
    document = Document(id="d1", text=TEXT, input="d1.txt", title="Talks in Oslo", published=Published("2024-05-15", "given"))
    return next(iter(parser.parse([document])))


@pytest.fixture(scope="module")
def code(codebook, parsed):
    """Codes the document with one reply for all questions."""

    def coded(reply, profile="contract", truncated=False, **changes):
        text = reply if isinstance(reply, str) else json.dumps(reply)
        chosen = load_profile(profile).model_copy(update=changes)
        coder = ModelCoder(codebook, chosen, lambda questions: [Answer(text, truncated)] * len(questions))
        coding = coder.code(parsed)
        assert all(parsed.document.holds(span) for mention in coding.mentions for span in spans_of(mention))
        return coding

    return coded


def spans_of(mention):
    yield from (mention.sentence, mention.trigger)
    yield from (party.span for party in (*mention.actors, *mention.recipients))
    yield from (part.span for part in (mention.date, mention.location, mention.attribution) if part and part.span)
    yield from (span for span in (mention.reason, mention.hedge) if span)


def event(**fields):
    return {"events": [{"sentence": 0, "trigger": "met", "event_type": "CONSULT", **fields}]}


def reasons(coding):
    return [row.reason for row in coding.rejected]


def test_a_reply_in_the_contracts_form_gives_a_whole_mention(code):
    reply = event(
        mode="visit",
        contexts=["diplomatic"],
        status="actual",
        actors=[{"text": "Envoys of the African Union", "name": "", "country": "IGO", "sector": "GOV"}],
        recipients=[{"text": "Chad's foreign minister", "country": "", "sector": ""}],
        date={"text": "Monday", "start": "2024-05-13", "end": "2024-05-13"},
        location={"text": "Oslo", "country": "NOR"},
        confidence=0.9,
    )
    coding = code(reply)
    [mention] = coding.mentions
    assert coding.rejected == ()
    assert (mention.event_type, mention.mode, mention.contexts, mention.status) == ("CONSULT", "visit", ("diplomatic",), "actual")
    assert (mention.actors[0].country, mention.actors[0].sector) == ("IGO", "GOV")
    assert (mention.recipients[0].country, mention.recipients[0].sector) == ("TCD", "GOV")
    assert (mention.date.start, mention.location.name, mention.location.geonameid) == ("2024-05-13", "Oslo", 3143244)
    assert (mention.intensity, mention.confidence) == (4.0, 0.9)


def test_straight_quotes_of_a_reply_find_the_texts_typographic_ones(code):
    [mention] = code(event(recipients=["Chad's foreign minister"])).mentions
    assert mention.recipients[0].span.text == "Chad’s foreign minister"


def test_a_place_in_another_country_than_the_parser_thinks_keeps_the_replys_country_without_a_point(code):
    [mention] = code(event(location={"text": "Oslo", "country": "USA"})).mentions
    assert (mention.location.name, mention.location.country, mention.location.latitude) == ("Oslo", "USA", None)


def test_a_date_in_words_alone_is_read_by_the_time_finder(code):
    [mention] = code(event(date="on Monday")).mentions
    assert (mention.date.start, mention.date.span.text) == ("2024-05-13", "Monday")


@pytest.mark.parametrize("date", [{"start": "2024-05-13"}, {"text": "Tuesday"}, {"text": "met"}, {"text": "Chad", "start": "2024-13-01"}])
def test_a_date_that_no_words_tell_is_dropped_with_a_row(code, date):
    coding = code(event(date=date))
    assert coding.mentions[0].date is None
    assert len(coding.rejected) == 1


def test_the_day_of_publication_needs_no_words(code):
    [mention] = code(event(date={"start": "2024-05-15"})).mentions
    assert (mention.date.start, mention.date.span) == ("2024-05-15", None)


@pytest.mark.parametrize(
    ("start", "end", "days"), [("2024-05", None, ("2024-05-01", "2024-05-31")), ("2023", "2024-02", ("2023-01-01", "2024-02-29"))]
)
def test_months_and_years_are_intervals(code, start, end, days):
    [mention] = code(event(date={"text": "Monday", "start": start, "end": end})).mentions
    assert (mention.date.start, mention.date.end) == days


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"trigger": ""}, "without a trigger"),
        ({"trigger": None}, "without a trigger"),
        ({"trigger": "negotiated"}, "its trigger is not in its sentence"),
        ({"trigger": "me"}, "its trigger is not in its sentence"),
        ({"trigger": "rejected"}, "its trigger is not in its sentence"),
        ({"trigger": "met\x00"}, "its trigger is not in its sentence"),
        ({"trigger": "of the African Union met Chad's foreign minister in"}, "its trigger is over 8 words"),
        ({"sentence": 77}, "its sentence is none of those that were to be coded"),
        ({"sentence": -1}, "its sentence is none of those that were to be coded"),
        ({"event_type": "INVADE"}, "its type is not of the codebook"),
        ({"event_type": "consult"}, "its type is not of the codebook"),
    ],
)
def test_an_event_without_evidence_or_code_is_a_row_and_no_mention(code, fields, reason):
    coding = code(event(**fields))
    assert (coding.mentions, reasons(coding)) == ((), [reason])


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"mode": "picnic"}, "not a code of the codebook"),
        ({"mode": "arrest"}, "not a code of the codebook"),
        ({"contexts": ["gossip"]}, "not a code of the codebook"),
        ({"status": "maybe"}, "not a code of the codebook"),
        ({"actors": [{"text": "the Moon"}]}, "its words do not stand in the sentence"),
        ({"actors": [{"text": "Radio One"}]}, "its words do not stand in the sentence"),
        ({"location": "Paris"}, "its words do not stand in the sentence"),
        ({"attribution": {"text": "The Daily Planet"}}, "its words do not stand in the sentence"),
        ({"attribution": {"text": "Oslo", "firmness": "sworn"}}, "not a code of the codebook"),
        ({"reason": "because of the weather"}, "its words do not stand in the sentence"),
        ({"hedge": "reportedly"}, "its words do not stand in the sentence"),
        ({"actors": [{"text": "Envoys", "country": "XXX"}]}, "not a code of the codebook"),
        ({"actors": [{"text": "Envoys", "sector": "BOSS"}]}, "not a code of the codebook"),
        ({"location": {"text": "Oslo", "country": "Norway"}}, "not a code of the codebook"),
    ],
)
def test_a_field_without_evidence_or_code_is_dropped_with_a_row_and_the_event_stays(code, fields, reason):
    coding = code(event(**fields))
    assert len(coding.mentions) == 1
    assert reasons(coding) == [reason]
    assert (coding.mentions[0].mode, coding.mentions[0].contexts, coding.mentions[0].status) == (None, (), "actual")


@pytest.mark.parametrize(
    "fields", [{"actors": [{"name": "X"}]}, {"confidence": 3}, {"sentence": "zero"}, {"contexts": [[]]}, {"trigger": "x" * 5000}]
)
def test_an_event_that_does_not_fit_the_schema_is_a_row(code, fields):
    coding = code(event(**fields))
    assert coding.mentions == ()
    assert reasons(coding)[0].startswith("does not fit the schema")


def test_an_invented_name_gives_way_to_the_texts(code):
    [mention] = code(event(recipients=[{"text": "Chad's foreign minister", "name": "John Doe"}])).mentions
    assert mention.recipients[0].name != "John Doe"


def test_references_are_resolved_as_the_grammar_does(code):
    [mention] = code(event(sentence=5, trigger="called", event_type="ACCUSE", actors=["the bloc"])).mentions
    assert mention.actors[0].country == "IGO"


def test_attribution_and_reason_are_spans_of_the_sentence(code):
    [first] = code(
        event(sentence=1, trigger="rejected", event_type="REJECT", attribution={"text": "Radio One", "firmness": "reported"})
    ).mentions
    assert (first.attribution.name, first.attribution.firmness, first.attribution.quoted) == ("Radio One", "reported", False)
    [second] = code(event(sentence=4, trigger="arrested", event_type="COERCE", mode="arrest", reason="citing a plot")).mentions
    assert second.reason.text == "citing a plot"


def test_one_event_given_twice_is_one_mention(code):
    twice = event()["events"] * 2
    coding = code({"events": twice})
    assert (len(coding.mentions), reasons(coding)) == (1, ["given twice"])


def test_the_same_word_twice_in_a_sentence_serves_two_events(code):
    reply = [{"sentence": 5, "trigger": "the", "event_type": kind} for kind in ("ACCUSE", "REJECT")]
    assert len({mention.trigger for mention in code(reply).mentions}) == 2


def test_mentions_come_in_the_order_of_the_text(code):
    reply = [
        {"sentence": 4, "trigger": "arrested", "event_type": "COERCE"},
        {"sentence": 0, "trigger": "met", "event_type": "CONSULT"},
    ]
    assert [mention.event_type for mention in code(reply).mentions] == ["CONSULT", "COERCE"]


@pytest.mark.parametrize(
    "reply",
    [
        'Here you are:\n```json\n{"events": [{"sentence": 0, "trigger": "met", "event_type": "CONSULT"}]}\n```\nDone [1].',
        '<think>[{"a": 1}] hm</think>[{"sentence": 0, "trigger": "met", "event_type": "CONSULT"}]',
        '{"sentence": 0, "trigger": "met", "event_type": "CONSULT"}',
        'As [0] says, {"events": [{"sentence": 0, "trigger": "met", "event_type": "CONSULT"}]}',
    ],
)
def test_the_first_json_value_of_a_talkative_reply_is_taken(code, reply):
    assert len(code(reply).mentions) == 1


def test_of_a_reply_that_is_cut_off_the_finished_events_are_kept_and_that_is_told(code):
    whole = json.dumps(event()["events"][0])
    coding = code(f'{{"events": [{whole}, {whole[:30]}', truncated=True)
    assert len(coding.mentions) == 1
    assert reasons(coding) == ["the reply is cut off: only its finished events are read"]


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "I am sorry, I can't do that.",
        "<html><body><script>alert(1)</script></body></html>",
        "[" * 100_000,
        '{"a":' * 50_000,
        '"' * 200_001,
        '\\"' * 100_000,
        '{"events": NaN}',
        '{"events": ' + "9" * 10_000 + "}",
        '{"events": "none"}',
        "x" * 3_000_000,
    ],
)
def test_an_unusable_reply_is_one_row_and_nothing_else(code, reply):
    coding = code(reply)
    assert coding.mentions == ()
    assert len(coding.rejected) == 1
    assert coding.rejected[0].where == "d1"


def test_rows_can_be_printed_whatever_a_reply_holds(code):
    coding = code('{"events": [{"sentence": 0, "trigger": "\\ud800\\u0000\\u202e' + "z" * 500 + '", "event_type": "CONSULT"}]}')
    assert coding.rejected[0].item.isprintable()
    assert len(coding.rejected[0].item) < 200


def test_a_question_without_an_answer_fails_the_document(codebook, parsed):
    coder = ModelCoder(codebook, load_profile("contract"), lambda questions: [CodingError("no server")] * len(questions))
    with pytest.raises(CodingError, match="no server"):
        coder.code(parsed)


def test_what_a_question_of_a_faq_names_is_a_row(codebook, parsed):
    asking = replace(parsed, sentences=tuple(replace(sentence, is_question=True) for sentence in parsed.sentences))
    coding = ModelCoder(codebook, load_profile("contract"), lambda questions: [Answer(json.dumps(event()))]).code(asking)
    assert (coding.mentions, reasons(coding)) == ((), ["a question or heading only presupposes what it names"])


def test_a_profile_for_types_that_the_codebook_lacks_is_refused(codebook):
    profile = load_profile("ngec").model_copy(update={"types": ("INVADE",)})
    with pytest.raises(ConfigError, match="INVADE"):
        ModelCoder(codebook, profile, lambda questions: [])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
WORDS = st.sampled_from(["met", "Oslo", "Chad's foreign minister", "the bloc", "Radio One", "Monday", "plot", "", "\x00", "Ä"]) | st.text(
    max_size=9
)
PARTY = (
    st.fixed_dictionaries({"text": WORDS}, optional={"country": st.sampled_from(["", "TCD", "ZZZ"]) | JSON, "sector": WORDS, "name": WORDS})
    | WORDS
)
EVENT = st.fixed_dictionaries(
    {"trigger": WORDS | JSON, "event_type": st.sampled_from(["CONSULT", "COERCE", "NONE"]) | JSON},
    optional={
        "sentence": st.integers(-2, 8) | JSON,
        "mode": WORDS | JSON,
        "status": st.sampled_from(["future", "actual"]) | JSON,
        "contexts": st.lists(WORDS, max_size=2) | JSON,
        "actors": st.lists(PARTY, max_size=3) | JSON,
        "recipients": st.lists(PARTY, max_size=3) | JSON,
        "date": st.fixed_dictionaries({"text": WORDS}, optional={"start": st.sampled_from(["2024-05-13", "2024", "x"]), "end": WORDS})
        | JSON,
        "location": PARTY | JSON,
        "attribution": PARTY | JSON,
        "reason": WORDS | JSON,
        "hedge": WORDS | JSON,
        "confidence": st.floats(0, 1) | JSON,
    },
)
ATTRIBUTES = st.fixed_dictionaries(
    {"event_type": st.sampled_from(["CONSULT", "COERCE"]) | JSON, "anchor_quote": WORDS | JSON},
    optional={name: WORDS | st.lists(WORDS, max_size=3) | JSON for name in ("mode", "actor", "recipient", "date", "location")},
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(reply=JSON | st.lists(EVENT | JSON, max_size=4) | st.fixed_dictionaries({"events": st.lists(EVENT, max_size=4)}))
def test_any_json_gives_only_mentions_whose_spans_stand_in_their_sentence(code, codebook, reply):
    coding = code(json.dumps(reply))
    for mention in coding.mentions:
        inside = [span for span in spans_of(mention) if mention.sentence.start <= span.start and span.end <= mention.sentence.end]
        assert len(inside) == len(list(spans_of(mention)))
        codebook.check(mention.event_type, mention.mode)
        assert mention.status in codebook.statuses
        assert 0 <= mention.confidence <= 1


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(reply=st.lists(ATTRIBUTES | JSON, max_size=3))
def test_any_json_in_the_attribute_form_gives_only_mentions_whose_spans_stand_in_the_text(code, codebook, reply):
    coding = code(json.dumps(reply), profile="ngec", types=("CONSULT", "COERCE"))
    for mention in coding.mentions:
        codebook.check(mention.event_type, mention.mode)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(reply=st.text(max_size=200) | st.text(alphabet='[]{}",:\\ae0', max_size=200))
def test_no_words_of_a_model_make_the_coder_raise(code, reply):
    assert code(reply).mentions == ()
