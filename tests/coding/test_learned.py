"""The tagger finds what the lexicon lacks, and both opinions together are surer than one."""

import math
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.codebook import load_codebook
from detente.coding import GrammarCoder
from detente.coding.learned import LearnedCoder, Tagger
from detente.coding.learned.casting import Candidate, candidates, recast
from detente.coding.learned.coder import labels_of, load_weighing
from detente.coding.learned.opinion import SentenceOpinion
from detente.coding.learned.tagger import ROLES
from detente.coding.learned.weights import FEATURES, Weighing, Weights, logit
from detente.coding.roles import Cast
from detente.errors import CodingError
from detente.parsing import load_parser
from detente.records import Document, Published


@pytest.fixture(scope="module")
def codebook():
    return load_codebook()


@pytest.fixture(scope="module")
def parser(codebook):
    return load_parser(codebook)


@pytest.fixture(scope="module")
def learned(codebook):
    return LearnedCoder(codebook)


def document(text):
    return Document(id="d", text=text, input="d.txt", published=Published("2024-05-08", "given"))


def coded(coder, parser, text):
    (parsed,) = parser.parse([document(text)])
    return coder.code(parsed).mentions


def test_plain_events_are_found_with_type_and_parties(learned, parser):
    (mention,) = coded(learned, parser, "Kenyan police arrested two opposition lawmakers on Tuesday.")
    assert (mention.event_type, mention.mode) == ("COERCE", "arrest")
    assert [(party.country, party.sector) for party in mention.actors] == [("KEN", "COP")]


def test_sure_statements_get_a_higher_confidence_than_padding(learned, parser):
    (sure,) = coded(learned, parser, "The Sudanese army shelled a market in Omdurman on Monday.")
    padding = coded(learned, parser, "The visit of history weighs on a region that has struck a chord with investors.")
    assert all(mention.confidence < sure.confidence for mention in padding)


def test_what_the_tagger_proposes_stands_in_the_text(learned, codebook, parser):
    text = "Strikers walked off the docks, envoys traded barbs, and the cabinet yanked the broadcaster off the air."
    grammar = {mention.trigger.text for mention in coded(GrammarCoder(codebook), parser, text)}
    both = coded(learned, parser, text)
    assert all(text[mention.trigger.start : mention.trigger.end] == mention.trigger.text for mention in both)
    assert {mention.trigger.text for mention in both} != grammar


def test_a_sentence_without_event_is_not_wanted(learned):
    assert learned.wanted("Troops stormed the palace and detained the president.")
    assert not learned.wanted("The museum opens at nine and closes at five.")


def test_wanted_sentences_are_coded_alike_whether_or_not_they_were_asked_for(learned, parser):
    text = "Mali expelled the French ambassador. The junta promised elections."
    before = coded(learned, parser, text)
    assert all(learned.wanted(sentence) for sentence in ("Mali expelled the French ambassador.", "The junta promised elections."))
    assert coded(learned, parser, text) == before


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=300))
def test_any_text_gives_shares_that_sum_to_one_and_spans_inside_it(text):
    tags = TAGGER.tag(text)
    assert all(0 <= start < end <= len(text) for start, end in zip(tags.starts, tags.ends, strict=True))
    assert all(math.isclose(float(row.sum()), 1.0, abs_tol=1e-3) for row in tags.types)


TAGGER = Tagger()


def test_roles_are_those_of_the_trigger_that_is_asked_about():
    text = "Mali expelled the French ambassador, and Chad recalled its envoy."
    tags = TAGGER.tag(text)
    words = [text[start:end] for start, end in zip(tags.starts, tags.ends, strict=True)]
    actors = {verb: tags.roles([words.index(verb)])[ROLES.index("actor")] for verb in ("expelled", "recalled")}
    assert {verb: words[int(scores.argmax())] for verb, scores in actors.items()} == {"expelled": "Mali", "recalled": "Chad"}


def test_a_folder_without_a_network_is_told(tmp_path):
    with pytest.raises(CodingError, match="install the package again"):
        Tagger(tmp_path)


def test_weights_are_one_a_feature_and_certainty_stays_finite():
    weights = Weights(dict.fromkeys(FEATURES, 1.0), 0.5)
    assert weights.probability(dict.fromkeys(FEATURES, 0.0)) == 0.5
    assert weights.probability({"one": 0.0, "never seen in training": 9.0}) == 0.5
    assert logit(1.0) == pytest.approx(-logit(0.0))
    assert math.isfinite(logit(1.0))


def test_a_candidate_tells_how_it_hangs_on_the_sentence_and_how_far_off_it_stands(codebook, parser):
    seen = {}

    class Listening(SentenceOpinion):
        def recast(self, trigger, cast, roles):
            for row in candidates(trigger, cast, roles, self.roles(trigger)):
                seen[roles.tree.tokens[row.head].text, row.role] = {name for name, value in row.features.items() if " " in name and value}
            return cast

    def consult(sentences):
        labels, weighing = labels_of(codebook, TAGGER), load_weighing()
        return [Listening(sentence, TAGGER.tag(sentence.span.text), labels, weighing) for sentence in sentences]

    coded(GrammarCoder(codebook, consult=consult), parser, "Peru expelled two envoys of Chad.")
    assert {"branch nsubj 1", "verb nsubj", "words before 1", "trigger's branch  0", "rank 0"} == seen["Peru", "actor"]
    assert {"branch dobj 1", "words after 2"} <= seen["envoys", "recipient"]


def test_chances_of_phrases_for_one_party_add_up():
    weights = Weights({"likely": math.log(0.4 / 0.6), "unlikely": math.log(0.3 / 0.7)}, 0.5)
    rows = [Candidate(head, head, "actor", {chance: 1.0}) for head, chance in enumerate(("unlikely", "likely", "likely"))]
    named = ("Norway", "Norway", "Chad")  # "Norway said it had ..., Chad ..."
    roles = SimpleNamespace(who=lambda head: named[head], whole=tuple)
    actors = recast(Cast(()), rows, Weighing(weights, weights, weights), roles).actors
    assert [placed.head for placed in actors] == [1]


def test_a_phrase_of_the_lexicon_stands_against_a_tagger_that_is_merely_sure(learned, parser):
    (mention,) = coded(learned, parser, "The United States designated Hezbollah as a terrorist organisation.")
    assert (mention.event_type, mention.mode) == ("SANCTION", "discontinue")
