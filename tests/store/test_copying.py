"""A copy is the record, whatever database it lies in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from places import KINDS
from record_strategies import Content, contents
from test_round_trip import RUN, fill

from detente.errors import StoreError
from detente.records import Correction, Document, Mention, Participant, Relation, Statement
from detente.store import Coded, copy_record, open_store

Places = Callable[[], AbstractContextManager[str]]
CHANGED = replace(RUN, id="r2")
CORRECTION = Correction(
    kind="rename", author="An Analyst", time="2026-01-02T00:00:00+00:00", reason="spelling", names=("Norland", "Nordland")
)


@pytest.fixture(scope="session", params=KINDS.values(), ids=[f"to {name}" for name in KINDS])
def other_kind(request: pytest.FixtureRequest) -> Places:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def target(other_kind: Places) -> Iterator[str]:
    with other_kind() as there:
        yield there


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=contents())
def test_a_copy_reads_as_the_record_does_and_bears_its_digest(new_place: Places, other_kind: Places, content: Content) -> None:
    with new_place() as place, other_kind() as target:
        store = open_store(place)
        fill(store, content)
        store.correct((CORRECTION,))
        told = copy_record(place, target)
        copied = open_store(target, readonly=True)
        assert copied.snapshot() == store.snapshot()
        assert told == store.content() == copied.content()
        assert (told.rows["documents"], told.rows["corrections"]) == (len(content.documents), 1)
        copied.close()
        store.close()


def test_a_copy_can_be_searched_and_added_to(place: str, target: str) -> None:
    store = open_store(place)
    store.start_run(RUN)
    document = Document(id="a", text="Norland met Sudland. Talks go on.", input="t")
    store.keep(Coded(document=document, run="r1", digest="x", sentences=((0, 20), (21, 33))))
    store.correct((CORRECTION,))
    store.close()
    copy_record(place, target)
    copied = open_store(target)
    assert [hit.snippet.text for hit in copied.search("talks", "sentences", 5)] == ["Talks go on."]
    copied.keep(Coded(document=Document(id="b", text="Talks.", input="t"), run="r1", digest="x"))
    copied.correct((Correction(kind="join", author="A", time="2026-01-03T00:00:00+00:00", reason="one", names=("a", "b")),))
    assert [len(copied.corrections()), len(copied.search("talks", "documents", 5))] == [2, 2]
    copied.close()


def test_a_zero_below_nought_is_copied_as_a_zero(place: str, target: str) -> None:
    document = Document(id="a", text="Norland met Sudland, its ally.", input="t")
    met = Mention(sentence=document.span(0, 30), trigger=document.span(8, 11), event_type="CONSULT", intensity=-0.0)
    party = Participant(span=document.span(0, 7), name="Norland")
    bond = Relation(sentence=document.span(0, 30), phrase=document.span(25, 29), kind="ally", party=party, other=party)
    said = Statement(sentence=document.span(0, 30), content=document.span(8, 19), kind="says", speakers=(party,))
    store = open_store(place)
    store.start_run(RUN)
    store.keep(Coded(document=document, run="r1", digest="x", mentions=(met,), statements=(said,), relations=(bond,)))
    assert copy_record(place, target) == store.content()
    copied = open_store(target, readonly=True)
    assert copied.snapshot() == store.snapshot()
    assert (copied.statements(), copied.relations()) == ((said,), (bond,))
    copied.close()
    store.close()


def test_nothing_is_written_over(place: str, target: str) -> None:
    open_store(place).close()
    there = open_store(target)
    there.start_run(RUN)
    there.close()
    with pytest.raises(StoreError, match=r"holds a record already \(runs\)"):
        copy_record(place, target)
    copied = open_store(target)
    assert copied.runs() == (RUN,)
    copied.close()


def test_a_copy_that_breaks_off_leaves_an_empty_record_that_takes_the_next(
    place: str, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(place)
    store.start_run(RUN)
    store.keep(Coded(document=Document(id="a", text="Text.", input="t"), run="r1", digest="x"))
    store.close()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("detente.store.copying._index", stop)
    with pytest.raises(KeyboardInterrupt):
        copy_record(place, target)
    monkeypatch.undo()
    broken = open_store(target)
    assert set(broken.content().rows.values()) == {0}
    broken.close()
    assert copy_record(place, target).rows["documents"] == 1


def test_what_is_not_there_is_told_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        copy_record(tmp_path / "absent.db", tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


def test_a_digest_depends_on_every_row_but_not_on_who_built_it(place: str, other_place: str) -> None:
    digests = []
    for where, run in ((place, "r1"), (other_place, "r2")):
        store = open_store(where)
        store.start_run(RUN if run == "r1" else CHANGED)
        store.keep(Coded(document=Document(id="a", text="Text.", input="t"), run=run, digest="x"))
        digests.append((store.content().digest, store.content(runs=False).digest))
        store.close()
    assert digests[0][0] != digests[1][0]
    assert digests[0][1] == digests[1][1]
    more = open_store(place)
    more.keep(Coded(document=Document(id="b", text="Text.", input="t"), run="r1", digest="x"))
    assert more.content(runs=False).digest != digests[0][1]
    more.close()
