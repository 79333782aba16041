"""Who says what, and how parties stand to each other, as sentences of our own tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.codebook import Codebook
from detente.coding.telling import Teller, Telling
from detente.parsing import Parser
from detente.records import MANNERS, RELATION_STATUSES, Document, Participant, Span


@pytest.fixture(scope="session")
def tell(parser: Parser, codebook: Codebook) -> Callable[[str], Telling]:
    teller = Teller(codebook)

    def telling_of(text: str) -> Telling:
        return teller.tell(next(iter(parser.parse([Document(id="test", text=text, input="test.txt")]))))

    return telling_of


def said(telling: Telling) -> list[tuple[str, str, str, str]]:
    """Speakers, kind, firmness and content of each statement."""
    return [(", ".join(p.name for p in each.speakers), each.kind, each.firmness, each.content.text) for each in telling.statements]


def bonds(telling: Telling) -> list[tuple[str, str, str, str]]:
    """Party, kind, other and status of each relation."""
    return [(each.party.name, each.kind, each.other.name, each.status) for each in telling.relations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru has stressed that a blockade is a last resort.", ("Peru", "stresses", "stated", "a blockade is a last resort")),
        ("Oman's envoy called the talks frank and difficult.", ("Oman's envoy", "describes", "stated", "the talks frank and difficult")),
        ("Kenya denied that its troops had crossed the border.", ("Kenya", "denies", "denied", "its troops had crossed the border")),
        ("Kenya denied any role in the raid.", ("Kenya", "denies", "denied", "any role in the raid")),
        ("Kenya accused Somalia of arming rebels.", ("Kenya", "accuses", "alleged", "Somalia of arming rebels")),
        ("Jordan warned of a famine in the camps.", ("Jordan", "warns", "stated", "of a famine in the camps")),
        ("Chile expressed its preference for talks.", ("Chile", "says", "stated", "its preference for talks")),
        ("The dam is safe, according to Egypt.", ("Egypt", "reports", "reported", "The dam is safe")),
        ("The talks, Norway said, would go on in June.", ("Norway", "says", "stated", "The talks, Norway said, would go on in June")),
        ("India called on Nepal to reopen the road.", ("India", "asks", "stated", "on Nepal to reopen the road")),
        ("The rebels swore to fight on.", ("rebels", "promises", "stated", "to fight on")),
        (
            'Chile asked the rebels to "come, let us work together" and invited its chiefs to talks.',
            ("Chile", "asks", "stated", 'the rebels to "come, let us work together'),
        ),
        ("Ghana has claimed that the vote was rigged.", ("Ghana", "claims", "alleged", "the vote was rigged")),
    ],
)
def test_a_statement_has_speaker_kind_firmness_and_content(
    tell: Callable[[str], Telling], text: str, expected: tuple[str, str, str, str]
) -> None:
    assert expected in said(tell(text))


@pytest.mark.parametrize(
    "text",
    [
        "Kenya has not said that the road is open.",
        "Kenya may say that the road is open.",
        "Kenya denied the Red Cross access to the camp.",
        "Peru called a strike for Monday.",
        "The truce was being observed by both sides.",
        "Robert Mugabe called it quits on Tuesday.",
        "Nobody said that the road is open.",
        "Few believe that the truce will hold.",
    ],
)
def test_what_was_not_said_is_no_statement(tell: Callable[[str], Telling], text: str) -> None:
    assert said(tell(text)) == []


def test_a_quotation_is_direct_and_one_within_a_clause_partly(tell: Callable[[str], Telling]) -> None:
    direct, partly = tell('"We left the door open for them," Norway reported. Peru said that the plan was "a poor joke".').statements
    assert (direct.manner, direct.content.text, direct.speakers[0].name) == ("direct", "We left the door open for them", "Norway")
    assert (partly.manner, partly.speakers[0].country) == ("partly", "PER")


def test_a_quotation_that_stands_alone_is_that_of_who_spoke_before_it(tell: Callable[[str], Telling]) -> None:
    found = tell('Kenya\'s president said the road was shut. "Nobody will pass it before the summer," he added.')
    assert [each.speakers[0].country for each in found.statements] == ["KEN", "KEN"]


def test_who_passes_words_on_is_told_apart_from_the_speaker(tell: Callable[[str], Telling]) -> None:
    found = tell("State television reported that Egypt's president said the canal was safe.").statements
    spoken = next(each for each in found if each.kind == "says")
    assert spoken.speakers[0].country == "EGY"
    assert [party.name for party in spoken.through] == ["State television"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There are fears that the war may spread to Uganda.", ("", "fears", "suspected", "the war may spread to Uganda")),
        ("While there are suspicions about gold, Chad was calm.", ("", "suspects", "suspected", "gold")),
        ("It is alleged that the votes were bought.", ("", "claims", "alleged", "the votes were bought")),
        ("The raid has raised concerns about the harvest.", ("", "fears", "suspected", "the harvest")),
    ],
)
def test_a_hedge_without_a_speaker_is_nobodys_word_and_never_a_fact(
    tell: Callable[[str], Telling], text: str, expected: tuple[str, str, str, str]
) -> None:
    assert expected in said(tell(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Armenia, a longtime ally of Russia, froze the pact.", ("Armenia", "ally", "Russia", "actual")),
        ("Belarus is Russia's closest ally.", ("Belarus", "ally", "Russia", "actual")),
        ("The US ally Jordan closed its border.", ("Jordan", "ally", "United States", "actual")),
        ("Burkina Faso is no longer an ally of France.", ("Burkina Faso", "ally", "France", "former")),
        ("Ethiopia and Eritrea were once allies.", ("Ethiopia", "ally", "Eritrea", "former")),
        ("Serbia has long had close ties with Russia.", ("Serbia", "ties", "Russia", "actual")),
        ("Relations between Algeria and Morocco have long been tense.", ("Algeria", "strained ties", "Morocco", "actual")),
        ("The Iran-backed Houthis fired a missile.", ("Iran", "backs", "Houthis", "actual")),
        ("Hezbollah, which is backed by Iran, refused.", ("Iran", "backs", "Hezbollah", "actual")),
        ("Congo accuses Rwanda of backing the M23 rebels.", ("Rwanda", "backs", "M23 rebels", "alleged")),
        ("Rwanda has long denied backing the M23 rebels.", ("Rwanda", "backs", "M23 rebels", "negated")),
        ("Soldiers loyal to Salva Kiir held the bridge.", ("Soldiers loyal to Salva Kiir", "loyal", "Salva Kiir", "actual")),
        ("Turkey is a member of NATO.", ("Turkey", "member", "NATO", "actual")),
        ("The United States has about 900 troops in Syria.", ("United States", "presence", "Syria", "actual")),
        ("Machar is a rival of President Salva Kiir.", ("Riek Machar", "rival", "Salva Kiir", "actual")),
        ("Moldova depends on Russia for gas.", ("Moldova", "depends", "Russia", "actual")),
        ("In a bid to calm a key French ally, Mali's envoy flew home. Chad mourned.", None),
    ],
)
def test_a_relation_has_both_parties_its_kind_and_whether_it_holds(
    tell: Callable[[str], Telling], text: str, expected: tuple[str, str, str, str] | None
) -> None:
    assert expected in bonds(tell(text)) if expected else bonds(tell(text)) == []


def test_a_single_act_of_support_is_an_event_and_no_relation(tell: Callable[[str], Telling]) -> None:
    assert bonds(tell("Chad backed Sudan at the summit. Police backed by armoured cars cleared the square.")) == []


def test_who_closes_his_sky_to_others_is_not_close_to_them(tell: Callable[[str], Telling]) -> None:
    assert bonds(tell("Peru closed its airspace to Chilean military flights.")) == []
    assert [bond[:3] for bond in bonds(tell("Peru is close to Chile."))] == [("Peru", "ties", "Chile")]


def test_a_relation_tells_since_when_and_whose_word_it_is(tell: Callable[[str], Telling]) -> None:
    (pact,) = tell("Japan has been a close partner of the United States since 1951, its premier said.").relations
    assert pact.since is not None
    assert pact.since.start == "1951-01-01"
    assert pact.attribution is not None


PIECES = st.sampled_from(
    [
        "Kenya said", "that", "Chad", "an ally of", "France", ",", '"', "we will go", "denied", "backed by", "Iran", "there are fears that",
        "the minister", "called", "the talks", "frank", "close ties with", "loyal to", "according to", ".", ";", "“", "”",
        "hosts 400 French troops",
    ]
)  # fmt: skip


def _spans(telling: Telling) -> Iterator[Span]:
    for each in telling.statements:
        yield from (each.sentence, each.content, *(party.span for party in (*each.speakers, *each.through)))
        yield from (each.word,) if each.word else ()
    for bond in telling.relations:
        yield from (bond.sentence, bond.phrase, bond.party.span, bond.other.span)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(words=st.lists(PIECES, min_size=1, max_size=14))
def test_whatever_the_text_its_spans_hold_and_its_words_are_known(tell: Callable[[str], Telling], words: list[str]) -> None:
    text = " ".join(words)
    found = tell(text)
    assert all(text[span.start : span.end] == span.text for span in _spans(found))
    assert all(each.sentence.start <= each.content.start and each.content.end <= each.sentence.end for each in found.statements)
    assert all(each.sentence.start <= each.phrase.start and each.phrase.end <= each.sentence.end for each in found.relations)
    assert {each.manner for each in found.statements} <= set(MANNERS)
    assert {each.status for each in found.relations} <= set(RELATION_STATUSES)
    assert len({each.id for each in (*found.statements, *found.relations)}) == len(found.statements) + len(found.relations)
    assert found == tell(text)


def test_a_sentence_that_was_not_parsed_still_gives_its_quotations_and_hedges(parser: Parser, codebook: Codebook) -> None:
    text = '"We queue for bread and for water," said Narendra Modi. There are fears that the well is dry. Chad is an ally of France.'
    document = Document(id="test", text=text, input="test.txt")
    parsed = next(iter(parser.parse([document], lambda sentence: False)))
    found = Teller(codebook).tell(parsed)
    assert [each.manner for each in found.statements] == ["direct", "indirect"]
    assert isinstance(found.statements[0].speakers[0], Participant)
    assert found.relations == ()
