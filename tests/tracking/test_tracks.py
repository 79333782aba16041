"""Which events are steps of one effort, who leads it, and how far it has come."""

import pytest

from detente.records import Document, Published, Snapshot
from detente.tracking.sides import Side
from detente.tracking.tracks import STAGES, tracks
from detente.tracking.view import view

JUNTA = "the junta:MLI:MIL"
HOLDS = ("arrested", "COERCE/arrest", "Soldiers:MLI:MIL", "former ministers:MLI:ELI", {"day": "2021-05-01"})
ARRESTS = "Soldiers arrested two former ministers. "


@pytest.fixture(scope="module")
def follow(codebook):
    def run(snapshot, day=None):
        seen = view(snapshot, codebook, day)
        return tracks(seen), lambda ids: {seen.name(each) for each in ids}

    return run


def test_an_outsider_who_talks_with_a_side_of_a_country_in_turmoil_leads(record, follow):
    text = ARRESTS + "An envoy of Ghana met the junta in Bamako to seek the release of the ministers. "
    found, names = follow(
        record(("2021-05-10", text, [HOLDS, ("met", "CONSULT/visit", "envoy of Ghana:GHA:GOV", JUNTA, {"day": "2021-05-09"})]))
    )
    assert len(found) == 1
    assert names(found[0].mediators) == {"envoy of Ghana"}
    assert names(found[0].parties) == {"the junta"}
    assert (found[0].stage, found[0].level) == ("under way", "envoy")
    assert [stated.value for stated in found[0].issues] == ["release"]
    assert [stated.value for stated in found[0].channels] == ["visit"]


def test_talks_between_states_without_turmoil_have_no_mediator(record, follow):
    text = "The foreign ministers of Peru and Chile met in Arica about the maritime boundary. "
    found, names = follow(record(("2012-01-05", text, [("met", "CONSULT", "Peru:PER:GOV;Chile:CHL:GOV", "", {})])))
    assert found[0].mediators == ()
    assert names(found[0].parties) == {"Peru", "Chile"}
    assert [stated.value for stated in found[0].issues] == ["territory"]


BORDER = "Soldiers of Mali shelled a Burkinabe post. Burkinabe gunners shelled a Malian village. "


@pytest.mark.parametrize(("attacks", "mediators"), [(2, set()), (1, {"Burkina Faso"})])
def test_states_that_attack_each_other_are_parties_and_one_attack_may_be_misread(record, follow, attacks, mediators):
    text = ARRESTS + BORDER + "Delegations of Burkina Faso and the junta met in Lome. "
    blows = [
        ("shelled", "ASSAULT/heavy-weapons", "Soldiers of Mali:MLI:MIL", "Burkinabe post:BFA:MIL", {}),
        ("shelled a Malian", "ASSAULT/heavy-weapons", "Burkinabe gunners:BFA:MIL", "Malian village:MLI:CVL", {}),
    ]
    found, names = follow(
        record(("2021-05-10", text, [HOLDS, *blows[:attacks], ("met", "CONSULT", "Burkina Faso:BFA:GOV;" + JUNTA, "", {})]))
    )
    assert names(found[0].mediators) == mediators


def test_what_talks_hang_on_is_kept_with_the_word_that_says_how(record, follow):
    text = "Peru will not sit down with Chile until its patrols have gone home, a spokesman said. "
    found, _ = follow(record(("2012-01-05", text, [("sit down", "REJECT/meet", "Peru:PER:GOV", "Chile:CHL:GOV", {"status": "actual"})])))
    (condition,) = found[0].conditions
    assert (condition.word, condition.trigger.value) == ("until", "its patrols have gone home")
    assert condition.effect.value == "not sit down with Chile"


def test_who_sent_a_mediator_is_a_sender(record, follow):
    text = ARRESTS + "Nana Owusu, sent by President Mensah, held talks with the junta. "
    found, names = follow(
        record(
            (
                "2021-05-10",
                text,
                [HOLDS, ("held talks", "CONSULT", "Nana Owusu:GHA:GOV;President Mensah:GHA:GOV;the junta:MLI:MIL", "", {})],
            )
        )
    )
    assert names(found[0].mediators) == {"Nana Owusu"}
    assert names(found[0].senders) == {"President Mensah"}


@pytest.mark.parametrize(
    ("sentence", "trigger", "stage"),
    [
        ("The junta called off a meeting with Ghana, citing rain. ", "called off", "cancelled"),
        ("The junta refused a meeting with Ghana, citing rain. ", "refused", "refused"),
        ("The junta walked out of a meeting with Ghana, citing rain. ", "walked out", "stalled"),
    ],
)
def test_refused_cancelled_and_stalled_are_told_apart_with_the_reason_as_stated(record, follow, sentence, trigger, stage):
    told = (trigger, "REJECT/meet", "The junta:MLI:MIL", "Ghana:GHA:GOV", {"reason": "citing rain"})
    found, _ = follow(record(("2021-05-10", ARRESTS + sentence, [HOLDS, told])))
    assert [each.stage for each in found] == [stage]
    assert [stated.value for stated in found[0].obstacles] == ["citing rain"]


