"""Who is named: gazetteer, titles, appositions, abbreviations, names joined over the document."""

from collections.abc import Callable

import pytest

from detente.parsing import EntityMention, ParsedDocument

Parse = Callable[..., ParsedDocument]


def entity(parsed: ParsedDocument, text: str) -> EntityMention:
    found = [mention for sentence in parsed.sentences for mention in sentence.entities if mention.span.text == text]
    assert found, f"{text!r} isn't among {[m.span.text for s in parsed.sentences for m in s.entities]}"
    return found[-1]


def test_us_is_a_state_and_us_a_pronoun(parse: Parse) -> None:
    parsed = parse("The US paused its aid. It told us nothing.")
    assert entity(parsed, "US").country == "USA"
    assert all(mention.span.text != "us" for sentence in parsed.sentences for mention in sentence.entities)


def test_adjectives_are_nationalities(parse: Parse) -> None:
    assert entity(parse("Nigerien soldiers left."), "Nigerien").kind == "nationality"
    assert entity(parse("Nigerien soldiers left."), "Nigerien").country == "NER"
    assert entity(parse("Nigerian soldiers left."), "Nigerian").country == "NGA"


def test_a_capital_is_a_government_or_a_place_by_context(parse: Parse) -> None:
    assert entity(parse("Paris recalled its envoy."), "Paris").kind == "state"
    assert entity(parse("They met in Paris."), "Paris").kind == "place"
    assert entity(parse("They met in Paris."), "Paris").country == "FRA"


@pytest.mark.parametrize(
    ("text", "span", "name", "sector"),
    [
        ("Foreign Minister Karim Ouedra spoke.", "Foreign Minister Karim Ouedra", "Karim Ouedra", "GOV"),
        ("Gen. Issa Abdou Barka spoke.", "Gen. Issa Abdou Barka", "Issa Abdou Barka", "MIL"),
        ("He met Acting Deputy Secretary of State Laura Hill.", "Acting Deputy Secretary of State Laura Hill", "Laura Hill", "GOV"),
        ("The ousted president, Karim Ouedra, is held.", "Karim Ouedra", "Karim Ouedra", "ELI"),
        ("Opposition leader Karim Ouedra was held.", "Opposition leader Karim Ouedra", "Karim Ouedra", "OPP"),
    ],
)
def test_titles_stand_with_names_and_give_the_sector(parse: Parse, text: str, span: str, name: str, sector: str) -> None:
    found = entity(parse(text), span)
    assert (found.name, found.kind, found.sectors[0]) == (name, "person", sector)


def test_a_family_name_later_is_the_person_introduced_before(parse: Parse) -> None:
    parsed = parse("Chad's army chief, General Issa Barka, flew to Paris. Barka met nobody.")
    later = entity(parsed, "Barka")
    assert (later.name, later.country, later.sectors[0]) == ("Issa Barka", "TCD", "MIL")


def test_an_apposition_behind_a_name_gives_country_and_sector(parse: Parse) -> None:
    found = entity(parse("Selim Aksoy, the head of Turkey's intelligence service, was in Tripoli."), "Selim Aksoy")
    assert (found.country, found.sectors[0]) == ("TUR", "SPY")


def test_an_abbreviation_in_brackets_stands_for_the_organisation(parse: Parse) -> None:
    parsed = parse("The Northern Salvation Council (NSC) took power in Mali. The NSC closed the airport.")
    assert entity(parsed, "NSC").name == "Northern Salvation Council"
    assert entity(parsed, "NSC").kind == "organisation"


def test_a_personal_name_beside_a_known_state_is_no_state(parse: Parse) -> None:
    parsed = parse("The striker Jordan Henderson scored.")
    assert all(mention.country != "JOR" for mention in parsed.sentences[0].entities)


@pytest.mark.parametrize("text", ["Officials in Washington", "Kenyan police", "Niger's military junta", "the Malian foreign ministry"])
def test_role_phrases_are_mentions_with_a_country(parse: Parse, text: str) -> None:
    assert entity(parse(f"On Monday {text} closed the road."), text).country in ("USA", "KEN", "NER", "MLI")


def test_curly_apostrophes_break_no_names(parse: Parse) -> None:
    assert entity(parse("N’Djamena rejected the demand."), "N’Djamena").country == "TCD"


def test_the_north_is_the_state_of_that_name(parse: Parse) -> None:
    parsed = parse("North Korea fired a missile. Seoul said the North would pay.")
    assert entity(parsed, "North").country == "PRK"


def test_a_city_gives_its_country(parse: Parse) -> None:
    assert entity(parse("Protesters marched in Marseille."), "Marseille").country == "FRA"
