"""Stated causes: which event reports give as the reason of which, and what they only tell as coming after, in short texts of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.codebook import Codebook
from detente.records import Cause, Snapshot
from detente.tracking import track
from detente.tracking.causes import causes
from detente.tracking.view import View, view

Seen = Callable[..., View]
Record = Callable[..., Snapshot]
COUP = ("coup", "COERCE", "army:TCD:MIL", "Chad:TCD:GOV")


def only(rows: tuple[Cause, ...]) -> Cause:
    assert len(rows) == 1, [(row.kind, row.result.value, row.ground.value) for row in rows]
    return rows[0]


def triggers(seen: View, row: Cause) -> tuple[str, str]:
    """The words that tell the effect and the cause, each by the first mention of its event."""
    events = {event.id: event for event in seen.events}
    return seen.of(events[row.effect])[0].trigger.text, seen.of(events[row.cause])[0].trigger.text


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("The European Union imposed sanctions on Chad over the arrest of a minister.", "arrest"),
        ("Norway suspended the talks on the grounds that Chad had arrested its envoy.", "arrested"),
        ("Norway closed its embassy in Chad in retaliation for the arrest of its envoy.", "arrest"),
        ("The arrest of a union leader sparked protests in Lima on Monday.", "arrest"),
        ("Chad expelled the Norwegian envoy, prompting Norway to recall its ambassador.", "expelled the Norwegian envoy"),
        ("Norway responded to the arrest of its envoy by closing its border with Chad.", "arrest"),
    ],
)
def test_an_event_in_the_reason_of_another_is_its_stated_cause(seen: Seen, text: str, cause: str) -> None:
    view_of = seen(("2024-05-15", text))
    row = only(causes(view_of))
    assert row.kind == "reason"
    assert triggers(view_of, row)[1] == cause
    assert row.evidence[0].text == text
    assert (row.published, row.sources) == ("2024-05-15", 1)


@pytest.mark.parametrize(
    "text",
    [
        "Norway froze aid to Chad three days after soldiers toppled its president.",
        "After soldiers toppled its president, Norway froze aid to Chad.",
        "Norway froze aid to Chad following a coup by its army.",
    ],
)
def test_what_comes_after_another_event_is_a_sequence_and_no_reason(seen: Seen, text: str) -> None:
    assert only(causes(seen(("2024-05-15", text)))).kind == "sequence"


def test_an_act_after_two_others_is_tied_to_each(record: Record, codebook: Codebook) -> None:
    text = "Chad served notice two days after Norway walked out and a week after Kenya withdrew."
    told = [
        ("served notice", "SANCTION/expel", "Chad:TCD:GOV", "", {"day": "2024-05-14"}),
        ("walked out", "REJECT/meet", "Norway:NOR:GOV", "", {"day": "2024-05-12"}),
        ("withdrew", "SANCTION/withdraw", "Kenya:KEN:GOV", "", {"day": "2024-05-07"}),
    ]
    seen = view(record(("2024-05-15", text, told)), codebook)
    assert sorted(triggers(seen, row) for row in causes(seen)) == [("served notice", "walked out"), ("served notice", "withdrew")]


def test_a_ground_that_is_cited_is_the_word_of_who_acts(record: Record, codebook: Codebook) -> None:
    text = "Chad turned the mission away, citing the closure of its border."
    told = [
        ("turned the mission away", "REJECT/meet", "Chad:TCD:GOV", "", {"reason": "citing the closure of its border"}),
        ("closure", "SANCTION/discontinue", "", "Chad:TCD:GOV", {}),
    ]
    row = only(causes(view(record(("2024-05-15", text, told)), codebook)))
    assert (row.kind, row.attributed, row.ground.value) == ("reason", ("Chad",), "citing the closure of its border")


def test_the_coup_is_the_one_that_the_record_has_there(record: Record, codebook: Codebook) -> None:
    first = ("2024-05-10", "The army staged a coup in Chad.", [COUP])
    second = (
        "2024-05-15",
        "Norway froze aid to Chad over the coup.",
        [("froze aid", "SANCTION/discontinue", "Norway:NOR:GOV", "Chad:TCD:GOV", {"reason": "over the coup"})],
    )
    told = [(*COUP, {"day": "2024-05-09"})]
    seen = view(record((first[0], first[1], told), second), codebook)
    assert triggers(seen, only(causes(seen))) == ("froze aid", "coup")


@pytest.mark.parametrize("ground", ["over the coup in Mali", "over the second coup", "over a coup", "over the coup attempt"])
def test_another_coup_than_the_one_known_is_not_taken_for_it(record: Record, codebook: Codebook, ground: str) -> None:
    told = [("froze aid", "SANCTION/discontinue", "Norway:NOR:GOV", "Chad:TCD:GOV", {"reason": ground})]
    reports = (
        ("2024-05-10", "The army staged a coup in Chad.", [(*COUP, {"day": "2024-05-09"})]),
        ("2024-05-15", f"Norway froze aid to Chad {ground}.", told),
    )
    assert causes(view(record(*reports), codebook)) == ()


def test_of_two_coups_neither_is_taken(record: Record, codebook: Codebook) -> None:
    told = [("froze aid", "SANCTION/discontinue", "Norway:NOR:GOV", "Chad:TCD:GOV", {"reason": "over the coup"})]
    reports = (
        ("2021-04-22", "The army staged a coup in Chad.", [(*COUP, {"day": "2021-04-20"})]),
        ("2024-05-10", "The army staged another coup in Chad.", [(*COUP, {"day": "2024-05-09"})]),
        ("2024-05-15", "Norway froze aid to Chad over the coup.", told),
    )
    assert causes(view(record(*reports), codebook)) == ()


def test_an_answer_has_what_the_sentence_before_tells_as_reason(seen: Seen) -> None:
    view_of = seen(("2024-05-15", "Chad expelled the Norwegian envoy on Monday. In response, Norway closed its border with Chad."))
    row = only(causes(view_of))
    assert row.kind == "reason"
    assert triggers(view_of, row) == ("closed its border", "expelled the Norwegian envoy")
    assert row.ground.value == "Chad expelled the Norwegian envoy on Monday."


def test_a_deed_named_again_by_its_party_is_the_event(record: Record, codebook: Codebook) -> None:
    text = "Chad dismissed the banker Omar Sesay. Sesay's removal set off a dispute. Rebels responded by closing the port."
    told = [
        ("dismissed", "SANCTION/expel", "Chad:TCD:GOV", "Omar Sesay:TCD:BUS", {}),
        ("closing the port", "COERCE/withhold", "Rebels:TCD:REB", "", {}),
    ]
    seen = view(record(("2024-05-15", text, told)), codebook)
    assert triggers(seen, only(causes(seen))) == ("closing the port", "dismissed")


@pytest.mark.parametrize(
    "text",
    [
        "Norway froze aid to Chad and its army looked after the port where rebels had killed two guards.",
        "Norway met the general who had seized power, and closed its border.",
        "Norway suspended the talks, citing the danger of a coup by the army.",
        "Norway would close its border over the arrest of its envoy.",
        "The army fired canister after canister at the marchers.",
    ],
)
def test_what_no_words_tie_has_no_cause(seen: Seen, text: str) -> None:
    assert causes(seen(("2024-05-15", text))) == ()


def test_two_reports_of_one_cause_are_one_row_with_both_sources(record: Record, codebook: Codebook) -> None:
    told = [
        ("froze aid", "SANCTION/discontinue", "Norway:NOR:GOV", "Chad:TCD:GOV", {"reason": "over the coup", "day": "2024-05-12"}),
        (*COUP, {"day": "2024-05-09"}),
    ]
    text = "Norway froze aid to Chad over the coup of the army."
    snapshot = record(("2024-05-15", text, told), ("2024-05-16", f"{text} It gave no day.", told))
    row = only(causes(view(snapshot, codebook)))
    assert (row.sources, row.published, len(row.documents)) == (2, "2024-05-15", 2)


def test_a_cause_stands_from_the_day_of_the_report_that_states_it(seen: Seen) -> None:
    text = ("2024-05-15", "Norway froze aid to Chad over the arrest of its envoy.")
    assert causes(seen(text, day="2024-05-14")) == ()
    assert len(causes(seen(text, day="2024-05-15"))) == 1


def test_a_replay_holds_what_was_stated_by_then(record: Record) -> None:
    told = [
        ("froze aid", "SANCTION/discontinue", "Norway:NOR:GOV", "Chad:TCD:GOV", {"reason": "over the coup"}),
        (*COUP, {"day": "2024-05-09"}),
    ]
    snapshot = record(("2024-05-15", "Norway froze aid to Chad over the coup of the army.", told))
    assert track(snapshot, known="2024-05-14").causes == ()
    assert len(track(snapshot, known="2024-05-15").causes) == 1


def test_what_is_told_to_have_happened_later_is_no_cause(record: Record, codebook: Codebook) -> None:
    told = [
        ("froze aid", "SANCTION/discontinue", "Norway:NOR:GOV", "Chad:TCD:GOV", {"reason": "over the coup", "day": "2024-05-02"}),
        (*COUP, {"day": "2024-05-09"}),
    ]
    assert causes(view(record(("2024-05-15", "Norway froze aid to Chad over the coup of the army.", told)), codebook)) == ()


WORDS = st.sampled_from(
    ["over", "after", "following", "citing", "because of", "who", "and", ",", ".", "In response,", "the coup", "had", "to"]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=6))
def test_rows_hold_their_evidence_and_tie_two_events(record: Record, codebook: Codebook, before: list[str], between: list[str]) -> None:
    text = " ".join(["Chad", *before, "froze aid", *between, "coup by the army of Norway"])
    told = [("froze aid", "SANCTION/discontinue", "", "", {"reason": text[text.index("froze aid") + 10 :]})]
    snapshot = record(("2024-05-15", text, [*told, ("coup by", "COERCE", "", "", {})]))
    seen = view(snapshot, codebook)
    rows = causes(seen)
    events = {event.id for event in seen.events}
    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        assert row.kind in ("reason", "sequence")
        assert {row.effect, row.cause} <= events
        assert row.effect != row.cause
        assert all(seen.documents[span.document].holds(span) for span in (*row.evidence, *row.result.evidence, *row.ground.evidence))
