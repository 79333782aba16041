"""What makes two mentions one event, and what keeps them apart."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from made_mentions import document, mention

from detente.consolidating import consolidate
from detente.consolidating.entities import normal_name
from detente.records import Mention, Span, When, Where

US = ("United States", "USA", "GOV")
NIGER = ("Niger", "NER", "GOV")
JUNTA = ("the junta", "NER", "MIL")
ECOWAS = ("ECOWAS", "IGO", "GOV")
AU = ("African Union", "IGO", "GOV")


def events(mentions, documents, groups=None):
    return consolidate(mentions, documents, groups or {}).events


def test_two_reports_of_one_pause_of_aid_are_one_event():
    docs = [document("a"), document("b")]
    found = events(
        [
            mention("a", 0, "SANCTION", [US], [NIGER], "2023-08-04"),
            mention("b", 0, "SANCTION", [US], [JUNTA], ("2023-08-01", "2023-08-31")),
        ],
        docs,
    )
    assert [(len(event.mentions), event.start, event.corroboration) for event in found] == [(2, "2023-08-04", 2)]


def test_rewrites_of_one_story_corroborate_once():
    docs = [document("a"), document("b"), document("c")]
    told = [mention(name, 0, "SANCTION", [US], [NIGER], "2023-08-04") for name in "abc"]
    (event,) = events(told, docs, {"a": "a", "b": "a", "c": "c"})
    assert event.corroboration == 2
    assert event.confidence == 0.75


def test_happenings_of_one_kind_on_different_days_stay_apart():
    told = [mention("a", 0, "SANCTION", [US], [NIGER], "2023-08-04"), mention("a", 100, "SANCTION", [US], [NIGER], "2023-08-06")]
    assert len(events(told, [document("a")])) == 2


def test_two_triggers_of_one_sentence_are_two_events():
    one = mention("a", 0, "ACCUSE", [US], [NIGER], "2023-08-04")
    two = Mention(
        sentence=one.sentence,
        trigger=Span("a", 30, 37, "x" * 7),
        event_type="ACCUSE",
        actors=one.actors,
        recipients=one.recipients,
        date=one.date,
    )
    assert len(events([one, two], [document("a")])) == 2


def test_other_parties_or_a_denial_are_other_events():
    told = [
        mention("a", 0, "SANCTION", [US], [NIGER], "2023-08-04"),
        mention("a", 100, "SANCTION", [ECOWAS], [NIGER], "2023-08-04"),
        mention("a", 200, "SANCTION", [US], [NIGER], "2023-08-04", status="negated"),
    ]
    assert len(events(told, [document("a")])) == 3


def test_international_bodies_are_told_apart_by_name():
    told = [mention("a", 0, "REQUEST", [ECOWAS], [NIGER], "2023-08-04"), mention("b", 0, "REQUEST", [AU], [NIGER], "2023-08-04")]
    assert len(events(told, [document("a"), document("b")])) == 2


def test_a_mission_refused_for_two_reasons_is_one_event_that_says_both():
    docs = [document("a", None), document("b", None)]
    told = [
        mention("a", 0, "REJECT", [JUNTA], [ECOWAS, AU], mode="meet", reason=Span("a", 40, 45, "x" * 5)),
        mention("b", 0, "REJECT", [JUNTA], [AU, ECOWAS], mode="meet", reason=Span("b", 40, 47, "x" * 7)),
    ]
    (event,) = events(told, docs)
    assert event.disagreements == (("reason", ("xxxxx", "xxxxxxx")),)


def test_undated_reports_that_share_one_party_stay_apart():
    docs = [document("a", None), document("b", None)]
    assert len(events([mention("a", 0, "REJECT", [JUNTA]), mention("b", 0, "REJECT", [JUNTA])], docs)) == 2


ENVOY = ("Ada Roe", "USA", "GOV")
GENERAL = ("General Bo", "NER", "MIL")
OUSTED = ("the ousted president", "NER", "ELI")
SOCIETY = ("civil society leaders", "NER", "SOC")


def test_meetings_with_other_people_of_one_country_stay_apart():
    told = [
        mention("a", 0, "CONSULT", [ENVOY, JUNTA]),
        mention("a", 100, "CONSULT", [ENVOY, GENERAL]),
        mention("a", 200, "CONSULT", [ENVOY, SOCIETY]),
        mention("a", 300, "CONSULT", [ENVOY, OUSTED], mode="phone"),
    ]
    assert sorted(len(event.mentions) for event in events(told, [document("a")])) == [1, 1, 2]


def test_a_visit_and_a_meeting_are_one_only_if_they_name_the_same_people():
    meeting = mention("a", 0, "CONSULT", [ENVOY, GENERAL])
    same, other = (mention("a", 100, "CONSULT", [ENVOY], [party], mode="visit") for party in (GENERAL, NIGER))
    assert len(events([meeting, same], [document("a")])) == 1
    assert len(events([meeting, other], [document("a")])) == 2


def test_a_seizure_of_power_is_no_arrest():
    told = [
        mention("a", 0, "COERCE", [JUNTA], [OUSTED], "2023-07-26"),
        mention("a", 100, "COERCE", [], [OUSTED], "2023-07-26", mode="arrest"),
    ]
    assert len(events(told, [document("a")])) == 2


def test_refusals_share_two_of_their_recipients_or_all_of_the_fewer():
    un = ("United Nations", "UNO", "GOV")
    mission = mention("a", 0, "REJECT", [JUNTA], [ECOWAS, AU, un])
    fewer, others = (mention("a", 100, "REJECT", [JUNTA], side) for side in ([ECOWAS], [ECOWAS, US]))
    assert len(events([mission, fewer], [document("a")])) == 1
    assert len(events([mission, others], [document("a")])) == 2


def test_a_place_with_a_point_stands_before_a_venue_and_the_two_do_not_differ():
    span = Span("a", 0, 1, "x")
    venue = Where(span=span, name="the airport", country="NER")
    city = Where(span=span, name="Niamey", country="NER", latitude=13.5, longitude=2.1)
    told = [
        mention(doc, 0, "ASSAULT", [JUNTA], [OUSTED], "2023-08-04", location=where)
        for doc, where in (("a", venue), ("b", venue), ("c", city))
    ]
    (event,) = events(told, [document(name) for name in "abc"])
    assert event.location == city
    assert event.disagreements == ()


def test_spellings_of_one_name_are_one_entity():
    told = [
        mention("a", 0, "ACCUSE", [("The Economic Community", "IGO", "GOV")]),
        mention("a", 100, "ACCUSE", [("the economic community’s", "IGO", "GOV")]),
    ]
    assert len(consolidate(told, [document("a")], {}).entities) == 1


def test_a_name_without_country_joins_the_only_country_it_has_elsewhere():
    told = [mention("a", 0, "ACCUSE", [("Barmou", "", "")]), mention("a", 100, "ACCUSE", [("Barmou", "NER", "MIL")])]
    (entity,) = consolidate(told, [document("a")], {}).entities
    assert (entity.country, entity.sectors) == ("NER", ("MIL",))


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_names_are_compared_without_case_and_article(name):
    assert normal_name(name.upper()) == normal_name(name.lower())
    assert normal_name(f"the x{name}") == normal_name(f"x{name}")


KINDS = st.sampled_from(["SANCTION", "CONSULT", "REJECT"])
SIDES = st.lists(st.sampled_from([US, NIGER, JUNTA, ECOWAS, AU]), max_size=2, unique=True)
DAYS = st.sampled_from([None, "2023-08-04", "2023-08-05", ("2023-08-01", "2023-08-31")])
TOLD = st.lists(st.tuples(st.sampled_from("abc"), KINDS, SIDES, SIDES, DAYS), max_size=12)


@settings(deadline=None)
@given(TOLD, st.randoms(use_true_random=False))
def test_order_changes_nothing_and_no_mention_is_lost(told, chance: random.Random):
    docs = [document(name) for name in "abc"]
    rows = [mention(doc, 100 * i, kind, actors, recipients, day) for i, (doc, kind, actors, recipients, day) in enumerate(told)]
    first = consolidate(rows, docs, {"a": "a", "b": "a"})
    chance.shuffle(rows)
    assert consolidate(rows, docs, {"a": "a", "b": "a"}) == first
    assert sorted(m for event in first.events for m in event.mentions) == sorted(row.id for row in rows)


def test_her_visit_is_the_one_to_a_government_not_each_meeting_on_it():
    told = [
        mention("a", 0, "CONSULT", [ENVOY], [NIGER], mode="visit"),
        mention("a", 100, "CONSULT", [ENVOY], [SOCIETY], mode="visit"),
        mention("a", 200, "CONSULT", [ENVOY], mode="visit"),
    ]
    joined = next(event for event in events(told, [document("a")]) if len(event.mentions) > 1)
    assert set(joined.mentions) == {told[0].id, told[2].id}


def worded(doc, sentence, trigger, kind, actors, recipients, **fields):
    """A mention in a sentence of its own words."""
    start = sentence.index(trigger)
    people = mention(doc, 0, kind, actors, recipients)
    return Mention(
        sentence=Span(doc, 0, len(sentence), sentence),
        trigger=Span(doc, start, start + len(trigger), trigger),
        event_type=kind,
        actors=people.actors,
        recipients=people.recipients,
        date=When(start="2023-08-04", end="2023-08-04"),
        **fields,
    )


def test_a_coup_told_as_assault_and_as_coercion_is_one_event_of_the_type_most_reports_give():
    told = [
        worded("a", "Officers overthrew the president in a hail of bullets.", "overthrew", "ASSAULT", [JUNTA], [NIGER]),
        worded("b", "Officers seized power and sent the president home.", "seized power", "COERCE", [JUNTA], [NIGER]),
        worded("c", "The coup of the officers ended a decade of peace.", "coup", "COERCE", [JUNTA], [NIGER]),
    ]
    (event,) = events(told, [document(name) for name in "abc"])
    assert (event.event_type, event.corroboration) == ("COERCE", 3)


def test_an_attack_and_an_act_of_coercion_that_seize_no_power_stay_apart():
    told = [
        worded("a", "Officers attacked the palace of the president.", "attacked", "ASSAULT", [JUNTA], [NIGER]),
        worded("b", "Officers blocked the palace of the president.", "blocked", "COERCE", [JUNTA], [NIGER]),
    ]
    assert len(events(told, [document("a"), document("b")])) == 2


def test_a_refusal_of_previous_attempts_is_not_the_refusal_of_the_latest():
    one = worded("a", "The junta refused the mission of the union in August.", "refused", "REJECT", [JUNTA], [AU], mode="meet")
    many = worded("b", "The junta refused previous missions of the union in August.", "refused", "REJECT", [JUNTA], [AU], mode="meet")
    docs = [document("a"), document("b")]
    assert len(events([one, many], docs)) == 2
    again = worded("b", "The junta refused the mission of the union in August.", "refused", "REJECT", [JUNTA], [AU], mode="meet")
    assert len(events([one, again], docs)) == 1


def test_a_border_closed_and_ties_cut_on_one_day_are_two():
    border = worded("a", "Niger on Friday closed its borders with the union.", "closed", "SANCTION", [NIGER], [AU], mode="discontinue")
    ties = worded("b", "Niger on Friday cut diplomatic ties with the union.", "cut", "SANCTION", [NIGER], [AU], mode="discontinue")
    docs = [document("a"), document("b")]
    assert len(events([border, ties], docs)) == 2
    shut = worded("b", "Niger on Friday shut each border with the union.", "shut", "SANCTION", [NIGER], [AU], mode="discontinue")
    assert len(events([border, shut], docs)) == 1
