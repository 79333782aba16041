"""Linked data that an RDF library reads without a network, and that leads from each event to the characters of a document."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, RDFS, XSD
from small_record import DENIED, MET, SNAPSHOT

from detente.exporting import export
from detente.records import Entity, Snapshot

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own parser uses it

SDO = Namespace("http://schema.org/")
TERM = Namespace("urn:detente:term:")
IRI = {"type": "string", "pattern": "^urn:detente:[a-z]+:[A-Za-z0-9%._~:-]+$"}
LINKS = {"oneOf": [IRI, {"type": "array", "items": IRI, "minItems": 1}]}
SHAPE = {
    "type": "object",
    "required": ["@context", "@graph"],
    "properties": {
        "@context": {"type": "object"},
        "@graph": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["@id", "@type"],
                "properties": {
                    "@id": IRI,
                    "@type": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                    **{f"prov:{name}": LINKS for name in ("wasDerivedFrom", "wasQuotedFrom", "wasAttributedTo", "wasAssociatedWith")},
                },
                "allOf": [
                    {
                        "if": {"properties": {"@type": {"contains": {"const": kind}}}},
                        "then": {"required": required},
                    }
                    for kind, required in (
                        ("Passage", ["prov:value", "start", "end", "prov:wasQuotedFrom"]),
                        ("Mention", ["eventType", "status", "sentence", "trigger", "prov:wasDerivedFrom", "prov:wasAttributedTo"]),
                        ("Event", ["eventType", "status", "prov:wasDerivedFrom", "prov:wasGeneratedBy"]),
                        ("Run", ["prov:startedAtTime", "prov:wasAssociatedWith"]),
                        ("Correction", ["prov:endedAtTime", "prov:wasAssociatedWith", "kind"]),
                    )
                ],
            },
        },
    },
}


def data(snapshot: Snapshot, folder: Path) -> tuple[dict[str, Any], Graph]:
    text = export(snapshot, folder, "jsonld")[0].read_text(encoding="utf-8")
    return json.loads(text), Graph().parse(data=text, format="json-ld")


def test_every_node_has_the_shape_that_its_type_asks_for(built: Snapshot, tmp_path: Path) -> None:
    for number, snapshot in enumerate((SNAPSHOT, built)):
        document, _ = data(snapshot, tmp_path / str(number))
        assert [error.message for error in Draft202012Validator(SHAPE).iter_errors(document)] == []
        ids = [node["@id"] for node in document["@graph"]]
        assert len(set(ids)) == len(ids)


def test_an_event_leads_over_mention_and_passage_to_the_characters_of_a_document(built: Snapshot, tmp_path: Path) -> None:
    _, graph = data(built, tmp_path)
    texts = {f"urn:detente:document:{document.id}": document.text for document in built.documents}
    events = set(graph.subjects(RDF.type, TERM.Event))
    assert len(events) == len(built.events) > 3
    for event in events:
        for mention in graph.objects(event, PROV.wasDerivedFrom):
            for passage in graph.objects(mention, PROV.wasDerivedFrom):
                text = texts[str(graph.value(passage, PROV.wasQuotedFrom))]
                start, end = (int(graph.value(passage, TERM[name])) for name in ("start", "end"))
                assert text[start:end] == str(graph.value(passage, PROV.value))


def test_whatever_is_pointed_to_is_described(built: Snapshot, tmp_path: Path) -> None:
    for number, snapshot in enumerate((SNAPSHOT, built)):
        _, graph = data(snapshot, tmp_path / str(number))
        elsewhere = set(graph.objects(None, RDF.type)) | set(graph.objects(None, SDO.sameAs))
        pointed = {thing for thing in graph.objects() if isinstance(thing, URIRef)} - elsewhere
        assert {thing for thing in pointed if (thing, RDF.type, None) not in graph} == set()


def test_runs_are_activities_of_the_software_and_made_the_events(tmp_path: Path) -> None:
    _, graph = data(SNAPSHOT, tmp_path)
    run, software = URIRef("urn:detente:run:r"), URIRef("urn:detente:software:9.9")
    assert (run, RDF.type, PROV.Activity) in graph
    assert (run, PROV.wasAssociatedWith, software) in graph
    assert (software, RDF.type, PROV.SoftwareAgent) in graph
    assert (run, PROV.startedAtTime, Literal("2026-01-01T08:00:00+00:00", datatype=XSD.dateTime)) in graph
    assert (URIRef("urn:detente:event:v"), PROV.wasGeneratedBy, run) in graph


def test_what_an_analyst_added_is_the_analysts_and_the_rest_is_the_softwares(tmp_path: Path) -> None:
    _, graph = data(SNAPSHOT, tmp_path)
    (by_hand,) = (graph.value(URIRef(f"urn:detente:mention:{DENIED.id}"), name) for name in (PROV.wasAttributedTo,))
    assert (by_hand, RDF.type, PROV.Person) in graph
    assert str(graph.value(by_hand, RDFS.label)) == "=analyst"
    assert str(graph.value(URIRef(f"urn:detente:mention:{MET.id}"), PROV.wasAttributedTo)) == "urn:detente:software:9.9"


def test_a_party_with_a_wikidata_id_is_the_same_as_the_item_and_others_are_nobodys(tmp_path: Path) -> None:
    _, graph = data(SNAPSHOT, tmp_path)
    item = URIRef("http://www.wikidata.org/entity/Q4115189")
    assert list(graph.subject_objects(SDO.sameAs)) == [(URIRef("urn:detente:party:n"), item)]


def test_dates_have_the_type_that_they_are_known_to(tmp_path: Path) -> None:
    _, graph = data(SNAPSHOT, tmp_path)
    issued = {str(thing): value.datatype for thing, value in graph.subject_objects(DCTERMS.issued)}
    assert issued == {"urn:detente:document:a": XSD.date, "urn:detente:document:b": XSD.gYearMonth}


def test_the_context_stands_in_the_file() -> None:
    from detente.exporting.linked import CONTEXT

    assert "@import" not in CONTEXT
    assert {value for value in CONTEXT.values() if isinstance(value, str) and not value.startswith(("http://", "urn:"))} == set()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(st.text(min_size=1), st.text(min_size=1))
def test_any_id_and_name_reads_back(tmp_path: Path, key: str, name: str) -> None:
    document, graph = data(replace(SNAPSHOT, entities=(Entity(id=key, name=name),), events=()), tmp_path)
    assert [node["rdfs:label"] for node in document["@graph"] if node["@type"] == ["Party"]] == [name]
    assert len(set(graph.subjects(RDF.type, TERM.Party))) == 1
