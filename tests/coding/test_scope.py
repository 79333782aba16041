"""Negation, futures, conditions, history; sources, hedges, reasons and dates."""

from __future__ import annotations

import pytest


def status(found, event_type):
    return [mention.status for mention in found if mention.event_type == event_type]


@pytest.mark.parametrize(
    ("text", "event_type", "expected"),
    [
        ("Kenya did not send troops to Somalia.", "MOBILIZE", "negated"),
        ("No soldiers were deployed by Uganda.", "MOBILIZE", "negated"),
        ("Uganda never condemned Rwanda.", "ACCUSE", "negated"),
        ("Ethiopia and Egypt failed to agree.", "AGREE", "negated"),
        ("Turkey may impose sanctions on Cyprus.", "SANCTION", "hypothetical"),
        ("If Turkey imposed sanctions on Cyprus, ferries would stop.", "SANCTION", "hypothetical"),
        ("Teachers in Peru will go on strike on Friday.", "PROTEST", "future"),
        ("Turkey imposed sanctions on Cyprus in 1998.", "SANCTION", "historical"),
        ("Turkey imposed sanctions on Cyprus on Monday.", "SANCTION", "actual"),
    ],
)
def test_status_follows_scope(mentions, text, event_type, expected):
    assert status(mentions(text), event_type) == [expected]


def test_not_only_is_no_negation(mentions):
    found = mentions("Ghana not only condemned Togo but also recalled its ambassador.")
    assert "negated" not in [mention.status for mention in found]


def test_who_says_so_is_the_source(mentions):
    (mention,) = mentions("Police in Nairobi arrested two students, a lawyer said.")
    assert mention.attribution is not None
    assert mention.attribution.span.text == "a lawyer"
    assert mention.attribution.firmness == "stated"


def test_according_to_is_a_report(mentions):
    (mention,) = mentions("According to Reuters, Chad recalled its ambassador from Libya.")
    assert mention.attribution is not None
    assert (mention.attribution.name, mention.attribution.firmness) == ("Reuters", "reported")


def test_an_official_who_confirms_is_firm(mentions):
    (mention,) = mentions("A minister confirmed that Chad had recalled its ambassador from Libya.")
    assert mention.attribution is not None
    assert mention.attribution.firmness == "confirmed"


def test_the_speaker_of_a_verbal_act_is_actor_and_not_source(mentions):
    (mention,) = mentions("The president of Chad accused Libya of theft.")
    assert mention.attribution is None
    assert [p.country for p in mention.actors] == ["TCD"]


def test_a_hedge_leaves_the_status_actual(mentions):
    (mention,) = mentions("Chad has reportedly recalled its ambassador from Libya.")
    assert (mention.status, mention.hedge.text if mention.hedge else None) == ("actual", "reportedly")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Norway suspended aid to Malawi, citing corruption.", "corruption"),
        ("Norway suspended aid to Malawi because of corruption.", "corruption"),
        ("Norway suspended aid to Malawi over corruption.", "corruption"),
    ],
)
def test_a_stated_reason_is_kept(mentions, text, reason):
    (mention,) = mentions(text)
    assert mention.reason is not None
    assert reason in mention.reason.text


def test_the_time_of_its_own_clause_dates_an_event(mentions):
    first, second = mentions("Chad recalled its ambassador on Monday, and Libya expelled a diplomat on Tuesday.")
    assert (first.date.start, second.date.start) == ("2024-05-13", "2024-05-14")


def test_a_report_in_the_present_is_of_its_day(mentions):
    (mention,) = mentions("Chad condemns Libya.")
    assert mention.date is not None
    assert (mention.date.start, mention.date.span) == ("2024-05-15", None)
