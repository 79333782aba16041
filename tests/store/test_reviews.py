"""The review in the database: a log that only grows, the machine's mentions kept beside those that hold."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_strategies import Content, contents, words
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from detente.errors import StoreError
from detente.records import Correction, Document, Entity, Event, Evidence, Mention, Participant, Run, Unmatched
from detente.store import Coded, Consolidated, Revision, Store, open_store
from detente.store.evidence import log_rules

TEXT = "Norland recalled its envoy. Sudland met Norland."
DOCUMENT = Document(id="a", text=TEXT, input="a.txt")
RUN = Run(id="r1", version="1", codebook="c", coder="k", options="{}", started="2026-01-01T00:00:00+00:00")
NORLAND = Participant(span=DOCUMENT.span(0, 7), name="Norland", country="NOR", sector="GOV", sectors=("GOV",))
RECALL = Mention(sentence=DOCUMENT.span(0, 27), trigger=DOCUMENT.span(8, 16), event_type="SANCTION", actors=(NORLAND,), confidence=0.5)
MEETING = Mention(sentence=DOCUMENT.span(28, 48), trigger=DOCUMENT.span(36, 39), event_type="CONSULT")
REVISED = replace(RECALL, status="historical", actors=())
EVIDENCE = Evidence(trigger=RECALL.trigger, sentence=RECALL.sentence, event_type="SANCTION")
CORRECTION = Correction(
    kind="correct", author="A", time="2026-01-02T00:00:00+00:00", reason="old", evidence=(EVIDENCE,), values='{"status": "historical"}'
)


def event(*mentions: Mention) -> Event:
    return Event(
        id="v", event_type="SANCTION", mode=None, contexts=(), status="actual", actors=("n",), recipients=(), start=None, end=None,
        location=None, mentions=tuple(one.id for one in mentions), corroboration=1, intensity=-4.0, confidence=0.5,
    )  # fmt: skip


@pytest.fixture
def store(place: str):  # type: ignore[no-untyped-def]
    opened = open_store(place)
    opened.start_run(RUN)
    opened.keep(Coded(document=DOCUMENT, run="r1", digest="x", mentions=(RECALL,)))
    yield opened
    opened.close()


def settle(store: Store, revision: Revision, *mentions: Mention) -> None:
    entity = Entity(id="n", name="Norland", mentions=tuple(one.id for one in mentions))
    store.consolidate(Consolidated(groups={"a": "a"}, entities=(entity,), events=(event(*mentions),), revision=revision))


def test_the_log_reads_back_in_the_order_in_which_it_came_in_and_holds_each_once(store: Store) -> None:
    other = Correction(kind="rename", author="B", time="2025-01-01T00:00:00+00:00", reason="r", names=("N", "Нор"))
    back = Correction(kind="withdraw", author="B", time="2026-02-01T00:00:00+00:00", reason="r", of=other.id)
    store.correct([CORRECTION, other])
    store.correct([other, back])
    assert store.corrections() == store.snapshot().corrections == (CORRECTION, other, back)


def test_a_correction_is_waited_for_until_the_events_account_for_it(store: Store) -> None:
    settle(store, Revision(), RECALL)
    assert store.is_consolidated()
    store.correct([CORRECTION])
    assert not store.is_consolidated()
    settle(store, Revision(outcomes={CORRECTION.id: "no place"}), RECALL)
    assert store.is_consolidated()
    assert store.unmatched() == store.snapshot().unmatched == (Unmatched(CORRECTION, "no place"),)


@pytest.mark.parametrize("statement", ["UPDATE corrections SET reason = 'none'", "DELETE FROM corrections"])
def test_the_database_itself_refuses_to_change_the_log(store: Store, place: str, statement: str) -> None:
    store.correct([CORRECTION])
    engine = create_engine(place if "://" in place else f"sqlite:///{place}")
    with engine.connect() as connection, pytest.raises(DBAPIError, match="a correction is withdrawn by another"):
        connection.execute(text(statement))
    engine.dispose()
    assert store.corrections() == (CORRECTION,)


def test_the_rules_of_the_log_are_written_for_both_databases() -> None:
    assert [len(log_rules("sqlite")), len(log_rules("postgresql"))] == [2, 4]


def test_revised_and_added_mentions_hold_in_place_of_what_was_coded_which_is_kept(store: Store) -> None:
    revision = Revision(overruled=(RECALL.id,), mentions=(REVISED, MEETING), states={RECALL.id: "revised", MEETING.id: "added"})
    settle(store, revision, REVISED, MEETING)
    assert list(store.mentions()) == list(store.snapshot().mentions) == [REVISED, MEETING]
    assert list(store.coded_mentions()) == [RECALL]
    assert store.events() == (event(REVISED, MEETING),)
    settle(store, revision, REVISED, MEETING)
    assert list(store.coded_mentions()) == [RECALL], "doing it again changes nothing"
    settle(store, Revision(), RECALL)
    assert list(store.mentions()) == list(store.coded_mentions()) == [RECALL], "a review that was withdrawn leaves what was coded"


def test_a_rejected_mention_is_kept_and_holds_no_more(store: Store) -> None:
    store.consolidate(Consolidated(groups={"a": "a"}, revision=Revision(overruled=(RECALL.id,))))
    assert list(store.mentions()) == []
    assert list(store.coded_mentions()) == [RECALL]
    assert store.summary().mentions == 0


def test_coding_again_replaces_what_was_coded_and_what_was_made_of_it_and_keeps_the_log(store: Store) -> None:
    store.correct([CORRECTION])
    settle(
        store, Revision(overruled=(RECALL.id,), mentions=(REVISED, MEETING), states={RECALL.id: "revised", MEETING.id: "added"}), REVISED
    )
    again = replace(RECALL, mode="withdraw")
    store.keep(Coded(document=DOCUMENT, run="r1", digest="y", mentions=(again,)))
    assert list(store.mentions()) == list(store.coded_mentions()) == [again]
    assert store.corrections() == (CORRECTION,)
    assert store.events() == ()


def test_a_mention_by_hand_whose_sentence_is_not_in_the_text_is_refused_and_nothing_of_the_step_is_written(store: Store) -> None:
    settle(store, Revision(), RECALL)
    other = replace(DOCUMENT, text=TEXT.replace("met", "hit"))
    wrong = replace(MEETING, sentence=other.span(28, 48), trigger=other.span(36, 39))
    with pytest.raises(StoreError, match="not what stands in the text"):
        settle(store, Revision(mentions=(wrong,), states={wrong.id: "added"}), RECALL)
    assert store.events() == (event(RECALL),)
    assert list(store.mentions()) == [RECALL]


def test_a_readonly_store_takes_no_corrections(store: Store, place: str) -> None:
    reader = open_store(place, readonly=True)
    with pytest.raises(StoreError, match="refused"):
        reader.correct([CORRECTION])
    reader.close()
    assert store.corrections() == ()


corrections = st.builds(
    Correction,
    kind=st.sampled_from(("rename", "join", "part")),
    author=words,
    time=words,
    reason=words,
    names=st.lists(words, max_size=3).map(tuple),
    evidence=st.lists(st.just(EVIDENCE), max_size=2).map(tuple),
    values=st.sampled_from(("{}", '{"status": "é"}')),
    of=st.none() | words,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=contents(), log=st.lists(corrections, max_size=4, unique_by=lambda one: one.id), data=st.data())
def test_any_log_and_any_revision_read_back_and_leave_what_was_coded(
    new_place: Callable[[], AbstractContextManager[str]], content: Content, log: list[Correction], data: st.DataObject
) -> None:
    gone = data.draw(st.lists(st.sampled_from(content.mentions), unique_by=lambda one: one.id)) if content.mentions else []
    back = tuple(replace(one, status="negated", confidence=1.0) for one in gone if data.draw(st.booleans()))
    with new_place() as place:
        store = open_store(place)
        store.start_run(RUN)
        for document in content.documents:
            mentions = tuple(one for one in content.mentions if one.document == document.id)
            store.keep(Coded(document=document, run=RUN.id, digest="x", mentions=mentions))
        store.correct(log)
        revision = Revision(
            overruled=tuple(one.id for one in gone),
            mentions=back,
            states={one.id: "revised" for one in back},
            outcomes={one.id: None for one in log},
        )
        for _ in range(2):
            store.consolidate(Consolidated(groups=content.groups, revision=revision))
            assert set(store.coded_mentions()) == set(content.mentions)
            assert set(store.mentions()) == (set(content.mentions) - set(gone)) | set(back)
        assert store.corrections() == tuple(log)
        assert store.is_consolidated()
        store.close()
