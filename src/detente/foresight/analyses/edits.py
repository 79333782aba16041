"""Small changes to a model, each with its words: what sensitivity tries one by one and goal seeking puts together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from detente.foresight.model import DecisionMaker, Infeasible, Model, Option, Preference, Prioritised, Ranked, Weighted
from detente.foresight.statements import Not, Taken

T = TypeVar("T")
KINDS = ("swap", "drop", "turn", "raise", "add", "remove", "bind", "free")


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of `kind` to decision maker number `maker` (its statement, weight or rank number `at`) or to option number `at`.

    swap: `at` and the one after it change places; drop: it no longer counts; turn: its opposite is preferred; raise: it becomes
    the most important.
    add: an option that is only a given (moves "none") can be used; remove: nobody can use it, it stays as it is not taken;
    bind: it can be taken but not taken back; free: it can be taken back.
    """

    kind: str
    at: int
    maker: int = -1

    @property
    def of_preferences(self) -> bool:
        """Whether it changes what somebody prefers, rather than what somebody can do."""
        return self.kind in ("swap", "drop", "turn", "raise")


def preference_edits(model: Model, kinds: tuple[str, ...] = ("swap", "drop", "turn")) -> Iterator[Edit]:
    """Every single change to what is preferred: statements swapped with the next, dropped, turned or raised; ranks swapped."""
    for number, maker in enumerate(model.decision_makers):
        size = _size(maker.preference)
        for at in range(size):
            if "swap" in kinds and at + 1 < size and not isinstance(maker.preference, Weighted):
                yield Edit("swap", at, number)
            if not isinstance(maker.preference, Ranked):
                yield from (Edit(kind, at, number) for kind in ("drop", "turn") if kind in kinds)
            if "raise" in kinds and at > 1 and isinstance(maker.preference, Prioritised):
                yield Edit("raise", at, number)


def option_edits(model: Model) -> Iterator[Edit]:
    """Every single change to what can be done."""
    for at, option in enumerate(model.options):
        if option.moves == "none":
            yield Edit("add", at)
            continue
        yield Edit("remove", at)
        if option.moves == "both":
            yield Edit("bind", at)
        else:
            yield Edit("free", at)


def apply(model: Model, edit: Edit) -> Model:
    """The model with the change made."""
    if edit.of_preferences:
        edited = _edited(model.decision_makers[edit.maker], edit)
        return replace(model, decision_makers=_with(model.decision_makers, edit.maker, edited))
    if edit.kind == "remove":
        option = model.options[edit.at]
        rule = Infeasible(condition=Taken(edit.at), text=f"{option.key or edit.at + 1} (removed)")
        makers = tuple(replace(maker, preference=_narrowed(maker.preference, edit.at)) for maker in model.decision_makers)
        today = f"{model.today[: edit.at]}N{model.today[edit.at + 1 :]}" if model.today else ""
        return replace(model, decision_makers=makers, infeasible=(*model.infeasible, rule), today=today)
    moves = {"add": "both", "free": "both", "bind": "take"}[edit.kind]
    return replace(model, options=_with(model.options, edit.at, replace(model.options[edit.at], moves=moves)))


def edit_words(model: Model, edit: Edit) -> str:
    """The change in words: "the Junta puts ... before ...". Statements stand as the file has them."""
    if not edit.of_preferences:
        option: Option = model.options[edit.at]
        told = {
            "add": f"{option.owner} can “{option.name}”",
            "remove": f"{option.owner} can no longer “{option.name}”",
            "bind": f"{option.owner} can’t take back “{option.name}” once done",
            "free": f"{option.owner} can undo “{option.name}”",
        }
        return told[edit.kind]
    maker = model.decision_makers[edit.maker]
    items = _items(maker.preference)
    if edit.kind == "swap":
        return f"{maker.name} puts “{items[edit.at + 1]}” before “{items[edit.at]}”"
    if edit.kind == "raise":
        return f"{maker.name} puts “{items[edit.at]}” first"
    if edit.kind == "turn":
        return f"{maker.name} wants the opposite of “{items[edit.at]}”"
    return f"{maker.name} does not care about “{items[edit.at]}”"


def _size(preference: Preference) -> int:
    return len(_items(preference))


def _items(preference: Preference) -> tuple[str, ...]:
    match preference:
        case Prioritised(statements=statements):
            return tuple(statement.text for statement in statements)
        case Weighted(weights=weights):
            return tuple(weight.text for weight in weights)
        case Ranked(groups=groups):
            return tuple(" = ".join(group) for group in groups)


def _edited(maker: DecisionMaker, edit: Edit) -> DecisionMaker:
    preference = maker.preference
    match preference:
        case Prioritised(statements=statements) if edit.kind == "turn":
            old = statements[edit.at]
            new = replace(old, condition=Not(old.condition), text=f"not ({old.text})")
            return replace(maker, preference=replace(preference, statements=_with(statements, edit.at, new)))
        case Prioritised(statements=statements):
            return replace(maker, preference=Prioritised(statements=_rearranged(statements, edit)))
        case Weighted(weights=weights) if edit.kind == "turn":
            turned = replace(weights[edit.at], weight=-weights[edit.at].weight)
            return replace(maker, preference=replace(preference, weights=_with(weights, edit.at, turned)))
        case Weighted(weights=weights):
            return replace(maker, preference=replace(preference, weights=_rearranged(weights, edit)))
        case Ranked(groups=groups):
            return replace(maker, preference=Ranked(groups=_rearranged(groups, edit)))


def _with(items: tuple[T, ...], at: int, item: T) -> tuple[T, ...]:
    return (*items[:at], item, *items[at + 1 :])


def _rearranged(items: tuple[T, ...], edit: Edit) -> tuple[T, ...]:
    listed = list(items)
    if edit.kind == "swap":
        listed[edit.at], listed[edit.at + 1] = listed[edit.at + 1], listed[edit.at]
    else:
        item = listed.pop(edit.at)
        if edit.kind == "raise":
            listed.insert(0, item)
    return tuple(listed)


def _narrowed(preference: Preference, option: int) -> Preference:
    """A ranking without the states in which `option` is taken."""
    if not isinstance(preference, Ranked):
        return preference
    kept = (tuple(state for state in group if state[option] == "N") for group in preference.groups)
    return Ranked(groups=tuple(group for group in kept if group))
