"""What holds of measures, detentions, offices and contradictions of any record: unique ids, evidence, more than one side, sound states."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.codebook import Codebook
from detente.records import Snapshot
from detente.tracking.contradictions import contradictions
from detente.tracking.detentions import detentions
from detente.tracking.measures import measures
from detente.tracking.offices import offices
from detente.tracking.view import view

CODES = (
    "SANCTION/discontinue",
    "THREATEN/violence",
    "RETREAT/",
    "COERCE/arrest",
    "RETREAT/release",
    "REJECT/meet",
    "CONSULT/visit",
    "ACCUSE/allege",
)
PARTIES = ("Sudan:SDN:GOV", "Chad:TCD:GOV", "Arab League:IGO:GOV", "Omar Sesay:GIN:ELI")
WORDS = {
    "SANCTION/discontinue": "imposed sanctions on",
    "THREATEN/violence": "gave an ultimatum to",
    "RETREAT/": "lifted the sanctions on",
    "COERCE/arrest": "arrested",
    "RETREAT/release": "released",
    "REJECT/meet": "refused",
    "CONSULT/visit": "visited",
    "ACCUSE/allege": "accused",
}

reports = st.lists(
    st.tuples(
        st.sampled_from(CODES),
        st.sampled_from(PARTIES),
        st.sampled_from(PARTIES),
        st.sampled_from(["actual", "future", "negated", "hypothetical"]),
        st.sampled_from([None, "2024-05-02", "2024-05-09", "2024-05-16"]),
    ),
    min_size=1,
    max_size=6,
)
BUILT = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def built(record: Callable[..., Snapshot], told: list[tuple[str, str, str, str, str | None]]) -> Snapshot:
    made = []
    for code, actor, recipient, status, day in told:
        text = f"{actor.split(':')[0]} {WORDS[code]} {recipient.split(':')[0]} president Omar Sesay of Guinea."
        more = {"status": status} | ({"day": day} if day else {})
        made.append((day, text, [(WORDS[code], code, actor, recipient, more)]))
    return record(*made)


@BUILT
@given(reports, st.sampled_from([None, "2024-05-05", "2024-05-12"]))
def test_rows_have_unique_ids_evidence_and_sound_states(record: Callable[..., Snapshot], codebook: Codebook, told, day) -> None:
    seen = view(built(record, told), codebook, day)
    pressure, held, styled = measures(seen), detentions(seen), offices(seen)
    differing = contradictions(seen, pressure, styled)
    for rows in (pressure, held, styled, differing):
        assert len({row.id for row in rows}) == len(rows)
    events = {event.id for event in seen.events}
    for row in (*pressure, *held):
        assert row.stages
        assert {stage.event for stage in row.stages} <= events
        assert row.state in {stage.name for stage in row.stages}
    for contradiction in differing:
        assert len({side.value for side in contradiction.sides}) == len(contradiction.sides) > 1
        assert all(seen.documents[span.document].holds(span) for side in contradiction.sides for span in side.evidence)


@BUILT
@given(reports)
def test_the_order_of_events_in_the_record_changes_nothing(record: Callable[..., Snapshot], codebook: Codebook, told) -> None:
    snapshot = built(record, told)
    turned = Snapshot(
        documents=snapshot.documents[::-1],
        groups=snapshot.groups,
        mentions=snapshot.mentions[::-1],
        entities=snapshot.entities[::-1],
        events=snapshot.events[::-1],
    )
    one, two = view(snapshot, codebook), view(turned, codebook)
    assert measures(one) == measures(two)
    assert detentions(one) == detentions(two)
    assert offices(one) == offices(two)
    assert contradictions(one, measures(one), offices(one)) == contradictions(two, measures(two), offices(two))


@pytest.mark.parametrize("view_of", [measures, detentions, offices])
def test_a_record_without_documents_has_no_rows(view_of: Callable[..., tuple], codebook: Codebook) -> None:
    assert view_of(view(Snapshot(), codebook)) == ()
