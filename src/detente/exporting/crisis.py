"""The tables of the views: tracks, measures, demands, detentions, alignments, offices, contradictions, passages; told.py has the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any

from detente.exporting.schema import Column, Getter, Material, Part, Table, days, flag, integer, parties, place, rows_of, several, text
from detente.exporting.told import CAUSES, RELATIONS, STATEMENTS
from detente.records import Condition, Side, Span, Stated, Where

_EVENTS = several("events", "Ids of the events that it is read from.")
_EVENT = text("event", "Id of the event.", lambda part, _: part.item.event or None)


def _values(name: str) -> Getter:
    return lambda item, _: [each.value for each in getattr(item, name)]


def _parts(view: str, name: str) -> Callable[[Material], Iterator[Part]]:
    """What the rows of a view have in the field `name`, one after the other."""
    return lambda among: (
        Part(row.id, position, item) for row in getattr(among.tracking, view) for position, item in enumerate(getattr(row, name))
    )


def _part_columns(owner: str, *columns: Column) -> tuple[Column, ...]:
    return text(owner, f"Id of the {owner}.", "owner"), integer("position", "Which one of it, from 0."), *columns


def _stages(owner: str) -> Table:
    view = f"{owner}s"
    return Table(
        f"{owner}_stages",
        "A step in the life of one row of the view, in the order of days; steps after the day asked for are there too.",
        _part_columns(owner, text("name", "What the step is.", "item.name"), *days("date", "When it happened", "item.when"), _EVENT),
        _parts(view, "stages"),
        key=(owner, "position"),
        references=((owner, view), ("event", "events")),
    )


def _conditions(owner: str, name: str) -> Table:
    word = text("word", "How the text joins them: if, unless, until, once, ...", "item.word")
    what, then = (text(part, told, f"item.{part}.value") for part, told in (("trigger", "If this ..."), ("effect", "... then that.")))
    return Table(
        name,
        f"What hangs on what, as stated of a {owner}.",
        _part_columns(owner, word, what, then, _EVENT),
        _parts(f"{owner}s", "conditions"),
        key=(owner, "position"),
        references=((owner, f"{owner}s"), ("event", "events")),
    )


def _passages(among: Material) -> Iterator[Part]:
    """Each passage with the view, the row, and the field whose value it gives."""
    for view in (*_VIEWS, "contradictions"):
        for row in getattr(among.tracking, view):
            told = ((field.name, *one) for field in fields(row) for one in _told(getattr(row, field.name)))
            for position, passage in enumerate(told):
                yield Part(row.id, position, passage, view)


def _told(value: Any) -> Iterator[tuple[str, Span]]:
    """The passages within a value, each with the value in words."""
    match value:
        case Stated() | Side():
            yield from ((value.value, span) for span in value.evidence)
        case Where():
            yield value.name, value.span
        case Condition():
            yield from _told((value.trigger, value.effect))
        case Span():
            yield value.text, value
        case tuple():
            for each in value:
                yield from _told(each)


TRACKS = Table(
    "tracks",
    "One mediation or negotiation effort.",
    (
        text("id", "Id of the track."),
        text("stage", "The last stage by the day asked for."),
        text("level", "head, minister, envoy, official or organisation; empty where not told."),
        *parties("mediators", "mediator", "Who mediates"),
        *parties("senders", "sender", "Who sent the mediators"),
        *parties("parties", "party", "Between whom"),
        several("channels", "secret, public, phone, visit, shuttle, joint mission or letter.", _values("channels")),
        several("issues", "What it is about.", _values("issues")),
        text("outcome", "How it ended.", "outcome.value"),
        several("obstacles", "What stood in the way, as stated.", _values("obstacles")),
        _EVENTS,
    ),
    rows_of("tracks"),
    key=("id",),
)
MEASURES = Table(
    "measures",
    "One instrument of pressure.",
    (
        text("id", "Id of the measure."),
        text("kind", "What kind of measure."),
        text("state", "On the day asked for: threatened, announced, in force, eased, lifted, expired or hypothetical."),
        *parties("imposers", "imposer", "Who imposes it"),
        *parties("targets", "target", "On whom"),
        *days("announced", "When it was announced"),
        *days("since", "In force since"),
        *days("until", "In force until"),
        *days("deadline", "The ultimatum's deadline"),
        flag("passed", "Whether the deadline lies before the day asked for."),
        text("term", "The words that set the deadline.", "term.value"),
        text("demand", "What the ultimatum demands.", "demand.value"),
        text("consequence", "What it threatens.", "consequence.value"),
        several("reasons", "Stated reasons.", _values("reasons")),
        _EVENTS,
    ),
    rows_of("measures"),
    key=("id",),
)
DEMANDS = Table(
    "demands",
    "Who wants what of whom.",
    (
        text("id", "Id of the demand."),
        text("state", "On the day asked for: made, repeated, met, partly met, refused or withdrawn."),
        text("issue", "What it is about."),
        text("content", "What is demanded, as stated.", "content.value"),
        *parties("demanders", "demander", "Who demands it"),
        *parties("addressees", "addressee", "Of whom"),
        _EVENTS,
    ),
    rows_of("demands"),
    key=("id",),
)
DETENTIONS = Table(
    "detentions",
    "Who is held by whom.",
    (
        text("id", "Id of the detention."),
        text("state", "On the day asked for: held, released, moved or unknown."),
        *parties("held", "held", "Who is held"),
        *parties("holders", "holder", "By whom"),
        *place("place"),
        *days("since", "Held since"),
        *days("until", "Held until"),
        several("manner", "house arrest, prison, custody, hostage or detention.", _values("manner")),
        several("companions", "Those held too, in the text's words.", _values("companions")),
        _EVENTS,
    ),
    rows_of("detentions"),
    key=("id",),
)
ACCESS = Table(
    "access",
    "Access to somebody who is held, sought, given or refused.",
    _part_columns(
        "detention",
        *parties("seekers", "seeker", "Who sought it", "item.seeker"),
        text("outcome", "asked, given or refused.", "item.outcome"),
        text("channel", "visit or phone; empty where not told.", "item.channel"),
        *days("date", "When", "item.when"),
        _EVENT,
    ),
    _parts("detentions", "access"),
    key=("detention", "position"),
    references=(("detention", "detentions"), ("event", "events")),
)
ALIGNMENTS = Table(
    "alignments",
    "Where one party stands to another.",
    (
        text("id", "Id of the alignment."),
        text("party", "Id of the entity that takes a stand."),
        text("party_name", "Its name.", lambda item, among: among.names.get(item.party, item.party)),
        text("toward", "Id of the entity toward which."),
        text("toward_name", "Its name.", lambda item, among: among.names.get(item.toward, item.toward)),
        text(
            "stance", "The latest: supports, recognises, joins, leaves, condemns or opposes; allied with and the like by a relation alone."
        ),
        _EVENTS,
        several("relations", "Ids of the standing relations that tell it."),
    ),
    rows_of("alignments"),
    key=("id",),
)
OFFICES = Table(
    "offices",
    "A post that a person holds or claims, as documents style it.",
    (
        text("id", "Id of the office."),
        text("person", "Id of the entity, or its name."),
        text("person_name", "Its name.", lambda item, among: among.names.get(item.person, item.person)),
        text("post", "The post."),
        text("country", "Of which country, ISO 3166-1 alpha-3."),
        text("standing", "holds, former, acting, self-proclaimed, claimed or deposed."),
        text("start", "First day of the documents that say so: ISO day, month or year."),
        text("end", "Last day of the documents that say so: ISO day, month or year."),
        several("documents", "Ids of the documents that say so."),
    ),
    rows_of("offices"),
    key=("id",),
)
CONTRADICTIONS = Table(
    "contradictions",
    "One side of a contradiction: statements that cannot both hold are rows with the same contradiction.",
    (
        text("contradiction", "Id of the contradiction.", "owner.id"),
        integer("position", "Which side, from 0."),
        text("kind", "date, place, actor, number, reason, fact, office, measure, denial or scope.", "owner.kind"),
        text("about", "Id of the event, measure or office.", "owner.about"),
        flag("independent", "Whether the sides come from different sources.", "owner.independent"),
        text("value", "What this side says.", "item.value"),
        integer("sources", "How many independent sources say so.", "item.sources"),
        text("published", "When a document first said so: ISO day, month or year.", "item.published"),
        several("documents", "Ids of the documents that say so.", "item.documents"),
    ),
    lambda among: (Part(row, position, side) for row in among.tracking.contradictions for position, side in enumerate(row.sides)),
    key=("contradiction", "position"),
)
PASSAGES = Table(
    "passages",
    "A passage that gives a value of a view.",
    (
        text("view", "The view's table.", "field"),
        text("row", "Id of its row.", "owner"),
        integer("position", "Which passage of that row, from 0."),
        text("field", "The field that it speaks of.", lambda part, _: part.item[0]),
        text("value", "The value that it gives.", lambda part, _: part.item[1]),
        text("document", "Id of the document.", lambda part, _: part.item[2].document),
        integer("start", "Where the passage starts.", lambda part, _: part.item[2].start),
        integer("end", "Where the passage ends.", lambda part, _: part.item[2].end),
        text("text", "The passage.", lambda part, _: part.item[2].text),
    ),
    _passages,
    key=("view", "row", "position"),
    references=(("document", "documents"),),
)

_VIEWS = ("tracks", "measures", "demands", "detentions", "alignments", "relations", "statements", "offices", "causes")
VIEW_TABLES = (
    *(TRACKS, _stages("track"), _conditions("track", "track_conditions")),
    *(MEASURES, _stages("measure"), _conditions("measure", "conditions"), DEMANDS, _stages("demand")),
    *(DETENTIONS, _stages("detention"), ACCESS, ALIGNMENTS, _stages("alignment"), RELATIONS, STATEMENTS, OFFICES, CAUSES),
    *(CONTRADICTIONS, PASSAGES),
)
