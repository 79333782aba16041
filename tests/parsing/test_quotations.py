"""Quoted words and their speakers."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.parsing import ParsedDocument
from detente.parsing.quotations import quoted_ranges

Parse = Callable[..., ParsedDocument]


def spoken(parsed: ParsedDocument) -> list[tuple[str, str | None]]:
    return [(q.span.text, q.speaker.text if q.speaker else None) for sentence in parsed.sentences for q in sentence.quotations]


@pytest.mark.parametrize(
    ("text", "quoted", "speaker"),
    [
        ("“We stay,” President Karim Ouedra said.", "We stay,", "President Karim Ouedra"),
        ('"We stay," said the army chief of Mali.', "We stay,", "the army chief of Mali"),
        ("The minister said: “We stay.”", "We stay.", "The minister"),
        ("It was “a grave mistake”, according to the African Union.", "a grave mistake", "African Union"),
        ("The envoy signed the text, adding that it was “a start”.", "a start", "The envoy"),
    ],
)
def test_the_verb_of_speech_names_the_speaker(parse: Parse, text: str, quoted: str, speaker: str) -> None:
    assert spoken(parse(text)) == [(quoted, speaker)]


def test_a_quotation_alone_goes_on_with_the_speaker_before(parse: Parse) -> None:
    parsed = parse("“We stay,” President Karim Ouedra said. “Nobody will move us.”")
    assert spoken(parsed)[1] == ("Nobody will move us.", "President Karim Ouedra")


def test_a_quotation_over_sentences_is_cut_at_their_ends(parse: Parse) -> None:
    parsed = parse("The minister said: “We stay. Nobody will move us. It is over.”")
    assert [words for words, _ in spoken(parsed)] == ["We stay.", "Nobody will move us.", "It is over."]


def test_a_quotation_left_open_ends_with_its_paragraph(parse: Parse) -> None:
    parsed = parse("“We stay, whatever the bloc may say.\n\n“Nobody will move us,” the minister said.")
    assert spoken(parsed) == [("We stay, whatever the bloc may say.", None), ("Nobody will move us,", "the minister")]


@given(st.text(alphabet='a "“”«»', max_size=60))
def test_ranges_never_overlap_and_hold_no_curly_mark_of_their_own(text: str) -> None:
    found = quoted_ranges(text, [(0, len(text))])
    assert all(start < end for start, end in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))
