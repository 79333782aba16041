"""Whom pronouns and descriptions stand for."""

from collections.abc import Callable

import pytest

from detente.parsing import ParsedDocument

Parse = Callable[..., ParsedDocument]


def antecedents(parsed: ParsedDocument, text: str) -> list[str]:
    found = [reference for sentence in parsed.sentences for reference in sentence.references if reference.span.text == text]
    assert found, f"{text!r} is no reference"
    return [mention.name for mention in found[-1].antecedents]


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("President Karim Ouedra met ECOWAS. He refused to go.", "He", "Karim Ouedra"),
        ("The minister told Gen. Issa Barka that Mali would pay. He thanked him.", "He", "minister"),
        ("ECOWAS imposed sanctions on Niger. It may send troops.", "It", "Economic Community of West African States"),
        ("Mali expelled the envoy. Its army took the town.", "Its", "Mali"),
        ("Kenyan protesters stormed parliament. They burned a car.", "They", "Kenyan protesters"),
    ],
)
def test_pronouns_mean_the_last_fitting_subject(parse: Parse, text: str, pronoun: str, name: str) -> None:
    assert antecedents(parse(text), pronoun)[0] == name


def test_the_bloc_is_the_organisation_whose_common_noun_it_is(parse: Parse) -> None:
    parsed = parse("ECOWAS gave the junta a week. The bloc also closed the borders with Niger.")
    assert antecedents(parsed, "The bloc") == ["Economic Community of West African States"]


def test_a_description_repeats_the_phrase_with_its_country(parse: Parse) -> None:
    parsed = parse("French soldiers camped near Niamey. Crowds shouted at the soldiers.")
    assert antecedents(parsed, "the soldiers") == ["French soldiers"]


def test_an_argument_of_the_same_verb_is_no_antecedent(parse: Parse) -> None:
    parsed = parse("President Karim Ouedra met General Issa Barka. Barka told him to go.")
    assert antecedents(parsed, "him") == ["Karim Ouedra"]


def test_it_is_clear_means_nothing(parse: Parse) -> None:
    parsed = parse("Mali closed the border. It is unclear whether trucks may pass.")
    assert not [found for found in parsed.sentences[1].references if found.span.text == "It"]


def test_we_in_a_quotation_is_the_speaker(parse: Parse) -> None:
    parsed = parse("“We will not leave,” said President Karim Ouedra in Ghana.")
    assert antecedents(parsed, "We") == ["Karim Ouedra"]


def test_a_chain_of_descriptions_leads_to_its_first(parse: Parse) -> None:
    parsed = parse("Niger's military junta closed the airport. The junta gave no reason. France urged the junta to open it.")
    assert antecedents(parsed, "the junta") == ["Niger's military junta"]


@pytest.mark.parametrize(
    ("text", "phrase", "names"),
    [
        ("Mali shelled Niger on Monday. Either army is digging trenches.", "Either army", ["Mali", "Niger"]),
        ("Mali shelled Niger on Monday. Each side blamed the weather.", "Each side", ["Mali", "Niger"]),
        ("Mali shelled Niger on Monday. The two foreign ministers signed a truce.", "The two foreign ministers", ["Mali", "Niger"]),
        ("Mali shelled Niger on Monday. Ghana urged both to stop.", "both", ["Mali", "Niger"]),
        ("President Karim Ouedra met General Issa Barka. The two signed a truce.", "The two", ["Karim Ouedra", "Issa Barka"]),
    ],
)
def test_phrases_that_count_stand_for_each_of_the_parties(parse: Parse, text: str, phrase: str, names: list[str]) -> None:
    assert antecedents(parse(text), phrase) == names


def test_who_addresses_both_sides_is_none_of_them(parse: Parse) -> None:
    parsed = parse("Mali shelled Niger on Monday, and Niger shelled Mali. Ghana invited both sides.")
    assert sorted(antecedents(parsed, "both sides")) == ["Mali", "Niger"]


def test_both_sides_of_a_war_at_home_are_the_state_and_the_rebels(parse: Parse) -> None:
    parsed = parse("In Mali, Malian soldiers fought Malian rebels. Both sides agreed to a truce.")
    assert antecedents(parsed, "Both sides") == ["Malian soldiers", "Malian rebels"]


@pytest.mark.parametrize(
    "text",
    [
        "President Karim Ouedra met General Issa Barka and thanked him.",
        "President Karim Ouedra, receiving General Issa Barka in Ghana, promised him money.",
    ],
)
def test_an_object_is_not_the_subject_that_its_verb_shares(parse: Parse, text: str) -> None:
    assert antecedents(parse(text), "him") == ["Issa Barka"]


def test_whose_is_the_noun_that_its_clause_hangs_on(parse: Parse) -> None:
    assert antecedents(parse("Kenya urged Mali, whose soldiers left, to talk."), "whose") == ["Mali"]


def test_it_prefers_the_subject_of_the_main_clause(parse: Parse) -> None:
    parsed = parse("ECOWAS, which France had asked to wait, met in Ghana. It may send troops.")
    assert antecedents(parsed, "It") == ["Economic Community of West African States"]


def test_the_front_is_the_group_of_that_name(parse: Parse) -> None:
    parsed = parse("The Revolutionary United Front took Makeni in Sierra Leone. The army shelled the front.")
    assert antecedents(parsed, "the front") == ["RUF"]
