"""A story told again in other words is one with its source; independent reports of one happening are two.

`data/independent.jsonl` holds six pairs of reports of one happening on one day by different hands, written for these tests before the
thresholds were set; details in them are invented.
"""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading import group_rewrites
from detente.reading.retellings import retold
from detente.records import Document, Published

HERE = Path(__file__).parent
CORPUS = HERE.parent.parent / "corpus" / "joining"

STORY = """The coast guard of Norland boarded the freighter Amaryllis off Cape Hollin on Tuesday and led it to Port Vale with 19 sailors.
Foreign Minister Edda Kallas said that the ship had carried drilling pipes for Sudmark, which the River Union put under embargo in May.
Sudmark called home its ambassador, Jon Averdal, and closed the straits of Lomsund to Norland's tankers.
The River Union's envoy, Mira Toll, asked both for patience and offered to fly to Lomsund.
Two insurers, Harbinger and Oakes, raised their rates for the straits by 40 percent.
Norland's parliament sits on the matter on 9 June."""
RETOLD = """A cargo vessel, the Amaryllis, lies under guard in Port Vale since the Norland coast guard climbed aboard near Cape Hollin.
In its hold, if one believes Ms Kallas, were pipes for drilling, bound for Sudmark in spite of May's embargo by the River Union.
Averdal, who speaks for Sudmark in the Norland capital, is on his way home, and no Norland tanker gets through Lomsund any more.
Patience, pleads Mira Toll of the River Union, and would take a plane to Lomsund herself.
It has become dearer, too: Harbinger wants 40 percent more for a passage, and so does Oakes.
Deputies will debate all this on 9 June.
The sailors play cards."""


def document(key: str, text: str, day: str | None = None) -> Document:
    return Document(id=key, text=text, input=key, published=Published(day, "given") if day else Published())


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("later", ["2031-05-20", "2031-05-21"])
def test_a_story_in_other_words_of_the_same_or_the_next_day_is_one_group(later):
    assert group_rewrites([document("b", STORY, "2031-05-20"), document("a", RETOLD, later)]) == {"a": "a", "b": "a"}


@pytest.mark.parametrize("later", ["2031-05-23", "2032-05-20"])
def test_a_story_in_other_words_of_another_day_is_another(later):
    assert group_rewrites([document("b", STORY, "2031-05-20"), document("a", RETOLD, later)]) == {"a": "a", "b": "b"}


def test_a_story_with_the_same_facts_in_another_order_is_another():
    turned = "\n".join(reversed(RETOLD.splitlines()))
    assert group_rewrites([document("b", STORY, "2031-05-20"), document("a", turned, "2031-05-20")]) == {"a": "a", "b": "b"}


def test_a_day_that_is_known_to_the_month_alone_counts_as_unknown():
    assert group_rewrites([document("b", STORY, "2031-05"), document("a", RETOLD, "2031")]) == group_rewrites(
        [document("b", STORY), document("a", RETOLD)]
    )


def test_independent_reports_of_one_happening_on_one_day_are_never_one():
    reports = [document(row["id"], row["text"], row["published"]) for row in rows(HERE / "data" / "independent.jsonl")]
    assert len(reports) == 12
    assert group_rewrites(reports) == {one.id: one.id for one in reports}


@pytest.mark.parametrize(("crisis", "least"), [("fashaga", 2), ("bamako", 1), ("doha", 3)])
def test_annotated_rewrites_are_found_and_nothing_else_is_joined(crisis, least):
    told = rows(CORPUS / f"{crisis}.jsonl")
    source = {row["doc_id"]: row["rewrite_of"] or row["doc_id"] for row in told}
    groups = group_rewrites([document(row["doc_id"], row["text"], row["published"]) for row in told])
    joined = [key for key, group in groups.items() if group != key]
    assert len(joined) >= least
    assert all(source[key] == source[groups[key]] for key in joined)


@settings(deadline=None, max_examples=20)
@given(
    st.permutations([("a", STORY, "2031-05-20"), ("b", RETOLD, "2031-05-21"), ("c", STORY.upper(), None), ("d", "Talks.", "2031-05-20")])
)
def test_groups_do_not_depend_on_order(order):
    given_first = group_rewrites(
        [
            document("a", STORY, "2031-05-20"),
            document("b", RETOLD, "2031-05-21"),
            document("c", STORY.upper()),
            document("d", "Talks.", "2031-05-20"),
        ]
    )
    assert group_rewrites([document(*one) for one in order]) == given_first


def test_as_many_days_as_texts_are_asked_for():
    with pytest.raises(ValueError, match="shorter"):
        retold([STORY, RETOLD], ["2031-05-20"])
