"""The page as a file: self-contained, well formed, every link leads somewhere, every line stands on its sentences."""

from __future__ import annotations

import base64
import hashlib
import random
import re
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
from lxml import html

from detente.briefing import BriefOptions, brief
from detente.briefing.dossier import dossier
from detente.briefing.sections import build_page, passages
from detente.codebook import Codebook
from detente.errors import ConfigError
from detente.records import Snapshot


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_no_id_stands_twice_and_every_inner_link_has_its_target(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    assert len(targets) > 20
    assert targets <= set(ids)
    assert {name for value in page.xpath("//@aria-labelledby") for name in value.split()} <= set(ids)


def test_nothing_is_loaded_from_outside(page: html.HtmlElement, page_text: str) -> None:
    assert not page.xpath("//script | //iframe | //object | //embed | //form | //img | //base")
    assert page.xpath("//link/@href") == ["data:,"]
    assert not re.search(r"@import|url\((?!#)", page_text)
    outside = {href for href in page.xpath("//a/@href") if not href.startswith("#")}
    assert outside
    assert all(href.startswith("https://example.org/") for href in outside)


def test_the_policy_allows_the_style_sheet_and_nothing_else(page: html.HtmlElement) -> None:
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = page.xpath("//style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert not page.xpath("//*[@style]")


def test_headings_go_down_one_level_at_a_time(page: html.HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_sections_stand_in_order_and_in_the_contents(page: html.HtmlElement) -> None:
    sections = page.xpath("//main/section/@id")
    assert sections == [
        "glance", "talks", "pressure", "demands", "detentions", "differences", "alignments", "offices",
        "timeline", "dyads", "intensity", "places", "attributed", "sources", "rejected", "method",
    ]  # fmt: skip
    assert page.xpath("//nav//a/@href") == [f"#{key}" for key in sections]


def test_landmarks_and_language_are_there(page: html.HtmlElement) -> None:
    assert page.get("lang") == "en"
    assert [len(page.xpath(f"//{name}")) for name in ("main", "nav", "footer")] == [1, 1, 1]
    assert page.xpath("//a[@class='skip']/@href") == ["#main"]


def test_every_line_has_a_sentence_that_stands_highlighted_in_its_source(page: html.HtmlElement) -> None:
    lines = page.xpath("//li[contains(@class, 'line ') or contains(@class, 'card ')]")
    assert len(lines) >= 50
    marks = {mark.get("id"): text_of(mark) for mark in page.xpath("//mark")}
    for line in lines:
        quotes = line.xpath(".//blockquote")
        assert quotes, text_of(line)
        for quote in quotes:
            (link,) = quote.xpath(".//a/@href")
            assert text_of(quote.xpath("./p[not(@class)]")[0]) in marks[link[1:]]
            assert quote.xpath(".//b[@class='trigger']")


def test_source_texts_are_kept_whole(page: html.HtmlElement, crisis: Snapshot) -> None:
    shown = [element.text_content() for element in page.xpath("//div[@class='prose']")]
    assert sorted(shown) == sorted(document.text for document in crisis.documents)


def test_charts_have_words_and_two_cuts(page: html.HtmlElement) -> None:
    figures = page.xpath("//figure")
    assert len(figures) == 4
    for figure in figures:
        assert len(figure.xpath(".//svg[@viewbox or @viewBox]")) == 2
        assert all(svg.get("aria-hidden") == "true" and not svg.get("width") for svg in figure.xpath(".//svg"))
        names = figure.get("aria-labelledby").split()
        assert all(text_of(page.get_element_by_id(name)) for name in names)


def test_charts_take_every_colour_from_the_page(page_text: str) -> None:
    pictures = re.findall(r"<svg [^>]*viewBox=\"0 0 (?!100 8).*?</svg>", page_text, re.S)
    assert len(pictures) == 8
    assert not [found for picture in pictures for found in re.findall(r"(?:fill|stroke)=\"(?!none|transparent)[^\"]*\"", picture)]


def test_cooperation_and_conflict_differ_without_colour(page: html.HtmlElement) -> None:
    network = page.xpath("//figure[contains(@aria-labelledby, 'network')]//svg")[0]
    dashed = {line.get("class") for line in network.iter("{*}path", "path") if line.get("stroke-dasharray")}
    solid = {
        line.get("class")
        for line in network.iter("{*}path", "path")
        if line.get("class", "").startswith("s-") and not line.get("stroke-dasharray")
    }
    assert dashed == {"s-conflict"}
    assert solid == {"s-cooperation"}


def test_only_web_addresses_become_links(page: html.HtmlElement, page_text: str) -> None:
    assert "javascript:alert(1)" in page_text
    assert not [href for href in page.xpath("//@href") if "javascript" in href.lower()]


@pytest.mark.parametrize("format", ["html", "md"])
def test_the_same_record_gives_the_same_page_in_any_order(crisis: Snapshot, codebook: Codebook, format: str) -> None:
    lots = random.Random(7)

    def shuffled(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(lots.sample(items, len(items)))

    other = replace(
        crisis,
        documents=shuffled(crisis.documents),
        mentions=shuffled(crisis.mentions),
        entities=shuffled(crisis.entities),
        events=shuffled(crisis.events),
        groups=dict(shuffled(tuple(crisis.groups.items()))),
    )
    options = BriefOptions(format=format)  # type: ignore[arg-type]
    assert brief(other, codebook, options) == brief(crisis, codebook, options)


def test_caps_are_told(crisis: Snapshot, codebook: Codebook) -> None:
    text = brief(crisis, codebook, BriefOptions(timeline=3, lines=1, passages=1, rows=2, findings=1))
    assert "and 8 more; the export of the record holds them all" in text
    assert "more sentences in the sources" in text


def test_a_long_document_keeps_its_passages_and_says_what_is_cut(crisis: Snapshot, codebook: Codebook) -> None:
    first = crisis.documents[0]
    longer = replace(first, text=first.text + "\n\n" + "Nothing of note. " * 5000)
    snapshot = replace(crisis, documents=(longer, *crisis.documents[1:]))
    page = html.document_fromstring(brief(snapshot, codebook))
    gaps = page.xpath("//span[@class='gap']")
    assert len(gaps) == 1
    assert "characters not shown" in gaps[0].text
    assert "1 text is cut here" in text_of(page.get_element_by_id("sources"))
    ids = set(page.xpath("//@id"))
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= ids


def test_every_cited_anchor_is_that_of_a_marked_range(crisis: Snapshot, codebook: Codebook) -> None:
    record = dossier(crisis, codebook, BriefOptions())
    cited = {passage.anchor for section in build_page(record).sections for block in section.blocks for passage in passages(block)}
    assert cited <= set(record.places.anchors.values())
    for document, ranges in record.places.marks.items():
        assert all(before[1] <= after[0] for before, after in pairwise(ranges)), document


@pytest.mark.parametrize(
    ("options", "message"),
    [({"format": "pdf"}, "html, md"), ({"day": "8 August"}, "2023-08-08"), ({"known": "2023-8-8"}, "known"), ({"lines": 0}, "1 or more")],
)
def test_bad_options_are_refused_with_the_remedy(options: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        BriefOptions(**options)  # type: ignore[arg-type]


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_text_colour_has_contrast_aa_in_light_dark_and_print() -> None:
    style = files("detente.briefing").joinpath("style.css").read_text()
    schemes = [dict(re.findall(r"--([a-z]+): (#[0-9a-f]+);", scheme)) for scheme in re.findall(r":root \{(.*?)\}", style, re.S)]
    assert len(schemes) == 3
    for scheme in schemes:
        grounds = [scheme[name] for name in ("paper", "raised", "mark", "aim")]
        pairs = [("ink", ground) for ground in grounds] + [
            (n, scheme[g]) for n in ("muted", "link", "cooperation", "conflict") for g in ("paper", "raised")
        ]
        for name, ground in pairs:
            light, dark = sorted((luminance(scheme[name]), luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, ground)