def test_two_stated_reasons_for_one_refusal_both_stand(record, follow):
    told = ("refused", "REJECT/meet", "The junta:MLI:MIL", "Ghana:GHA:GOV")
    found, _ = follow(
        record(
            ("2021-05-10", ARRESTS + "The junta refused a meeting with Ghana, citing rain. ", [HOLDS, (*told, {"reason": "citing rain"})]),
            ("2021-05-10", "The junta refused a visit by Ghana because of a holiday. ", [(*told, {"reason": "because of a holiday"})]),
        )
    )
    assert {stated.value for each in found for stated in each.obstacles} == {"citing rain", "because of a holiday"}


def test_a_step_that_names_one_side_belongs_to_the_effort_told_nearest(record, follow):
    text = ARRESTS + "Ghana held secret talks with the junta. Ghana offered to mediate again, but progress stalled. "
    events = [
        HOLDS,
        ("held secret talks", "CONSULT", "Ghana:GHA:GOV;the junta:MLI:MIL", "", {}),
        ("offered to mediate", "AGREE", "Ghana:GHA:GOV", "", {}),
    ]
    found, _ = follow(record(("2021-05-10", text, events)))
    assert len(found) == 1
    assert [stage.name for stage in found[0].stages] == ["under way", "proposed", "stalled"]
    assert found[0].stage == "stalled"
    assert [stated.value for stated in found[0].channels] == ["secret"]


def test_an_effort_that_rests_long_and_changes_its_channel_is_another_track(record, follow):
    first = ("visited", "CONSULT/visit", "Ghana:GHA:GOV", JUNTA, {"day": "2021-05-09"})
    text, later = ARRESTS + "Ghana visited the junta. ", "Ghana phoned the junta. "
    phoned = ("phoned", "CONSULT/phone", "Ghana:GHA:GOV", JUNTA)
    soon, _ = follow(record(("2021-05-10", text, [HOLDS, first]), ("2021-06-10", later, [(*phoned, {"day": "2021-06-09"})])))
    late, _ = follow(record(("2021-05-10", text, [HOLDS, first]), ("2021-11-10", later, [(*phoned, {"day": "2021-11-09"})])))
    assert (len(soon), len(late)) == (1, 2)


def test_a_refusal_of_two_missions_in_one_sentence_counts_for_each(record, follow):
    text = ARRESTS + "The junta snubbed Ghana and Togo. "
    told = ("snubbed", "REJECT/meet", "The junta:MLI:MIL", "Ghana:GHA:GOV;Togo:TGO:GOV", {})
    found, names = follow(record(("2021-05-10", text, [HOLDS, told])))
    assert sorted(min(names(each.mediators)) for each in found) == ["Ghana", "Togo"]


def test_a_joint_mission_is_one_effort_of_all_its_senders(record, follow):
    text = ARRESTS + "The junta rejected a joint mission of Ghana and Togo. "
    told = ("rejected", "REJECT/meet", "The junta:MLI:MIL", "Ghana:GHA:GOV;Togo:TGO:GOV", {})
    found, names = follow(record(("2021-05-10", text, [HOLDS, told])))
    assert [names(each.mediators) for each in found] == [{"Ghana", "Togo"}]
    assert [stated.value for stated in found[0].channels] == ["joint mission"]


def test_a_denied_refusal_is_no_refusal(record, follow):
    told = ("refused", "REJECT/meet", "The junta:MLI:MIL", "Ghana:GHA:GOV", {"status": "negated"})
    found, _ = follow(record(("2021-05-10", ARRESTS + "The junta denied it had refused Ghana. ", [HOLDS, told])))
    assert found == ()


def test_the_ousted_president_is_not_on_the_side_of_those_who_rule(record, codebook):
    text = "Soldiers hold the ousted president, Amadou Keita. Amadou Keita spoke by phone. "
    told = [
        ("hold", "COERCE/arrest", "Soldiers:MLI:MIL", "Amadou Keita:MLI:ELI:GOV", {}),
        ("spoke", "CONSULT/phone", "Amadou Keita:MLI:GOV", "", {}),
    ]
    seen = view(record(("2021-05-10", text, told)), codebook)
    sides = {seen.name(entity): seen.side(entity) for entity in seen.entities}
    assert sides["Soldiers"] == Side("state MLI", "MLI", "state")
    assert sides["Amadou Keita"].kind == "party"


def test_every_stage_is_one_of_the_words_and_has_an_event_of_the_record(record, follow, codebook):
    text = ARRESTS + "Ghana held talks with the junta. "
    snapshot = record(("2021-05-10", text, [HOLDS, ("held talks", "CONSULT", "Ghana:GHA:GOV;the junta:MLI:MIL", "", {})]))
    found, _ = follow(snapshot)
    ids = {event.id for event in snapshot.events}
    assert all(stage.name in STAGES and stage.event in ids for each in found for stage in each.stages)
    empty = Snapshot(documents=(Document(id="a", text="x", input="a", published=Published()),))
    assert tracks(view(empty, codebook)) == ()
