"""The tables of what is told beside events: standing relations, statements, and what reports say came of what."""

from __future__ import annotations

from detente.exporting.schema import Table, day, days, integer, parties, rows_of, several, text

RELATIONS = Table(
    "relations",
    "How one party stands to another as a state of things, over all documents.",
    (
        text("id", "Id of the relation."),
        text("party", "Id of the entity, or its name where no event has it."),
        text("party_name", "Its name.", lambda item, among: among.names.get(item.party, item.party)),
        text("kind", "ally, ties, strained ties, backs, loyal, member, presence, rival or depends, read from the party to the other."),
        text("other", "Id of the other entity, or its name."),
        text("other_name", "Its name.", lambda item, among: among.names.get(item.other, item.other)),
        text("status", "actual, former, negated or alleged."),
        *days("since", "Since when"),
        *days("until", "Until when"),
        day("published", "The first day on which a document said so."),
        integer("sources", "How many independent sources say so."),
        several("attributed", "Whose word it is, where no report says it itself."),
        several("documents", "Ids of the documents that say so."),
    ),
    rows_of("relations"),
    key=("id",),
)
STATEMENTS = Table(
    "statements",
    "Who says what; a statement without speakers is a hedge that is nobody's word.",
    (
        text("id", "Id of the statement."),
        several("speakers", "Who says it: ids of entities, or names where no event has them."),
        several("speaker_names", "Their names.", lambda item, among: [among.names.get(each, each) for each in item.speakers]),
        text("kind", "says, announces, stresses, warns, denies, accuses, claims, reports, confirms, promises, asks, describes, fears ..."),
        text("firmness", "confirmed, stated, reported, alleged or denied; suspected: never a fact."),
        text("manner", "direct, indirect, or partly in the speaker's own words."),
        text("content", "What is said.", "content.value"),
        integer("content_start", "Where it starts.", lambda item, _: item.content.evidence[0].start),
        integer("content_end", "Where it ends.", lambda item, _: item.content.evidence[0].end),
        several("through", "Who passes it on: ids of entities, or names."),
        day("published", "The day on which the document came out."),
        text("document", "Id of the document."),
    ),
    rows_of("statements"),
    key=("id",),
    references=(("document", "documents"),),
)
CAUSES = Table(
    "causes",
    "What reports say came of what: one event given as the reason of another, or told to have come before it. None of it is a finding.",
    (
        text("id", "Id of the stated cause."),
        text("kind", "reason, where the text gives it as such; sequence, where it only says that the effect came after."),
        text("effect", "Id of the event that is said to have come of the other."),
        text("cause", "Id of the event given as its reason, or told as before it."),
        *parties("actors", "actor", "Who acts in the effect"),
        *parties("recipients", "recipient", "On whom the effect acts"),
        text("result", "The words that tell the effect.", "result.value"),
        text("ground", "The words that give the cause.", "ground.value"),
        day("published", "The first day on which a document said so."),
        integer("sources", "How many independent sources say so."),
        several("attributed", "Whose word it is, where no report says it itself."),
        several("documents", "Ids of the documents that say so."),
    ),
    rows_of("causes"),
    key=("id",),
    references=(("effect", "events"), ("cause", "events")),
)
