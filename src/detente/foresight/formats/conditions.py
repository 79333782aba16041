"""Conditions written as statements that `parse_statement` reads: "not force if (sanctions or aid_stopped)"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from detente.foresight.model import Option
from detente.foresight.statements import And, Condition, If, Iff, Not, Or, Pattern, Taken

_IF, _OR, _AND, _NOT = 1, 2, 3, 4  # how tightly each binds


def condition_text(condition: Condition, options: Sequence[Option]) -> str:
    """`condition` over `options` by their keys, or by number where an option has none."""
    keys = [option.key or str(number) for number, option in enumerate(options, 1)]
    return _written(condition, keys.__getitem__, 0)


def condition_words(condition: Condition, options: Sequence[Option]) -> str:
    """`condition` by the options' names, for a reader: "not “use force”"."""
    return _written(condition, lambda number: f"“{options[number].name}”", 0)


def _written(condition: Condition, name: Callable[[int], str], outer: int) -> str:
    match condition:
        case Taken(option):
            return name(option)
        case Pattern(text):
            letters = [(Taken(n), letter) for n, letter in enumerate(text) if letter != "-"]
            return _joined(tuple(taken if letter == "Y" else Not(taken) for taken, letter in letters), "and", name, outer)
        case Not(part):
            return f"not {_written(part, name, _NOT)}"
        case And(parts):
            return _joined(parts, "and", name, outer)
        case Or(parts):
            return _joined(parts, "or", name, outer)
        case If(then, when):
            return _bracketed(f"{_written(then, name, _OR)} if {_written(when, name, _OR)}", _IF, outer)
        case Iff(one, other):
            return _bracketed(f"{_written(one, name, _OR)} iff {_written(other, name, _OR)}", _IF, outer)


def _joined(parts: tuple[Condition, ...], word: str, name: Callable[[int], str], outer: int) -> str:
    """Parts by one word; no parts at all: what is always (and) or never (or) met."""
    if not parts:
        always = _bracketed(f"{name(0)} or not {name(0)}", _OR, _NOT)
        return always if word == "and" else f"not {always}"
    if len(parts) == 1:
        return _written(parts[0], name, outer)
    strength = _AND if word == "and" else _OR
    return _bracketed(f" {word} ".join(_written(part, name, strength + 1) for part in parts), strength, outer)


def _bracketed(text: str, strength: int, outer: int) -> str:
    return f"({text})" if strength < outer else text
