"""From the data of a model file to a Model: keys resolved, statements read, each fault told with its line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.foresight.formats.checking import check, suggestion
from detente.foresight.formats.preferring import Names, preference, read_condition
from detente.foresight.formats.source import Source
from detente.foresight.formats.toml_lines import Place
from detente.foresight.model import Arc, DecisionMaker, GraphState, Infeasible, Model, Option, Perception, Preference
from detente.foresight.statements import Not, at_least_one, at_most_one


def build_model(source: Source) -> Model:
    """The model that `source` describes. Raises ModelError with the line of the first fault."""
    check(source)
    data = source.data
    makers = _makers(source)
    options = _options(source, makers)
    names = Names(source, options, _labels(source, options))
    states = tuple(GraphState(letters=row["letters"], label=row.get("label", "")) for row in data.get("graph", {}).get("states", ()))
    return Model(
        name=data["title"],
        decision_makers=tuple(_maker(names, key) for key in makers),
        options=options,
        infeasible=_infeasible(names),
        states=states,
        arcs=_arcs(names, makers),
        perceptions=tuple(_perception(names, makers, key) for key in data.get("perceptions", {})),
        today=_today(names),
        labels=tuple((letters, name) for name, letters in names.states.items()) if not states else (),
        day=data.get("day", ""),
        note=data.get("note", ""),
    )


def _makers(source: Source) -> dict[str, str]:
    """Names of the decision makers by key."""
    found: dict[str, str] = {}
    for key, row in source.data["decision_makers"].items():
        if row["name"] in found.values():
            raise source.error(("decision_makers", key, "name"), f"a second decision maker is called {row['name']!r}; rename one")
        found[key] = row["name"]
    return found


def _options(source: Source, makers: Mapping[str, str]) -> tuple[Option, ...]:
    found: dict[str, Option] = {}
    for maker, row in source.data["decision_makers"].items():
        for key, option in row.get("options", {}).items():
            place: Place = ("decision_makers", maker, "options", key)
            if key in found:
                raise source.error(place, f"a second option has the key {key!r}; keys must differ over all decision makers")
            if key.lower() in ("and", "or", "not", "if", "iff") or not set(key) - set("YN"):
                raise source.error(place, f"{key!r} can't be the key of an option: it means something else in statements; choose another")
            also = tuple(_known(source, (*place, "also", n), other, makers) for n, other in enumerate(option.get("also", ())))
            texts = {name: option.get(name, "") for name in ("taken", "left", "note")}
            found[key] = Option(name=option["name"], owner=row["name"], key=key, moves=option.get("moves", "both"), also=also, **texts)
    return tuple(found.values())


def _known(source: Source, place: Place, key: str, makers: Mapping[str, str]) -> str:
    if key not in makers:
        raise source.error(place, f"no decision maker has the key {key!r}{suggestion(key, list(makers))}")
    return makers[key]


def _letters(source: Source, place: Place, keys: list[str], options: tuple[Option, ...]) -> str:
    known = [option.key for option in options]
    for number, key in enumerate(keys):
        if key not in known:
            raise source.error((*place, number), f"no option has the key {key!r}{suggestion(key, known)}")
    return "".join("Y" if key in keys else "N" for key in known)


def _labels(source: Source, options: tuple[Option, ...]) -> dict[str, str]:
    """Letters of each named state by its name."""
    data = source.data
    found: dict[str, str] = {}
    for name, keys in data.get("states", {}).items():
        letters = _letters(source, ("states", name), keys, options)
        if letters in found.values():
            first = next(other for other, known in found.items() if known == letters)
            raise source.error(("states", name), f"{name!r} is the same state as {first!r}; give it one name")
        found[name] = letters
    for number, row in enumerate(data.get("graph", {}).get("states", ())):
        label = row.get("label", row["letters"])
        if label in found:
            raise source.error(("graph", "states", number), f"a second state is called {label!r}; give each its own label")
        found[label] = row["letters"]
    return found


def _maker(names: Names, key: str) -> DecisionMaker:
    row = names.source.data["decision_makers"][key]
    place: Place = ("decision_makers", key)
    misperceived = tuple(read_condition(names, (*place, "misperceives", n), text) for n, text in enumerate(row.get("misperceives", ())))
    return DecisionMaker(name=row["name"], preference=preference(names, place), misperceived=misperceived, note=row.get("note", ""))


def _infeasible(names: Names) -> tuple[Infeasible, ...]:
    found = []
    data = names.source.data
    for number, row in enumerate(data.get("infeasible", ())):
        text, note = (row, "") if isinstance(row, str) else (row["that"], row.get("because", ""))
        found.append(Infeasible(condition=read_condition(names, ("infeasible", number), text), text=text, note=note))
    for rule, make in (("at_most_one", at_most_one), ("at_least_one", at_least_one)):
        for number, keys in enumerate(data.get(rule, ())):
            letters = _letters(names.source, (rule, number), keys, names.options)
            chosen = tuple(n for n, letter in enumerate(letters) if letter == "Y")
            met = make(chosen)
            listed = ", ".join(keys)
            text = f"more than one of {listed}" if rule == "at_most_one" else f"none of {listed}"
            found.append(Infeasible(condition=met.part if isinstance(met, Not) else Not(met), text=text))
    return tuple(found)


def _arcs(names: Names, makers: Mapping[str, str]) -> tuple[Arc, ...]:
    found = []
    source = names.source
    order = [row["letters"] for row in source.data.get("graph", {}).get("states", ())]
    for key, pairs in source.data.get("graph", {}).get("moves", {}).items():
        mover = _known(source, ("graph", "moves", key), key, makers)
        for number, pair in enumerate(pairs):
            place: Place = ("graph", "moves", key, number)
            start, end = (order.index(names.state((*place, n), name)) for n, name in enumerate(pair))
            found.append(Arc(mover=mover, start=start, end=end))
    return tuple(found)


def _today(names: Names) -> str:
    today = names.source.data.get("today")
    if today is None:
        return ""
    if isinstance(today, str):
        return names.state(("today",), today)
    return _letters(names.source, ("today",), today, names.options)


def _perception(names: Names, makers: Mapping[str, str], viewer: str) -> Perception:
    place: Place = ("perceptions", viewer)
    row: dict[str, Any] = names.source.data["perceptions"][viewer]
    _known(names.source, place, viewer, makers)
    believed: list[tuple[str, Preference]] = []
    for other in row.get("preferences", {}):
        below = (*place, "preferences", other)
        believed.append((_known(names.source, below, other, makers), preference(names, below)))
    letters = _letters(names.source, (*place, "unseen"), row.get("unseen", []), names.options)
    unseen = tuple(number for number, letter in enumerate(letters) if letter == "Y")
    return Perception(viewer=makers[viewer], preferences=tuple(believed), unseen=unseen)
