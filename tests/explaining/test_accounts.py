"""What an account tells is what the coder did: same mentions, same refusals, and the words that decided each field."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente import read
from detente.coding import sentence_filter

WORDS = (
    "Chad France Germany Sudan the president junta rebels talks sanctions will not would may said that if unless on Monday suspended aid "
    "met with in Paris arrested ministers threatened to recall its envoy agreed by from , . ? \" 's cancelled a meeting army shelled"
)


@pytest.fixture(scope="module")
def reports(parser, codebook, request):
    folder = request.config.rootpath / "src" / "detente" / "examples" / "reports"
    documents = [found for found in read([folder / "agency.jsonl", folder / "quiet-channel.txt"]) if hasattr(found, "text")]
    return list(parser.parse(documents, sentence_filter(codebook)))


@pytest.mark.parametrize("name", ["grammar", "learned"])
def test_the_accounts_hold_exactly_the_mentions_that_the_coder_gives(name, reports, request):
    coder = request.getfixturevalue(name)
    for parsed in reports:
        told = coder.explain(parsed)
        assert tuple(mention for account in told for mention in account.mentions) == coder.code(parsed).mentions
        assert [account.sentence for account in told] == list(parsed.sentences)


@pytest.mark.parametrize("name", ["grammar", "learned"])
def test_every_trigger_that_the_coder_turned_away_is_told_with_its_reason(name, reports, request):
    coder = request.getfixturevalue(name)
    for parsed in reports:
        reasons = [trigger.reason for account in coder.explain(parsed) for trigger in account.triggers if trigger.mention is None]
        for rejected in coder.code(parsed).rejected:
            reasons.remove(rejected.reason)
        assert all(reason.startswith("only") for reason in reasons)  # what is left: entries that ask for a negation or the future


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=25))
def test_explaining_never_changes_the_coding(words, parsed, grammar):
    found = parsed(" ".join(words))
    mentions = tuple(mention for account in grammar.explain(found) for mention in account.mentions)
    assert mentions == grammar.code(found).mentions


def finding(account, field):
    return next(found for found in account.findings if found.field == field)


def test_a_party_is_told_with_its_position_and_how_it_is_known(trigger):
    told = trigger("France suspended aid to Chad on Monday.", "suspended")
    actor, recipient = told.parties
    assert (actor.role, actor.position, actor.of, actor.known) == ("actor", "subject", "suspended", "the gazetteer's state")
    assert (recipient.role, recipient.position, recipient.participant.country) == ("recipient", "to", "TCD")
    assert told.frame.actor == told.actor_places


def test_a_pronoun_is_told_with_whom_it_stands_for(trigger):
    told = trigger("Chad closed its border. On Friday it expelled the French ambassador.", "expelled")
    assert told.parties[0].known == "'it' refers to Chad"


def test_a_role_is_told_with_what_gives_it_sector_and_country(trigger):
    told = trigger("Kenyan police arrested two lawmakers in Nairobi.", "arrested")
    assert told.parties[0].known == "COP by its noun, KEN by 'Kenyan'"


@pytest.mark.parametrize(
    ("text", "word", "status", "why"),
    [
        ("Sudan may expel the ambassador of Chad.", "expel", "hypothetical", "hypothetical by 'may'"),
        ("Sudan did not arrest the ministers.", "arrest", "negated", "negated by 'not'"),
        ("Sudan will arrest the ministers.", "arrest", "future", "future by 'will'"),
        ("Sudan failed to arrest the ministers.", "arrest", "negated", "negated by 'failed'"),
        ("Sudan arrested two ministers.", "arrest", "actual", "nothing stands over it"),
        ("Sudan arrested two ministers in May 2019.", "arrest", "historical", "its day is more than a year before the report"),
    ],
)
def test_a_status_names_the_word_that_gives_it(trigger, text, word, status, why):
    told = finding(trigger(text, word), "status")
    assert (told.value, told.why) == (status, why)


@pytest.mark.parametrize(
    ("text", "word", "value", "why"),
    [
        ("On Monday France recalled its envoy to Chad.", "recalled", "2024-05-13", "'Monday', the nearest expression in the tree"),
        ("France recalled its envoy to Chad.", "recalled", "2024-05-15", "no expression: the day of the report"),
        ("On Monday Chad expelled an envoy. France arrested two Chadian spies.", "arrested", "2024-05-13",
         "carried over from 'Monday' of an earlier sentence"),
    ],
)  # fmt: skip
def test_a_date_tells_its_expression_or_where_it_was_carried_from(trigger, text, word, value, why):
    told = finding(trigger(text, word), "date")
    assert (told.value, told.why) == (value, why)


def test_a_source_names_the_word_of_saying(trigger):
    told = finding(trigger("Sudanese troops shelled the town, a doctor said.", "shelled"), "attribution")
    assert told.why == "by 'said', stated"


def test_a_mode_names_the_word_of_the_content_that_gives_it(trigger):
    told = trigger("France urged Chad to release the ministers.", "urged")
    assert finding(told, "type").why.endswith("by what it is about: 'release'")


def test_the_parts_of_the_confidence_add_up_to_it(explained):
    told = [t for account in explained("France suspended aid to Chad. Two envoys met in Doha.").accounts for t in account.triggers]
    coded = [trigger for trigger in told if trigger.mention]
    assert coded
    assert all(round(sum(value for _, value in trigger.confidence), 2) == trigger.mention.confidence for trigger in coded)


def test_what_the_tagger_gave_is_told_with_its_probability(explained, learned):
    (account,) = explained("France suspended aid to Chad on Monday.", coder=learned).accounts
    told = next(trigger for trigger in account.triggers if trigger.mention)
    assert told.second.shares[0][0] == "SANCTION"
    assert 0.5 < told.second.shares[0][1] <= 1
    assert {account.tokens[mark.word].text for mark in account.marks} >= {"suspended"}


@pytest.mark.parametrize(
    ("text", "word", "reason"),
    [
        ("The speech struck a chord with voters.", "struck", "a look-alike: 'strike chord'"),
        ("The stalemate threatened to widen.", "threatened", "its subject is a thing, and only parties do such"),
        ("France urged Chad to release the ministers.", "release", "the content of 'urge to'"),
        ("Chad said blackouts were frequent.", "blackouts", "nobody stands where its actor or recipient would"),
    ],
)
def test_a_refusal_names_its_reason(trigger, text, word, reason):
    told = trigger(text, word)
    assert told.mention is None
    assert told.reason == reason


def test_who_was_looked_for_in_vain_is_told_with_the_places(trigger):
    told = trigger("Chad said blackouts were frequent.", "blackouts")
    assert told.parties == ()
    assert "own" in told.actor_places


def test_sentences_that_were_not_coded_say_why(explained):
    plain, question, coded = explained("The sky is blue. Will France suspend aid to Chad? France suspended aid to Chad.").accounts
    assert plain.passed == "not parsed: a quick look found no sign of an event in it"
    assert coded.passed == ""
    assert coded.mentions
    assert question.number == 2


def test_a_file_of_the_package_is_named_without_the_folder_of_the_installation(trigger):
    assert trigger("France suspended aid to Chad.", "suspended").where.startswith("lexicon/sanction.toml, group ")
