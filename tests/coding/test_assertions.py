"""What a sentence asserts: denials and questions assert nothing, announced measures lie ahead, conditional ones are threats."""

from __future__ import annotations

from itertools import pairwise

import pytest


def coded(found):
    return [(mention.event_type, mention.mode, mention.status) for mention in found]


@pytest.mark.parametrize(
    "text",
    [
        "Chad denied the accusation that its troops had crossed the border.",
        "The Chadian government rejects accusations that it armed the rebels.",
        "Chad's minister dismissed claims that soldiers had shelled the village.",
        "Chad has dismissed as baseless reports that it sent troops to Bangui.",
        "The ministry refuted suggestions that Kenya had expelled the envoy.",
        "Officials in Nairobi described the claims of an invasion as lies.",
        "The claim that Chad armed the rebels is false, the minister said.",
        "Uganda disputes that its soldiers crossed the border.",
        "The charge of torture was rejected by the police of Uganda.",
    ],
)
def test_denials_are_not_coded_nor_is_what_they_deny(mentions, text):
    assert coded(mentions(text)) == []


def test_a_rejected_accusation_stays_its_accusers(mentions):
    accusation, act = mentions("Sudan rejected Ethiopian accusations of having burnt two villages.")
    assert (accusation.event_type, [p.country for p in accusation.actors]) == ("ACCUSE", ["ETH"])
    assert [p.country for p in accusation.recipients] == ["SDN"]
    assert act.attribution is not None
    assert act.attribution.firmness == "alleged"


def test_a_claim_to_land_can_be_rejected(mentions):
    assert "REJECT" in [m.event_type for m in mentions("The premier of Chad rejected Kenya's claim to the islet.")]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody knows yet. Has Chad pulled its brigades back? The ministry is silent.",
        'He waited. The minister asked: "Why did Kenya expel our ambassador?" There was no answer.',
        "Nobody knows yet. Is Sudan preparing to attack Chad, or will it return to talks? No one can say.",
        "Observers could not tell whether Ethiopia had bombed the town.",
    ],
)
def test_a_question_asserts_nothing(mentions, text):
    assert coded(mentions(text)) == []


def test_a_question_leaves_what_stands_beside_it(mentions):
    found = mentions("The army of Chad has withdrawn its brigades, but will it release the prisoners? Officials wonder.")
    assert [m.event_type for m in found] == ["RETREAT"]


def test_a_relative_clause_in_a_question_tells_what_is_known(mentions):
    found = mentions("The row goes on. Can Chad, which expelled a Sudanese diplomat last week, still mediate? Nobody knows.")
    assert coded(found) == [("SANCTION", "expel", "actual")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway announced that it would suspend aid to Uganda.", "future"),
        ("The World Bank has announced the suspension of its loans to Uganda.", "actual"),
        ("The European Union announced a pause in its support for the army of Uganda.", "actual"),
        ("Ireland announced an end to its cooperation with Uganda.", "actual"),
        ("Canada declared a halt to all arms sales to Uganda.", "actual"),
    ],
)
def test_an_announced_measure_is_a_measure_and_no_agreement(mentions, text, status):
    (mention,) = mentions(text)
    assert (mention.event_type, mention.mode, mention.status) == ("SANCTION", "discontinue", status)
    assert [party.country for party in mention.recipients] == ["UGA"]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Norway said it would suspend aid to Uganda if the law was signed.", "relations"),
        ("Kenya will expel the diplomats of Uganda if the raids go on.", "expel"),
        ("Kenya said that it would attack Uganda unless the raids ended.", "violence"),
    ],
)
def test_a_conditional_measure_is_a_threat(mentions, text, mode):
    assert coded(mentions(text)) == [("THREATEN", mode, "actual")]


def test_an_expected_visitor_is_the_actor(mentions):
    (mention,) = mentions("Kenya's foreign minister is expected to visit Sudan next week.")
    assert (mention.event_type, [p.country for p in mention.actors]) == ("AGREE", ["KEN"])
    assert [p.country for p in mention.recipients] == ["SDN"]


def test_both_sides_of_scheduled_talks_agree(mentions):
    (mention,) = mentions("A new round of talks between Ethiopia and Sudan is scheduled for May 20.")
    assert (mention.event_type, {p.country for p in mention.actors}) == ("AGREE", {"ETH", "SDN"})


def test_who_says_that_force_is_not_ruled_out_threatens(mentions):
    (mention,) = mentions("Military intervention has not been ruled out, Nigeria's spokesman said.")
    assert (mention.event_type, mention.mode, [p.country for p in mention.actors]) == ("THREATEN", "violence", ["NGA"])


def test_triggers_of_one_sentence_share_no_characters(mentions):
    found = mentions("The general kept the Norwegian envoy waiting for two days and then sent him home.")
    spans = sorted((m.trigger.start, m.trigger.end) for m in found)
    assert spans
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
