"""An explanation as text, page and values: complete, readable, and hostile text stays text."""

from __future__ import annotations

import json
import os
import re

import chromium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as markup

from detente.coding import SentenceAccount, TriggerAccount
from detente.errors import ConfigError
from detente.explaining import html, text, values
from detente.explaining.told import pieces, roots
from detente.parsing import Sentence, Token
from detente.records import Document

STORY = (
    "Chad's junta said on Monday that it would not release the ousted president unless France lifted sanctions. The sky is blue. "
    "France and Germany suspended aid to the country, citing the arrest of ministers. The speech struck a chord."
)
ATTACK = 'France suspended aid to Chad </p><script>alert("x")</script><img src=x onerror=alert(1)>\u202e\x1b[31m on Monday.'


@pytest.fixture(scope="module")
def story(explained):
    return explained(STORY, title="Aid to Chad")


def tree_of(page):
    return markup.document_fromstring(page.encode(), parser=markup.HTMLParser(encoding="utf-8"))


def test_the_text_form_keeps_to_a_hundred_columns(story):
    assert max(len(line) for line in text(story).splitlines()) <= 100


def test_the_text_form_shows_sentence_tree_roles_fields_and_refusals(story):
    shown = " ".join(text(story).split())
    for told in (
        "1. Chad's junta said on Monday",
        "nsubj NOUN NN",
        "REJECT/yield: release",
        "it = Chad's junta [TCD MIL] – subject of 'release'; 'it' refers to Chad's junta",
        "lexicon/reject.toml, group",
        "Not coded: not parsed:",
        "Turned away",
        "sanctions: part of 'lift @pressure'",
    ):
        assert told in shown


def test_the_page_marks_trigger_and_roles_with_a_label_beside_the_colour(story):
    page = tree_of(html(story))
    marks = [(mark.get("class"), mark.text_content()) for mark in page.xpath("//section[@id='s3']/article//mark")]
    assert ("actor", "actor France") in marks
    assert ("trigger", "trigger suspended") in marks
    assert all(mark.xpath("span[@class='tag']") for mark in page.xpath("//article//mark[@class='actor']"))


def test_the_page_folds_refusals_and_parse_and_leads_to_each_event(story):
    page = tree_of(html(story))
    assert page.xpath("//details[not(@open)]//div[@class='refused']")
    assert page.xpath("//details[not(@open)]//ul[@class='tree']")
    links = [link.get("href")[1:] for link in page.xpath("//nav//a")]
    assert len(links) == sum(len(account.mentions) for account in story.accounts)
    assert all(page.xpath("//article[@id=$id]", id=link) for link in links)


def test_the_page_forbids_scripts_and_fetching(story):
    (policy,) = tree_of(html(story)).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not tree_of(html(story)).xpath("//script | //*[@style]")


def test_hostile_text_stays_text_in_every_form(explained):
    attacked = explained(ATTACK, title=ATTACK)
    page = html(attacked)
    assert not tree_of(page).xpath("//script | //img | //@onerror")
    for shown in (page, text(attacked)):
        assert not re.search("[\x00-\x08\x1b\u202a-\u202e]", shown)
    assert json.loads(json.dumps(values(attacked)))["sentences"][0]["text"].startswith("France suspended aid")


def test_the_values_are_json_with_mentions_in_the_contracts_form(story):
    shown = json.loads(json.dumps(values(story)))
    coded = [trigger for sentence in shown["sentences"] for trigger in sentence["triggers"] if trigger["mention"]]
    assert coded
    assert all(trigger["mention"]["event_type"] and trigger["refused"] is None for trigger in coded)
    assert shown["sentences"][1]["not_coded"]


def test_one_sentence_or_those_with_words_can_be_chosen(story):
    assert [account.number for account in story.of_sentence(3).accounts] == [3]
    assert [account.number for account in story.matching("struck  a CHORD").accounts] == [4]


@pytest.mark.parametrize("choose", [lambda story: story.of_sentence(9), lambda story: story.matching("no such words")])
def test_a_choice_of_nothing_is_an_error(story, choose):
    with pytest.raises(ConfigError):
        choose(story)


def test_the_pieces_of_a_marked_sentence_make_up_the_sentence(story):
    for account in story.accounts:
        for trigger in account.triggers:
            cut = pieces(account, trigger)
            assert "".join(piece.text for piece in cut) == account.sentence.span.text
            assert any(piece.label == "trigger" for piece in cut)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(heads=st.lists(st.integers(0, 79), min_size=1, max_size=80))
def test_a_tree_shows_every_token_of_any_parse_once(heads):
    body = "a" * len(heads)
    tokens = tuple(Token(i, "a", "a", "X", "X", "dep", min(head, i), i, i + 1) for i, head in enumerate(heads))
    sentence = Sentence(span=Document(id="d", text=body, input="d").span(0, len(body)), tokens=tokens)
    waiting, seen = roots(SentenceAccount(number=1, sentence=sentence, tokens=tokens)), []
    while waiting:
        node = waiting.pop()
        seen.append(node.token.index)
        waiting += node.below
    assert sorted(seen) == list(range(len(tokens)))


@pytest.mark.skipif(
    chromium.found() is None and not os.environ.get("DETENTE_REQUIRE_BROWSER"),
    reason="no Chromium on this machine: install the package chromium to run the browser tests",
)
def test_the_page_opens_in_silence_and_never_scrolls_sideways(story, tmp_path):
    file = tmp_path / "explained.html"
    file.write_text(html(story), encoding="utf-8")
    grounds = set()
    with chromium.browser(tmp_path / "profile") as window:
        for width in (360, 1200):
            for dark in (False, True):
                window.open(file, width=width, dark=dark)
                window.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
                assert window.evaluate("document.documentElement.scrollWidth") <= width
                assert window.complaints() == []
                grounds.add(window.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(grounds) == 2


def test_a_trigger_account_without_a_mention_has_no_findings(story):
    refused: list[TriggerAccount] = [t for account in story.accounts for t in account.triggers if t.mention is None]
    assert refused
    assert all(not trigger.findings and trigger.reason for trigger in refused)
