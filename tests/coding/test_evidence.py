"""Nothing without evidence, the same coding each time, and no text that breaks the coder."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.coding import GrammarCoder, code, sentence_filter
from detente.parsing import ParsedDocument, Sentence, Token
from detente.parsing.words import word_set
from detente.records import Document, Published

WORDS = sorted(
    word_set(
        "Chad Libya soldiers police the a minister arrested accused of killing threatened to withdraw troops sanctions on imposed was by "
        "talks between and with said that if not no will would , . ; on Monday he its who protest strike 15 aid suspended agreed release"
    )
)
DEPS = sorted(
    word_set(
        "nsubj nsubjpass dobj pobj prep agent aux auxpass neg conj cc relcl acl advcl xcomp ccomp amod compound poss det punct mark pcomp"
    )
)
TAGS = sorted(word_set("NN NNS NNP VBD VBN VBG VB VBZ IN DT JJ CC RB PRP PRP$ WDT TO CD ."))
POS = sorted(word_set("NOUN PROPN VERB AUX ADP DET ADJ CCONJ ADV PRON NUM PUNCT"))


@st.composite
def parsed(draw):
    """Any words with any tags in any tree, as a parser that errs may give them."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    text = " ".join(words)
    order = draw(st.permutations(range(len(words))))
    heads = {order[0]: order[0]} | {index: draw(st.sampled_from(order[:place])) for place, index in enumerate(order) if place}
    tokens, start = [], 0
    for index, word in enumerate(words):
        head = heads[index]
        tag, pos, dep = draw(st.sampled_from(TAGS)), draw(st.sampled_from(POS)), draw(st.sampled_from(DEPS))
        tokens.append(Token(index, word, word.lower(), pos, tag, dep, head, start, start + len(word)))
        start += len(word) + 1
    document = Document(id="any", text=text, input="any.txt", published=Published("2024-05-15", "given"))
    return ParsedDocument(document=document, sentences=(Sentence(span=document.span(0, len(text)), tokens=tuple(tokens)),))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(document=parsed())
def test_any_parse_gives_only_mentions_whose_spans_stand_in_the_text(coder, document):
    found = coder.code(document)
    for mention in found.mentions:
        spans = [mention.sentence, mention.trigger, *(p.span for p in (*mention.actors, *mention.recipients))]
        spans += [span for span in (mention.reason, mention.hedge, mention.attribution and mention.attribution.span) if span]
        assert mention.trigger.text
        assert all(document.document.holds(span) for span in spans)
        assert 0 <= mention.confidence <= 1
    assert all(row.reason for row in found.rejected)


def test_the_same_text_gives_the_same_coding(coding):
    text = "Chad accused Libya of shelling a village on Monday, and Niger closed its border with Libya."
    assert coding(text) == coding(text)


def test_spans_lie_where_they_say_in_a_longer_text(parser, coder):
    text = "Nothing here.\n\nOn Monday Chad expelled the Libyan ambassador, a diplomat said. He left on Tuesday."
    document = Document(id="long", text=text, input="long.txt", published=Published("2024-05-15", "given"))
    (parsed_document,) = parser.parse([document])
    mentions = coder.code(parsed_document).mentions
    assert mentions
    assert all(document.holds(mention.trigger) and document.holds(mention.sentence) for mention in mentions)


def test_a_higher_floor_turns_mentions_away_and_says_so(codebook, parser):
    document = Document(id="floor", text="Chad accused Libya.", input="floor.txt")
    (parsed_document,) = parser.parse([document])
    found = GrammarCoder(codebook, floor=1.01).code(parsed_document)
    assert found.mentions == ()
    assert any("confidence" in row.reason for row in found.rejected)


def test_questions_are_not_coded(parser, coder):
    document = Document(id="q", text="Did Chad expel the Libyan ambassador?", input="q.txt")
    (parsed_document,) = parser.parse([document])
    assert coder.code(parsed_document).mentions == ()


@pytest.mark.parametrize(
    "text", ["Rebels shelled the town.", "Talks broke down.", "She was freed.", "Chad accuses Libya.", "The strike began."]
)
def test_the_filter_lets_sentences_with_events_pass(codebook, text):
    assert sentence_filter(codebook)(text)


@pytest.mark.parametrize("text", ["The sun shone over the hills.", "12, 14 and 16", "!!!", "It rained."])
def test_the_filter_stops_sentences_without_any_trigger(codebook, text):
    assert not sentence_filter(codebook)(text)


def test_a_filtered_parse_gives_the_same_mentions_as_a_full_one(parser, coder, codebook):
    text = "It rained. Chad accused Libya of lies. The sun shone. Niger and Mali signed a treaty in Niamey."
    document = Document(id="f", text=text, input="f.txt")
    (full,) = parser.parse([document])
    (filtered,) = parser.parse([document], sentence_filter(codebook))
    assert [m.id for m in coder.code(full).mentions] == [m.id for m in coder.code(filtered).mentions]


def test_the_public_verb_joins_parser_and_coder(codebook, parser, coder):
    documents = [Document(id=str(n), text="Chad accused Libya of lies.", input="x.txt") for n in range(2)]
    assert [m.document for m in code(documents, codebook, coder, parser)] == ["0", "1"]


SCRIPT = """
import sys
from detente.coding import code
from detente.records import Document
text = sys.stdin.read()
for m in code([Document(id="d", text=text, input="d")]):
    print(m.id, m.event_type, m.mode, m.contexts, [p.name for p in m.actors], m.confidence)
"""


def test_the_coding_is_the_same_in_every_process():
    text = "Chad closed its border with Libya on Monday. Strikes hit Tripoli, and rebels held talks with Niger. Soldiers struck a depot."
    runs = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            input=text,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert "SANCTION" in runs[0].stdout
