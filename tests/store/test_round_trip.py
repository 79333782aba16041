"""Whatever valid record is kept is read back equal."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from record_strategies import Content, contents

from detente.records import Run
from detente.store import Coded, Consolidated, Store, open_store

RUN = Run(id="r1", version="0", codebook="c", coder="k", options="{}", started="2026-01-01T00:00:00+00:00")


def fill(store: Store, content: Content) -> None:
    store.start_run(RUN)
    for place, document in enumerate(content.documents):
        mentions = tuple(mention for mention in content.mentions if mention.document == document.id)
        rejected = content.rejected if place == 0 else ()
        statements = tuple(each for each in content.statements if each.document == document.id)
        relations = tuple(each for each in content.relations if each.document == document.id)
        coded = Coded(document=document, run=RUN.id, digest="x", mentions=mentions, rejected=rejected)
        store.keep(replace(coded, statements=statements, relations=relations))
    store.consolidate(Consolidated(groups=content.groups, entities=content.entities, events=content.events))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=contents())
def test_what_is_kept_reads_back_equal(new_place: Callable[[], AbstractContextManager[str]], content: Content) -> None:
    with new_place() as place:
        store = open_store(place)
        fill(store, content)
        store.close()
        reopened = open_store(place, readonly=True)
        snapshot = reopened.snapshot()
        assert snapshot.documents == content.documents
        assert set(snapshot.mentions) == set(content.mentions)
        assert len(snapshot.mentions) == len(content.mentions)
        assert sorted(map(repr, snapshot.rejected)) == sorted(map(repr, content.rejected))
        assert set(snapshot.statements) == set(content.statements)
        assert len(snapshot.statements) == len(content.statements)
        assert set(snapshot.relations) == set(content.relations)
        assert len(snapshot.relations) == len(content.relations)
        assert snapshot.groups == content.groups
        assert snapshot.entities == content.entities
        assert {event.id: event for event in snapshot.events} == {event.id: event for event in content.events}  # by ==: -0.0 is kept as 0.0
        assert len(snapshot.events) == len(content.events)
        assert snapshot.runs == (RUN,)
        assert tuple(reopened.documents()) == snapshot.documents
        assert tuple(reopened.mentions()) == snapshot.mentions
        assert (reopened.groups(), reopened.entities(), reopened.events()) == (snapshot.groups, snapshot.entities, snapshot.events)
        assert (reopened.rejected(), reopened.runs()) == (snapshot.rejected, snapshot.runs)
        assert (reopened.statements(), reopened.relations()) == (snapshot.statements, snapshot.relations)
        reopened.close()
