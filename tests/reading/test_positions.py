"""Offsets lead back to the input."""

import html
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import HARBOUR, PIPELINE, article, html_article, page, rss

from detente.reading import input_offset, read
from detente.reading.lines import paragraphs
from detente.reading.markup import place, walk, walk_escaped
from detente.reading.positions import Block, concatenate, cut, slice_block, verbatim
from detente.records import Document, Rejected


def mapped(document: Document) -> list[tuple[str, int]]:
    """Each character of the text that has a place, with the place."""
    pairs = ((character, input_offset(document, index)) for index, character in enumerate(document.text))
    return [(character, offset) for character, offset in pairs if offset is not None]


WORDS = st.sampled_from(
    [
        "Norland",
        "met",
        "the",
        "envoy.",
        "“Talks”,",
        "“",
        "[Link to it]",
        "Keywords: a",
        "on",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\f",
        " ",
        "é",
        "U.S.",
    ]
)


@settings(deadline=None)  # the language model loads at the first document
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_a_character_of_plain_text_stands_in_the_input_where_it_is_mapped(text):
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.txt")
        path.write_bytes(text.encode())
        for found in read([path]):
            assert isinstance(found, Document | Rejected)
            if isinstance(found, Document):
                assert all(text[offset] == character for character, offset in mapped(found))
                unmapped = len(found.text) - len(mapped(found))
                assert unmapped <= sum(character.isspace() for character in found.text)


@given(st.text(alphabet="ab \n\r\t\f.", max_size=200))
def test_paragraphs_hold_every_character_that_is_no_white_space(text):
    blocks = paragraphs(text)
    assert "".join("".join(block.text for block in blocks).split()) == "".join(text.split())
    for block in blocks:
        for run in block.runs:
            assert text[run.input_start : run.input_end] == block.text[run.start : run.start + run.length]


@given(st.text(alphabet="abc ", min_size=1, max_size=40), st.data())
def test_cutting_and_slicing_keep_the_places(text, data):
    low = data.draw(st.integers(0, len(text)))
    high = data.draw(st.integers(low, len(text)))
    whole = concatenate([verbatim(text, 100), verbatim(text, 300)], "--")
    for block in (cut(whole, [(low, high)]), slice_block(whole, low, high)):
        for run in block.runs:
            shown = block.text[run.start : run.start + run.length]
            assert shown == text[run.input_start % 100 : run.input_start % 100 + run.length]


def test_an_entitys_character_leads_to_the_entity():
    source = page("<p>Talks &amp; <b>threats</b> &eacute;t&#233;</p>")
    (block,), _ = place(["Talks & threats été"], walk(source))
    document = Document(id="a", text=block.text, input="a", segments=block.runs)
    assert source[input_offset(document, 6) :].startswith("&amp;")
    assert source[input_offset(document, 8) :].startswith("threats")
    assert source[input_offset(document, 16) :].startswith("&eacute;")
    assert source[input_offset(document, 18) :].startswith("&#233;")


TEXT = st.lists(st.sampled_from(["Norland", "&", "<", "é", "talks", "“x”", "]", "a]]>b", "'"]), min_size=1, max_size=12).map(" ".join)


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_every_character_of_escaped_html_is_found_again(texts):
    source = "<ul><li>nav</li></ul>" + "".join(f"<p>{html.escape(text)}</p>" for text in texts)
    for block, text in zip(place(texts, walk(source))[0], texts, strict=True):
        document = Document(id="a", text=text, input="a", segments=block.runs)
        for character, offset in mapped(document):
            assert html.unescape(source[offset : offset + 6]).startswith(character)
        assert {character for index, character in enumerate(text) if input_offset(document, index) is None} <= {" "}


def test_html_text_leads_back_to_the_source(tmp_path):
    source = page(html_article("Norland Stops Two Trawlers", [text.replace("Norland", "<b>Norland</b>") for text in HARBOUR]))
    path = tmp_path / "a.html"
    path.write_text(source)
    (document,) = read([path])
    assert len(mapped(document)) >= len("".join(document.text.split()))
    assert all(source[offset] == character for character, offset in mapped(document))


def test_a_feeds_text_leads_back_to_the_feed(tmp_path):
    body = "".join(f"<p>{text} <a href='x'>more &amp; more</a></p>" for text in HARBOUR)
    source = rss(
        f"<item><title>One</title><description>{html.escape(body)}</description></item><item><description><![CDATA[{body}]]></description></item>"
    )
    (tmp_path / "a.xml").write_text(source)
    documents = list(read([tmp_path / "a.xml"]))
    assert len(documents) == 2
    for document in documents:
        pairs = mapped(document)
        assert len(pairs) >= len("".join(document.text.split()))
        assert all(source[offset] in (character, "&") for character, offset in pairs)
    assert input_offset(documents[0], 0) != input_offset(documents[1], 0)


def test_text_that_is_not_in_the_source_has_no_place():
    (block,), _ = place(["Nothing of this stands in it at all"], walk("<p>Some other words</p>"))
    assert block == Block("Nothing of this stands in it at all")


def test_an_offset_outside_the_text_is_an_error():
    document = Document(id="a", text="abc", input="a")
    assert input_offset(document, 0) is None
    with pytest.raises(IndexError, match="outside the text"):
        input_offset(document, 3)


def test_two_articles_of_one_file_lead_to_their_own_places(read_text):
    source = (
        article("Norland Stops Two Trawlers off the Grey Shoals", HARBOUR)
        + "\n\n"
        + article("Gunmen Fire on Zamara Pipeline Near Helek", PIPELINE)
    )
    documents, _ = read_text(source)
    for document, paragraph in zip(documents, (HARBOUR[0], PIPELINE[0]), strict=True):
        assert input_offset(document, 0) == source.index(paragraph)


@given(st.text(alphabet="<>a&;/ p!-[]CDATA", max_size=120))
def test_the_walk_takes_any_markup(source):
    for found in (walk(source), walk_escaped(source)):
        spans = found.spans(0, len(found.characters))
        assert len(spans) == len(found.characters)
        assert all(0 <= low < high <= len(source) for low, high in spans)
