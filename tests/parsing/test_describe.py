"""Participants from noun phrases: country by scope, sector by head and modifiers."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.parsing import Description, ParsedDocument, RoleIndex, describe_all, document_context

Described = Callable[..., Description]


@pytest.mark.parametrize(
    ("text", "phrase", "country", "sector"),
    [
        ("French soldiers left Niger.", "French soldiers", "FRA", "MIL"),
        ("Dozens of Kenyan protesters were held.", "Dozens of Kenyan protesters", "KEN", "CVL"),
        ("The foreign ministry of Mali summoned the envoy.", "The foreign ministry of Mali", "MLI", "GOV"),
        ("A spokesman for the United Nations spoke in Mali.", "A spokesman for the United Nations", "UNO", "GOV"),
        ("UN peacekeepers left Mali.", "UN peacekeepers", "UNO", "MIL"),
        ("UN trucks left Mali.", "UN trucks", "UNO", "GOV"),
        ("Sudan's ousted president was held.", "Sudan's ousted president", "SDN", "ELI"),
        ("Ugandan opposition lawmakers walked out.", "Ugandan opposition lawmakers", "UGA", "OPP"),
        ("Peruvian student protesters marched.", "Peruvian student protesters", "PER", "EDU"),
        ("A court in Tunis jailed a Libyan editor.", "A court in Tunis", "TUN", "JUD"),
        ("Russian-backed rebels in Ukraine fired rockets.", "Russian-backed rebels in Ukraine", "UKR", "REB"),
        ("Chad closed its border. Police fired on the crowd.", "Police", "TCD", "COP"),
        ("Western governments cut aid to Mali.", "Western governments", "", "GOV"),
        ("The Minister of Foreign Affairs of Brazil met Guyana's president. The Minister then left.", "The Minister", "BRA", "GOV"),
        ("RSF officers in Sudan took the town.", "RSF officers", "SDN", "REB"),
        ("The UN mission in Mali shut. The Secretary-General regretted it.", "The Secretary-General", "UNO", "GOV"),
        ("Mali protested. In Accra, police held ten of Mali's envoys.", "police", "GHA", "COP"),
        ("Kenya called. Police: no word. Uganda: Police held ten.", "Police", "UGA", "COP"),
        ("Police beat marchers in Kenya. Officers later fired on the crowd.", "Officers", "KEN", "COP"),
        ("European ministers urged Mali to talk.", "European ministers", "EUU", "GOV"),
        ("ECOWAS met in Mali. Member states shut their borders.", "Member states", "IGO", "GOV"),
        ("The Pentagon called off the drill with Kenya.", "The Pentagon", "USA", "MIL"),
        ("Kenya urged Mali, whose envoy had left, to talk.", "whose envoy", "MLI", "GOV"),
        ("The Canadians signed the text in Ottawa.", "The Canadians", "CAN", "GOV"),
        (
            "Somalia quarrels with Ethiopia. Kenya's William Ruto and his adviser, Juma Otieno, met Somalia's envoy.",
            "Juma Otieno",
            "KEN",
            "GOV",
        ),
        ("Somalia quarrels with Ethiopia. Juma Otieno, William Ruto's envoy, flew to Somalia.", "Juma Otieno", "KEN", "GOV"),
        ("Peru quarrels with Chile. Peru cut off water to the embassy.", "the embassy", "CHL", "GOV"),
        ("In Khartoum Juma Otieno of Kenya met the minister of trade.", "Juma Otieno of Kenya", "KEN", ""),
    ],
)
def test_country_and_sector_of_a_phrase(described: Described, text: str, phrase: str, country: str, sector: str) -> None:
    found = described(text, phrase)
    assert (found.country, found.sector) == (country, sector)


def all_of(parse: Callable[..., ParsedDocument], roles: RoleIndex, text: str, phrase: str) -> list[str]:
    parsed = parse(text)
    start = text.rindex(phrase)
    sentence = next(found for found in parsed.sentences if found.span.start <= start < found.span.end)
    inside = [token.index for token in sentence.tokens if start <= token.start and token.end <= start + len(phrase)]
    return [found.country for found in describe_all(sentence.tokens, inside[0], inside[-1] + 1, document_context(parsed, roles))]


def test_coordinated_adjectives_give_one_participant_each(parse: Callable[..., ParsedDocument], roles: RoleIndex) -> None:
    assert all_of(parse, roles, "Saudi and Egyptian mediators met.", "Saudi and Egyptian mediators") == ["SAU", "EGY"]


def test_both_countries_are_the_two_that_the_document_is_about(parse: Callable[..., ParsedDocument], roles: RoleIndex) -> None:
    text = "Kenya and Somalia signed the text. Both countries hailed the deal."
    assert sorted(all_of(parse, roles, text, "Both countries")) == ["KEN", "SOM"]


def test_three_countries_are_three_participants(parse: Callable[..., ParsedDocument], roles: RoleIndex) -> None:
    text = "Kenya, Somalia and Uganda signed the text. The three countries hailed the deal."
    assert sorted(all_of(parse, roles, text, "The three countries")) == ["KEN", "SOM", "UGA"]


def test_a_lone_adjective_shares_the_noun_behind_it(described: Described) -> None:
    found = described("Thai and Cambodian forces stopped shooting.", "Thai")
    assert (found.country, found.sector) == ("THA", "MIL")


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.integers(0, 30), length=st.integers(0, 12))
def test_any_range_of_tokens_is_described(parse: Callable[..., ParsedDocument], roles: RoleIndex, first: int, length: int) -> None:
    parsed = parse(
        "Niger's military junta, which ECOWAS (the bloc) sanctioned, told both its neighbours and Gen. Barka that 'they' must go."
    )
    for sentence in parsed.sentences:
        found = describe_all(sentence.tokens, first, first + length, document_context(parsed, roles))
        assert all(description.sector == (description.sectors or ("",))[0] for description in found)
        assert found
