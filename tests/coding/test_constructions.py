"""Constructions of padded web prose: reasons, refusers, participles, lists, nominal acts, calls and visits."""

from __future__ import annotations

import pytest


def sides(mention):
    return [p.country for p in mention.actors], [p.country for p in mention.recipients]


def only(found, event_type):
    (mention,) = [mention for mention in found if mention.event_type == event_type]
    return mention


def test_a_cancelled_mission_has_its_senders_as_recipients_and_the_refuser_of_the_reason_as_actor(mentions):
    mention = only(
        mentions("A planned joint mission by Kenya, the UN, and the European Union was cancelled due to Chad's objections."), "REJECT"
    )
    assert sides(mention) == (["TCD"], ["KEN", "UNO", "EUU"])
    assert mention.reason is not None
    assert mention.reason.text == "due to Chad's objections"


def test_senders_may_stand_behind_planned_by(mentions):
    mention = only(mentions("Chad rejected a joint mission planned by Kenya, citing the closure of its airspace."), "REJECT")
    assert sides(mention) == (["TCD"], ["KEN"])
    assert mention.reason is not None
    assert mention.reason.text.startswith("citing the closure")


@pytest.mark.parametrize(
    "text",
    [
        "Norway suspended the talks because of the arrest of its ambassador.",
        "The talks with Norway were suspended due to the arrest of an ambassador.",
        "Norway suspended the talks, citing the arrest of its ambassador.",
        "Citing the arrest of its ambassador, Norway suspended the talks.",
    ],
)
def test_the_reason_stands_in_all_constructions(mentions, text):
    reasons = [mention.reason.text for mention in mentions(text) if mention.event_type == "SANCTION" and mention.reason]
    assert len(reasons) == 1
    assert "the arrest of" in reasons[0]


@pytest.mark.parametrize("noun", ["stance", "military intervention", "economic policy", "visit"])
def test_abstract_nouns_are_no_parties(mentions, noun):
    assert not any(noun in party.text for m in mentions(f"Kenya condemned the {noun}.") for party in (p.span for p in m.recipients))


def test_the_party_inside_an_abstract_subject_acts(mentions):
    assert sides(only(mentions("Chad's firm stance forced out two French diplomats."), "SANCTION"))[1] == ["FRA"]


@pytest.mark.parametrize(
    "text",
    [
        "The stalemate threatens to destabilise Kenya.",
        "The disruption of exports threatens Kenya's economy.",
        "The accord raises concerns about Kenya.",
        "The talks have yielded limited results in Kenya.",
        "Kenya engaged in a difficult transition.",
        "The agreement has held Kenya together since 2011.",
    ],
)
def test_things_neither_threaten_nor_accuse(mentions, text):
    assert [m.event_type for m in mentions(text) if m.event_type in ("THREATEN", "ACCUSE", "CONCEDE", "ASSAULT", "COERCE")] == []


def test_an_official_who_lands_is_a_visitor_and_soldiers_who_land_are_mobilised(mentions):
    visit = only(mentions("Kenya's foreign minister landed in Tripoli on Monday."), "CONSULT")
    assert (visit.mode, sides(visit)) == ("visit", (["KEN"], ["LBY"]))
    assert only(mentions("Kenyan soldiers landed in Tripoli on Monday."), "MOBILIZE").mode == "troops"


@pytest.mark.parametrize("means", ["via phone", "by telephone", "over the phone"])
def test_words_for_the_telephone_make_a_call(mentions, means):
    assert only(mentions(f"Kenya's president communicated with the Ghanaian president {means}."), "CONSULT").mode == "phone"


@pytest.mark.parametrize("text", ["The dismissal of the Libyan governor sparked a row.", "The Libyan governor's removal sparked a row."])
def test_a_dismissal_names_whom_it_is_done_to(mentions, text):
    mention = only(mentions(text), "SANCTION")
    assert (mention.mode, sides(mention)) == ("expel", ([], ["LBY"]))


def test_the_owner_of_a_detention_is_held_but_with_of_he_holds(mentions):
    assert sides(only(mentions("The Libyan minister's detention drew crowds."), "COERCE")) == ([], ["LBY"])
    assert sides(only(mentions("Kenya's arrest of the Libyan minister drew crowds."), "COERCE")) == (["KEN"], ["LBY"])


def test_a_law_that_would_end_aid_is_hypothetical(mentions):
    mention = only(mentions("Kenya studied a designation which would legally mandate a cessation of U.S. aid to Niger."), "SANCTION")
    assert (mention.status, [p.country for p in mention.actors]) == ("hypothetical", ["USA"])


