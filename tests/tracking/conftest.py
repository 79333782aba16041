"""Small records written by hand: reports of our own, each with the events that its sentences tell."""

from collections.abc import Callable

import pytest

from detente.codebook import Codebook
from detente.coding.learned import LearnedCoder
from detente.consolidating import consolidate
from detente.parsing import Parser
from detente.records import Document, Mention, Participant, Published, Snapshot, Span, When, Where, stable_id
from detente.tracking.view import View, view

Told = tuple[str, str, str, str, dict[str, str]]


def _sentence(document: Document, trigger: str) -> Span:
    """The sentence that holds the first "trigger"; sentences end with ". " or a line's end."""
    at = document.text.index(trigger)
    start = max(document.text.rfind(". ", 0, at) + 2 if ". " in document.text[:at] else 0, document.text.rfind("\n", 0, at) + 1)
    stops = [stop for stop in (document.text.find(". ", at), document.text.find(".\n", at)) if stop >= 0]
    return document.span(start, min(stops) + 1 if stops else len(document.text))


def _parties(document: Document, sentence: Span, names: str) -> tuple[Participant, ...]:
    found = []
    for name in filter(None, names.split(";")):
        text, country, *sectors = name.split(":")
        start = document.text.index(text, sentence.start)
        found.append(
            Participant(span=document.span(start, start + len(text)), name=text, country=country, sector=sectors[0], sectors=tuple(sectors))
        )
    return tuple(found)


def _place(document: Document, name: str) -> Where:
    at = document.text.index(name)
    return Where(span=document.span(at, at + len(name)), name=name)


def _mention(document: Document, told: Told) -> Mention:
    trigger, code, actors, recipients, more = told
    sentence = _sentence(document, trigger)
    at = document.text.index(trigger, sentence.start)
    event_type, _, mode = code.partition("/")
    reason = more.get("reason")
    return Mention(
        sentence=sentence,
        trigger=document.span(at, at + len(trigger)),
        event_type=event_type,
        mode=mode or None,
        status=more.get("status", "actual"),
        actors=_parties(document, sentence, actors),
        recipients=_parties(document, sentence, recipients),
        date=When(start=more["day"], end=more.get("end", more["day"])) if "day" in more else None,
        location=_place(document, more["place"]) if "place" in more else None,
        reason=document.span(document.text.index(reason), document.text.index(reason) + len(reason)) if reason else None,
        confidence=0.8,
    )


@pytest.fixture(scope="session")
def record() -> Callable[..., Snapshot]:
    """A function: a report is (ISO day of publication or None, text, events), an event (trigger, TYPE/mode, actors, recipients, more).

    Parties are written "text:country:sector[:sector]" and divided by ";".
    """

    def build(*reports: tuple[str | None, str, list[Told]]) -> Snapshot:
        documents, mentions = [], []
        for number, (published, text, events) in enumerate(reports):
            key = stable_id("document", number, text)
            document = Document(id=key, text=text, input=f"{number}.txt", title=f"Report {number}", published=Published(published, "given"))
            documents.append(document)
            mentions.extend(_mention(document, told) for told in events)
        groups = {document.id: document.id for document in documents}
        found = consolidate(mentions, documents, groups)
        return Snapshot(documents=tuple(documents), groups=groups, mentions=tuple(mentions), entities=found.entities, events=found.events)

    return build


@pytest.fixture(scope="session")
def seen(parser: Parser, codebook: Codebook) -> Callable[..., View]:
    """A view of short texts, coded and joined as a build does it, as of a day: `seen(("2024-05-15", "..."), ..., day="2024-05-20")`.

    Each text comes with its day of publication (None: unknown) and is a source of its own: documents d0, d1, ...
    """

    coder = LearnedCoder(codebook)

    def view_of(*texts: tuple[str | None, str], day: str | None = None) -> View:
        documents = tuple(
            Document(
                id=f"d{at}", text=text, input="test.txt", part=at, published=Published(published, "given") if published else Published()
            )
            for at, (published, text) in enumerate(texts)
        )
        codings = [coder.code(parsed) for parsed in parser.parse(documents, coder.wanted)]
        mentions = tuple(mention for coding in codings for mention in coding.mentions)
        rejected = tuple(row for coding in codings for row in coding.rejected)
        groups = {document.id: document.id for document in documents}
        found = consolidate(mentions, documents, groups)
        told = {"entities": found.entities, "events": found.events, "rejected": rejected}
        snapshot = Snapshot(documents=documents, groups=groups, mentions=mentions, **told)
        return view(snapshot, codebook, day)

    return view_of
