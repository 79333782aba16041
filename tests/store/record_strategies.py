"""Random valid records: documents, mentions whose spans stand in them, entities and events that rest on them."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from detente.records import (
    MANNERS,
    RELATION_STATUSES,
    STATUSES,
    Attribution,
    Document,
    Entity,
    Event,
    Mention,
    Participant,
    Published,
    Rejected,
    Relation,
    Segment,
    Span,
    Statement,
    When,
    Where,
)

# Any character that can be stored as UTF-8 text: no NUL, no half surrogates.
words = st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), max_size=12)
texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), min_size=1, max_size=120)
codes = st.sampled_from(("", "NER", "FRA", "UNO", "IGO"))
sectors = st.lists(st.sampled_from(("GOV", "MIL", "ELI", "REB")), max_size=3).map(tuple)
days = st.dates().map(lambda day: day.isoformat())
fractions = st.floats(0, 1)
degrees = st.none() | st.floats(-180, 180)


@st.composite
def spans(draw: st.DrawFn, document: Document, low: int = 0, high: int | None = None) -> Span:
    high = len(document.text) if high is None else high
    start = draw(st.integers(low, high - 1))
    return document.span(start, draw(st.integers(start + 1, high)))


@st.composite
def documents(draw: st.DrawFn, key: str) -> Document:
    text = draw(texts)
    published = Published(
        draw(st.none() | days), draw(st.sampled_from(("metadata", "url", "unknown"))), draw(st.booleans()), draw(st.none() | words)
    )
    number = st.integers(0, 10**9)
    return Document(
        id=key,
        text=text,
        input=draw(words),
        part=draw(st.integers(0, 99)),
        title=draw(st.none() | words),
        url=draw(st.none() | words),
        outlet=draw(st.none() | words),
        published=published,
        language=draw(st.none() | st.sampled_from(("en", "fr"))),
        segments=tuple(draw(st.lists(st.builds(Segment, number, number, number, number), max_size=3))),
        faq=tuple(draw(st.lists(st.tuples(number, number), max_size=2))),
    )


def places(document: Document) -> st.SearchStrategy[Where]:
    identity = st.none() | st.integers(0, 2**31 - 1)
    return st.builds(Where, span=spans(document), name=words, country=codes, latitude=degrees, longitude=degrees, geonameid=identity)


def parties(document: Document) -> st.SearchStrategy[Participant]:
    return st.builds(Participant, span=spans(document), name=words, country=codes, sector=codes, sectors=sectors)


def sources(document: Document) -> st.SearchStrategy[Attribution]:
    return st.builds(Attribution, span=spans(document), name=words, firmness=words, quoted=st.booleans())


@st.composite
def statements(draw: st.DrawFn, document: Document) -> Statement:
    sentence = draw(spans(document))
    people = st.lists(parties(document), max_size=3).map(tuple)
    return Statement(
        sentence=sentence,
        content=draw(spans(document, sentence.start, sentence.end)),
        kind=draw(words),
        speakers=draw(people),
        word=draw(st.none() | spans(document)),
        firmness=draw(words),
        manner=draw(st.sampled_from(MANNERS)),
        through=draw(people),
    )


@st.composite
def relations(draw: st.DrawFn, document: Document) -> Relation:
    sentence = draw(spans(document))
    when = st.none() | st.builds(When, start=days, end=days, span=st.none() | spans(document))
    return Relation(
        sentence=sentence,
        phrase=draw(spans(document, sentence.start, sentence.end)),
        kind=draw(words),
        party=draw(parties(document)),
        other=draw(parties(document)),
        status=draw(st.sampled_from(RELATION_STATUSES)),
        since=draw(when),
        until=draw(when),
        attribution=draw(st.none() | sources(document)),
    )


@st.composite
def mentions(draw: st.DrawFn, document: Document) -> Mention:
    sentence = draw(spans(document))
    evidence = st.none() | spans(document)
    people = st.lists(parties(document), max_size=3).map(tuple)
    source = sources(document)
    return Mention(
        sentence=sentence,
        trigger=draw(spans(document, sentence.start, sentence.end)),
        event_type=draw(st.sampled_from(("CONSULT", "REJECT", "SANCTION"))),
        mode=draw(st.none() | st.sampled_from(("meet", "visit"))),
        contexts=tuple(draw(st.lists(words, max_size=2))),
        status=draw(st.sampled_from(STATUSES)),
        actors=draw(people),
        recipients=draw(people),
        date=draw(st.none() | st.builds(When, start=days, end=days, span=evidence)),
        location=draw(st.none() | places(document)),
        attribution=draw(st.none() | source),
        reason=draw(evidence),
        hedge=draw(evidence),
        intensity=draw(st.floats(-10, 10)),
        confidence=draw(fractions),
    )


@dataclass(frozen=True)
class Content:
    """All that a record may hold, by document."""

    documents: tuple[Document, ...]
    mentions: tuple[Mention, ...]
    rejected: tuple[Rejected, ...]
    groups: dict[str, str]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    relations: tuple[Relation, ...]


@st.composite
def events(draw: st.DrawFn, key: str, content: tuple[Document, tuple[str, ...], tuple[str, ...]]) -> Event:
    document, mention_ids, entity_ids = content
    some = st.lists(st.sampled_from(entity_ids), max_size=2, unique=True).map(tuple) if entity_ids else st.just(())
    return Event(
        id=key,
        event_type=draw(words),
        mode=draw(st.none() | words),
        contexts=tuple(draw(st.lists(words, max_size=2))),
        status=draw(st.sampled_from(STATUSES)),
        actors=draw(some),
        recipients=draw(some),
        start=draw(st.none() | days),
        end=draw(st.none() | days),
        location=draw(st.none() | places(document)),
        mentions=tuple(draw(st.lists(st.sampled_from(mention_ids), min_size=1, unique=True))),
        corroboration=draw(st.integers(1, 9)),
        intensity=draw(st.floats(-10, 10)),
        confidence=draw(fractions),
        disagreements=tuple(draw(st.lists(st.tuples(words, st.lists(words, max_size=2).map(tuple)), max_size=2))),
    )


@st.composite
def contents(draw: st.DrawFn) -> Content:
    docs = tuple(draw(documents(f"d{number}")) for number in range(draw(st.integers(1, 3))))
    found = [mention for document in docs for mention in draw(st.lists(mentions(document), max_size=3, unique_by=lambda m: m.id))]
    ids = tuple(mention.id for mention in found)
    rejected = draw(st.lists(st.builds(Rejected, words, st.sampled_from(("parse", "code")), words, words), max_size=3))
    entities = ()
    if ids:
        linked = st.lists(st.sampled_from(ids), unique=True).map(tuple)
        names = st.lists(words, max_size=2).map(tuple)
        count = draw(st.integers(0, 3))
        entities = tuple(
            Entity(
                id=f"e{n}",
                name=draw(words),
                country=draw(codes),
                sectors=draw(sectors),
                names=draw(names),
                mentions=draw(linked),
                wikidata=draw(st.sampled_from(("", "Q1032"))),
            )
            for n in range(count)
        )
    keys = tuple(entity.id for entity in entities)
    happened = tuple(draw(events(f"v{n}", (docs[0], ids, keys))) for n in range(draw(st.integers(0, 3)))) if ids else ()
    groups = {document.id: docs[0].id for document in docs}
    said = tuple(each for document in docs for each in draw(st.lists(statements(document), max_size=3, unique_by=lambda s: s.id)))
    bonds = tuple(each for document in docs for each in draw(st.lists(relations(document), max_size=3, unique_by=lambda r: r.id)))
    return Content(docs, tuple(found), tuple(rejected), groups, entities, happened, said, bonds)
