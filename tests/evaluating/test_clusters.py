"""Scores of partitions, on the examples of the papers that brought them in."""

import itertools
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evaluating.clusters import b_cubed, best_alignment, ceaf_e, conll_f1, muc

KEY = ["12345", "67", "89ABC"]
TWO_LAST = ["12345", "6789ABC"]  # responses of Bagga and Baldwin (1998), figure 5, which Luo (2005) takes up
FIRST_AND_LAST = ["1234589ABC", "67"]
ONE = ["123456789ABC"]
ALONE = list("123456789ABC")


def test_muc_counts_links_that_are_missing():
    """Vilain et al. 1995, table 1: a chain of four found in two halves lacks one link of three."""
    assert muc(["ABCD"], ["AB", "CD"]) == (1.0, pytest.approx(2 / 3))
    assert muc(["AB", "CD"], ["ABCD"]) == (pytest.approx(2 / 3), 1.0)
    assert muc(["ABC", "DEFG"], ["AB", "CD", "FGE"]).recall == pytest.approx(3 / 5)


def test_muc_sees_no_difference_where_b_cubed_does():
    assert muc(KEY, TWO_LAST) == muc(KEY, FIRST_AND_LAST) == (pytest.approx(0.9), 1.0)
    assert b_cubed(KEY, TWO_LAST) == (pytest.approx(16 / 21), 1.0)
    assert b_cubed(KEY, FIRST_AND_LAST) == (pytest.approx(7 / 12), 1.0)


@pytest.mark.parametrize(
    ("found", "expected"), [(TWO_LAST, 0.733), (FIRST_AND_LAST, 0.667), (ONE, 0.294), (ALONE, 0.178)], ids=["a", "b", "c", "d"]
)
def test_ceaf_e_of_luo_2005_table_1(found, expected):
    assert ceaf_e(KEY, found).f1 == pytest.approx(expected, abs=0.0005)


@pytest.mark.parametrize(
    ("found", "expected"), [(TWO_LAST, 0.865), (FIRST_AND_LAST, 0.737), (ONE, 0.545), (ALONE, 0.400)], ids=["a", "b", "c", "d"]
)
def test_b_cubed_of_luo_2005_table_1(found, expected):
    assert b_cubed(KEY, found).f1 == pytest.approx(expected, abs=0.0005)


def test_conll_is_the_mean_of_the_three():
    parts = [score(KEY, TWO_LAST).f1 for score in (muc, b_cubed, ceaf_e)]
    assert conll_f1(KEY, TWO_LAST) == pytest.approx(sum(parts) / 3)
    assert parts == [pytest.approx(0.947, abs=0.0005), pytest.approx(0.865, abs=0.0005), pytest.approx(0.733, abs=0.0005)]


def test_singletons_that_are_right_are_right():
    assert conll_f1(ALONE, ALONE) == 1.0
    assert muc(ALONE, ONE) == (0.0, 1.0)


@pytest.mark.parametrize("found", [["AB"], ["AB", "CD"], ["ABC", "A"]])
def test_sides_of_other_items_are_refused(found):
    with pytest.raises(ValueError, match="one side"):
        b_cubed(["ABC"], found)


LABELS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=30)


def partitions(labels):
    sides = defaultdict(set), defaultdict(set)
    for item, pair in enumerate(labels):
        for side, label in zip(sides, pair, strict=True):
            side[label].add(item)
    return tuple(list(side.values()) for side in sides)


@given(LABELS)
def test_each_score_is_a_share_and_turns_round(labels):
    gold, found = partitions(labels)
    for score in (muc, b_cubed, ceaf_e):
        there, back = score(gold, found), score(found, gold)
        assert 0.0 <= there.precision <= 1.0 + 1e-9
        assert (there.precision, there.recall) == (pytest.approx(back.recall), pytest.approx(back.precision))
        assert score(gold, gold).f1 == pytest.approx(1.0)


@given(LABELS)
def test_b_cubed_is_its_definition(labels):
    gold, found = partitions(labels)
    home = {item: cluster for cluster in found for item in cluster}
    truth = {item: cluster for cluster in gold for item in cluster}
    shares = [len(home[item] & truth[item]) / len(home[item]) for item in home]
    assert b_cubed(gold, found).precision == pytest.approx(sum(shares) / len(shares) if shares else 1.0)


@given(
    st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=1, max_size=5))
)
def test_no_alignment_is_better_than_the_best(matrix):
    rows, columns = len(matrix), len(matrix[0])
    if rows <= columns:
        totals = [sum(matrix[row][column] for row, column in enumerate(order)) for order in itertools.permutations(range(columns), rows)]
    else:
        totals = [sum(matrix[row][column] for column, row in enumerate(order)) for order in itertools.permutations(range(rows), columns)]
    assert best_alignment(matrix) == max(totals)
