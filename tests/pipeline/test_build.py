"""What building promises: nothing twice, nothing lost, the same content by whatever road it is reached."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_stages import small_stages

from detente.errors import StoreError
from detente.pipeline import BuildOptions, Record, build, open_record
from detente.records import Rejected, Snapshot

START = datetime(2026, 1, 1, tzinfo=UTC)
OPTIONS = BuildOptions(stages=small_stages(), now=lambda: START, batch=3)
STORIES = (
    {"id": "a", "text": "Norland met Sudland. Sudland sanctioned Norland.", "published": "2024-03-01"},
    {"id": "b", "text": "NORLAND MET SUDLAND. Talks go on; talks are slow.", "published": "2024-03-02"},
    {"id": "c", "text": "Norland met Sudland. sudland sanctioned norland.", "published": "2024-03-01"},
    {"id": "d", "text": "Westland sanctioned Norland.", "published": "2024-03-05"},
    {"id": "e", "text": "Le Nord a rencontré le Sud.", "language": "fr"},
)


def write(path: Path, rows: Iterable[dict[str, str] | str]) -> Path:
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    return write(tmp_path / "stories.jsonl", STORIES)


def content(record: Record) -> Snapshot:
    """All that a record holds, but for who built it when."""
    return replace(record.snapshot(), runs=())


def built(sources: Iterable[Path], place: str | Path, options: BuildOptions = OPTIONS) -> Snapshot:
    with build(sources, place, options) as record:
        return content(record)


def test_a_build_keeps_documents_mentions_events_and_what_was_turned_away(stories: Path, place: str) -> None:
    with build([stories], place, OPTIONS) as record:
        assert [document.id for document in record.documents()] == ["a", "b", "c", "d", "e"]
        assert [(mention.document, mention.event_type) for mention in record.mentions()] == [
            ("a", "CONSULT"),
            ("a", "SANCTION"),
            ("c", "CONSULT"),
            ("d", "SANCTION"),
        ]
        assert [event.event_type for event in record.events() if len(event.mentions) == 2] == ["CONSULT"]
        assert {entity.name for entity in record.entities()} == {"Norland", "Sudland", "Westland"}
        assert Rejected("talks", "code", "back-reference", "b") in record.rejected()


def test_a_summary_says_in_figures_what_the_record_holds(stories: Path, place: str, tmp_path: Path) -> None:
    with build([stories, tmp_path / "absent.jsonl"], place, OPTIONS) as record:
        summary = record.summary()
    assert (summary.documents, summary.rewrites, summary.other_languages, summary.mentions) == (5, 1, 1, 4)
    assert (summary.failures, summary.turned_away) == ({"read": 1}, 1)
    assert str(summary).startswith("5 documents (1 rewrite, 1 in other languages); 4 mentions")


def test_other_languages_are_kept_and_counted_but_not_coded(stories: Path, place: str) -> None:
    snapshot = built([stories], place)
    assert Rejected("e", "code", "language fr: kept, but only en is coded", "stories.jsonl") in snapshot.rejected
    assert "e" in {document.id for document in snapshot.documents}


def test_building_twice_adds_nothing_but_the_run(stories: Path, place: str, tmp_path: Path) -> None:
    ticking = iter(START + timedelta(seconds=second) for second in range(9))
    options = replace(OPTIONS, now=lambda: next(ticking))
    first = built([stories, tmp_path / "absent.jsonl"], place, options)
    with build([stories, tmp_path / "absent.jsonl"], place, options) as record:
        assert content(record) == first
        runs = record.runs()
    assert [(run.documents, run.mentions, run.finished) for run in runs] == [
        (5, 4, "2026-01-01T00:00:01+00:00"),
        (0, 0, "2026-01-01T00:00:03+00:00"),
    ]
    assert len({run.id for run in runs}) == 2


@settings(max_examples=10, deadline=None)
@given(order=st.permutations(STORIES), cut=st.integers(0, len(STORIES)))
def test_sources_added_later_in_any_order_give_the_record_of_all_at_once(
    order: list[dict[str, str]],
    cut: int,
    tmp_path_factory: pytest.TempPathFactory,
    new_place: Callable[[], AbstractContextManager[str]],
) -> None:
    folder = tmp_path_factory.mktemp("orders")
    with new_place() as place:
        once = built([write(folder / "s.jsonl", STORIES)], place)
    with new_place() as place:
        built([write(folder / "s.jsonl", order[:cut])], place)
        later = built([write(folder / "s.jsonl", order[cut:])], place)
    assert (later.mentions, later.events, later.entities, later.groups) == (once.mentions, once.events, once.entities, once.groups)


@pytest.mark.parametrize("changed", [small_stages(codebook="words 2"), small_stages(coder="regular expression 2")])
@pytest.mark.parametrize("given_again", [True, False])
def test_another_codebook_or_coder_codes_every_document_again(stories: Path, place: str, changed: object, given_again: bool) -> None:
    first = built([stories], place)
    with build([stories] if given_again else [], place, replace(OPTIONS, stages=changed)) as record:
        assert record.runs()[-1].documents == 5
        assert content(record) == first


def test_coding_again_drops_what_the_new_coder_no_longer_finds(stories: Path, place: str) -> None:
    built([stories], place)

    def code_nothing(parsed: object) -> object:
        return type("Coding", (), {"mentions": (), "rejected": ()})

    silent = replace(small_stages(coder="silent"), code=code_nothing)
    snapshot = built([], place, replace(OPTIONS, stages=silent))
    assert (len(snapshot.documents), snapshot.mentions, snapshot.events, snapshot.entities) == (5, (), (), ())


@pytest.mark.parametrize(
    ("mark", "stage", "reason"),
    [
        ("[no parse]", "parse", "CodingError: x can't be parsed"),
        ("[deep]", "parse", "RecursionError"),
        ("[no code]", "code", "KeyError: 'an unknown frame'"),
    ],
)
def test_a_document_that_fails_is_a_row_with_its_reason_and_stops_no_other(
    place: str, tmp_path: Path, mark: str, stage: str, reason: str
) -> None:
    rows = [*STORIES[:2], {"id": "x", "text": f"Norland met Sudland {mark}."}, *STORIES[2:]]
    with build([write(tmp_path / "s.jsonl", rows)], place, OPTIONS) as record:
        summary = record.summary()
        rejected = [row for row in record.rejected() if row.item == "x"]
    assert (summary.documents, summary.mentions, summary.failures) == (6, 4, {stage: 1})
    assert [(row.stage, row.where) for row in rejected] == [(stage, "s.jsonl")]
    assert rejected[0].reason.startswith(reason)


def test_a_mention_whose_evidence_is_not_in_the_text_is_turned_away(place: str, tmp_path: Path) -> None:
    snapshot = built([write(tmp_path / "s.jsonl", [{"id": "x", "text": "[loose] Norland met Sudland."}])], place)
    assert snapshot.mentions == ()
    assert snapshot.rejected == (Rejected("met", "code", "CONSULT: its evidence is not what stands in the text", "x"),)


def test_of_two_mentions_with_one_trigger_type_and_mode_the_first_is_kept(place: str, tmp_path: Path) -> None:
    snapshot = built([write(tmp_path / "s.jsonl", [{"id": "x", "text": "[twice] Norland met Sudland."}])], place)
    assert [mention.confidence for mention in snapshot.mentions] == [0.75]
    assert snapshot.rejected[0].reason == "CONSULT: a mention of the same type and mode has this trigger"


def test_a_reader_that_breaks_ends_in_a_row_and_what_was_read_is_kept(place: str, tmp_path: Path) -> None:
    snapshot = built([write(tmp_path / "s.jsonl", [STORIES[0], "[stop]", STORIES[3]])], place)
    assert [document.id for document in snapshot.documents] == ["a"]
    assert len(snapshot.events) == 2
    assert "reading stopped here: ReadError: s.jsonl, line 2" in snapshot.rejected[0].reason


def test_a_broken_line_that_was_mended_is_forgiven_on_the_next_build(place: str, tmp_path: Path) -> None:
    source = write(tmp_path / "s.jsonl", [STORIES[0], "{broken", "[1"])
    assert len(built([source], place).rejected) == 2
    write(source, [STORIES[0], STORIES[3], "[1"])
    assert [row.item for row in built([source], place).rejected] == ["line 3"]


def test_an_id_that_another_text_bears_is_told_and_the_first_text_stays(stories: Path, place: str, tmp_path: Path) -> None:
    built([stories], place)
    other = write(tmp_path / "other.jsonl", [{"id": "a", "text": "Eastland met Westland."}])
    snapshot = built([other], place)
    assert snapshot.documents[0].text == STORIES[0]["text"]
    assert [(row.item, row.where) for row in snapshot.rejected if "another text" in row.reason] == [("a", "other.jsonl")]


def test_one_id_twice_in_one_batch_is_told_the_same_way(place: str, tmp_path: Path) -> None:
    rows = [STORIES[0], {"id": "a", "text": "Eastland met Westland."}, STORIES[0]]
    snapshot = built([write(tmp_path / "s.jsonl", rows)], place)
    assert len(snapshot.documents) == 1
    assert len(snapshot.rejected) == 1


def test_text_that_no_database_keeps_is_turned_away_and_odd_names_are_shown(place: str, tmp_path: Path) -> None:
    rows = [
        {"id": "nul", "text": "Norland\x00 met."},
        {"id": "half", "text": "\udce9 met"},
        {"id": "odd\udce9", "text": "Norland met Sudland."},
    ]
    snapshot = built([write(tmp_path / "s.jsonl", rows)], place)
    assert [document.id for document in snapshot.documents] == ["odd\\udce9"]
    assert len(snapshot.mentions) == 1
    assert {row.item for row in snapshot.rejected} == {"nul", "half"}


def test_consolidating_that_fails_is_a_row_until_it_succeeds(stories: Path, place: str) -> None:
    def fail(mentions: object, documents: object, groups: object, ties: object) -> object:
        raise ValueError("no event can be made")

    failing = replace(OPTIONS, stages=replace(small_stages(), consolidate=fail))
    broken = built([stories], place, failing)
    assert len(broken.mentions) == 4
    assert [row.reason for row in broken.rejected if row.stage == "consolidate"] == ["ValueError: no event can be made"]
    mended = built([stories], place)
    assert mended.events
    assert not [row for row in mended.rejected if row.stage == "consolidate"]


def test_a_build_that_is_stopped_between_documents_is_completed_by_the_next(stories: Path, place: str, other_place: str) -> None:
    def stop(stage: str, done: int, total: int | None) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([stories], place, OPTIONS, stop)
    with open_record(place) as record:
        assert record.summary().documents == 2
        assert record.runs()[0].finished is None
    whole = built([stories], other_place)
    assert built([stories], place) == whole


def test_progress_tells_stage_and_count(stories: Path, place: str) -> None:
    told: list[tuple[str, int, int | None]] = []
    build([stories], place, OPTIONS, lambda *step: told.append(step)).close()
    assert told[-3:] == [("code", 5, None), ("consolidate", 0, 1), ("consolidate", 1, 1)]


def test_one_source_may_be_given_without_a_list(stories: Path, place: str) -> None:
    with build(str(stories), str(place), OPTIONS) as record:
        assert record.summary().documents == 5
        assert str(stories) in record.runs()[0].options


def test_a_record_opened_for_reading_can_be_read_while_a_build_writes(stories: Path, place: str, tmp_path: Path) -> None:
    built([stories], place)
    seen: list[int] = []
    with open_record(place) as reader:
        more = write(tmp_path / "more.jsonl", [{"id": "m", "text": "Eastland met Westland."}])
        build([more], place, OPTIONS, lambda stage, done, total: seen.append(reader.summary().documents)).close()
    assert seen == [6, 6, 6]


def test_two_builds_of_one_record_at_once_give_the_content_of_one(place: str, tmp_path: Path, other_place: str) -> None:
    rows = [{"id": f"s{number:03}", "text": f"Norland met Sudland{number}."} for number in range(60)]
    source = write(tmp_path / "s.jsonl", rows)
    with ThreadPoolExecutor(2) as both:
        for done in [both.submit(build, [source], place, replace(OPTIONS, now=lambda: datetime.now(UTC))) for _ in range(2)]:
            done.result().close()
    with open_record(place) as record:
        assert len(record.runs()) == 2
        assert content(record) == built([source], other_place)


def test_opening_what_is_no_record_is_told(place: str) -> None:
    with pytest.raises(StoreError, match=r"does not exist|holds no record"):
        open_record(place)
