"""Full-text search: what a query means, that none is in error, that offsets are exact and that both engines find the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from detente.records import Document, Event, Mention, Run
from detente.store import Coded, Consolidated, Hit, Store, open_store
from detente.store.words import choose_window, find_terms, parse_query

RUN = Run(id="r1", version="1", codebook="c", coder="k", options="{}", started="2026-01-01T00:00:00+00:00")
STORIES = {
    "a": "Norland recalled its envoy from Sudland. Talks about the border would go on, said the minister.",
    "b": "The border stayed shut. Sudland’s President Café-Müller said talks had failed; Norland’s envoy denied it.",
    "c": "Ｗｅｓｔｌａｎｄ asked both sides for restraint.",
    "d": "Мидланд закрыл границу. Переговоры идут.",
}


@pytest.fixture
def store(place: str):  # type: ignore[no-untyped-def]
    opened = open_store(place)
    opened.start_run(RUN)
    for key, content in STORIES.items():
        keep(opened, key, content)
    yield opened
    opened.close()


def keep(store: Store, key: str, content: str, digest: str = "x", mentions: tuple[Mention, ...] = ()) -> None:
    document = Document(id=key, text=content, input=f"{key}.txt", title=key.upper())
    ends = [place + 1 for place, letter in enumerate(content) if letter == "."]
    sentences = tuple(zip([0, *ends], ends, strict=False))
    store.keep(Coded(document=document, run="r1", digest=digest, mentions=mentions, sentences=sentences))


def found(store: Store, query: str, scope: str = "documents") -> list[str]:
    return sorted(hit.document for hit in store.search(query, scope, 20))  # type: ignore[arg-type]


def shown(hit: Hit) -> list[str]:
    text = STORIES[hit.document]
    return [text[start:end] for start, end in hit.marks]


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        ("border talks", ["a", "b"]),
        ("BORDER -failed", ["a"]),
        ('"the border"', ["a", "b"]),
        ('"border the"', []),
        ('talks -"said talks"', ["a"]),
        ("cafe", ["b"]),
        ("Café-Müller", ["b"]),
        ("Müller-Café", []),
        ("westland", ["c"]),
        ("neg* OR", []),
        ("restr*", ["c"]),
        ("переговоры", ["d"]),
        ("МИДЛАНД", ["d"]),
        ("norland's", ["b"]),
        ("Norland’s", ["b"]),
        ("-border", []),
        ("", []),
        ('"', []),
    ],
)
def test_a_query_finds_the_documents_that_hold_its_words(store: Store, query: str, documents: list[str]) -> None:
    assert found(store, query) == documents


def test_marks_are_offsets_of_the_words_in_the_document(store: Store) -> None:
    (hit,) = store.search('envoy "Norland recalled"', "documents", 5)
    assert shown(hit) == ["Norland recalled", "envoy"]
    assert (hit.title, hit.snippet.text) == ("A", STORIES["a"][hit.snippet.start : hit.snippet.end])


def test_a_sentence_holds_all_words_by_itself(store: Store) -> None:
    assert found(store, "border talks", "sentences") == ["a"]
    (hit,) = store.search("border shut", "sentences", 5)
    assert (hit.snippet.text, shown(hit)) == ("The border stayed shut.", ["border", "shut"])


def test_events_are_found_by_the_sentences_that_report_them(store: Store) -> None:
    document = Document(id="a", text=STORIES["a"], input="a.txt")
    mention = Mention(sentence=document.span(0, 40), trigger=document.span(8, 16), event_type="SANCTION")
    keep(store, "a", STORIES["a"], "y", (mention,))
    fixed = {"mode": None, "contexts": (), "actors": (), "recipients": (), "start": None, "end": None, "location": None}
    event = Event(
        id="v", event_type="SANCTION", status="actual", mentions=(mention.id,), corroboration=1, intensity=0.0, confidence=1.0, **fixed
    )
    store.consolidate(Consolidated(groups={}, events=(event,)))
    assert [(hit.event, hit.document) for hit in store.search("recalled", "events", 5)] == [("v", "a")]
    assert store.search("talks", "events", 5) == ()


def test_a_document_that_was_coded_again_is_found_once(store: Store) -> None:
    keep(store, "a", STORIES["a"], "y")
    assert found(store, "recalled") == ["a"]
    assert found(store, "recalled", "sentences") == ["a"]


def test_a_document_that_says_it_more_often_comes_first_and_the_limit_holds(store: Store) -> None:
    keep(store, "e", "Border, border, border: the border of Norland.")
    assert [hit.document for hit in store.search("border", "documents", 1)] == ["e"]
    assert store.search("border", "documents", 0) == ()


def test_a_snippet_of_a_long_document_shows_the_words(store: Store) -> None:
    long = "Nothing happened that day. " * 400 + "Then Eastland seized the harbour. " + "Nothing more was told. " * 400
    keep(store, "long", long)
    (hit,) = store.search("seized harbour", "documents", 5)
    assert "Eastland seized the harbour" in hit.snippet.text
    assert len(hit.snippet.text) < 300
    assert long[hit.snippet.start : hit.snippet.end] == hit.snippet.text


def test_a_phrase_at_the_end_of_a_very_long_document_is_found(store: Store) -> None:
    keep(store, "long", "the day of the talks " * 6000 + "the harbour fell")
    assert found(store, '"the harbour fell"') == ["long"]


def test_an_earlier_record_is_indexed_when_it_is_opened(place: str) -> None:
    store = open_store(place)
    store.start_run(RUN)
    keep(store, "a", STORIES["a"])
    store.close()
    engine = create_engine(place if "://" in place else f"sqlite:///{place}")
    with engine.begin() as connection:
        for table in ("passage_words", "passages", "statements", "relations"):
            connection.execute(text(f"DROP TABLE {table}"))
        for rule in ("statement_holds", "relation_holds", "statement_stays", "relation_stays") if "://" in place else ():
            connection.execute(text(f"DROP FUNCTION {rule}"))
        connection.execute(text("ALTER TABLE entities DROP COLUMN wikidata"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    engine.dispose()
    reopened = open_store(place)
    assert found(reopened, "recalled envoy") == ["a"]
    reopened.close()


anything = st.text(st.characters(), max_size=40)
queries = anything | st.lists(
    st.sampled_from(['"', "-", "*", "OR", "AND", "NOT", "NEAR(", ")", "border", "talks", ":", "'", "\\", "\x00", "^"])
).map(" ".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries, scope=st.sampled_from(("documents", "sentences", "events")))
def test_no_query_is_in_error_and_what_it_finds_stands_there(store: Store, query: str, scope: str) -> None:
    for hit in store.search(query, scope, 5):  # type: ignore[arg-type]
        content = STORIES[hit.document]
        assert content[hit.snippet.start : hit.snippet.end] == hit.snippet.text
        assert all(0 <= start < end <= len(content) for start, end in hit.marks)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), min_size=1, max_size=60), data=st.data())
def test_every_word_of_a_document_finds_it(new_place: Callable[[], AbstractContextManager[str]], content: str, data: st.DataObject) -> None:
    terms = parse_query(content.replace('"', " ").replace("-", " ").replace("*", " "))
    if not terms:
        return
    with new_place() as place:
        store = open_store(place)
        store.start_run(RUN)
        store.keep(Coded(document=Document(id="d", text=content, input="d"), run="r1", digest="x"))
        term = data.draw(st.sampled_from(terms))
        assert store.search(f'"{" ".join(term.words)}"', "documents", 1)
        store.close()


@given(content=anything, width=st.integers(1, 60), query=anything)
def test_a_window_lies_in_the_text_and_holds_a_mark(content: str, width: int, query: str) -> None:
    marks = find_terms(parse_query(query), content) or ()
    start, end = choose_window(content, marks, width)
    assert 0 <= start <= end <= len(content)
    assert not marks or any(start <= first and last <= end for first, last in marks)


@given(word=st.text(st.characters(categories=("Lu", "Ll", "Nd")), min_size=1, max_size=8))
def test_case_and_accents_written_apart_or_together_are_one_word(word: str) -> None:
    apart = unicodedata.normalize("NFD", word)
    assert find_terms(parse_query(word), apart) is not None
    assert find_terms(parse_query(apart), word) is not None
