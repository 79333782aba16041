"""What is demanded, in the text's own words, and what counts as an answer; where parties stand to each other."""

import pytest

from detente.tracking.alignments import alignments
from detente.tracking.contents import asked, called_for
from detente.tracking.demands import demands
from detente.tracking.text import clause_end
from detente.tracking.view import view


@pytest.fixture(scope="module")
def follow(codebook):
    return lambda snapshot, day=None: demands(view(snapshot, codebook, day))


@pytest.mark.parametrize(
    ("text", "trigger", "recipient", "content"),
    [
        ("Ghana urged the junta to free the ministers and warned it of isolation.", "urged", "the junta", "free the ministers"),
        ("Ghana called on the junta late on Friday to hold elections.", "called on", "the junta", "hold elections"),
        ("Ghana demanded the release of both ministers, who are ill.", "demanded the release of", "", "the release of both ministers"),
        ("Ghana demanded that the soldiers go home.", "demanded that", "", "the soldiers go home"),
        ("Togo asked donors for help after the flood.", "asked donors for", "donors", "help after the flood"),
        ("Ghana asked both sides to sign a truce, a spokesman said.", "asked both sides to", "", "sign a truce"),
        ("The envoy asked to see General Keita, who refused.", "asked to", "", "see General Keita"),
        ("He came at the minister’s request, weeks after the coup.", "request", "", None),
    ],
)
def test_the_content_is_the_clause_that_the_word_of_asking_governs(record, text, trigger, recipient, content):
    told = (trigger, "REQUEST", "", f"{recipient}:MLI:MIL" if recipient else "", {})
    span = asked(record(("2021-05-10", text, [told])).mentions[0])
    assert (span.text if span else None) == content


def test_a_refused_call_tells_what_was_called_for(record):
    told = ("defied", "REJECT/change", "The junta:MLI:MIL", "", {})
    span = called_for(record(("2021-05-10", "The junta defied calls to hold elections, aides said. ", [told])).mentions[0])
    assert span.text == "hold elections"


def test_a_clause_ends_at_a_new_clause_but_not_at_an_abbreviation():
    text = "see Gen. Keita and Dr. Ba, who were held."
    assert text[: clause_end(text, 0)] == "see Gen. Keita and Dr. Ba"
    assert clause_end("", 0) == 0


ASKED = ("urged", "REQUEST/yield", "Ghana:GHA:GOV", "the junta:MLI:MIL", {"day": "2021-05-09"})
URGES = "Ghana urged the junta to release the ministers. "


@pytest.mark.parametrize(
    ("sentence", "told", "state"),
    [
        ("The junta freed the ministers, a release long awaited. ", ("freed", "RETREAT/release", "junta:MLI:MIL", ""), "met"),
        ("The junta freed some ministers, their release long awaited. ", ("freed", "RETREAT/release", "junta:MLI:MIL", ""), "partly met"),
        ("The junta promised to release the ministers. ", ("promised", "CONCEDE", "junta:MLI:MIL", ""), "partly met"),
        ("The junta rejected the release of anybody. ", ("rejected", "REJECT/yield", "junta:MLI:MIL", ""), "refused"),
        ("The junta talked of oil. ", ("talked", "AGREE", "junta:MLI:MIL", ""), "made"),
        ("Togo works to win the release of the ministers. ", ("release", "RETREAT/release", "Togo:TGO:GOV", ""), "made"),
    ],
)
def test_an_answer_is_a_later_act_of_the_addressee_on_the_same_issue(record, follow, sentence, told, state):
    snapshot = record(("2021-05-10", URGES, [ASKED]), ("2021-05-20", sentence, [(*told, {"day": "2021-05-19"})]))
    assert [demand.state for demand in follow(snapshot)] == [state]


def test_an_act_before_the_demand_is_no_answer(record, follow):
    freed = ("freed", "RETREAT/release", "junta:MLI:MIL", "", {"day": "2021-04-01"})
    snapshot = record(("2021-05-10", URGES, [ASKED]), ("2021-04-02", "The junta freed ministers, a release long awaited. ", [freed]))
    assert [demand.state for demand in follow(snapshot)] == ["made"]


def test_what_is_only_aimed_at_does_not_meet_a_demand(record, follow):
    freed = ("release", "RETREAT/release", "junta:MLI:MIL", "", {"day": "2021-05-19"})
    snapshot = record(("2021-05-10", URGES, [ASKED]), ("2021-05-20", "The junta met relatives to release the ministers. ", [freed]))
    assert [demand.state for demand in follow(snapshot)] == ["made"]


def test_the_same_demand_again_is_repeated(record, follow):
    again = ("demanded", "REQUEST/yield", "Ghana:GHA:GOV", "the junta:MLI:MIL", {"day": "2021-06-09"})
    snapshot = record(("2021-05-10", URGES, [ASKED]), ("2021-06-10", "Ghana demanded of the junta the release of all. ", [again]))
    found = follow(snapshot)
    assert [[stage.name for stage in demand.stages] for demand in found] == [["made", "repeated"]]
    assert [demand.state for demand in follow(snapshot, "2021-05-31")] == ["made"]


def test_a_demand_told_only_by_its_refusal_has_no_demander(record, follow):
    told = ("defied", "REJECT/change", "The junta:MLI:MIL", "", {})
    found = follow(record(("2021-05-10", "The junta defied calls to hold elections. ", [told])))
    assert [(demand.demanders, demand.state, demand.issue) for demand in found] == [((), "refused", "transition")]


@pytest.fixture(scope="module")
def stand(codebook):
    def run(snapshot):
        seen = view(snapshot, codebook)
        return [(seen.name(each.party), each.stance, seen.name(each.toward)) for each in alignments(seen)]

    return run


def test_stances_are_of_sides_and_the_latest_is_last(record, stand):
    text = "President Mensah praised Mali. Ghana condemned Mali. "
    events = [
        ("praised", "SUPPORT", "President Mensah:GHA:GOV", "Mali:MLI:GOV", {"day": "2021-05-01"}),
        ("condemned", "ACCUSE/disapprove", "Ghana:GHA:GOV", "Mali:MLI:GOV", {"day": "2021-05-09"}),
    ]
    assert stand(record(("2021-05-10", text, events))) == [("Ghana", "condemns", "Mali")]


def test_leaving_takes_an_organisation(record, stand):
    text = "Mali left the African Union. Mali left Ghana. "
    events = [
        ("left the African", "SANCTION/withdraw", "Mali:MLI:GOV", "African Union:IGO:GOV", {}),
        ("left Ghana", "SANCTION/withdraw", "Mali:MLI:GOV", "Ghana:GHA:GOV", {}),
    ]
    assert stand(record(("2021-05-10", text, events))) == [("Mali", "leaves", "African Union")]


def test_a_signature_is_no_stance(record, stand):
    told = ("ratified", "SUPPORT", "Mali:MLI:GOV", "Ghana:GHA:GOV", {})
    assert stand(record(("2021-05-10", "Mali ratified the treaty of Ghana. ", [told]))) == []


def test_a_refusal_that_names_the_demand_answers_the_one_told_before(record, follow):
    text = "Ghana asked Togo to pull its men back to the river. Togo turned the demand down. "
    asks = ("asked", "REQUEST/yield", "Ghana:GHA:GOV", "Togo:TGO:GOV", {})
    refuses = ("turned the demand down", "REJECT/change", "Togo:TGO:GOV", "", {})
    (demand,) = follow(record(("2021-05-10", text, [asks, refuses])))
    assert demand.state == "refused"
