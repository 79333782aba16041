"""What a store promises, rule by rule."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from detente.errors import StoreError
from detente.records import Document, Entity, Event, Mention, Participant, Rejected, Relation, Run, Statement
from detente.store import Coded, Consolidated, Store, open_store

TEXT = "Norland recalled its envoy.\n\nNorland’s minister said talks would go on."
DOCUMENT = Document(id="a", text=TEXT, input="a.txt")
RUN = Run(id="r1", version="1", codebook="c", coder="k", options="{}", started="2026-01-01T00:00:00+00:00")
NORLAND = Participant(span=DOCUMENT.span(0, 7), name="Norland", country="NOR", sector="GOV", sectors=("GOV",))
RECALL = Mention(sentence=DOCUMENT.span(0, 27), trigger=DOCUMENT.span(8, 16), event_type="SANCTION", actors=(NORLAND,), confidence=0.5)
ENTITY = Entity(id="n", name="Norland", country="NOR", mentions=(RECALL.id,))
EVENT = Event(
    id="v",
    event_type="SANCTION",
    mode=None,
    contexts=(),
    status="actual",
    actors=("n",),
    recipients=(),
    start=None,
    end=None,
    location=None,
    mentions=(RECALL.id,),
    corroboration=1,
    intensity=-4.0,
    confidence=0.5,
)


@pytest.fixture
def store(place: str):  # type: ignore[no-untyped-def]
    opened = open_store(place)
    opened.start_run(RUN)
    yield opened
    opened.close()


def keep(store: Store, document: Document = DOCUMENT, *mentions: Mention, digest: str = "x") -> None:
    store.keep(Coded(document=document, run="r1", digest=digest, mentions=mentions))


def test_a_new_record_is_empty(store: Store) -> None:
    assert store.summary().documents == 0
    assert store.snapshot().documents == ()
    assert store.is_consolidated()


SAID = Statement(
    sentence=DOCUMENT.span(29, 68), content=DOCUMENT.span(52, 67), kind="says", speakers=(NORLAND,), word=DOCUMENT.span(47, 51)
)
BOND = Relation(sentence=DOCUMENT.span(0, 27), phrase=DOCUMENT.span(8, 16), kind="rival", party=NORLAND, other=NORLAND)


def test_statements_and_relations_go_with_the_coding_they_came_of(store: Store) -> None:
    store.keep(Coded(document=DOCUMENT, run="r1", digest="x", statements=(SAID,), relations=(BOND,)))
    assert (store.statements(), store.relations()) == ((SAID,), (BOND,))
    store.keep(Coded(document=DOCUMENT, run="r1", digest="x", statements=(SAID,), relations=(BOND,)))
    assert len(store.statements()) == 1
    store.keep(Coded(document=DOCUMENT, run="r1", digest="y", statements=(SAID,)))
    assert (store.snapshot().statements, store.snapshot().relations) == ((SAID,), ())


def test_a_statement_or_relation_that_is_not_in_the_text_is_refused(store: Store) -> None:
    elsewhere = Document(id="a", text=TEXT.replace("recalled", "received"), input="a.txt")
    wrong = replace(BOND, sentence=elsewhere.span(0, 27), phrase=elsewhere.span(8, 16))
    with pytest.raises(StoreError, match="not what stands in the text"):
        store.keep(Coded(document=DOCUMENT, run="r1", digest="x", relations=(wrong,)))
    beside = replace(SAID, content=DOCUMENT.span(0, 7))
    with pytest.raises(StoreError, match="refused"):
        store.keep(Coded(document=DOCUMENT, run="r1", digest="x", statements=(beside,)))
    assert store.document("a") is None


def test_a_document_stands_new_then_coded_then_stale_under_another_digest(store: Store) -> None:
    assert store.standing(DOCUMENT, "x") == "new"
    keep(store)
    assert store.standing(DOCUMENT, "x") == "coded"
    assert store.standing(DOCUMENT, "y") == "stale"
    assert store.stale("y") == ("a",)
    assert store.stale("x") == ()


def test_an_id_that_bears_another_text_is_told(store: Store) -> None:
    keep(store)
    assert store.standing(replace(DOCUMENT, text="Another story."), "x") == "other text"


def test_a_sentence_that_is_not_in_the_text_is_refused_with_all_of_its_document(store: Store) -> None:
    elsewhere = Document(id="a", text=TEXT.replace("recalled", "received"), input="a.txt")
    wrong = Mention(sentence=elsewhere.span(0, 27), trigger=elsewhere.span(8, 16), event_type="CONSULT")
    with pytest.raises(StoreError, match=r"refused.*not what stands in the text"):
        keep(store, DOCUMENT, wrong)
    assert store.document("a") is None


def test_a_trigger_outside_of_its_sentence_is_refused(store: Store) -> None:
    outside = replace(RECALL, trigger=DOCUMENT.span(48, 52))
    with pytest.raises(StoreError, match="trigger_stands_in_sentence"):
        keep(store, DOCUMENT, outside)


def test_a_participant_that_is_not_in_the_text_is_refused(store: Store) -> None:
    other = Document(id="a", text="Sudland recalled", input="b")
    with pytest.raises(StoreError, match="name is not what stands in the text"):
        keep(store, DOCUMENT, replace(RECALL, actors=(replace(NORLAND, span=other.span(0, 7)),)))


def test_a_participant_named_in_another_sentence_is_kept(store: Store) -> None:
    later = replace(NORLAND, span=DOCUMENT.span(29, 36))
    keep(store, DOCUMENT, replace(RECALL, actors=(later,)))
    assert next(store.mentions()).actors == (later,)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents SET text = 'Sudland recalled its envoy.'",
        "UPDATE mentions SET trigger_text = 'received'",
        "UPDATE participants SET span_text = 'Sudland'",
        "INSERT INTO groups VALUES ('nobody', 'nobody')",
    ],
)
def test_the_database_itself_refuses_to_part_evidence_from_text(store: Store, place: str, statement: str) -> None:
    keep(store, DOCUMENT, RECALL)
    engine = create_engine(place if "://" in place else f"sqlite:///{place}")
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("PRAGMA foreign_keys = ON"))
        with pytest.raises(DBAPIError):
            connection.execute(text(statement))
    engine.dispose()


def test_coding_again_replaces_what_a_document_gave_and_drops_the_events_that_rested_on_it(store: Store) -> None:
    other = Document(id="b", text=TEXT, input="b.txt")
    kept = Mention(sentence=other.span(0, 27), trigger=other.span(8, 16), event_type="SANCTION")
    keep(store, DOCUMENT, RECALL)
    keep(store, other, kept)
    events = (EVENT, replace(EVENT, id="w", actors=(), mentions=(kept.id,)))
    store.consolidate(Consolidated(groups={"a": "a", "b": "a"}, entities=(ENTITY,), events=events))
    again = replace(RECALL, mode="withdraw")
    keep(store, replace(DOCUMENT, title="Recall"), again, digest="y")
    assert list(store.mentions()) == [again, kept]
    assert store.document("a") == replace(DOCUMENT, title="Recall")
    assert [event.id for event in store.events()] == ["w"]
    assert store.entities() == ()


def test_events_account_for_a_document_only_after_consolidating(store: Store) -> None:
    assert store.is_consolidated()
    keep(store, DOCUMENT, RECALL)
    assert not store.is_consolidated()
    store.consolidate(Consolidated(groups={"a": "a"}, entities=(ENTITY,), events=(EVENT,)))
    assert store.is_consolidated()
    assert store.events() == (EVENT,)


def test_consolidating_twice_leaves_the_same(store: Store) -> None:
    keep(store, DOCUMENT, RECALL)
    result = Consolidated(groups={"a": "a"}, entities=(ENTITY,), events=(EVENT,))
    store.consolidate(result)
    before = store.snapshot()
    store.consolidate(result)
    assert store.snapshot() == before


def test_an_event_whose_mention_is_unknown_is_refused_and_the_events_before_stay(store: Store) -> None:
    keep(store, DOCUMENT, RECALL)
    store.consolidate(Consolidated(groups={"a": "a"}, entities=(ENTITY,), events=(EVENT,)))
    with pytest.raises(StoreError, match=r"(?i)foreign key"):
        store.consolidate(Consolidated(groups={}, entities=(ENTITY,), events=(replace(EVENT, mentions=("nobody",)),)))
    assert store.events() == (EVENT,)


def test_the_same_rejection_is_kept_once_and_forgiven_when_its_input_reads_well(store: Store) -> None:
    hangs = Rejected("http://x.example", "read", "no answer in 5 s", "http://x.example")
    broken = Rejected("line 3", "read", "not JSON", "a.jsonl")
    store.reject((hangs, broken), "r1")
    store.reject((hangs, broken), "r1")
    assert store.rejected() == (broken, hangs)
    store.forgive(("http://x.example", "a.jsonl"), (broken,))
    assert store.rejected() == (broken,)


def test_two_equal_rejections_of_one_document_are_both_kept(store: Store) -> None:
    twice = Rejected("talks", "code", "back-reference", "a")
    store.keep(Coded(document=DOCUMENT, run="r1", digest="x", rejected=(twice, twice)))
    assert store.rejected() == (twice, twice)
    assert store.summary().turned_away == 2


def test_names_that_no_database_can_hold_are_shown_as_escapes(store: Store) -> None:
    store.reject((Rejected("caf\udce9\x00.txt", "read", "binary", ""),), "r1")
    assert store.rejected()[0].item == "caf\\udce9\\x00.txt"


def test_a_summary_counts_rewrites_other_languages_and_failures_apart(store: Store) -> None:
    reason = Rejected("b", "code", "language fr", "b.txt")
    keep(store, DOCUMENT, RECALL)
    store.keep(
        Coded(document=Document(id="b", text="Bonjour.", input="b.txt"), run="r1", digest="x", outcome="language", rejected=(reason,))
    )
    fault = Rejected("c", "parse", "RecursionError", "c.txt")
    store.keep(Coded(document=Document(id="c", text="Hm.", input="c.txt"), run="r1", digest="x", outcome="parse", rejected=(fault,)))
    store.reject((Rejected("d.txt", "read", "empty", "d.txt"),), "r1")
    store.consolidate(Consolidated(groups={"a": "a", "b": "b", "c": "a"}))
    summary = store.summary()
    assert (summary.documents, summary.rewrites, summary.other_languages, summary.mentions) == (3, 1, 1, 1)
    assert (summary.failures, summary.turned_away) == ({"parse": 1, "read": 1}, 0)


def test_a_snapshot_is_of_one_moment_while_another_connection_writes(store: Store, place: str) -> None:
    keep(store, DOCUMENT, RECALL)
    reader = open_store(place, readonly=True)
    found = reader.documents()
    assert next(found) == DOCUMENT
    keep(store, Document(id="b", text="Later.", input="b.txt"))
    assert list(found) == []
    assert [document.id for document in reader.documents()] == ["a", "b"]
    reader.close()


def test_two_writers_take_turns(store: Store, place: str) -> None:
    def write(number: int) -> None:
        other = open_store(place)
        for turn in range(20):
            keep(other, Document(id=f"{number}-{turn}", text="Text.", input="t"))
        other.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.summary().documents == 40


def test_runs_are_listed_in_the_order_in_which_they_began(store: Store) -> None:
    second = replace(RUN, id="0")
    store.start_run(second)
    finished = replace(RUN, finished="2026-01-01T00:01:00+00:00", documents=3, mentions=2)
    store.finish_run(finished)
    assert store.runs() == (finished, second)


def test_a_readonly_store_refuses_to_write(store: Store, place: str) -> None:
    reader = open_store(place, readonly=True)
    with pytest.raises(StoreError, match=r"refused.*(readonly|read-only)"):
        keep(reader)
    reader.close()


def test_what_a_killed_process_kept_is_there(place: str) -> None:
    script = (
        "import os, signal, sys\n"
        "from detente.records import Document, Run\n"
        "from detente.store import Coded, open_store\n"
        "store = open_store(sys.argv[1])\n"
        "store.start_run(Run(id='r', version='', codebook='', coder='', options='', started=''))\n"
        "for n in range(5):\n"
        "    store.keep(Coded(document=Document(id=str(n), text='Text.', input='t'), run='r', digest='x'))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, place], check=False).returncode == -9
    reader = open_store(place, readonly=True)
    assert [document.id for document in reader.documents()] == ["0", "1", "2", "3", "4"]
    reader.close()
