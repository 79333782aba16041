"""Conditions on a state: which options are taken, joined by NOT, AND, OR, IF and IFF.

A state is a whole number whose bit k says whether option k is taken, so one condition can be asked of one state or of an array of them.
Conditions say what is infeasible and what a decision maker wants (option prioritisation; Fang, Hipel, Kilgour & Peng 2003, IEEE SMC-A 33).
"""

from __future__ import annotations

import operator
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Codes: TypeAlias = npt.NDArray[np.int64]
Truths: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Taken:
    """Option number `option`, counted from 0, is taken."""

    option: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A letter for each option: Y taken, N not, - either. `YN-` is met by YNY and YNN."""

    text: str

    def __post_init__(self) -> None:
        if set(self.text) - set("YN-"):
            raise ValueError(f"pattern {self.text!r} may hold Y, N and - only")


@dataclass(frozen=True, slots=True)
class Not:
    """`part` does not hold."""

    part: Condition


@dataclass(frozen=True, slots=True)
class And:
    """All of `parts` hold; with no parts, always true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of `parts` holds; with no parts, never true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class If:
    """`then` holds wherever `when` does; where `when` fails the statement is met."""

    then: Condition
    when: Condition


@dataclass(frozen=True, slots=True)
class Iff:
    """Both hold or neither does."""

    one: Condition
    other: Condition


Condition: TypeAlias = Taken | Pattern | Not | And | Or | If | Iff


def holds(condition: Condition, codes: Codes) -> Truths:
    """Where `condition` holds: one truth for each of `codes`, in the same shape."""
    match condition:
        case Taken(option):
            return np.asarray((codes >> option) & 1 == 1, dtype=np.bool_)
        case Pattern(text):
            care, want = pattern_bits(text)
            return np.asarray(codes & care == want, dtype=np.bool_)
        case Not(part):
            return ~holds(part, codes)
        case And(parts):
            return reduce(operator.and_, (holds(part, codes) for part in parts), np.ones(codes.shape, dtype=np.bool_))
        case Or(parts):
            return reduce(operator.or_, (holds(part, codes) for part in parts), np.zeros(codes.shape, dtype=np.bool_))
        case If(then, when):
            return holds(then, codes) | ~holds(when, codes)
        case Iff(one, other):
            return ~(holds(one, codes) ^ holds(other, codes))


def pattern_bits(text: str) -> tuple[int, int]:
    """The bits that a pattern looks at, and those of them that must be set."""
    care = sum(1 << k for k, letter in enumerate(text) if letter != "-")
    want = sum(1 << k for k, letter in enumerate(text) if letter == "Y")
    return care, want


def options_in(condition: Condition) -> frozenset[int]:
    """Numbers (from 0) of the options that the condition looks at."""
    match condition:
        case Taken(option):
            return frozenset((option,))
        case Pattern(text):
            return frozenset(k for k, letter in enumerate(text) if letter != "-")
        case Not(part):
            return options_in(part)
        case And(parts) | Or(parts):
            return frozenset().union(*(options_in(part) for part in parts))
        case If(then, when):
            return options_in(then) | options_in(when)
        case Iff(one, other):
            return options_in(one) | options_in(other)


def at_most_one(options: tuple[int, ...]) -> Condition:
    """No two of the options are taken together. Its Not() is the infeasible condition."""
    pairs = [And((Taken(a), Taken(b))) for n, a in enumerate(options) for b in options[n + 1 :]]
    return Not(Or(tuple(pairs)))


def at_least_one(options: tuple[int, ...]) -> Condition:
    """One of the options at least is taken. Its Not() is the infeasible condition."""
    return Or(tuple(Taken(option) for option in options))
