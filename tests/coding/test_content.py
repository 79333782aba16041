"""What a request, refusal or threat is about gives its mode; and what is denied or only thought of."""

from __future__ import annotations

import pytest

MODES = [
    ("The mediators urged the militia in Bukavu to lay down its arms.", "REQUEST", "yield"),
    ("Peru asked Chile to hand over power to nobody but the elected council.", "REQUEST", "change"),
    ("The opposition in Lusaka called on the president to step aside.", "REQUEST", "change"),
    ("Ghana urged Togo to return to the table.", "REQUEST", "meet"),
    ("Malta asked the International Monetary Fund to release a loan.", "REQUEST", "assist"),
    ("Canada urged India to stop importing Russian oil.", "REQUEST", "change"),
    ("Sudan asked the mission of the African Union to help repair the bridge.", "REQUEST", "assist"),
    ("The Senate in Bogota refused to recognise the government of Bolivia.", "REJECT", "assist"),
    ("Fiji rebuffed a plan for a federation.", "REJECT", "change"),
    ("The army in Conakry will not hand over the two prisoners.", "REJECT", "yield"),
    ("The African Union suspended Zambia.", "SANCTION", "expel"),
    ("Norway warned Libya that sanctions would follow.", "THREATEN", "relations"),
    ("Miners in Peru threatened an open-ended stoppage.", "THREATEN", "restrict"),
    ("The governor of Anjouan threatened to break away from the Comoros.", "THREATEN", "territory"),
    ("Finland warned smugglers that they would be locked up.", "THREATEN", "arrest"),
    ("The sheikhs of Marib threatened to strike the refinery.", "THREATEN", "violence"),
    ("Honduras threatened to boycott the talks with Guatemala.", "THREATEN", "relations"),
]


@pytest.mark.parametrize(("text", "event_type", "mode"), MODES)
def test_what_words_are_about_gives_their_mode(mentions, text, event_type, mode):
    assert (event_type, mode) in [(mention.event_type, mention.mode) for mention in mentions(text)]


ABOVE = [
    ("A truce demanded by Oman took hold in Aden.", "REQUEST", "yield"),
    ("Chad received the loan that it had asked for.", "REQUEST", "assist"),
    ("French troops drove the rebels from the city at the request of Mali.", "REQUEST", "assist"),
]


@pytest.mark.parametrize(("text", "event_type", "mode"), ABOVE)
def test_the_noun_that_a_request_hangs_on_is_its_content(mentions, text, event_type, mode):
    assert (event_type, mode) in [(mention.event_type, mention.mode) for mention in mentions(text)]


def test_whom_one_speaks_to_is_not_what_one_asks_for(mentions):
    found = mentions("Nepal asked the delegation of Bhutan to release the fishermen.")
    assert [(mention.event_type, mention.mode) for mention in found] == [("REQUEST", "yield")]


DENIED = [
    "Bulgaria denied that its soldiers had shelled the village.",
    "Oman denied bombing the harbour in Aden.",
    "The government of Niger denied reports that it had sent weapons to the rebels.",
    "The sheikh denied any role in the bombing of the market in Basra.",
]


@pytest.mark.parametrize("text", DENIED)
def test_what_somebody_denies_is_turned_away(coding, text):
    found = coding(text)
    assert not found.mentions
    assert "what somebody denies" in {row.reason for row in found.rejected}


def test_what_somebody_does_not_deny_is_coded(mentions):
    assert mentions("Bulgaria did not deny that it had shelled the village.")[0].event_type == "ASSAULT"


def test_a_denied_accusation_stays_an_accusation_of_an_act(mentions):
    found = mentions("Rwanda denies the accusation by Burundi that it armed the rebels.")
    assert "ACCUSE" in [mention.event_type for mention in found]


NOT_RULED_OUT = [
    ("Belgium refused to rule out sanctions on Serbia.", "THREATEN", "relations"),
    ("Estonia has not ruled out a military intervention.", "THREATEN", "violence"),
    ("The president of Benin refused to rule out a meeting with the king of Jordan.", "AGREE", None),
]


@pytest.mark.parametrize(("text", "event_type", "mode"), NOT_RULED_OUT)
def test_what_is_not_ruled_out_is_a_threat_or_an_offer(mentions, text, event_type, mode):
    assert [(mention.event_type, mention.mode) for mention in mentions(text)] == [(event_type, mode)]


UNDONE = [
    ("Two nurses were seized at Kassala and have yet to be freed.", "RETREAT", "negated"),
    ("The pilots had not been freed, Sudan said.", "RETREAT", "negated"),
    ("Kenya averted an armed attack by Somalia on its embassy.", "ASSAULT", "negated"),
]


@pytest.mark.parametrize(("text", "event_type", "status"), UNDONE)
def test_what_did_not_happen_is_negated(mentions, text, event_type, status):
    assert (event_type, status) in [(mention.event_type, mention.status) for mention in mentions(text)]


NO_ACTS = [
    ("Floods killed nine people in Malawi.", "nature or an accident does it"),
    ("An earthquake struck Tajikistan.", "nature or an accident does it"),
    ("The United Nations warned of an epidemic in Haiti.", "nature or an accident does it"),
    ("Iran poses a threat to Israel.", "a danger, and nobody's threat"),
    ("The press in Hungary is under threat.", "a danger, and nobody's threat"),
]


@pytest.mark.parametrize(("text", "reason"), NO_ACTS)
def test_nature_and_dangers_are_no_acts(coding, text, reason):
    found = coding(text)
    assert not found.mentions
    assert reason in {row.reason for row in found.rejected}


def test_a_threat_that_somebody_makes_stays_one(mentions):
    assert [mention.event_type for mention in mentions("Syria repeated its threat to attack Lebanon.")] == ["THREATEN"]


def test_what_soldiers_do_during_floods_is_theirs(mentions):
    found = mentions("Soldiers killed nine people in Malawi during the floods.")
    assert [mention.event_type for mention in found] == ["ASSAULT"]
