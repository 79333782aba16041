"""Who did what to whom, as libraries of network analysis read it."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from small_record import DENIED, MET, SNAPSHOT, event

from detente.exporting import export
from detente.records import Entity, Snapshot


def graph(snapshot: Snapshot, folder: Path) -> networkx.MultiDiGraph:
    return networkx.read_graphml(export(snapshot, folder, "graphml")[0], force_multigraph=True)


def rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lists(snapshot: Snapshot, folder: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    nodes, edges, _ = export(snapshot, folder, "nodes")
    return rows(nodes), rows(edges)


def test_an_edge_says_what_when_how_sure_and_where_it_is_read(tmp_path: Path) -> None:
    found = graph(SNAPSHOT, tmp_path)
    assert found.is_directed()
    node = {"label": "Norland", "country": "NOR", "sectors": "GOV;MIL", "mentions": 1, "wikidata": "Q4115189"}
    assert dict(found.nodes["n"]) == node
    assert sorted(found.edges(keys=True)) == [("n", "s", "v-0"), ("n", "u", "v-1")]
    edge = found.edges["n", "s", "v-0"]
    text = SNAPSHOT.documents[0].text
    assert text[edge["sentence_start"] : edge["sentence_end"]] == MET.sentence.text
    expected = {
        "event_type": "CONSULT",
        "mode": "visit",
        "status": "actual",
        "reciprocal": False,
        "date_start": "2024-03-04",
        "intensity": 4.0,
        "corroboration": 1,
        "confidence": 0.5,
        "document": "a",
    }
    assert {name: edge[name] for name in expected} == expected


def test_a_meeting_is_reciprocal_and_an_event_of_one_party_no_edge(tmp_path: Path) -> None:
    events = (event("v", MET, actors=("n", "s", "u")), event("w", DENIED, actors=("n",)))
    found = graph(replace(SNAPSHOT, events=events), tmp_path)
    assert sorted(found.edges()) == [("n", "s"), ("n", "u"), ("s", "u")]
    assert all(reciprocal for _, _, reciprocal in found.edges(data="reciprocal"))


def test_what_is_denied_or_foreseen_is_an_edge_with_its_status(tmp_path: Path) -> None:
    found = graph(replace(SNAPSHOT, events=(event("w", DENIED, actors=("n",), recipients=("s",)),)), tmp_path)
    assert [status for _, _, status in found.edges(data="status")] == ["negated"]


def test_node_and_edge_lists_hold_what_the_graph_holds(built: Snapshot, tmp_path: Path) -> None:
    nodes, edges = lists(built, tmp_path / "lists")
    found = graph(built, tmp_path / "graph")
    assert len(edges) > 3
    assert {row["id"] for row in nodes} == set(found.nodes)
    assert {(row["source"], row["target"], row["id"]) for row in edges} == set(found.edges(keys=True))
    assert list(nodes[0])[:2] == ["id", "label"]  # igraph and Gephi take the first columns for names and ends
    assert list(edges[0])[:2] == ["source", "target"]


def test_a_node_has_the_partys_wikidata_id_where_one_is_known(tmp_path: Path) -> None:
    assert dict(graph(SNAPSHOT, tmp_path).nodes(data="wikidata")) == {"n": "Q4115189", "s": "", "u": ""}


@pytest.mark.parametrize("name", ["a\x00b", "\x1b[31mred", "<&>\"'", "]]>", "=1+1", "a\r\nb", "\ufffe", "😀"])
def test_hostile_names_are_xml_all_the_same(tmp_path: Path, name: str) -> None:
    (label,) = (label for _, label in graph(Snapshot(entities=(Entity(id="n", name=name),)), tmp_path).nodes(data="label"))
    cleaned = name.replace("\x00", "\ufffd").replace("\x1b", "\ufffd").replace("\ufffe", "\ufffd")
    assert label == cleaned


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(codec=None)), st.text())
def test_any_text_gives_a_graphml_file_that_parses(tmp_path: Path, key: str, name: str) -> None:
    path = export(Snapshot(entities=(Entity(id=key, name=name),)), tmp_path, "graphml")[0]
    root = etree.parse(str(path)).getroot()
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert len(root.findall("g:graph/g:node", space)) == 1
    declared = {each.get("id") for each in root.findall("g:key", space)}
    assert {each.get("key") for each in root.iterfind(".//g:data", space)} <= declared
