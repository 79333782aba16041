"""What becomes which type and mode: the manual's and the annotation guide's hard pairs."""

from __future__ import annotations

import pytest

from detente.codebook import load_codebook

LEXICON = load_codebook().lexicon
EXAMPLES = sorted({(entry.event_type, entry.mode or "", entry.example) for entry in LEXICON.entries() if entry.event_type})


@pytest.mark.parametrize(("event_type", "mode", "example"), EXAMPLES)
def test_the_example_of_every_group_is_coded_as_its_group(mentions, event_type, mode, example):
    found = [(mention.event_type, mention.mode) for mention in mentions(example)]
    assert any(kind == event_type and (not mode or found_mode == mode) for kind, found_mode in found), found


PAIRS = [
    ("Kenya and Uganda will sign a trade agreement next week.", "AGREE", None),
    ("France announced that it will withdraw its troops from Chad.", "CONCEDE", None),
    ("Egypt cancelled its talks with Ethiopia.", "REJECT", "meet"),
    ("The United States imposed sanctions on Syria.", "SANCTION", "discontinue"),
    ("Germany suspended aid to Mali.", "SANCTION", "discontinue"),
    ("The African Union suspended Gabon from its councils.", "SANCTION", None),
    ("Police arrested the opposition leader in Harare.", "COERCE", "arrest"),
    ("The president of Zambia lifted the curfew.", "CONCEDE", None),
    ("The European Union lifted sanctions against Burundi.", "RETREAT", None),
    ("Iran recalled its ambassador from Sweden.", "SANCTION", "withdraw"),
    ("A court in Lagos convicted the former governor of fraud.", "SANCTION", "convict"),
    ("Turkey threatened to attack Kurdish forces in Syria.", "THREATEN", "violence"),
    ("Russia threatened Moldova with sanctions.", "THREATEN", "relations"),
    ("The United Nations urged Israel to lift the blockade.", "REQUEST", "yield"),
    ("The opposition demanded that the prime minister of Nepal resign.", "REQUEST", "change"),
    ("Ukraine asked Poland for weapons.", "REQUEST", "assist"),
    ("Pakistan called for talks with India.", "REQUEST", "meet"),
    ("The Taliban refused to release the prisoners.", "REJECT", "yield"),
    ("Serbia accused Kosovo of provoking violence.", "ACCUSE", "allege"),
    ("Chile condemned the attack on the embassy.", "ACCUSE", "disapprove"),
    ("Guinea closed its border with Senegal.", "SANCTION", "discontinue"),
    ("Chad said that Libya must withdraw its troops from the border.", "REQUEST", "yield"),
    ("Norway says it will not accept any more refugees.", "REJECT", "assist"),
    ("Norway announced it would prohibit all aid to the rebels in Chad.", "SANCTION", "discontinue"),
    ("Chad has completed the withdrawal of its troops from the border town.", "RETREAT", "withdraw"),
    ("Chad and Libya renewed negotiations on their border.", "CONSULT", None),
    ("Protesters stormed the parliament in Tripoli.", "PROTEST", "riot"),
    ("Soldiers stormed the parliament in Tripoli.", "ASSAULT", None),
    ("Teachers in Kenya went on strike.", "PROTEST", "strike"),
    ("A drone struck an army base in Sudan.", "ASSAULT", "drone"),
    ("Colombia and Venezuela restored diplomatic relations.", "SUPPORT", None),
    ("Japan sent rice and tents to Nepal.", "AID", None),
    ("Japan sent troops to the border.", "MOBILIZE", "troops"),
    ("The interior minister of Peru resigned.", "RETREAT", "resign"),
]


@pytest.mark.parametrize(("text", "event_type", "mode"), PAIRS)
def test_hard_pairs_are_told_apart(mentions, text, event_type, mode):
    found = [(mention.event_type, mention.mode) for mention in mentions(text)]
    assert any(kind == event_type and mode in (None, found_mode) for kind, found_mode in found), found


LOOKALIKES = [
    "The minister's speech struck a chord with farmers in Kenya.",
    "The market rally in Tokyo continued on Monday.",
    "The president of Ghana fought back tears at the funeral.",
    "The prime minister held a press conference in Oslo.",
    "Volunteers fought the fire near the border of Chile.",
    "Nine soldiers were killed in a road accident in Uganda.",
    "An official in Seoul declined to comment.",
    "Italy met the deadline for the budget.",
]


@pytest.mark.parametrize("text", LOOKALIKES)
def test_lookalikes_give_nothing(mentions, text):
    assert [(mention.event_type, mention.trigger.text) for mention in mentions(text)] == []


def test_the_content_of_a_promise_is_not_coded_apart(mentions):
    (mention,) = mentions("The rebels in Colombia agreed to release the hostages.")
    assert mention.trigger.text.startswith("agreed")


def test_the_content_of_a_threat_is_not_coded_apart(mentions):
    (mention,) = mentions("Rwanda threatened to send troops to Burundi.")
    assert mention.event_type == "THREATEN"


def test_the_dead_of_an_attack_are_not_a_second_event(mentions):
    (mention,) = mentions("Israeli jets bombed a village in Lebanon, killing nine people.")
    assert (mention.event_type, mention.mode) == ("ASSAULT", "aerial")


def test_an_alleged_act_is_coded_besides_the_accusation(mentions):
    found = mentions("Armenia accused Azerbaijan of shelling a village.")
    assert [mention.event_type for mention in found] == ["ACCUSE", "ASSAULT"]
    assert found[1].attribution is not None
    assert found[1].attribution.span.text == "Armenia"


def test_a_bare_reference_back_is_not_coded(mentions):
    assert not [m for m in mentions("The mood in Vienna was good during the talks.") if m.event_type == "CONSULT"]


def test_what_is_turned_away_keeps_its_reason(coding):
    found = coding("The minister's speech struck a chord with farmers in Kenya.")
    assert any("look-alike" in row.reason and row.stage == "code" and row.where == "test" for row in found.rejected)


def test_who_must_do_what_is_asked_of_somebody_else(mentions):
    assert "REQUEST" not in {mention.event_type for mention in mentions("The president of Chad said that we must work harder.")}
    assert "REQUEST" not in {mention.event_type for mention in mentions("The president of Chad said that prices must fall.")}


def test_what_is_announced_about_aid_need_be_no_aid(mentions):
    found = {mention.event_type for mention in mentions("Norway announced it would prohibit all aid to the rebels in Chad.")}
    assert found == {"SANCTION"}


def test_a_bombing_that_killed_is_one_act(mentions):
    found = [m for m in mentions("A roadside bombing near Gao on Sunday killed one Malian soldier.") if m.event_type == "ASSAULT"]
    assert [(m.trigger.text, m.mode) for m in found] == [("killed", "explosives")]
