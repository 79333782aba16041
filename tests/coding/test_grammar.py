"""Who acts on whom, whatever the construction."""

from __future__ import annotations

import pytest


def parties(mention):
    return [p.country for p in mention.actors], [p.country for p in mention.recipients]


def test_an_active_clause_has_subject_and_object(mentions):
    (mention,) = mentions("France criticised Hungary.")
    assert parties(mention) == (["FRA"], ["HUN"])


def test_a_passive_swaps_them_back(mentions):
    (mention,) = mentions("Hungary was criticised by France.")
    assert parties(mention) == (["FRA"], ["HUN"])


def test_a_passive_without_agent_has_no_actor(mentions):
    (mention,) = mentions("The Swedish ambassador was expelled on Monday.")
    assert parties(mention) == ([], ["SWE"])


def test_coordinated_subjects_are_one_event_with_several_actors(mentions):
    (mention,) = mentions("Norway and Sweden condemned Russia.")
    assert parties(mention) == (["NOR", "SWE"], ["RUS"])


def test_coordinated_objects_are_one_event_with_several_recipients(mentions):
    (mention,) = mentions("Ghana accused Togo and Benin.")
    assert parties(mention) == (["GHA"], ["TGO", "BEN"])


def test_coordinated_verbs_share_their_subject(mentions):
    first, second = mentions("Japan condemned North Korea and recalled its ambassador.")
    assert [parties(first)[0], parties(second)[0]] == [["JPN"], ["JPN"]]


@pytest.mark.parametrize(
    "text",
    [
        "Brazil and Argentina held talks.",
        "Brazil met with Argentina.",
        "Talks between Brazil and Argentina began on Monday.",
        "Brazil held talks with Argentina.",
    ],
)
def test_all_sides_of_a_meeting_are_actors(mentions, text):
    (mention,) = mentions(text)
    assert mention.event_type == "CONSULT"
    assert {p.country for p in mention.actors} == {"BRA", "ARG"}
    assert mention.recipients == ()


def test_together_with_adds_an_actor(mentions):
    (mention,) = mentions("Canada, together with Mexico, condemned Cuba.")
    assert set(parties(mention)[0]) == {"CAN", "MEX"}


def test_a_nominal_event_has_its_parties_behind_of_and_by(mentions):
    found = mentions("The suspension of aid to Malawi by Norway angered farmers.")
    (mention,) = [m for m in found if m.event_type == "SANCTION"]
    assert parties(mention) == (["NOR"], ["MWI"])


def test_a_possessor_is_the_actor_of_a_nominal_event(mentions):
    found = mentions("Morocco's sanctions against Niger took effect on Monday.")
    (mention,) = [m for m in found if m.event_type == "SANCTION"]
    assert parties(mention) == (["MAR"], ["NER"])


def test_a_light_verb_lends_its_subject(mentions):
    (mention,) = mentions("The United States imposed an arms embargo on Eritrea.")
    assert parties(mention) == (["USA"], ["ERI"])


def test_a_relative_pronoun_stands_for_its_antecedent(mentions):
    found = mentions("Iraq, which expelled the Danish ambassador, wants trade.")
    (mention,) = [m for m in found if m.event_type == "SANCTION"]
    assert parties(mention) == (["IRQ"], ["DNK"])


def test_a_participle_clause_takes_the_subject_of_its_sentence(mentions):
    found = mentions("Cuba left the room, accusing Spain of lies.")
    (mention,) = [m for m in found if m.event_type == "ACCUSE"]
    assert parties(mention) == (["CUB"], ["ESP"])


def test_the_object_of_a_request_is_asked_and_does_not_ask(mentions):
    (mention,) = mentions("Finland urged Estonia to negotiate.")
    assert parties(mention) == (["FIN"], ["EST"])


def test_two_nationalities_before_one_noun_are_two_parties(mentions):
    (mention,) = mentions("Iranian and Iraqi diplomats met in Geneva.")
    assert {p.country for p in mention.actors} == {"IRN", "IRQ"}
    assert len({p.span for p in mention.actors}) == 1


def test_the_actors_own_things_are_no_recipients(mentions):
    (mention,) = mentions("Portugal closed its embassy on Friday.")
    assert parties(mention) == (["PRT"], [])
