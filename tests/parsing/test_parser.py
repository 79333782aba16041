"""What the parser promises of any text: offsets, order, nothing lost."""

import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.codebook import Codebook
from detente.errors import CodingError
from detente.parsing import ParsedDocument, Parser, load_parser
from detente.parsing.parser import LONGEST
from detente.records import Document

WORDS = st.sampled_from(
    [
        "The",
        "the",
        "Niger’s",
        "junta's",
        "president",
        "Mohamed",
        "Bazoum",
        "said",
        "“",
        "”",
        '"',
        ",",
        ".",
        "?",
        "ECOWAS",
        "(",
        ")",
        "of",
        "in",
        "Kenya",
        "Gen.",
        "she",
        "they",
        "both",
        "sides",
        "U.S.",
        "-",
        "on",
        "Monday",
        "Paris",
        "and",
        "\n",
        "\n\n",
        "14:05",
        "officials",
        "—",
        "'",
        "7",
        "police",
        "told",
        "him,",
        "é",
        "🙂",
        "\u202e",
        "X.Y.",
        "RSF",
        "(RSF)",
        "its",
    ]
)


def check(parsed: ParsedDocument) -> None:
    document = parsed.document
    for sentence in parsed.sentences:
        assert document.holds(sentence.span)
        spans = [entity.span for entity in sentence.entities] + [when.span for when in sentence.times if when.span]
        spans += [quotation.span for quotation in sentence.quotations] + [reference.span for reference in sentence.references]
        for span in spans:
            assert document.holds(span)
            assert sentence.span.start <= span.start
            assert span.end <= sentence.span.end
        for index, token in enumerate(sentence.tokens):
            assert token.index == index
            assert 0 <= token.head < len(sentence.tokens)
            assert document.text[token.start : token.end] == token.text
        assert all(reference.antecedents for reference in sentence.references)
        assert all(document.holds(quotation.speaker) for quotation in sentence.quotations if quotation.speaker)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, max_size=40))
def test_any_text_parses_with_every_span_in_place(parse: Callable[..., ParsedDocument], words: list[str]) -> None:
    check(parse(" ".join(words)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80))
def test_any_characters_parse(parse: Callable[..., ParsedDocument], text: str) -> None:
    check(parse(text))


def test_documents_come_out_in_order_and_empty_ones_are_not_lost(parser: Parser) -> None:
    texts = ["", "Mali recalled its envoy.", " \n ", "Troops left. They went home.", ""]
    documents = [Document(id=str(number), text=text, input="test") for number, text in enumerate(texts)]
    parsed = list(parser.parse(documents))
    assert [found.document.id for found in parsed] == ["0", "1", "2", "3", "4"]
    assert [len(found.sentences) for found in parsed] == [0, 1, 0, 2, 0]


def test_unwanted_sentences_keep_all_but_tokens(parser: Parser) -> None:
    document = Document(id="d", text="“We left,” President Macron said on 3 May 2023. Troops fired on police.", input="test")
    (parsed,) = parser.parse([document], wanted=lambda text: "fired" in text)
    first, second = parsed.sentences
    assert first.tokens == ()
    assert second.tokens
    assert [entity.kind for entity in first.entities] == ["person"]
    assert first.quotations[0].speaker is not None
    assert first.times[0].start == "2023-05-03"


def test_a_table_without_full_stops_is_turned_away_not_parsed(parser: Parser) -> None:
    document = Document(id="d", text="cell " * (LONGEST // 5 + 10), input="test")
    (parsed,) = parser.parse([document])
    assert parsed.sentences[0].tokens == ()
    assert parsed.rejected[0].stage == "parse"
    assert str(LONGEST) in parsed.rejected[0].reason


def test_curly_apostrophes_part_possessives_and_are_shown_as_written(parse: Callable[..., ParsedDocument]) -> None:
    (sentence,) = parse("Niger’s junta rejected ECOWAS’s plan.").sentences
    assert [token.text for token in sentence.tokens][:3] == ["Niger", "’s", "junta"]
    assert sentence.tokens[1].tag == "POS"


def test_a_missing_pipeline_says_how_to_install_it(codebook: Codebook) -> None:
    with pytest.raises(CodingError, match="pip install en-core-web-huge"):
        load_parser(codebook, pipeline="en_core_web_huge")


def test_a_pipeline_name_cannot_be_a_path(codebook: Codebook) -> None:
    with pytest.raises(CodingError):
        load_parser(codebook, pipeline="../evil")


def test_parsing_twice_gives_the_same(parse: Callable[..., ParsedDocument]) -> None:
    text = "Kenyan police fired on protesters in Nairobi. They accused the government of murder. Both sides blamed each other."
    assert parse(text) == parse(text)


def test_parsed_documents_are_plain_values(parse: Callable[..., ParsedDocument]) -> None:
    sentence = parse("Mali recalled its envoy.").sentences[0]
    assert json.loads(json.dumps(sentence.tokens))[0][1] == "Mali"


def test_the_recogniser_adds_names_and_places_that_no_list_holds(codebook: Codebook) -> None:
    document = Document(id="d", text="The talks in Mbangaloka, which Otto Brandt led, ended on Monday.", input="test")
    (parsed,) = load_parser(codebook, recognise=True).parse([document])
    check(parsed)
    assert "Otto Brandt" in [mention.span.text for mention in parsed.sentences[0].entities]


def test_what_a_document_is_about_is_weighed_by_title_and_lead(parser: Parser) -> None:
    document = Document(id="d", title="Lima orders out envoy", text="Mexico granted asylum. Peru objected in a note.", input="test")
    (parsed,) = parser.parse([document])
    assert parsed.about[0][0] == "PER"
