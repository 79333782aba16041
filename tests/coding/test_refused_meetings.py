"""Who refuses whom a meeting or access, and missions that are called off."""

from __future__ import annotations

import pytest


def sides(mention):
    return [p.country for p in mention.actors], [p.country for p in mention.recipients]


def refusal(found):
    (mention,) = [mention for mention in found if mention.event_type == "REJECT"]
    return mention


@pytest.mark.parametrize(
    "text",
    [
        "The Norwegian envoy was denied a meeting with Chad's president.",
        "The Norwegian envoy was refused an audience with Chad's president on Monday.",
        "Norway's envoy, who had been refused a meeting with Chad's president, went home.",
        "Chad's president would not receive Norway's envoy.",
        "Chad's president will not meet the Norwegian delegation.",
        "Chad's president refused to see a delegation from Norway.",
        "Chad's president refused the Norwegian envoy an audience.",
        "Chad's refusal to receive the Norwegian ambassador angered many.",
        "The Norwegian envoy was refused an audience by Chad's president.",
    ],
)
def test_who_refuses_a_meeting_is_the_actor_and_who_is_refused_the_recipient(mentions, text):
    mention = refusal(mentions(text))
    assert (mention.mode, mention.status) == ("meet", "actual")
    assert sides(mention) == (["TCD"], ["NOR"])


def test_a_captive_refuses_nobody_a_meeting(mentions):
    assert sides(refusal(mentions("The Swedish diplomat was denied a meeting with the jailed leader."))) == ([], ["SWE"])


def test_who_denies_access_may_stand_behind_what_it_is_to(mentions):
    mention = refusal(mentions("Inspectors of the UN were denied access to the plant by Iran."))
    assert (mention.mode, *sides(mention)) == ("yield", ["IRN"], ["UNO"])


@pytest.mark.parametrize("text", ["A Swiss mediator was turned away without a hearing.", "A Swiss envoy was turned back at the airport."])
def test_who_is_turned_away_is_the_recipient(mentions, text):
    assert sides(refusal(mentions(text))) == ([], ["CHE"])


def test_who_turns_back_of_himself_is_not_refused(mentions):
    assert mentions("The Kenyan convoy turned back at the river.") == ()


def test_who_will_not_let_others_in_refuses(mentions):
    mention = refusal(mentions("Iran would not let the inspectors of the UN enter the plant."))
    assert (mention.mode, sides(mention)[0]) == ("yield", ["IRN"])


def test_who_asks_for_a_cancellation_cancels(mentions):
    assert sides(refusal(mentions("The joint mission of Kenya was put off at the request of Egypt."))) == (["EGY"], ["KEN"])


def test_talks_planned_and_called_off_are_only_called_off(mentions):
    (mention,) = mentions("A visit by the Turkish foreign minister, planned for Tuesday, has been postponed.")
    assert (mention.event_type, mention.mode) == ("REJECT", "meet")


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Chad's government let the bloc's deadline pass.", ["TCD"]),
        ("Chad's government let the ultimatum lapse.", ["TCD"]),
        ("Chad has not responded to Kenya's proposal.", ["TCD"]),
        ("Chad did not heed Kenya's ultimatum.", ["TCD"]),
        ("Chad turned a deaf ear to Kenya's appeal.", ["TCD"]),
        ("Kenya's proposal was met with scorn in Chad.", ["TCD"]),
    ],
)
def test_demands_left_unanswered_are_rejected(mentions, text, parties):
    assert sides(refusal(mentions(text)))[0] == parties


def test_a_call_that_falls_on_deaf_ears_is_no_assault(mentions):
    assert not any(m.event_type == "ASSAULT" for m in mentions("Kenya's call for a truce fell on deaf ears in Chad."))
