"""Copies and rewrites are one group; other reports on the same crisis are not."""

from hypothesis import given, settings
from hypothesis import strategies as st
from samples import HARBOUR, PIPELINE

from detente.reading import group_rewrites
from detente.records import Document

REWRITE = [
    "Tensions are rising at the Grey Shoals: the coast guard of Norland stopped two Sudmark trawlers, the harbour master said.",
    "Foreign Minister Edda Kallas called in the envoy of Sudmark to ask for the boats to be kept in port until a court had heard it.",
    "Sudmark described the step as unlawful and announced that patrol ships of its own would watch over the shoals from now on.",
    "Norland wished for talks, Kallas told reporters, and the fishing accord of Port Vale still bound both sides, she said.",
]
OTHER = [
    "Sudmark sent a patrol ship to the Grey Shoals on Thursday, two days after Norland had stopped two of its trawlers there.",
    "The River Union offered to mediate, and its envoy Mira Toll spoke by telephone with Edda Kallas, the foreign minister of Norland.",
    "In Port Vale, crews of the trawlers said that they had been given food and could call their families.",
]


def document(key: str, paragraphs: list[str]) -> Document:
    return Document(id=key, text="\n\n".join(paragraphs), input=key)


def test_two_rewrites_of_one_story_are_one_group():
    found = group_rewrites([document("b", HARBOUR), document("a", REWRITE), document("c", OTHER), document("d", PIPELINE)])
    assert found == {"a": "a", "b": "a", "c": "c", "d": "d"}


def test_a_copy_and_a_shortened_copy_are_one_group():
    long = [*HARBOUR, *OTHER]
    found = group_rewrites([document("a", long), document("b", long), document("c", long[:5]), document("d", PIPELINE)])
    assert found == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_a_digest_that_quotes_many_articles_joins_none():
    digest = [
        HARBOUR[0],
        HARBOUR[1],
        PIPELINE[0],
        PIPELINE[1],
        *(f"Item {n} of the week's list is about matter number {n} in full." for n in range(60)),
    ]
    found = group_rewrites([document("a", HARBOUR), document("b", PIPELINE), document("c", digest)])
    assert found == {"a": "a", "b": "b", "c": "c"}


@settings(deadline=None, max_examples=25)
@given(st.permutations([("a", HARBOUR), ("b", REWRITE), ("c", OTHER), ("d", PIPELINE), ("e", HARBOUR[:3])]))
def test_groups_do_not_depend_on_order(order):
    found = group_rewrites([document(*one) for one in order])
    assert found == {"a": "a", "b": "a", "c": "c", "d": "d", "e": "a"}


@settings(deadline=None, max_examples=50)
@given(
    st.dictionaries(
        st.text("abc", min_size=1, max_size=3), st.lists(st.sampled_from([*HARBOUR, *OTHER, "Talks.", ""]), max_size=4), max_size=8
    )
)
def test_every_document_has_a_group_named_by_its_smallest_member(texts):
    found = group_rewrites([document(key, paragraphs) for key, paragraphs in texts.items()])
    assert set(found) == set(texts)
    for key, group in found.items():
        assert group == min(other for other in found if found[other] == group)
        assert group <= key


def test_no_documents_have_no_groups():
    assert group_rewrites([]) == {}


def test_texts_of_one_word_are_grouped_only_when_equal():
    found = group_rewrites([document("a", ["Talks"]), document("b", ["Talks"]), document("c", ["War"])])
    assert found == {"a": "a", "b": "a", "c": "c"}
