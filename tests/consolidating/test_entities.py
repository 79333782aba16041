"""Which names are one party, and which never are."""

from made_mentions import document, mention

from detente.consolidating import Ties, consolidate

STATE = "TCD"


def entities(*mentions, ties=None):
    docs = [document(name) for name in sorted({one.document for one in mentions})]
    found = consolidate(mentions, docs, {}, ties).entities
    return sorted(tuple(sorted(entity.names)) for entity in found)


def told(*names, country=STATE, sector="GOV"):
    """Each name by itself in a sentence of one document."""
    return [mention("a", 100 * i, "ACCUSE", [(name, country, sector)]) for i, name in enumerate(names)]


def test_an_acronym_is_the_full_name_whose_initials_it_is():
    assert len(entities(*told("Lake Basin Commission", "LBC", "the L.B.C.", country="IGO"))) == 1
    assert len(entities(*told("Union of the Desert States", "UDS", country="IGO"))) == 1


def test_an_acronym_of_two_full_names_is_neither():
    assert len(entities(*told("Lake Basin Commission", "Lower Bank Council", "LBC", country="IGO"))) == 3


def test_a_last_name_is_the_one_full_name_that_ends_with_it():
    assert len(entities(*told("Ada Roe", "Roe", "Acting Deputy Secretary of State Ada Roe"))) == 1


def test_a_last_name_of_two_persons_is_neither():
    assert len(entities(*told("Ada Roe", "Bela Roe", "Roe"))) == 3


def test_one_last_name_in_two_countries_is_two_persons():
    here, there = told("Ada Roe"), [mention("b", 0, "ACCUSE", [("Roe", "MLI", "GOV")])]
    assert len(entities(*here, *there)) == 2


def test_transliterations_of_a_whole_name_are_one_person():
    assert len(entities(*told("Mohammed Tchari", "Mohamed Chari", "Muhammad Tari"))) == 1
    assert len(entities(*told("Hassan Tchari", "Mohamed Chari"))) == 2


def test_names_that_one_sentence_tells_apart_are_two():
    both = mention("a", 0, "CONSULT", [("Roe", STATE, "GOV"), ("Ada Roe", STATE, "GOV")])
    assert len(entities(both)) == 2


def test_a_person_of_another_sector_is_another():
    general, editor = told("Ada Roe", sector="MIL"), [mention("b", 0, "ACCUSE", [("Roe", STATE, "JRN")])]
    assert len(entities(*general, *editor)) == 2


def test_the_junta_is_whoever_rules_by_arms():
    assert len(entities(*told("the junta", "Chad's military rulers", "the country's military government", sector="MIL"))) == 1
    assert len(entities(*told("the junta", "the army", sector="MIL"))) == 2


def test_an_army_is_no_liberation_army():
    assert len(entities(*told("Army", "Southern Liberation Army", sector=""))) == 2


def test_what_an_analyst_says_of_names_stands():
    names = told("Ada Roe", "Roe", "the envoy")
    assert len(entities(*names, ties=Ties(names_apart=(frozenset({"Ada Roe", "Roe"}),)))) == 3
    assert len(entities(*names, ties=Ties(names_together=(frozenset({"the envoy", "Ada Roe"}),)))) == 1


def test_a_renamed_entity_bears_its_name():
    found = consolidate(told("Roe"), [document("a")], {}, Ties(renames=(("Roe", "Ada M. Roe"),))).entities
    assert [entity.name for entity in found] == ["Ada M. Roe"]
