"""The tables of a record: documents, mentions, participants, entities, events, what was turned away, runs, and the review's log.

Offsets count characters of the document's text, end exclusive; latitude and longitude are WGS84 degrees.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from detente.exporting.schema import Material, Part, Table, day, flag, integer, number, parties, place, several, text
from detente.records import Event


def _participants(among: Material) -> Iterator[Part]:
    for mention in among.snapshot.mentions:
        for role, people in (("actor", mention.actors), ("recipient", mention.recipients)):
            for position, person in enumerate(people):
                yield Part(mention.id, position, person, role)


def _event_mentions(among: Material) -> Iterator[Part]:
    return (Part(event.id, position, key) for event in among.snapshot.events for position, key in enumerate(event.mentions))


def _correction_evidence(among: Material) -> Iterator[Part]:
    log = among.snapshot.corrections
    return (Part(correction.id, position, one) for correction in log for position, one in enumerate(correction.evidence))


def _disagreements(event: Event, _: Material) -> str | None:
    return json.dumps({name: list(values) for name, values in event.disagreements}, ensure_ascii=False) if event.disagreements else None


_OWNER = "owner"

DOCUMENTS = Table(
    "documents",
    "An article that was read.",
    (
        text("id", "Id of the document."),
        text(
            "group", "Rewrite group: documents with the same group are one source.", lambda item, among: among.snapshot.groups.get(item.id)
        ),
        text("input", "File, feed, archive or address it stood in."),
        integer("part", "Which article of that input, from 0."),
        text("title", "Headline."),
        text("url", "Address of the page."),
        text("outlet", "Who published it."),
        text("published", "When it came out: ISO day, month or year.", "published.value"),
        text("published_how", "How that is known: metadata, byline, url, file, given, inferred or unknown.", "published.how"),
        flag("published_doubtful", "Whether the content contradicts the date.", "published.doubtful"),
        text("published_reason", "Why it is doubtful, or what it was inferred from.", "published.reason"),
        text("language", "ISO 639-1 code of the language."),
        text("text", "The article's text, which all offsets count in."),
    ),
    lambda among: among.snapshot.documents,
    key=("id",),
)
MENTIONS = Table(
    "mentions",
    "One event as one sentence reports it.",
    (
        text("id", "Id of the mention; it follows from its evidence, type and mode."),
        text("document", "Id of the document it stands in."),
        integer("sentence_start", "Where the sentence starts.", "sentence.start"),
        integer("sentence_end", "Where the sentence ends.", "sentence.end"),
        text("sentence", "The sentence.", "sentence.text"),
        integer("trigger_start", "Where the trigger starts.", "trigger.start"),
        integer("trigger_end", "Where the trigger ends.", "trigger.end"),
        text("trigger", "The words that tell the event.", "trigger.text"),
        text("event_type", "PLOVER event type."),
        text("mode", "PLOVER mode: how it was done."),
        several("contexts", "PLOVER contexts: what it was about."),
        text("status", "actual, future, hypothetical, negated or historical."),
        text("date_text", "The expression that the date was read from; none where it is the document's date.", "date.span.text"),
        day("date_start", "First day it may have happened on.", "date.start"),
        day("date_end", "Last day it may have happened on.", "date.end"),
        *place("location"),
        text("attribution_text", "The words that name the source of the statement.", "attribution.span.text"),
        text("attribution_name", "The source's name.", "attribution.name"),
        text("firmness", "How the source says it: confirmed, stated, reported, alleged or denied.", "attribution.firmness"),
        flag("quoted", "Whether it stands in quotation marks.", "attribution.quoted"),
        text("reason", "The stated reason.", "reason.text"),
        text("hedge", "The word that hedges the statement.", "hedge.text"),
        number("intensity", "PLOVER's conflict-cooperation score, -10 to 10."),
        number("confidence", "How sure the coder is, 0 to 1."),
    ),
    lambda among: among.snapshot.mentions,
    key=("id",),
    references=(("document", "documents"),),
)
PARTICIPANTS = Table(
    "participants",
    "A party of a mention.",
    (
        text("mention", "Id of the mention.", _OWNER),
        text("role", "actor or recipient.", "field"),
        integer("position", "Which one of that role, from 0."),
        text("text", "The words that name it.", "item.span.text"),
        integer("start", "Where they start.", "item.span.start"),
        integer("end", "Where they end.", "item.span.end"),
        text("name", "Its full name.", "item.name"),
        text("country", "ISO 3166-1 alpha-3, or UNO, EUU, IGO, NGO, MNC; empty where unknown.", "item.country"),
        text("sector", "Primary PLOVER sector.", "item.sector"),
        several("sectors", "All its PLOVER sectors.", "item.sectors"),
    ),
    _participants,
    key=("mention", "role", "position"),
    references=(("mention", "mentions"),),
)
EVENTS = Table(
    "events",
    "What one or more mentions report as one happening.",
    (
        text("id", "Id of the event."),
        text("event_type", "PLOVER event type."),
        text("mode", "PLOVER mode: how it was done."),
        several("contexts", "PLOVER contexts: what it was about."),
        text("status", "actual, future, hypothetical, negated or historical."),
        day("date_start", "First day it may have happened on.", "start"),
        day("date_end", "Last day it may have happened on.", "end"),
        *parties("actors", "actor", "Who did it"),
        *parties("recipients", "recipient", "To whom"),
        *place("location"),
        integer("mentions", "How many mentions report it.", lambda item, _: len(item.mentions)),
        integer("corroboration", "How many independent sources report it."),
        number("intensity", "PLOVER's conflict-cooperation score, -10 to 10."),
        number("confidence", "How sure the coder is, 0 to 1."),
        text("disagreements", "Fields whose values differ among the mentions, with the values: a JSON object.", _disagreements),
    ),
    lambda among: among.snapshot.events,
    key=("id",),
)
EVENT_MENTIONS = Table(
    "event_mentions",
    "Which mentions report an event.",
    (
        text("event", "Id of the event.", _OWNER),
        integer("position", "Which of the event's mentions, from 0."),
        text("mention", "Id of the mention.", "item"),
    ),
    _event_mentions,
    key=("event", "mention"),
    references=(("event", "events"), ("mention", "mentions")),
)
ENTITIES = Table(
    "entities",
    "A party of the record.",
    (
        text("id", "Id of the entity."),
        text("name", "The name it goes by."),
        text("country", "ISO 3166-1 alpha-3, or UNO, EUU, IGO, NGO, MNC; empty where unknown."),
        several("sectors", "Its PLOVER sectors."),
        several("names", "All spellings that name it."),
        integer("mentions", "How many mentions name it as actor or recipient.", lambda item, _: len(item.mentions)),
        text("wikidata", "Its item in Wikidata, as Q1032; empty where none is known."),
    ),
    lambda among: among.snapshot.entities,
    key=("id",),
)
REJECTED = Table(
    "rejected",
    "Something that was turned away.",
    (
        text("stage", "read, parse, code or consolidate."),
        text("where", "Document or input."),
        text("item", "What was turned away."),
        text("reason", "Why."),
    ),
    lambda among: among.snapshot.rejected,
)
RUNS = Table(
    "runs",
    "One build of the record.",
    (
        text("id", "Id of the run."),
        text("version", "Version of détente."),
        text("codebook", "Version and digest of the codebook."),
        text("coder", "The coder that was used."),
        text("options", "The options of the build: a JSON object."),
        text("started", "ISO instant, UTC."),
        text("finished", "ISO instant, UTC; none where the run was stopped."),
        integer("documents", "How many documents it took in."),
        integer("mentions", "How many mentions it coded."),
    ),
    lambda among: among.snapshot.runs,
    key=("id",),
)
CORRECTIONS = Table(
    "corrections",
    "What an analyst said of the record.",
    (
        text("id", "Id of the correction."),
        text("kind", "accept, reject, correct, merge, split, add, join, part, rename or withdraw."),
        text("author", "Who said so."),
        text("time", "ISO instant, UTC."),
        text("reason", "Why."),
        several("names", "The names of entities that it speaks of."),
        text("values", "New values of fields: a JSON object."),
        text("of", "The correction that it takes back."),
        text(
            "unmatched",
            "Why the record has no place for it now; none where it holds.",
            lambda item, among: next((each.reason for each in among.snapshot.unmatched if each.correction.id == item.id), None),
        ),
    ),
    lambda among: among.snapshot.corrections,
    key=("id",),
)
CORRECTION_EVIDENCE = Table(
    "correction_evidence",
    "A passage that a correction speaks of, as it was coded then.",
    (
        text("correction", "Id of the correction.", _OWNER),
        integer("position", "Which of its passages, from 0."),
        text("document", "Id of the document.", "item.trigger.document"),
        integer("trigger_start", "Where the trigger starts.", "item.trigger.start"),
        integer("trigger_end", "Where the trigger ends.", "item.trigger.end"),
        text("trigger", "The words that tell the event.", "item.trigger.text"),
        text("sentence", "The sentence.", "item.sentence.text"),
        text("event_type", "PLOVER event type.", "item.event_type"),
        text("mode", "PLOVER mode.", "item.mode"),
    ),
    _correction_evidence,
    key=("correction", "position"),
    references=(("correction", "corrections"),),
)

RECORD_TABLES = (
    *(DOCUMENTS, MENTIONS, PARTICIPANTS, EVENTS, EVENT_MENTIONS, ENTITIES, REJECTED, RUNS),
    *(CORRECTIONS, CORRECTION_EVIDENCE),
)
