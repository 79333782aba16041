"""Rules of the sentence splitter, each as news writes it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.parsing.sentences import asks_or_heads, split_sentences


def sentences(text: str) -> list[str]:
    return [text[found.start : found.end] for found in split_sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "The U.S. Embassy in Niamey stayed open on Friday.",
        "Gen. Abdourahamane Tiani met Lt. Col. Amadou Abdramane and Mr. Sow.",
        "Under decree No. 7 the border shuts at 6 a.m. on Monday.",
        "Vice President J. D. Vance spoke for 2.5 hours.",
        "The vote is set for Sept. 30 and costs $1.2 billion.",
        "“Will they come?” he asked.",
        '"They must go now!" Mr. Sow said.',
        "The envoy (pictured above. far left) waited… and waited.",
        "He asked whether the St. Petersburg summit, i.e. the second one, would be held vs. cancelled.",
    ],
)
def test_abbreviations_and_attributions_do_not_end_a_sentence(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "“We stay,” he said. “We have no choice.” The minister left.",
            ["“We stay,” he said.", "“We have no choice.”", "The minister left."],
        ),
        ('"We stay." The minister left.', ['"We stay."', "The minister left."]),
        ("The flight left at 3 p.m. The envoy was on it.", ["The flight left at 3 p.m.", "The envoy was on it."]),
        ("They flew to the U.S. The talks went on.", ["They flew to the U.S.", "The talks went on."]),
        ("Who pays? Nobody knows. It is late!", ["Who pays?", "Nobody knows.", "It is late!"]),
        ("He waited... Then he left.", ["He waited...", "Then he left."]),
    ],
)
def test_full_stops_before_a_new_sentence_end_one(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_a_paragraph_break_ends_a_sentence_without_a_full_stop() -> None:
    found = split_sentences("Junta cuts ties with France\n\nThe ambassador has two days to leave.")
    assert [place.paragraph for place in found] == [0, 1]


def test_a_line_break_inside_wrapped_text_ends_nothing() -> None:
    text = "The foreign ministry of the republic said in a note that it\nwould recall its ambassador and some other envoys too,\nand leave."
    assert len(sentences(text)) == 1


def test_list_items_and_speakers_stand_alone() -> None:
    text = "The plan has two parts:\n- troops leave by March\n- talks begin in May\nANCHOR: Who signed?\nGUEST: Nobody yet."
    assert len(sentences(text)) == 5


@pytest.mark.parametrize("prelude", ["JUBA, Dec 4 - ", "14:05 - ", "ACCESS. ", "CAIRO (Levant Wire) — ", "ANCHOR: "])
def test_grammar_begins_behind_a_dateline_or_crosshead(prelude: str) -> None:
    text = prelude + "Soldiers closed the bridge."
    (found,) = split_sentences(text)
    assert text[found.body : found.end] == "Soldiers closed the bridge."
    assert found.start == 0


def test_faq_questions_and_headings_report_nothing() -> None:
    paragraphs = [
        "Mali shut it.",
        "Why did Mali close the border?",
        "Trade fell.",
        "The fight over the border",
        "Trucks wait. Will it open?",
    ]
    text = "\n\n".join(paragraphs)
    found = split_sentences(text)
    flags = [asks_or_heads(text, found, index) for index in range(len(found))]
    assert [text[place.start : place.end] for place, flag in zip(found, flags, strict=True) if flag] == [
        "Why did Mali close the border?",
        "The fight over the border",
    ]


def test_a_report_of_one_line_is_no_heading() -> None:
    text = "ECOWAS imposes sanctions on Niger"
    assert not asks_or_heads(text, split_sentences(text), 0)


@given(st.text(alphabet=st.sampled_from("aB.?! \n\"“”’'()-:9\xa0\t…é"), max_size=120))
def test_every_character_but_white_space_lies_in_exactly_one_sentence(text: str) -> None:
    found = split_sentences(text)
    covered = [position for place in found for position in range(place.start, place.end)]
    assert len(covered) == len(set(covered))
    assert covered == sorted(covered)
    assert {position for position, letter in enumerate(text) if not letter.isspace()} <= set(covered)
    assert all(place.start <= place.body < place.end for place in found)


def test_gold_sentences_come_out_whole(shared: Path) -> None:
    right = total = 0
    for path in sorted((shared / "gold" / "news").glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        found = set(sentences(document["text"]))
        total += len(document["events"])
        right += sum(event["sentence"] in found for event in document["events"])
    assert right / total >= 0.985
