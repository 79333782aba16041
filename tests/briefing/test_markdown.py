"""The brief as Markdown: the same findings, valid tables, sentences as block quotes with their source."""

from __future__ import annotations

import re

import pytest
from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from detente.briefing import BriefOptions, brief
from detente.codebook import Codebook
from detente.records import Snapshot


@pytest.fixture(scope="module")
def text(crisis: Snapshot, codebook: Codebook) -> str:
    return brief(crisis, codebook, BriefOptions(format="md", title="The Gulf crisis of 2017"))


@pytest.fixture(scope="module")
def tokens(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table"]).parse(text)


def test_it_has_the_sections_of_the_page(tokens: list[Token], page: html.HtmlElement) -> None:
    headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.tag == "h2" and token.nesting == 1]
    assert headings == [" ".join(h.text_content().split()).split(" ", 1)[1] for h in page.xpath("//h2")]


def test_it_quotes_the_sentences_that_the_page_quotes(tokens: list[Token], page: html.HtmlElement) -> None:
    def plain(words: str) -> str:
        return " ".join(re.sub(r"[\\*]", "", words).split())

    quoted = {plain(tokens[at + 2].content) for at, token in enumerate(tokens) if token.type == "blockquote_open"}
    shown = {" ".join(quote.text_content().split()) for quote in page.xpath("//li//blockquote/p[not(@class)]")}
    assert len(shown) > 15
    assert shown <= quoted


def test_every_link_leads_to_a_source_heading(text: str) -> None:
    linked = set(re.findall(r"\(#source-(\d+)\)", text))
    assert linked
    assert linked <= set(re.findall(r"^### Source (\d+)$", text, re.M))


def test_tables_have_rows_of_one_width(tokens: list[Token]) -> None:
    widths: list[list[int]] = []
    for token in tokens:
        if token.type == "table_open":
            widths.append([])
        elif token.type == "tr_open":
            widths[-1].append(0)
        elif token.type in ("th_open", "td_open"):
            widths[-1][-1] += 1
    assert len(widths) >= 5
    assert all(len(set(table)) == 1 and len(table) > 1 for table in widths)


def test_no_line_has_bare_codes_alone(text: str) -> None:
    for line in re.findall(r"^- \*\*.*`[A-Z]+(?:/[a-z-]+)?`$", text, re.M):
        assert re.search(r": [a-z]", line)
