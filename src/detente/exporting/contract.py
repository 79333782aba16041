"""DESIGN's JSON contract: what `detente read`, `parse` and `code` print, a dictionary a line."""

from __future__ import annotations

from typing import Any

from detente.parsing.parsed import EntityMention, ParsedDocument, Quotation
from detente.records import Attribution, Document, Mention, Participant, Rejected, Span, When, Where

Row = dict[str, Any]


def document_row(document: Document) -> Row:
    """A document as `detente read --format jsonl` prints it; feeding it back to `read` keeps id, text, title and date."""
    published = document.published
    return {
        "id": document.id,
        "text": document.text,
        "title": document.title,
        "published": published.value,
        "published_how": published.how,
        "published_doubtful": published.doubtful,
        "published_reason": published.reason,
        "outlet": document.outlet,
        "url": document.url,
        "language": document.language,
        "input": document.input,
        "part": document.part,
        "faq": [list(block) for block in document.faq],
    }


def parsed_row(parsed: ParsedDocument) -> Row:
    """Entities, times, places and quotations of a document, offsets into its text, as `detente parse` prints them."""
    sentences = parsed.sentences
    return {
        "document": parsed.document.id,
        "entities": [_entity(entity) for sentence in sentences for entity in sentence.entities],
        "times": [_time(when) for sentence in sentences for when in sentence.times if when.span],
        "places": [{**_offsets(where.span), **_place(where)} for sentence in sentences for where in sentence.places],
        "quotations": [_quotation(quotation) for sentence in sentences for quotation in sentence.quotations],
    }


def mention_row(mention: Mention) -> Row:
    """One coded mention in the contract's form and order of keys."""
    return {
        "document": mention.document,
        "sentence": _offsets(mention.sentence),
        "trigger": _offsets(mention.trigger),
        "event_type": mention.event_type,
        "mode": mention.mode,
        "contexts": list(mention.contexts),
        "status": mention.status,
        "actors": [_participant(party) for party in mention.actors],
        "recipients": [_participant(party) for party in mention.recipients],
        "date": _date(mention.date),
        "location": {"text": mention.location.span.text, **_place(mention.location)} if mention.location else None,
        "attribution": _attribution(mention.attribution),
        "reason": _optional(mention.reason),
        "hedge": _optional(mention.hedge),
        "intensity": mention.intensity,
        "confidence": round(mention.confidence, 4),
    }


def rejected_row(rejected: Rejected) -> Row:
    """Something turned away, with stage, reason and place."""
    return {"item": rejected.item, "stage": rejected.stage, "reason": rejected.reason, "where": rejected.where}


def _offsets(span: Span) -> Row:
    return {"text": span.text, "start": span.start, "end": span.end}


def _optional(span: Span | None) -> Row | None:
    return _offsets(span) if span else None


def _participant(party: Participant) -> Row:
    return {
        **_offsets(party.span),
        "name": party.name,
        "country": party.country,
        "sector": party.sector,
        "sectors": list(party.sectors),
    }


def _date(when: When | None) -> Row | None:
    return {"text": when.span.text if when.span else None, "start": when.start, "end": when.end} if when else None


def _time(when: When) -> Row:
    assert when.span is not None
    return {**_offsets(when.span), "from": when.start, "to": when.end}


def _place(where: Where) -> Row:
    return {
        "name": where.name,
        "country": where.country,
        "latitude": where.latitude,
        "longitude": where.longitude,
        "geonameid": where.geonameid,
    }


def _attribution(source: Attribution | None) -> Row | None:
    if source is None:
        return None
    return {"text": source.span.text, "name": source.name, "firmness": source.firmness, "quoted": source.quoted}


def _entity(entity: EntityMention) -> Row:
    return {
        **_offsets(entity.span),
        "name": entity.name,
        "kind": entity.kind,
        "country": entity.country,
        "sector": entity.sectors[0] if entity.sectors else "",
    }


def _quotation(quotation: Quotation) -> Row:
    return {**_offsets(quotation.span), "speaker": quotation.speaker.text if quotation.speaker else None}
