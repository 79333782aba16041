"""Happenings told in other words, by other types, or without a day: what links them, and what must not be linked."""

from dataclasses import replace

import pytest
from made_mentions import document, mention

from detente.consolidating import consolidate
from detente.consolidating.names import spoken_for
from detente.records import Span, When, Where

CHAD = ("Chad", "TCD", "GOV")
MALI = ("Mali", "MLI", "GOV")
GUARD = ("the guard", "TCD", "MIL")
ARMY = ("the army", "TCD", "MIL")
GUNMEN = ("gunmen", "TCD", "UAF")
UNION = ("African Union", "IGO", "GOV")


def told(doc, sentence, trigger, code, *sides, at=0, **fields):
    """A mention with real words: `trigger` is a part of `sentence`, which stands at `at` of the document; `code` is TYPE or TYPE/mode."""
    kind, _, mode = code.partition("/")
    made = mention(doc, at, kind, *sides, mode=mode or None, **fields)
    start = at + sentence.index(trigger)
    span = Span(doc, at, at + len(sentence), sentence)
    return replace(made, sentence=span, trigger=Span(doc, start, start + len(trigger), trigger))


def joined(*mentions):
    documents = [document(name, published=None) for name in sorted({each.document for each in mentions})]
    return [len(event.mentions) for event in consolidate(mentions, documents, {}).events]


def test_an_undated_report_finds_a_dated_one_by_type_and_party():
    first = [told("a", f"Chad froze the accounts of Mali number{n}.", "froze", "SANCTION", [CHAD], [MALI], f"2024-0{n}-03") for n in (1,)]
    last = told("b", "Chad has frozen what Mali holds there.", "frozen", "SANCTION", [CHAD], [MALI])
    assert joined(*first, last) == [2]


def test_a_coup_told_by_its_day_and_told_by_who_seized_power_is_one():
    one = told("a", "They have ruled since the coup of May.", "coup", "COERCE", [ARMY], (), "2024-05-02")
    two = told("b", "The guard seized power and closed the banks.", "seized power", "COERCE", [GUARD])
    assert joined(one, two) == [2]


def test_a_take_over_abroad_is_another_although_its_soldiers_seem_our_own():
    abroad = "In Mali, where the army took over, prices rose."
    place = Where(span=Span("b", 3, 7, "Mali"), name="Mali", country="MLI")
    one = told("a", "They have ruled since the coup of May.", "coup", "COERCE", [ARMY], (), "2024-05-02")
    two = told("b", abroad, "took over", "COERCE", [ARMY], location=place)
    assert joined(one, two) == [1, 1]


def test_a_closed_airspace_and_a_ban_on_aircraft_are_one():
    one = told("a", "Chad closed its airspace to all flights.", "closed", "SANCTION/discontinue", [CHAD], (), "2024-05-02")
    two = told("b", "Chad barred aircraft from its sky.", "barred", "COERCE/restrict", [CHAD], (), "2024-05-02")
    assert joined(one, two) == [2]


def test_a_ban_on_marches_closes_nothing():
    one = told("a", "Chad closed its airspace to all flights.", "closed", "SANCTION/discontinue", [CHAD], (), "2024-05-02")
    two = told("b", "Chad barred marches in its towns.", "barred", "COERCE/restrict", [CHAD], (), "2024-05-02")
    assert joined(one, two) == [1, 1]


def test_an_attack_and_its_dead_in_one_sentence_are_one():
    sentence = "Four monks died when gunmen raided the school."
    two = [told("a", sentence, trigger, "ASSAULT", [GUNMEN], (), "2024-05-02") for trigger in ("died", "raided")]
    assert joined(*two) == [2]
    assert joined(two[0], replace(two[1], date=When(start="2024-05-09", end="2024-05-09"))) == [1, 1]


@pytest.mark.parametrize("kind", ["SANCTION", "THREATEN"])
def test_one_measure_against_two_states_on_one_day_is_two(kind):
    niger = ("Niger", "NER", "GOV")
    one = told("a", "Chad cut its aid to Mali.", "cut its aid", kind, [CHAD], [MALI], "2024-05-02")
    two = told("b", "Chad cut its aid to Niger.", "cut its aid", kind, [CHAD], [niger], "2024-05-02")
    assert joined(one, two) == [1, 1]


def test_an_ambassador_who_is_called_home_is_no_other_target():
    own = ("its ambassador", "TCD", "GOV")
    one = told("a", "Chad recalled its ambassador to Mali.", "recalled", "SANCTION/withdraw", [CHAD], [MALI], "2024-05-02")
    two = told("b", "Chad has recalled its ambassador.", "recalled", "SANCTION/withdraw", [CHAD], [own], "2024-05-02")
    assert joined(one, two) == [2]


@pytest.mark.parametrize(
    ("kind", "modes", "words"),
    [
        ("REQUEST", ("assist", "meet"), ("asked for help", "sought to meet")),
        ("REJECT", ("meet", "yield"), ("denied a meeting", "denied access")),
    ],
)
def test_two_modes_in_one_text_are_two_acts(kind, modes, words):
    two = [
        told("a", f"The envoy of Mali {word} in Chad.", word, f"{kind}/{mode}", [CHAD], [MALI], "2024-05-02", at=at)
        for mode, word, at in zip(modes, words, (0, 200), strict=True)
    ]
    assert joined(*two) == [1, 1]


def test_leaders_of_a_body_plan_the_meeting_that_the_body_plans():
    one = told("a", "The African Union will hold a summit on the crisis.", "hold a summit", "AGREE", [UNION])
    two = told(
        "b", "Leaders of the African Union are to meet on the crisis.", "to meet", "AGREE", [("Leaders of the African Union", "IGO", "GOV")]
    )
    assert joined(one, two) == [2]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Leaders of the African Union", "african union"),
        ("African Union mediators", "african union"),
        ("The foreign ministers of the Arab League", "arab league"),
        ("African Union", ""),
        ("leaders", ""),
    ],
)
def test_whom_people_act_for_together(name, body):
    assert spoken_for(name) == body
