"""Who acts and who is acted on: positions, possessions, numbers, victims, makers of things."""

from __future__ import annotations

import pytest


def spans(mention):
    return [p.span.text for p in mention.actors], [p.span.text for p in mention.recipients]


def only(found, event_type):
    (mention,) = [mention for mention in found if mention.event_type == event_type]
    return mention


def test_who_is_welcomed_or_backed_is_the_recipient(mentions):
    assert spans(only(mentions("Peru welcomed Norway's decision."), "SUPPORT")) == (["Peru"], ["Norway's"])
    assert spans(only(mentions("Peru stood firmly behind Norway."), "SUPPORT")) == (["Peru"], ["Norway"])


def test_ones_own_ministers_are_dismissed_but_ones_own_embassy_is_nobody_else(mentions):
    assert spans(only(mentions("The president of Peru fired his ministers."), "SANCTION"))[1] == ["his ministers"]
    assert spans(only(mentions("Peru closed its embassy."), "SANCTION"))[1] == []


@pytest.mark.parametrize("text", ["Police in Peru detained forty.", "Nine were detained by police in Peru."])
def test_a_bare_number_of_people_are_civilians(mentions, text):
    (party,) = only(mentions(text), "COERCE").recipients
    assert (party.country, party.sector) == ("PER", "CVL")


def test_money_is_nobody(mentions):
    assert not any(party.span.text == "40 million" for m in mentions("Peru pledged 40 million to Chad.") for party in m.recipients)


@pytest.mark.parametrize(
    "text",
    [
        "Jets of the Chadian army bombed a market near Bol, killing two fishermen.",
        "Two fishermen died when jets of the Chadian army bombed a market near Bol.",
    ],
)
def test_who_is_killed_by_an_attack_is_its_recipient(mentions, text):
    attack = next(mention for mention in mentions(text) if mention.trigger.text.startswith("bombed"))
    assert [party.span.text.lower() for party in attack.recipients] == ["two fishermen"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway made an offer that Peru rejected.",
        "Norway proposed a joint fund, an idea that Peru rejected.",
    ],
)
def test_who_made_what_is_rejected_is_the_recipient(mentions, text):
    assert spans(only(mentions(text), "REJECT")) == (["Peru"], ["Norway"])


def test_what_stands_behind_a_phrases_own_particle_is_its_object(mentions):
    assert spans(only(mentions("Policemen in Peru laid into the students."), "ASSAULT"))[1] == ["the students"]


def test_a_thing_inside_a_promise_is_no_recipient(mentions):
    assert spans(only(mentions("Peru promised to send observers."), "AGREE"))[1] == []


def test_a_venue_is_no_recipient(mentions):
    assert spans(only(mentions("Students rallied at Freedom Corner in Peru."), "PROTEST"))[1] == []


@pytest.mark.parametrize(
    ("text", "kind"), [("Two editors walked free in Peru.", "RETREAT"), ("Two ministers of Peru lost their posts.", "SANCTION")]
)
def test_what_happens_to_somebody_has_him_as_recipient(mentions, text, kind):
    mention = only(mentions(text), kind)
    assert not mention.actors
    assert len(mention.recipients) == 1


def test_both_sides_of_a_fight_act(mentions):
    assert spans(only(mentions("Marines of Peru traded fire with Chadian soldiers."), "ASSAULT")) == (
        ["Marines of Peru", "Chadian soldiers"],
        [],
    )


def test_who_fell_since_bears_the_office_of_the_events_day(mentions):
    then = only(mentions("On 2 July 2022 Gotabaya Rajapaksa accused Norway of meddling."), "ACCUSE")
    assert [party.sector for party in then.actors] == ["GOV"]
    now = only(mentions("On Monday Gotabaya Rajapaksa accused Norway of meddling."), "ACCUSE")
    assert [party.sector for party in now.actors] == ["ELI"]
    told = only(mentions("On 2 July 2022 former president Gotabaya Rajapaksa accused Norway of meddling."), "ACCUSE")
    assert [party.sector for party in told.actors] == ["ELI"]


def test_the_that_of_a_clause_is_no_part_of_a_party(mentions):
    found = mentions("The bloc demanded that the generals who seized power release the president of Chad at once.")
    names = [party.name for mention in found for party in (*mention.actors, *mention.recipients)]
    assert names
    assert not [name for name in names if name.lower().startswith("that ")]


@pytest.mark.parametrize(
    ("text", "kind", "recipients"),
    [
        ("Rebels attacked a key Afghan army base, killing nobody.", "ASSAULT", ["a key Afghan army base"]),
        ("Peru welcomed Norway's Prime Minister Jonas Gahr Støre's offer.", "SUPPORT", ["Norway's Prime Minister Jonas Gahr Støre's"]),
        ("Chad arrested Polish and Dutch pilots.", "COERCE", ["Polish and Dutch pilots"]),
    ],
)
def test_a_name_is_one_party_and_never_a_part_of_it(mentions, text, kind, recipients):
    found = spans(only(mentions(text), kind))[1]
    assert list(dict.fromkeys(found)) == recipients


def test_both_nationalities_before_a_noun_are_parties_with_its_sector(mentions):
    parties = only(mentions("Chad arrested Polish and Dutch soldiers."), "COERCE").recipients
    assert [(party.country, party.sector) for party in parties] == [("POL", "MIL"), ("NLD", "MIL")]


def test_the_subject_of_is_opposed_to_acts(mentions):
    assert spans(only(mentions("Chad is opposed to Norway's plan."), "REJECT")) == (["Chad"], ["Norway's"])
    assert spans(only(mentions("The plan was opposed by Chad."), "REJECT"))[0] == ["Chad"]
