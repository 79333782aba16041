"""Linked data: what the record says and where it comes from, as JSON-LD with PROV-O.

Documents, passages, mentions, events and parties are entities; a passage is quoted from its document, a mention is derived from its
sentence and trigger, an event from its mentions. Runs and corrections are activities, of the software and of analysts. The context
stands in the file, so that a reader fetches nothing. Terms that no vocabulary has are under urn:detente:term:, things under
urn:detente: with their ids percent-encoded. Sources: W3C JSON-LD 1.1; W3C PROV-O, PROV Ontology; DCMI Metadata Terms; Schema.org (sameAs).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from detente.records import Correction, Document, Entity, Event, Evidence, Mention, Run, Snapshot, Span, Where, stable_id

Node = dict[str, Any]

_WIKIDATA = "http://www.wikidata.org/entity/"
_PROV, _TERMS, _DATES = "http://www.w3.org/ns/prov#", "urn:detente:term:", {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
_LINKS = (
    *("actor", "recipient", "sentence", "trigger", "location"),
    *("prov:wasDerivedFrom", "prov:wasQuotedFrom", "prov:wasGeneratedBy", "prov:wasAttributedTo", "prov:wasAssociatedWith"),
    "prov:used",
)
CONTEXT: Node = {
    "@vocab": _TERMS,
    "prov": _PROV,
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{name: {"@type": "@id"} for name in _LINKS},
    "sameAs": {"@id": "http://schema.org/sameAs", "@type": "@id"},
    **{name: {"@type": "xsd:date"} for name in ("startDate", "endDate")},
    **{name: {"@type": "xsd:double"} for name in ("intensity", "confidence", "geo:lat", "geo:long")},
    **{f"prov:{name}": {"@type": "xsd:dateTime"} for name in ("startedAtTime", "endedAtTime")},
}
"""The context of every file: prefixes, which terms are links, and the types of values."""


def write_jsonld(snapshot: Snapshot, path: Path) -> None:
    """Write the record as one JSON-LD document, a node a line."""
    with path.open("w", encoding="utf-8") as file:
        file.write('{"@context": ' + json.dumps(CONTEXT) + ',\n"@graph": [\n')
        for number, node in enumerate(nodes(snapshot)):
            said = {key: value for key, value in node.items() if value not in (None, "", [])}
            file.write((",\n" if number else "") + json.dumps(said, ensure_ascii=False))
        file.write("\n]}\n")


def nodes(snapshot: Snapshot) -> Iterator[Node]:
    """The nodes of the graph, each once; keys without a value hold None, "" or []."""
    agents = {run.version: _software(run.version) for run in snapshot.runs}
    latest = snapshot.runs[-1] if snapshot.runs else None
    yield from agents.values()
    yield from (_run(run) for run in snapshot.runs)
    yield from (_document(document) for document in snapshot.documents)
    yield from _passages(snapshot)
    yield from (_place(where) for where in _places(snapshot))
    yield from (_party(entity) for entity in snapshot.entities)
    added = (correction for correction in snapshot.corrections if correction.kind == "add")
    by_hand = {_mention_id(one): correction for correction in added for one in correction.evidence}
    yield from (_mention(mention, by_hand.get(mention.id), latest) for mention in snapshot.mentions)
    yield from (_event(event, latest) for event in snapshot.events)
    yield from (_analyst(name) for name in sorted({correction.author for correction in snapshot.corrections}))
    yield from (_correction(correction) for correction in snapshot.corrections)


def _iri(kind: str, *parts: object) -> str:
    return ":".join(("urn:detente", kind, *(quote(str(part), safe="", errors="backslashreplace") for part in parts)))


def _passage_iri(span: Span) -> str:
    return _iri("passage", span.document, f"{span.start}-{span.end}")


def _place_iri(where: Where) -> str:
    return _iri("place", where.geonameid or stable_id(where.name, where.country))


def _mention_id(one: Evidence) -> str:
    return Mention(sentence=one.sentence, trigger=one.trigger, event_type=one.event_type, mode=one.mode).id


def _software(version: str) -> Node:
    return {"@id": _iri("software", version), "@type": ["prov:SoftwareAgent"], "rdfs:label": f"détente {version}", "version": version}


def _run(run: Run) -> Node:
    return {
        "@id": _iri("run", run.id),
        "@type": ["prov:Activity", "Run"],
        "prov:startedAtTime": run.started,
        "prov:endedAtTime": run.finished,
        "prov:wasAssociatedWith": _iri("software", run.version),
        "codebook": run.codebook,
        "coder": run.coder,
        "options": run.options,
    }


def _document(document: Document) -> Node:
    published = document.published.value
    issued = {"@value": published, "@type": _DATES[len(published)]} if published and len(published) in _DATES else published
    digest = hashlib.sha256(document.text.encode("utf-8", "backslashreplace")).hexdigest()
    return {
        "@id": _iri("document", document.id),
        "@type": ["prov:Entity", "Document"],
        "dcterms:title": document.title,
        "dcterms:publisher": document.outlet,
        "dcterms:issued": issued,
        "dcterms:language": document.language,
        "dcterms:source": document.url or document.input,
        "sha256": digest,
    }


def _passages(snapshot: Snapshot) -> Iterator[Node]:
    """Every sentence and trigger of mentions and corrections, once."""
    spans = {span: None for mention in snapshot.mentions for span in (mention.sentence, mention.trigger)}
    spans |= {span: None for each in snapshot.corrections for one in each.evidence for span in (one.sentence, one.trigger)}
    for span in spans:
        yield {
            "@id": _passage_iri(span),
            "@type": ["prov:Entity", "Passage"],
            "prov:value": span.text,
            "start": span.start,
            "end": span.end,
            "prov:wasQuotedFrom": _iri("document", span.document),
        }


def _places(snapshot: Snapshot) -> Iterable[Where]:
    found = (*(mention.location for mention in snapshot.mentions), *(event.location for event in snapshot.events))
    return {_place_iri(where): where for where in found if where}.values()


def _place(where: Where) -> Node:
    return {
        "@id": _place_iri(where),
        "@type": ["prov:Location"],
        "rdfs:label": where.name,
        "country": where.country,
        "geo:lat": where.latitude,
        "geo:long": where.longitude,
        "geonameid": where.geonameid,
    }


def _party(entity: Entity) -> Node:
    return {
        "@id": _iri("party", entity.id),
        "@type": ["Party"],
        "rdfs:label": entity.name,
        "country": entity.country,
        "sector": list(entity.sectors),
        "spelling": list(entity.names),
        "sameAs": entity.wikidata and _WIKIDATA + entity.wikidata,
    }


def _mention(mention: Mention, by_hand: Correction | None, latest: Run | None) -> Node:
    made: Node = {"prov:wasAttributedTo": latest and _iri("software", latest.version)}
    if by_hand:
        made = {"prov:wasAttributedTo": _iri("analyst", by_hand.author), "prov:wasGeneratedBy": _iri("correction", by_hand.id)}
    passages = [_passage_iri(span) for span in dict.fromkeys((mention.sentence, mention.trigger))]
    return {
        "@id": _iri("mention", mention.id),
        "@type": ["prov:Entity", "Mention"],
        **_coded(mention),
        "source": mention.attribution and mention.attribution.name,
        "sentence": _passage_iri(mention.sentence),
        "trigger": _passage_iri(mention.trigger),
        "prov:wasDerivedFrom": passages,
        **made,
    }


def _event(event: Event, latest: Run | None) -> Node:
    return {
        "@id": _iri("event", event.id),
        "@type": ["prov:Entity", "Event"],
        **_coded(event),
        "actor": [_iri("party", key) for key in event.actors],
        "recipient": [_iri("party", key) for key in event.recipients],
        "startDate": event.start,
        "endDate": event.end,
        "corroboration": event.corroboration,
        "prov:wasDerivedFrom": [_iri("mention", key) for key in event.mentions],
        "prov:wasGeneratedBy": latest and _iri("run", latest.id),
    }


def _coded(item: Mention | Event) -> Node:
    return {
        "eventType": item.event_type,
        "mode": item.mode,
        "context": list(item.contexts),
        "status": item.status,
        "location": item.location and _place_iri(item.location),
        "intensity": float(item.intensity),
        "confidence": float(item.confidence),
    }


def _analyst(name: str) -> Node:
    return {"@id": _iri("analyst", name), "@type": ["prov:Person"], "rdfs:label": name}


def _correction(correction: Correction) -> Node:
    return {
        "@id": _iri("correction", correction.id),
        "@type": ["prov:Activity", "Correction"],
        "kind": correction.kind,
        "prov:endedAtTime": correction.time,
        "prov:wasAssociatedWith": _iri("analyst", correction.author),
        "dcterms:description": correction.reason,
        "prov:used": [_passage_iri(one.trigger) for one in correction.evidence],
        "spelling": list(correction.names),
        "values": None if correction.values == "{}" else correction.values,
        "prov:wasInfluencedBy": correction.of and {"@id": _iri("correction", correction.of)},
    }
