"""Statements mean what they say, on one state as on all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import conditions

from detente.foresight.model import Option
from detente.foresight.statements import And, Condition, If, Iff, Not, Or, Pattern, Taken, at_least_one, at_most_one, holds, options_in
from detente.foresight.syntax import StatementError, parse_statement

OPTIONS = (
    Option(name="Release Water", owner="A", key="water"),
    Option(name="Full", owner="A"),
    Option(name="Full", owner="B", key="other"),
)
EVERY = np.arange(8, dtype=np.int64)


def plainly(condition: Condition, code: int) -> bool:
    """The same by Python's own words."""
    match condition:
        case Taken(option):
            return bool(code >> option & 1)
        case Pattern(text):
            return all(letter in ("-", "Y" if code >> k & 1 else "N") for k, letter in enumerate(text))
        case Not(part):
            return not plainly(part, code)
        case And(parts):
            return all(plainly(part, code) for part in parts)
        case Or(parts):
            return any(plainly(part, code) for part in parts)
        case If(then, when):
            return plainly(then, code) if plainly(when, code) else True
        case Iff(one, other):
            return plainly(one, code) == plainly(other, code)


@given(conditions(3))
def test_a_condition_holds_where_plain_logic_says(condition: Condition) -> None:
    assert holds(condition, EVERY).tolist() == [plainly(condition, code) for code in range(8)]


@given(conditions(3))
def test_options_not_looked_at_change_nothing(condition: Condition) -> None:
    for option in {0, 1, 2} - options_in(condition):
        assert (holds(condition, EVERY) == holds(condition, EVERY ^ (1 << option))).all()


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("1", Taken(0)),
        ("water", Taken(0)),
        ('"Release Water"', Taken(0)),
        ("-1", Not(Taken(0))),
        ("NOT NOT 1", Taken(0)),
        ("1 & 2 | 3", Or((And((Taken(0), Taken(1))), Taken(2)))),
        ("1 and (2 or 3)", And((Taken(0), Or((Taken(1), Taken(2)))))),
        ("1 IF 2", If(Taken(0), Taken(1))),
        ("1 IFF -2", Iff(Taken(0), Not(Taken(1)))),
        ("4 IFF (6 | 7)".replace("4", "1").replace("6", "2").replace("7", "3"), Iff(Taken(0), Or((Taken(1), Taken(2))))),
        ("'YN-'", Pattern("YN-")),
        ("!other", Not(Taken(2))),
    ],
)
def test_text_is_read_as_its_condition(text: str, same: Condition) -> None:
    assert parse_statement(text, OPTIONS) == same


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("", 1, "ends where an option was expected"),
        ("1 &", 4, "ends"),
        ("4", 1, "no option 4"),
        ("0", 1, "no option 0"),
        ("water AND gas", 11, "no option is called 'gas'"),
        ("Full", 1, "no option is called 'Full'"),  # two have that name
        ("(1", 1, "never closed"),
        ("1 2", 3, "not expected"),
        ("1 IF 2 IF 3", 8, "not expected"),
        ("1; import os", 2, "means nothing"),
        ("__import__('os')", 1, "no option is called '__import__'"),
        ("'YNYN'", 1, "nor a pattern of 3 letters"),
        ("(" * 60 + "1" + ")" * 60, 51, "brackets"),
    ],
)
def test_a_bad_statement_is_told_with_its_column(text: str, column: int, words: str) -> None:
    with pytest.raises(StatementError, match=words.replace("(", r"\(")) as caught:
        parse_statement(text, OPTIONS)
    assert caught.value.column == column


@given(st.text(max_size=40))
def test_any_text_is_a_condition_or_a_clear_error(text: str) -> None:
    try:
        looked_at = options_in(parse_statement(text, OPTIONS))
    except StatementError as error:
        looked_at, column = frozenset(), error.column
        assert 1 <= column <= len(text) + 1
    assert looked_at <= {0, 1, 2}


def test_at_most_one_and_at_least_one_count() -> None:
    taken = [code.bit_count() for code in range(8)]
    assert holds(at_most_one((0, 1, 2)), EVERY).tolist() == [count <= 1 for count in taken]
    assert holds(at_least_one((0, 1, 2)), EVERY).tolist() == [count >= 1 for count in taken]


def test_a_pattern_of_other_letters_cannot_be() -> None:
    with pytest.raises(ValueError, match="Y, N and -"):
        Pattern("YX")
