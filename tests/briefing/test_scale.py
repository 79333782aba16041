"""From nothing to thousands of events the page stays a page."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from lxml import html

from detente.briefing import BriefOptions, brief
from detente.codebook import Codebook
from detente.records import Document, Event, Mention, Published, Snapshot, stable_id


def many(crisis: Snapshot, copies: int) -> Snapshot:
    """The crisis told over and over in other documents, on other days."""
    documents: list[Document] = []
    mentions: list[Mention] = []
    events: list[Event] = []
    for number in range(copies):
        ids = {document.id: stable_id(document.id, number) for document in crisis.documents}
        month = f"20{10 + number // 12 % 12:02d}-{number % 12 + 1:02d}"
        documents += [replace(d, id=ids[d.id], published=Published(f"{month}-10", "given")) for d in crisis.documents]
        kept: dict[str, str] = {}
        for mention in crisis.mentions:
            sentence, trigger = (replace(span, document=ids[span.document]) for span in (mention.sentence, mention.trigger))
            moved = replace(mention, sentence=sentence, trigger=trigger)
            kept[mention.id] = moved.id
            mentions.append(moved)
        for event in crisis.events:
            start = f"{month}-{event.start[8:]}" if event.start else None
            moved_event = replace(
                event, id=stable_id(event.id, number), mentions=tuple(kept[m] for m in event.mentions), start=start, end=start
            )
            events.append(moved_event)
    return replace(crisis, documents=tuple(documents), groups={}, mentions=tuple(mentions), events=tuple(events))


@pytest.mark.parametrize("format", ["html", "md"])
def test_an_empty_record_gives_a_page_that_says_so(codebook: Codebook, format: str) -> None:
    page = brief(Snapshot(), codebook, BriefOptions(format=format))  # type: ignore[arg-type]
    assert "The record holds no documents yet" in page
    assert "Nothing was turned away." in page


def test_one_document_without_events_gives_a_page(codebook: Codebook) -> None:
    document = Document(id="a", text="A quiet day.", input="a.txt")
    page = html.document_fromstring(brief(Snapshot(documents=(document,)), codebook))
    assert "No event was found" in page.get_element_by_id("glance").text_content()
    assert page.get_element_by_id("source-1") is not None
    assert not page.xpath("//figure")


def test_five_thousand_events_stay_under_six_megabytes_and_twenty_seconds(crisis: Snapshot, codebook: Codebook) -> None:
    snapshot = many(crisis, 250)
    assert len(snapshot.events) >= 5000
    begun = time.perf_counter()
    text = brief(snapshot, codebook)
    took = time.perf_counter() - begun
    assert took < 20
    assert len(text.encode()) < 6_000_000
    page = html.document_fromstring(text)
    assert len(page.xpath("//li[contains(@class, 'line ')]")) < 1500
    targets = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    assert targets <= set(page.xpath("//@id"))
    assert "the export of the record holds them all" in text


def test_text_limits_are_kept_over_many_documents(crisis: Snapshot, codebook: Codebook) -> None:
    longer = replace(crisis, documents=tuple(replace(d, text=d.text + " And so on." * 300) for d in crisis.documents))
    page = html.document_fromstring(brief(many(longer, 20), codebook, BriefOptions(text_characters=50_000)))
    shown = sum(len(element.text_content()) for element in page.xpath("//div[@class='prose']"))
    assert shown < sum(len(document.text) for document in longer.documents) * 20 / 2
    assert page.xpath("//a[starts-with(@href, '#d')]")
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(page.xpath("//@id"))


def test_a_sentence_without_end_is_shown_around_its_trigger(crisis: Snapshot, codebook: Codebook) -> None:
    first, *others = crisis.documents
    text = first.text + "\n" + "a word and " * 3000 + "threatened" + " and a word" * 3000
    endless = replace(first, text=text)
    start = len(first.text) + 1
    mention = replace(
        crisis.mentions[0],
        sentence=endless.span(start, len(text)),
        trigger=endless.span(text.index("threatened"), text.index("threatened") + 10),
        actors=(),
        recipients=(),
    )
    event = replace(crisis.events[0], id="endless", mentions=(mention.id,), start=None, end=None)
    snapshot = replace(crisis, documents=(endless, *others), mentions=(*crisis.mentions, mention), events=(*crisis.events, event))
    page = html.document_fromstring(brief(snapshot, codebook))
    quotes = [quote.text_content() for quote in page.xpath("//blockquote") if "threatened and a word" in quote.text_content()]
    assert quotes
    assert all(len(quote) < 2000 and quote.count("…") == 2 for quote in quotes)
