"""What holds after a review, rule by rule, and for any sequence of corrections."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.codebook import load_codebook
from detente.errors import ConfigError
from detente.records import Correction, Document, Evidence, Mention, Participant, When
from detente.reviewing import Reviewed, check_correction, read_correction, review, write_correction
from detente.reviewing.constraints import Wish, hold_latest
from detente.reviewing.matching import evidence_of

CODEBOOK = load_codebook()
TEXT = "Norland recalled its envoy on Monday. Sudland met Westland and sanctioned Norland. Eastland sanctioned Norland."
DOCUMENT = Document(id="a", text=TEXT, input="a.txt")


def mention(sentence: str, trigger: str, event_type: str, *actors: str, mode: str | None = None) -> Mention:
    start = TEXT.index(sentence)
    place = TEXT.index(trigger, start)
    people = tuple(Participant(span=DOCUMENT.span(TEXT.index(name), TEXT.index(name) + len(name)), name=name) for name in actors)
    return Mention(
        sentence=DOCUMENT.span(start, start + len(sentence)),
        trigger=DOCUMENT.span(place, place + len(trigger)),
        event_type=event_type,
        mode=mode,
        actors=people,
        confidence=0.5,
    )


RECALL = mention("Norland recalled its envoy on Monday.", "recalled", "SANCTION", "Norland", mode="withdraw")
MEETING = mention("Sudland met Westland and sanctioned Norland.", "met", "CONSULT", "Sudland", "Westland")
PUNISH = mention("Sudland met Westland and sanctioned Norland.", "sanctioned", "SANCTION", "Sudland")
AGAIN = mention("Eastland sanctioned Norland.", "sanctioned", "SANCTION", "Eastland")
CODED = (RECALL, MEETING, PUNISH, AGAIN)


def said(kind: str, *mentions: Mention, second: int = 0, **more: object) -> Correction:
    values = json.dumps(more.pop("values", {}))
    evidence = tuple(map(evidence_of, mentions))
    time = f"2026-01-01T00:{second // 60:02}:{second % 60:02}+00:00"
    return Correction(kind=kind, author="A. Analyst", time=time, reason="read again", evidence=evidence, values=values, **more)  # type: ignore[arg-type]


def of(*corrections: Correction, coded: tuple[Mention, ...] = CODED, document: Document = DOCUMENT) -> Reviewed:
    return review(coded, corrections, [document])


def test_without_corrections_all_stands_as_it_was_coded() -> None:
    found = of()
    assert set(found.mentions) == set(CODED)
    assert set(found.states.values()) == {"coded"}
    assert (found.overruled, found.unmatched, found.rejected) == ((), (), ())


def test_a_rejected_mention_holds_no_more_and_an_acceptance_that_comes_later_brings_it_back() -> None:
    no, yes = said("reject", RECALL), said("accept", RECALL, second=1)
    assert RECALL not in of(no).mentions
    assert (of(no).overruled, of(no).rejected) == ((RECALL.id,), (RECALL,))
    assert of(no, yes).states[RECALL.id] == "accepted"
    assert of(yes, no) == of(no, yes), "corrections count by their time, not by their place in the log"


def test_a_correction_sets_the_fields_it_names_and_keeps_the_rest_and_the_evidence() -> None:
    fixed = of(said("correct", RECALL, values={"status": "historical", "date": "2024-03-04", "reason": "its envoy"})).mentions[0]
    assert fixed.trigger == RECALL.trigger
    assert (fixed.status, fixed.date) == ("historical", When(start="2024-03-04", end="2024-03-04"))
    assert fixed.reason is not None
    assert fixed.reason.text == "its envoy"
    assert (fixed.actors, fixed.confidence) == (RECALL.actors, 0.5)


def test_of_two_corrections_of_one_field_the_later_holds_and_of_two_fields_both() -> None:
    early = said("correct", RECALL, values={"status": "future", "mode": None})
    late = said("correct", RECALL, second=9, values={"status": "negated"})
    fixed = next(one for one in of(late, early).mentions if one.trigger == RECALL.trigger)
    assert (fixed.status, fixed.mode) == ("negated", None)


def test_a_mention_corrected_into_another_that_is_coded_takes_its_place() -> None:
    twin = replace(MEETING, event_type="AGREE")
    found = of(said("correct", MEETING, values={"event_type": "AGREE", "status": "future"}), coded=(MEETING, twin))
    assert [(one.event_type, one.status) for one in found.mentions] == [("AGREE", "future")]
    assert set(found.overruled) == {MEETING.id, twin.id}


def test_a_correction_finds_its_mention_coded_again_under_another_mode_or_type_or_with_a_wider_trigger() -> None:
    late = said("correct", RECALL, values={"status": "future"})
    wider = mention("Norland recalled its envoy on Monday.", "recalled its envoy", "SANCTION")
    for again in (replace(RECALL, mode=None), replace(RECALL, event_type="REJECT", mode=None), wider):
        assert [one.status for one in of(late, coded=(again,)).mentions] == ["future"]


def test_a_judgement_of_one_coding_does_not_pass_to_another_type_at_the_same_words() -> None:
    again = replace(MEETING, event_type="AGREE")
    found = of(said("reject", MEETING), coded=(again,))
    assert found.mentions == (again,)
    assert [one.reason for one in found.unmatched] == ["no mention of CONSULT is coded at 'met' any more"]


def test_what_no_longer_matches_is_listed_with_the_reason() -> None:
    kept = said("correct", MEETING, values={"status": "future"})
    elsewhere = replace(DOCUMENT, text=TEXT.replace("met", "hit"))
    assert [one.correction for one in of(kept, coded=(RECALL,)).unmatched] == [kept]
    assert of(kept, coded=(), document=elsewhere).unmatched[0].reason == "'met' is not what stands in document a at its place"
    assert of(kept, document=replace(DOCUMENT, id="b")).unmatched[0].reason == "the record has no document a"
    assert of(said("withdraw", of="nothing")).unmatched[0].reason == "the log holds no correction nothing"
    assert "no party bears the name 'Midland'" in of(said("rename", names=("Midland", "Mid"))).unmatched[0].reason


def test_a_value_that_is_wrong_for_the_text_as_it_is_now_is_listed_and_changes_nothing() -> None:
    found = of(said("correct", RECALL, values={"actors": ["Atlantis"]}))
    assert set(found.mentions) == set(CODED)
    assert "'Atlantis' does not stand in the sentence" in found.unmatched[0].reason


def test_a_withdrawal_takes_back_and_may_be_taken_back() -> None:
    no = said("reject", RECALL)
    back = said("withdraw", second=1, of=no.id)
    again = said("withdraw", second=2, of=back.id)
    assert RECALL in of(no, back).mentions
    assert RECALL not in of(no, back, again).mentions


def test_a_mention_added_by_hand_holds_and_can_be_corrected_and_withdrawn() -> None:
    add = said("add", MEETING, values={"actors": ["Sudland"]})
    fix = said("correct", MEETING, second=1, values={"status": "historical"})
    found = of(add, fix, coded=())
    assert [(one.status, [party.name for party in one.actors], one.confidence) for one in found.mentions] == [
        ("historical", ["Sudland"], 1.0)
    ]
    assert found.states == {MEETING.id: "added"}
    gone = of(add, fix, said("withdraw", second=2, of=add.id), coded=())
    assert gone.mentions == ()
    assert [one.correction for one in gone.unmatched] == [fix]


def test_what_was_added_by_hand_and_is_coded_by_a_later_coder_stands_once() -> None:
    found = of(said("add", MEETING, values={"status": "historical"}))
    assert len(found.mentions) == len(CODED)
    assert found.states[MEETING.id] == "revised"


def test_merge_and_split_become_ties_and_the_later_overrules_the_earlier() -> None:
    one, other = said("merge", PUNISH, AGAIN), said("split", PUNISH, AGAIN, second=1)
    pair = frozenset((PUNISH.id, AGAIN.id))
    assert (of(one).ties.together, of(one).ties.apart) == ((pair,), ())
    assert (of(one, other).ties.together, of(one, other).ties.apart) == ((), (pair,))
    grouped = of(said("split", RECALL, PUNISH, AGAIN, values={"groups": [[0], [1, 2]]})).ties.apart
    assert set(grouped) == {frozenset((RECALL.id, PUNISH.id)), frozenset((RECALL.id, AGAIN.id))}


def test_a_tie_follows_a_mention_whose_type_was_corrected() -> None:
    found = of(said("merge", PUNISH, AGAIN), said("correct", AGAIN, second=1, values={"event_type": "THREATEN"}))
    assert found.ties.together == (frozenset((PUNISH.id, replace(AGAIN, event_type="THREATEN").id)),)


def test_a_merge_of_which_one_mention_is_gone_holds_for_the_rest_and_is_listed_in_part() -> None:
    found = of(said("merge", RECALL, PUNISH, AGAIN), coded=(PUNISH, AGAIN))
    assert found.ties.together == (frozenset((PUNISH.id, AGAIN.id)),)
    assert found.unmatched[0].reason.startswith("in part: 1 of its 3 mentions")


def test_names_are_joined_parted_and_renamed_by_the_name_that_was_given_too() -> None:
    ties = of(
        said("rename", names=("Norland", "Kingdom of Norland")),
        said("join", second=1, names=("Kingdom of Norland", "Sudland")),
        said("part", second=2, names=("Westland", "Eastland")),
    ).ties
    assert ties.renames == (("Norland", "Kingdom of Norland"),)
    assert ties.names_together == (frozenset(("Norland", "Sudland")),)
    assert ties.names_apart == (frozenset(("Westland", "Eastland")),)


KINDS = ("accept", "reject", "correct", "merge", "split", "add", "rename", "join", "part")
VALUES = (
    {"status": "future"},
    {"mode": "meet"},
    {"event_type": "ACCUSE"},
    {"actors": ["Norland"]},
    {"date": None},
    {"reason": "its envoy"},
)


@st.composite
def logs(draw: st.DrawFn) -> list[Correction]:
    """Any sequence of corrections of the text, some withdrawn, at different times."""
    log: list[Correction] = []
    for second in draw(st.lists(st.integers(0, 3000), unique=True, max_size=8)):
        kind = draw(st.sampled_from((*KINDS, "withdraw") if log else KINDS))
        if kind == "withdraw":
            log.append(said(kind, second=second, of=draw(st.sampled_from(log)).id))
        elif kind in ("rename", "join", "part"):
            names = st.lists(st.sampled_from(("Norland", "Sudland", "Westland", "Midland")), min_size=2, max_size=2, unique=True)
            log.append(said(kind, second=second, names=tuple(draw(names))))
        else:
            count = 2 if kind in ("merge", "split") else 1
            chosen = draw(st.lists(st.sampled_from(CODED), min_size=count, max_size=count, unique=True))
            values = draw(st.sampled_from(VALUES)) if kind in ("correct", "add") else {}
            log.append(said(kind, *chosen, second=second, values=values))
    return log


coded = st.lists(st.sampled_from((*CODED, replace(MEETING, event_type="AGREE"))), unique=True).map(tuple)


@settings(max_examples=150, deadline=None)
@given(log=logs(), coded=coded)
def test_any_log_gives_a_sound_record(log: list[Correction], coded: tuple[Mention, ...]) -> None:
    found = of(*log, coded=coded)
    ids = [one.id for one in found.mentions]
    assert len(set(ids)) == len(ids)
    assert set(found.states) == set(ids)
    assert all(DOCUMENT.holds(one.trigger) and DOCUMENT.holds(party.span) for one in found.mentions for party in one.actors)
    kept = {one.id for one in coded} - set(found.overruled)
    assert kept == {one.id for one in found.mentions if one in coded}
    assert set().union(*found.ties.together, *found.ties.apart) <= set(ids)
    assert not any(pair <= group for pair in found.ties.apart for group in found.ties.together)
    assert {one.correction.id for one in found.unmatched} <= {one.id for one in log}


@settings(max_examples=100, deadline=None)
@given(log=logs(), data=st.data())
def test_the_order_in_which_a_log_comes_in_does_not_matter(log: list[Correction], data: st.DataObject) -> None:
    assert of(*data.draw(st.permutations(log))) == of(*log)
    assert of(*log, *log) == of(*log)


@settings(max_examples=100, deadline=None)
@given(log=logs(), data=st.data())
def test_withdrawing_undoes(log: list[Correction], data: st.DataObject) -> None:
    plain = [one for one in log if one.kind != "withdraw"]
    if not plain:
        return
    undone = data.draw(st.sampled_from(plain))
    without = of(*(one for one in plain if one != undone))
    found = of(*plain, said("withdraw", second=3500, of=undone.id))
    assert replace(found, withdrawn=frozenset()) == without


@settings(max_examples=60, deadline=None)
@given(order=st.permutations(range(4)))
def test_the_times_of_independent_corrections_do_not_matter(order: list[int]) -> None:
    kinds = (("reject", {}), ("accept", {}), ("correct", {"status": "future"}), ("correct", {"reason": "sanctioned Norland"}))
    log = [said(kind, one, second=second, values=values) for (kind, values), one, second in zip(kinds, CODED, order, strict=True)]
    first = [replace(one, time=said("accept", second=place).time) for place, one in enumerate(log)]
    assert of(*log) == of(*first)


@given(log=logs())
def test_a_line_of_an_exported_log_reads_back_equal(log: list[Correction]) -> None:
    for one in log:
        again = read_correction(write_correction(one))
        assert (again, again.id) == (one, one.id)


@pytest.mark.parametrize(
    "line", ["", "[]", "{}", '{"kind": "accept"}', "null", '{"kind":"accept","author":"a","time":"t","reason":"r","evidence":[1]}']
)
def test_a_line_that_is_no_correction_is_told(line: str) -> None:
    with pytest.raises(ConfigError, match="is no correction"):
        read_correction(line)


JUNK = st.sampled_from((None, True, False, -1, 0, 3, "", "accept", "a\x00", "2026-01-01", [], {"a": [1]}))


@settings(max_examples=150, deadline=None)
@given(log=logs(), spoiled=st.sampled_from(("kind", "author", "time", "reason", "evidence", "names", "values", "of")), junk=JUNK)
def test_a_spoiled_line_is_told_or_is_harmless(log: list[Correction], spoiled: str, junk: object) -> None:
    for one in log[:1]:
        row = json.loads(write_correction(one))
        try:
            found = read_correction(json.dumps({**row, spoiled: junk}))
            check_correction(found, CODEBOOK)
        except ConfigError:
            continue
        assert review(CODED, [found], [DOCUMENT]).mentions
        assert read_correction(write_correction(found)) == found


names = st.sampled_from("abcdef")
wishes = st.builds(
    lambda together, groups: Wish(together, (tuple(sorted({one for group in groups for one in group})),) if together else tuple(groups)),
    st.booleans(),
    st.lists(st.lists(names, min_size=1, max_size=2).map(tuple), min_size=2, max_size=3),
)


@given(made=st.lists(wishes, max_size=8))
def test_ties_never_contradict_and_the_last_wish_is_granted(made: list[Wish]) -> None:
    together, apart = hold_latest(made)
    assert not any(pair <= group for pair in apart for group in together)
    if made and made[-1].together and len(made[-1].groups[0]) > 1:
        assert any(set(made[-1].groups[0]) <= group for group in together)


def evidence_with(**changes: object) -> Evidence:
    return replace(evidence_of(RECALL), **changes)  # type: ignore[arg-type]


def test_evidence_whose_trigger_lies_outside_of_its_sentence_finds_no_place() -> None:
    odd = replace(said("accept", RECALL), evidence=(evidence_with(sentence=AGAIN.sentence),))
    assert len(of(odd).unmatched) == 1
