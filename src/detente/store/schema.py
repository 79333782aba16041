"""The tables of a record, as queries see them. Migrations make them; a test holds the two equal.

Offsets count characters of a document's text, end exclusive. Days are ISO 8601 text. JSON columns hold what nobody searches by.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _text(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable)


def _json(name: str, *, nullable: bool = False) -> Column[object]:
    return Column(name, JSON(none_as_null=True), nullable=nullable)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _key(name: str, target: str) -> Column[str]:
    return Column(name, Text, ForeignKey(target, ondelete="CASCADE"), primary_key=True)


runs = Table(
    "runs",
    metadata,
    Column("id", Text, primary_key=True),
    _number("number"),
    _text("version"),
    _text("codebook"),
    _text("coder"),
    _text("options"),
    _text("started"),
    _text("finished", nullable=True),
    _number("documents"),
    _number("mentions"),
    UniqueConstraint("number"),
)

documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    _text("text"),
    _text("input"),
    _number("part"),
    _text("title", nullable=True),
    _text("url", nullable=True),
    _text("outlet", nullable=True),
    _text("published", nullable=True),
    _text("published_how"),
    Column("published_doubtful", Boolean, nullable=False),
    _text("published_reason", nullable=True),
    _text("language", nullable=True),
    _json("segments"),
    _json("faq"),
)

groups = Table("groups", metadata, _key("document", "documents.id"), _text("group_id"))

# How far each document is: which run coded it by what (digest), how that ended, and whether the events know of it.
codings = Table(
    "codings",
    metadata,
    _key("document", "documents.id"),
    Column("run", Text, ForeignKey("runs.id"), nullable=False),
    _text("digest"),
    _text("outcome"),
    Column("consolidated", Boolean, nullable=False),
)

mentions = Table(
    "mentions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document", Text, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("run", Text, ForeignKey("runs.id"), nullable=False),
    _number("sentence_start"),
    _number("sentence_end"),
    _text("sentence"),
    _number("trigger_start"),
    _number("trigger_end"),
    _text("trigger_text"),
    _text("event_type"),
    _text("mode", nullable=True),
    _text("status"),
    _text("date_start", nullable=True),
    _text("date_end", nullable=True),
    Column("intensity", Float, nullable=False),
    Column("confidence", Float, nullable=False),
    _json("detail"),
    CheckConstraint(
        "trigger_start >= sentence_start AND trigger_end <= sentence_end "
        "AND substr(sentence, trigger_start - sentence_start + 1, trigger_end - trigger_start) = trigger_text",
        name="trigger_stands_in_sentence",
    ),
    Index(None, "document"),
    Index(None, "event_type"),
    Index(None, "date_start"),
)

participants = Table(
    "participants",
    metadata,
    _key("mention", "mentions.id"),
    Column("role", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    _number("span_start"),
    _number("span_end"),
    _text("span_text"),
    _text("name"),
    _text("country"),
    _text("sector"),
    _json("sectors"),
    CheckConstraint("role IN ('actor', 'recipient')", name="role"),
    Index(None, "country"),
)

entities = Table(
    "entities",
    metadata,
    Column("id", Text, primary_key=True),
    _text("name"),
    _text("country"),
    _json("sectors"),
    _json("names"),
    _text("wikidata"),
)

entity_mentions = Table(
    "entity_mentions",
    metadata,
    _key("entity", "entities.id"),
    Column("position", Integer, primary_key=True),
    Column("mention", Text, ForeignKey("mentions.id", ondelete="CASCADE"), nullable=False),
    Index(None, "mention"),
)

events = Table(
    "events",
    metadata,
    Column("id", Text, primary_key=True),
    _text("event_type"),
    _text("mode", nullable=True),
    _text("status"),
    _text("date_start", nullable=True),
    _text("date_end", nullable=True),
    _number("corroboration"),
    Column("intensity", Float, nullable=False),
    Column("confidence", Float, nullable=False),
    _json("contexts"),
    _json("location", nullable=True),
    _json("disagreements"),
    Index(None, "event_type"),
    Index(None, "date_start"),
)

event_mentions = Table(
    "event_mentions",
    metadata,
    _key("event", "events.id"),
    Column("position", Integer, primary_key=True),
    Column("mention", Text, ForeignKey("mentions.id", ondelete="CASCADE"), nullable=False),
    Index(None, "mention"),
)

event_parties = Table(
    "event_parties",
    metadata,
    _key("event", "events.id"),
    Column("role", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("entity", Text, ForeignKey("entities.id"), nullable=False),
    CheckConstraint("role IN ('actor', 'recipient')", name="role"),
    Index(None, "entity"),
)

rejected = Table(
    "rejected",
    metadata,
    Column("id", Text, primary_key=True),
    Column("run", Text, ForeignKey("runs.id"), nullable=False),
    Column("document", Text, ForeignKey("documents.id", ondelete="CASCADE"), nullable=True),
    _text("item"),
    _text("stage"),
    _text("reason"),
    _text("found_in"),
    Index(None, "document"),
)

# What full-text search finds: each document as a whole, and its sentences. Made of the rest; the index itself is passage_words.
passages = Table(
    "passages",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document", Text, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    _text("kind"),
    _number("passage_start"),
    _number("passage_end"),
    CheckConstraint("kind IN ('document', 'sentence')", name="kind"),
    UniqueConstraint("document", "kind", "passage_start", "passage_end"),
    sqlite_autoincrement=True,
)

# The review's log: what analysts said, in the order in which it came in. It only grows.
corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True),
    _text("id"),
    _text("kind"),
    _text("author"),
    _text("time"),
    _text("reason"),
    _json("evidence"),
    _json("names"),
    _text("new_values"),
    _text("withdraws", nullable=True),
    UniqueConstraint("id"),
)

# Corrections that the events account for; `unmatched` says why one finds no place in the record.
outcomes = Table("outcomes", metadata, _key("correction", "corrections.id"), _text("unmatched", nullable=True))

# What the review says of mentions: accepted as coded, or revised or added by an analyst. Those not listed stand as they were coded.
reviewed = Table(
    "reviewed",
    metadata,
    _key("mention", "mentions.id"),
    _text("state"),
    CheckConstraint("state IN ('accepted', 'revised', 'added')", name="state"),
)

# Mentions as the machine coded them, where the review rejected them or put revised ones in their place.
overruled = Table(
    "overruled",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document", Text, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("run", Text, ForeignKey("runs.id"), nullable=False),
    _json("coded"),
    Index(None, "document"),
)


def _passages(name: str, part: str, *columns: Column[Any]) -> Table:  # sentences, and the `part` of each that tells something
    check = (
        f"{part}_start >= sentence_start AND {part}_end <= sentence_end "
        f"AND substr(sentence, {part}_start - sentence_start + 1, {part}_end - {part}_start) = {part}"
    )
    return Table(
        name,
        metadata,
        Column("id", Text, primary_key=True),
        Column("document", Text, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
        Column("run", Text, ForeignKey("runs.id"), nullable=False),
        *(_number(column) for column in ("sentence_start", "sentence_end", f"{part}_start", f"{part}_end")),
        *(_text(column) for column in ("sentence", part, "kind")),
        *columns,
        _json("detail"),
        CheckConstraint(check, name=f"{part}_stands_in_sentence"),
        Index(None, "document"),
    )


# Who says what, and hedges that are nobody's word; `speaker` holds the names of the speakers, divided by "; ".
statements = _passages("statements", "content", Column("speaker", Text, index=True), _text("firmness"), _text("manner"))
# How two parties stand to each other as a state of things that no event tells.
_SIDES = (Column("party", Text, nullable=False, index=True), Column("other", Text, nullable=False, index=True))
relations = _passages("relations", "phrase", _text("status"), *_SIDES, _text("party_country"), _text("other_country"))
