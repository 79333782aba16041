"""Which reason a sentence gives for an event: by a phrase of its own clause, by what it answers, by what brought it about."""

from __future__ import annotations

import pytest


def reason(found, event_type, mode=None):
    (mention,) = [each for each in found if each.event_type == event_type and (mode is None or each.mode == mode)]
    return mention.reason.text if mention.reason else None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norway suspended the talks on the grounds that Chad had arrested its envoy.", "on the grounds that Chad had arrested its envoy"),
        ("Norway suspended aid to Chad as a result of the coup.", "as a result of the coup"),
        ("Norway suspended aid to Chad because of the coup.", "because of the coup"),
        ("The European Union imposed sanctions on Chad over the arrest of a minister.", "over the arrest of a minister"),
        ("The arrest of the ambassador prompted Norway to suspend its aid to Chad.", "The arrest of the ambassador"),
        ("The invasion led Norway to impose sanctions on Chad.", "The invasion"),
        ("Norway responded to the arrest of its envoy by closing its border with Chad.", "to the arrest of its envoy"),
    ],
)
def test_a_sanction_has_the_reason_that_the_sentence_gives(mentions, text, told):
    assert reason(mentions(text), "SANCTION", "discontinue") == told


def test_what_a_clause_says_was_prompted_has_the_clause_as_reason(mentions):
    found = mentions("Chad expelled the Norwegian envoy, prompting Norway to recall its ambassador.")
    assert reason(found, "SANCTION", "withdraw") == "Chad expelled the Norwegian envoy"
    assert reason(found, "SANCTION", "expel") is None


def test_the_subject_of_a_verb_of_causing_is_the_reason_of_its_object(mentions):
    told = "The arrest of a union leader"
    assert reason(mentions("The arrest of a union leader sparked protests by students in Lima."), "PROTEST") == told


@pytest.mark.parametrize(
    "text",
    [
        "The arrest of two officers led to the expulsion of three Norwegian diplomats from Chad.",
        "The expulsion of three Norwegian diplomats was prompted by the arrest of two officers.",
    ],
)
def test_what_a_noun_of_an_act_led_to_has_it_as_reason(mentions, text):
    assert reason(mentions(text), "SANCTION").lower() == "the arrest of two officers"


@pytest.mark.parametrize("ground", ["for signing the accord", "for having signed the accord"])
def test_what_somebody_is_punished_for_is_the_reason(mentions, ground):
    assert reason(mentions(f"The army arrested three ministers {ground}."), "COERCE") == ground


def test_a_person_is_no_reason(mentions):
    assert reason(mentions("Mr Sesay sparked protests in Conakry."), "PROTEST") is None


def test_a_protest_at_something_has_it_as_reason(mentions):
    found = mentions("Norway boycotted the summit in protest at the arrest of its envoy.")
    assert reason(found, "REJECT") == "in protest at the arrest of its envoy"


def test_a_because_clause_behind_a_comma_belongs_to_the_whole_sentence(mentions):
    found = mentions("Kenya boycotted a meeting that the African Union had called, because Chad kept the chair.")
    assert reason(found, "REJECT") == "because Chad kept the chair"


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Norway closed the airspace over the northern province.", "SANCTION"),
        ("Chad sent troops over the border on Monday.", "MOBILIZE"),
        ("Police shot dead four protesters over the weekend.", "ASSAULT"),
        ("Norway and Chad held talks over the release of the envoy.", "CONSULT"),
        ("Norway shut the crossing on Saturday in response.", "SANCTION"),
        ("Norway recalled its ambassador for what it called consultations.", "SANCTION"),
    ],
)
def test_place_time_topic_and_a_bare_response_are_no_reasons(mentions, text, event_type):
    assert reason(mentions(text), event_type) is None


def test_what_only_came_before_is_no_reason(mentions):
    assert reason(mentions("Norway froze aid to Chad after soldiers toppled its president."), "SANCTION") is None
