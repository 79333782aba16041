"""A document that a stage fails on is told, and when all fail the command says so by its exit code."""

import pytest

from detente.cli.console import tell_failed
from detente.errors import CodingError
from detente.pipeline import Attempt
from detente.records import Rejected

GOOD = Attempt(outcome="coded")


def bad(name):
    return Attempt(outcome="code", rejected=(Rejected(name, "code", "KeyError: 'x'", f"{name}.txt"),))


def test_a_failed_document_is_told_and_the_rest_goes_on(capsys):
    assert list(tell_failed([GOOD, bad("second"), GOOD])) == [GOOD, bad("second"), GOOD]
    assert "not coded: second.txt: KeyError: 'x'" in capsys.readouterr().err


def test_all_failed_is_an_error():
    with pytest.raises(CodingError, match="none of the 2 documents could be coded"):
        list(tell_failed([bad("first"), bad("second")]))


def test_nothing_to_code_is_none():
    assert list(tell_failed([])) == []
