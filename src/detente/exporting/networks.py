"""Who did what to whom as a network: nodes are parties, edges are events, one for each pair of an event's parties (dyads.py).

A directed multigraph: an edge goes from actor to recipient; where all sides act alike, as in a meeting, `reciprocal` is true and the
direction says nothing. Events of one party have no second end and are no edges. Every status is there: an analysis of what happened
keeps the edges whose status is actual. The GraphML file has the columns of nodes.csv and edges.csv as attributes; cells that the record
doesn't know are left out. Characters that XML 1.0 forbids (NUL, most control characters, lone surrogates) become U+FFFD.
Source: GraphML Primer (Brandes, Eiglsperger, Lerner); node and edge lists as Gephi and igraph's `graph_from_data_frame` read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from detente.exporting.dyads import all_sides_act, pairs, told_by
from detente.exporting.schema import Kind, Material, Table, Values, day, flag, integer, number, text
from detente.records import Document, Event, Mention

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES: dict[Kind, str] = {"text": "string", "day": "string", "integer": "long", "number": "double", "flag": "boolean"}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Edge:
    """An event between two parties, the mention that tells it first, and where that stands."""

    id: str
    source: str
    target: str
    event: Event
    mention: Mention | None
    document: Document | None


def _edges(among: Material) -> Iterator[_Edge]:
    told = told_by(among.snapshot)
    for event in among.snapshot.events:
        mention, document = next(iter(told[event.id]), (None, None))
        known = ((source, target) for source, target in pairs(event) if source and target)
        for position, (source, target) in enumerate(known):
            yield _Edge(f"{event.id}-{position}", source, target, event, mention, document)


NODES = Table(
    "nodes",
    "A party of the record.",
    (
        text("id", "Id of the entity."),
        text("label", "The name it goes by.", "name"),
        text("country", "ISO 3166-1 alpha-3, or UNO, EUU, IGO, NGO, MNC; empty where unknown."),
        text("sectors", "Its PLOVER sectors, divided by semicolons.", lambda item, _: ";".join(item.sectors)),
        integer("mentions", "How many mentions name it as actor or recipient.", lambda item, _: len(item.mentions)),
        text("wikidata", "Its item in Wikidata, as Q1032; empty where none is known."),
    ),
    lambda among: among.snapshot.entities,
    key=("id",),
)
EDGES = Table(
    "edges",
    "An event and a pair of its parties.",
    (
        text("source", "Id of the entity that did it."),
        text("target", "Id of the entity to whom."),
        text("id", "Id of the edge: the event's and a number."),
        text("event", "Id of the event; its edges share it.", "event.id"),
        text("event_type", "PLOVER event type.", "event.event_type"),
        text("mode", "PLOVER mode: how it was done.", "event.mode"),
        text("status", "actual, future, hypothetical, negated or historical.", "event.status"),
        flag("reciprocal", "Whether all sides act alike, as in a meeting.", lambda edge, _: all_sides_act(edge.event)),
        day("date_start", "First day it may have happened on.", "event.start"),
        day("date_end", "Last day it may have happened on.", "event.end"),
        number("intensity", "PLOVER's conflict-cooperation score, -10 to 10.", "event.intensity"),
        integer("corroboration", "How many independent sources report it.", "event.corroboration"),
        number("confidence", "How sure the coder is, 0 to 1.", "event.confidence"),
        text("document", "Id of the document that reports it first in the record's order.", "document.id"),
        integer("sentence_start", "Where in its text the sentence starts, in characters.", "mention.sentence.start"),
        integer("sentence_end", "Where the sentence ends, exclusive.", "mention.sentence.end"),
        text("sentence", "The sentence that reports it.", "mention.sentence.text"),
        text("url", "Address of the document.", "document.url"),
    ),
    _edges,
    key=("id",),
    references=(("source", "nodes"), ("target", "nodes")),
)


def write_graphml(among: Material, path: Path) -> None:
    """Nodes and edges as one GraphML file, which Gephi, igraph, networkx and yEd read."""
    with etree.xmlfile(str(path), encoding="utf-8") as file:
        file.write_declaration()
        with file.element("graphml", xmlns=_NAMESPACE):
            for table, kind in ((NODES, "node"), (EDGES, "edge")):
                for column in _attributes(table):
                    key = {"id": f"{kind}_{column.name}", "for": kind, "attr.name": column.name, "attr.type": _TYPES[column.kind]}
                    element = etree.Element("key", key)
                    etree.SubElement(element, "desc").text = column.meaning
                    file.write(element)
            with file.element("graph", id="record", edgedefault="directed"):
                for values in NODES.rows(among):
                    file.write(_element("node", NODES, values))
                for values in EDGES.rows(among):
                    file.write(_element("edge", EDGES, values))


def _attributes(table: Table) -> Iterator[Any]:
    return (column for column in table.columns if column.name not in ("id", "source", "target"))


def _element(kind: str, table: Table, values: Values) -> etree._Element:
    named = dict(zip((column.name for column in table.columns), values, strict=True))
    ends = {name: _xml(named[name]) for name in ("id", "source", "target") if name in named}
    element = etree.Element(kind, ends)
    for column in _attributes(table):
        if named[column.name] is not None:
            etree.SubElement(element, "data", key=f"{kind}_{column.name}").text = _xml(named[column.name])
    return element


def _xml(value: Any) -> str:
    """A value as XML has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _NOT_XML.sub("\ufffd", str(value))
