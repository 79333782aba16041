"""Which entities have a Wikidata id, and which never do."""

from dataclasses import replace

import pytest
from made_mentions import document, mention

from detente.consolidating import Ties, codebook_ids, consolidate, entity_ids, kept_ids
from detente.records import Entity

NIGER, ECOWAS = "Q1032", "Q193272"


def told(*names, country, sector="GOV"):
    return [mention("a", 100 * i, "ACCUSE", [(name, country, sector)]) for i, name in enumerate(names)]


def entities(mentions, ids, ties=None):
    return consolidate(mentions, [document("a")], {}, ties, ids).entities


def ids_of(mentions, codebook, ties=None):
    """Id by the name that the entity goes by."""
    return {entity.name: entity.wikidata for entity in entities(mentions, codebook_ids(codebook), ties)}


@pytest.mark.parametrize("name", ["Niger", "the Republic of Niger", "NIGER"])
def test_a_state_has_its_id_by_any_of_its_names(codebook, name):
    assert ids_of(told(name, country="NER"), codebook) == {name: NIGER}


@pytest.mark.parametrize(
    "name",
    ["Nigerien army", "Niger's junta", "Niger's prime minister", "leaders of Niger", "Niamey", "Nigerien", "Mohamed Bazoum", "junta"],
)
def test_what_only_belongs_to_a_state_has_no_id(codebook, name):
    assert ids_of(told(name, country="NER"), codebook) == {name: ""}


def test_a_name_in_another_country_is_another_thing(codebook):
    assert ids_of(told("Georgia", country="GEO"), codebook) == {"Georgia": "Q230"}
    assert ids_of(told("Georgia", country="USA"), codebook) == {"Georgia": ""}


def test_an_organisation_and_its_acronym_are_one_with_one_id(codebook):
    found = entities(told("ECOWAS", "Economic Community of West African States", country="IGO"), codebook_ids(codebook))
    assert [(len(entity.names), entity.wikidata) for entity in found] == [(2, ECOWAS)]


def test_bodies_and_delegations_of_an_organisation_have_no_id(codebook):
    names = ("ECOWAS delegation", "Leaders of ECOWAS", "ECOWAS Standby Force")
    assert set(ids_of(told(*names, country="IGO"), codebook).values()) == {""}


def test_names_that_lead_to_two_ids_give_none(codebook):
    ties = Ties(names_together=(frozenset({"NATO", "African Union"}),))
    assert set(ids_of(told("NATO", "African Union", country="IGO"), codebook, ties).values()) == {""}


def test_the_name_that_an_analyst_gives_counts_too(codebook):
    ties = Ties(renames=(("the bloc", "ECOWAS"),))
    assert ids_of(told("the bloc", country="IGO"), codebook, ties) == {"ECOWAS": ECOWAS}


def test_a_users_id_stands_for_all_names_of_a_party_or_for_one_name_in_any_country(codebook):
    own = replace(codebook, wikidata={"Wagner Group": "Q7", "Hill Forum": "Q8"})
    assert ids_of(told("Wagner", country="RUS", sector="PRM"), own) == {"Wagner": "Q7"}
    assert ids_of(told("the Hill Forum", country="IGO"), own) == {"the Hill Forum": "Q8"}
    assert ids_of(told("Hill Forum", country=""), own) == {"Hill Forum": "Q8"}
    assert ids_of(told("Hill Forum leaders", country="IGO"), own) == {"Hill Forum leaders": ""}


def test_without_a_table_nobody_has_an_id():
    assert [entity.wikidata for entity in entities(told("Niger", country="NER"), None)] == [""]


def test_joined_anew_entities_keep_their_ids_by_all_their_names():
    before = (Entity(id="f", name="Hill Forum", country="IGO", names=("HF", "Hill Forum"), wikidata="Q8"),)
    assert [entity.wikidata for entity in entities(told("HF", country="IGO"), entity_ids(before))] == ["Q8"]


def test_ids_of_a_users_table_are_kept_and_packaged_ones_go_to_their_names_alone(codebook):
    before = (
        Entity(id="f", name="Hill Forum", country="IGO", names=("HF", "Hill Forum"), wikidata="Q8"),
        Entity(id="e", name="ECOWAS", country="IGO", names=("ECOWAS", "regional bloc"), wikidata=ECOWAS),
    )
    kept = kept_ids(codebook, before)
    assert (kept["hf", "IGO"], kept["ecowas", "IGO"], kept["niger", "NER"]) == ("Q8", ECOWAS, NIGER)
    assert ("regional bloc", "IGO") not in kept