def test_aid_that_is_suspended_is_its_givers(mentions):
    assert sides(only(mentions("The suspension of French aid to Niger began on Monday."), "SANCTION"))[0] == ["FRA"]


def test_a_verb_hung_on_a_noun_shares_the_subject_of_the_verb_before(mentions):
    found = mentions("The African Union has imposed sanctions and threatened military intervention.")
    threat = only(found, "THREATEN")
    assert ([p.name for p in threat.actors], threat.mode) == (["African Union"], "violence")


@pytest.mark.parametrize(
    "text", ["The envoy of Kenya was denied access to the prison.", "Although denied access, the envoy of Kenya stayed."]
)
def test_who_is_denied_access_is_the_recipient(mentions, text):
    assert sides(only(mentions(text), "REJECT")) == ([], ["KEN"])


def test_a_participle_behind_a_comma_describes_the_noun_before_it(mentions):
    held = only(mentions("The Kenyan envoy sought to meet the Libyan president, detained under house arrest since May."), "REQUEST")
    assert sides(held) == (["KEN"], ["LBY"])
    arrests = [m for m in mentions("The Kenyan envoy sought to meet the Libyan president, detained since May.") if m.event_type == "COERCE"]
    assert [sides(m) for m in arrests] == [([], ["LBY"])]


def test_meetings_that_are_snubbed_are_no_meetings(mentions):
    found = mentions("Chad has snubbed previous attempts at negotiation, including meetings with a Kenyan envoy.")
    assert [(m.event_type, sides(m)) for m in found] == [("REJECT", (["TCD"], ["KEN"]))]


def test_the_source_of_reports_is_who_gives_them(mentions):
    (mention,) = mentions("According to reports from Africa Confidential, Kenya has initiated confidential discussions with Chad.")
    assert mention.attribution is not None
    assert mention.attribution.name == "Africa Confidential"


def test_a_summit_that_is_prepared_is_agreed_on(mentions):
    assert [m.event_type for m in mentions("Leaders of ECOWAS are preparing for a summit to discuss the standoff with Niger.")] == ["AGREE"]


def test_whom_a_party_negotiates_the_release_of_is_no_side_of_the_talks(mentions):
    mention = only(mentions("Morocco is working to negotiate the release of the Libyan president."), "CONSULT")
    assert [p.country for p in mention.actors] == ["MAR"]


def test_a_phrase_keeps_its_preposition_behind_the_object(mentions):
    assert only(mentions("Kenya took the Libyan ministry to task."), "ACCUSE").mode == "disapprove"
    assert only(mentions("A mob put the Kenyan embassy to the torch."), "PROTEST").mode == "riot"


def test_verb_forms_that_the_tagger_misreads_are_found(mentions):
    assert only(mentions("Spain's prime minister dined with the Moroccan king in Rabat."), "CONSULT").event_type == "CONSULT"


def test_an_unnamed_place_lies_in_the_country_of_the_text(mentions):
    (mention,) = mentions("Kenyan police beat two Kenyan students outside the airport.")
    assert mention.location is not None
    assert (mention.location.name, mention.location.country, mention.location.latitude) == ("the airport", "KEN", None)


def test_whose_ally_it_is_is_no_place(mentions):
    assert all(m.location is None for m in mentions("Kenya's envoy met Libyan officials to calm a U.S. ally."))


def test_who_concedes_what_is_said_before_makes_no_concession(mentions):
    found = mentions("The talks produced no deal on the border, a Kenyan minister conceded.")
    assert "CONCEDE" not in [mention.event_type for mention in found]


def test_wanting_to_act_oneself_asks_nobody(mentions):
    assert [m.event_type for m in mentions("Slovakia wants to restart an old reactor.")] == []
    assert only(mentions("Slovakia wants Austria to leave the pact."), "REQUEST").event_type == "REQUEST"


def test_a_government_that_closes_its_own_airspace_restricts_at_home(mentions):
    found = mentions("Niger's military government rejected the envoys, citing the closure of Niger's airspace.")
    assert ("COERCE", "restrict") in [(m.event_type, m.mode) for m in found]


def test_engaging_somebody_is_no_fight(mentions):
    assert "ASSAULT" not in [m.event_type for m in mentions("The mission of ECOWAS is to engage the junta of Niger.")]
    assert only(mentions("Kenyan troops engaged rebels near the border."), "ASSAULT").event_type == "ASSAULT"


def test_a_background_noun_has_no_subject_from_its_clause(mentions):
    coups = [m for m in mentions("Kenya recalled its envoy after a coup on July 26.") if m.event_type == "COERCE"]
    assert all(m.actors == () for m in coups)
