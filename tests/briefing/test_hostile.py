"""Hostile text stays text: whatever an article holds, the page keeps its own elements and no others."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from detente.briefing import BriefOptions, brief
from detente.codebook import Codebook
from detente.consolidating import consolidate
from detente.records import Attribution, Document, Entity, Mention, Participant, Published, Rejected, Run, Snapshot, Where, stable_id

ATTACKS = (
    "<script>alert(1)</script>", "</style><script>x</script>", "<img src=x onerror=alert(1)>",
    "\" onmouseover=\"x", "' autofocus onfocus='x",
    "</title><base href=//e.org>", "<!--", "-->", "]]>", "{{ 7*7 }}", "{% include 'x' %}", "&lt;script&gt;", "javascript:alert(1)",
    "\u202eevil\u2066", "\x00\x01\x1b[31m", "\ud800", "W" * 4000, "<svg onload=x>", "</bdi></p></main>", "| a | b |\n|---|---|", "![x](http://e.org/p)",
)  # fmt: skip
ANY_TEXT = st.one_of(
    st.sampled_from(ATTACKS), st.text(min_size=1, max_size=40), st.lists(st.sampled_from(ATTACKS), min_size=1, max_size=3).map(" ".join)
)


def record_of(text: str) -> Snapshot:
    """A record of one event that has `text` in every field that comes from outside."""
    body = f"{text} met {text}."
    document = Document(
        id="d", text=body, input=text, title=text, url=f"https://example.org/{text}", outlet=text, language="en",
        published=Published("2020-01-02", "metadata", doubtful=True, reason=text),
    )  # fmt: skip
    name = document.span(0, len(text))
    party = Participant(span=name, name=text, country="QAT", sector="GOV")
    other = Participant(span=document.span(len(text) + 5, len(body) - 1), name=f"{text} 2", country="EGY", sector="GOV")
    mention = Mention(
        sentence=document.span(0, len(body)), trigger=document.span(len(text) + 1, len(text) + 4), event_type="CONSULT", mode="visit",
        actors=(party,), recipients=(other,), location=Where(span=name, name=text, country="QAT", latitude=25.0, longitude=51.0),
        attribution=Attribution(span=name, name=text, firmness="alleged"), reason=name, hedge=name, intensity=4.0, confidence=0.5,
    )  # fmt: skip
    found = consolidate((mention,), (document,), {})
    run = Run(id="r", version=text, codebook=text, coder=text, options=text, started="2020-01-03T00:00:00+00:00")
    rejected = (Rejected(text, "read", text, text), Rejected(text, text, text))
    return Snapshot(
        documents=(document,), groups={}, mentions=(mention,), entities=found.entities, events=found.events, rejected=rejected, runs=(run,),
    )  # fmt: skip


def elements(page: str) -> set[tuple[str, tuple[str, ...]]]:
    tree = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    return {(str(element.tag), tuple(sorted(element.keys()))) for element in tree.iter()}


@pytest.fixture(scope="module")
def harmless(codebook: Codebook) -> set[tuple[str, tuple[str, ...]]]:
    return elements(brief(record_of("Example"), codebook, BriefOptions(title="Example")))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY_TEXT)
def test_no_text_adds_an_element_or_an_attribute(text: str, codebook: Codebook, harmless: set[tuple[str, tuple[str, ...]]]) -> None:
    page = brief(record_of(text), codebook, BriefOptions(title=text))
    page.encode("utf-8")
    extra = elements(page) - harmless
    assert not extra
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069]", page)


@pytest.mark.parametrize("text", ATTACKS)
def test_an_attack_shows_as_the_text_it_is(text: str, codebook: Codebook) -> None:
    tree = html.document_fromstring(brief(record_of(text), codebook).encode(), parser=html.HTMLParser(encoding="utf-8"))
    (prose,) = tree.xpath("//div[@class='prose']")
    visible = re.sub("[\x00-\x08\x1b\ud800]", "\ufffd", text).replace("\u202e", "[U+202E]").replace("\u2066", "[U+2066]")
    assert prose.text_content() == f"{visible} met {visible}."


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY_TEXT)
def test_markdown_never_holds_html_or_a_link_of_the_text(text: str, codebook: Codebook) -> None:
    page = brief(record_of(text), codebook, BriefOptions(format="md", title=text))
    tokens = MarkdownIt("commonmark").enable(["table"]).parse(page)
    inner = [child for token in tokens for child in token.children or ()]
    assert not [token for token in (*tokens, *inner) if token.type in ("html_block", "html_inline", "image")]
    links = {str(child.attrs["href"]) for child in inner if child.type == "link_open"}
    assert all(link.startswith(("#source-", "https://example.org/")) for link in links)
    headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"]
    assert len(headings) == 16


def test_party_ids_that_the_record_lost_still_give_a_page(codebook: Codebook) -> None:
    snapshot = replace(record_of("Example"), entities=(Entity(id=stable_id("x"), name="x"),))
    assert "Who did what to whom" in brief(snapshot, codebook)
