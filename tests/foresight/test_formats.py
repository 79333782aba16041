"""Model files: three forms of one model, every fault named with its line, and nothing in a file that runs or reads anything."""

import json
import tomllib
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from detente.foresight.analysis import analyse
from detente.foresight.formats import condition_text, load_model, model_schema, read_model
from detente.foresight.formats.toml_lines import toml_lines
from detente.foresight.model import Option, Prioritised, Ranked, Weighted
from detente.foresight.statements import And, If, Iff, Not, Or, Pattern, Taken, holds
from detente.foresight.states import ModelError
from detente.foresight.syntax import parse_statement

NIGER = Path(detente.__file__).parent / "examples" / "models" / "niger-august-2023.toml"
BORDER = """format = "detente-model/1"
title = "Border"
today = ["close"]
infeasible = ["march and not close"]

[states]
shut = ["close"]

[decision_makers.north]
name = "North"
prefers = ["talk", "not close"]
options.close = { name = "close the border" }
options.march = { name = "march in", moves = "take" }

[decision_makers.south]
name = "South"
prefers = [
  { that = "not march", because = "it is the weaker side" },
  "talk if not close",
]
options.talk = { name = "come to talks" }
"""


def fault(text, form="toml"):
    with pytest.raises(ModelError) as told:
        read_model(text, form=form, name="border.toml")
    return str(told.value)


def test_a_model_is_read_whole():
    model = read_model(BORDER)
    assert [option.key for option in model.options] == ["close", "march", "talk"]
    assert [option.moves for option in model.options] == ["both", "take", "both"]
    assert model.today == "YNN"
    assert model.labels == (("YNN", "shut"),)
    south = model.decision_makers[1].preference
    assert isinstance(south, Prioritised)
    assert south.statements[0].note == "it is the weaker side"
    assert south.statements[1].condition == If(Taken(2), Not(Taken(0)))


def test_toml_yaml_and_json_say_the_same():
    data = tomllib.loads(BORDER)
    assert read_model(yaml.safe_dump(data, sort_keys=False), form="yaml") == read_model(BORDER)
    assert read_model(json.dumps(data), form="json") == read_model(BORDER)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"talk", "not close"]', '"tlak", "not close"]', ["line 11", "tlak", "talk"]),
        ('"talk", "not close"]', '"talk and", "not close"]', ["line 11", "ends"]),
        ('"talk", "not close"]', '"talk", "not talk"]', ["line 11", "contradicts", "'talk'"]),
        ('name = "South"', 'nmae = "South"', ["line 16", "nmae", "did you mean 'name'"]),
        ('name = "South"', 'name = "North"', ["line 16", "'North'", "rename"]),
        ("options.talk", "options.march", ["line 21", "second option", "march"]),
        ("options.talk", "options.not", ["line 21", "'not'", "choose another"]),
        ('moves = "take"', 'moves = "once"', ["line 13", "once", "'take'"]),
        ('["close"]\ninf', '["clsoe"]\ninf', ["line 3", "clsoe", "did you mean 'close'"]),
        ('"march and not close"', '"march or not march"', ["no feasible state"]),
        ('today = ["close"]', 'today = ["march"]', ["line 3", "NYN", "rules it out"]),
        ('prefers = ["talk", "not close"]', "", ["line 9", "no preferences"]),
        ('prefers = ["talk", "not close"]', "prefers = 3", ["line 11", "3", "a list"]),
        ('title = "Border"', 'title = ""', ["line 2", "1 or more"]),
        ('format = "detente-model/1"', 'format = "detente-model/9"', ["line 1", "detente-model/1"]),
        ('"talk if not close"', "7", ["line 19", "7", "text or a table"]),
        ('"talk if not close"', '{ that = "talk", becuase = "x" }', ["line 19", "becuase", "did you mean 'because'"]),
        ("[states]", "[states", ["TOML", "line 6"]),
    ],
)
def test_a_fault_is_told_with_its_line(old, new, words):
    assert old in BORDER
    message = fault(BORDER.replace(old, new))
    assert message.startswith("border.toml")
    assert [word for word in words if word not in message] == []


def test_a_ranking_that_goes_in_a_circle_is_turned_away():
    message = fault(BORDER.replace('prefers = ["talk", "not close"]', 'ranking = ["YNN", "NNN", "shut"]'))
    assert "line 11" in message
    assert "circle" in message


def test_forty_options_are_too_many():
    options = "\n".join(f'options.o{n} = {{ name = "do {n}" }}' for n in range(40))
    message = fault(f'format = "detente-model/1"\ntitle = "x"\n[decision_makers.a]\nname = "A"\nprefers = ["o1"]\n{options}\n')
    assert "40 options" in message


def test_a_yaml_fault_is_told_with_its_line():
    text = (
        yaml.safe_dump(tomllib.loads(BORDER), sort_keys=False)
        .replace("- not march", "- nto march")
        .replace("that: not march", "that: nto march")
    )
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "nto march" in row)
    assert f"line {line}:" in fault(text, "yaml")


@pytest.mark.parametrize(
    "text",
    [
        "format: !!python/object/apply:os.system ['touch {0}']\n",
        "format: !!python/name:os.system\n",
        "format: !include {1}\n",
        "a: &x [1]\nb: *x\n",
        "yes: 1\n",
        "a: 1\na: 2\n",
        "? [1, 2]\n: 3\n",
        "[" * 5000,
    ],
)
def test_a_yaml_file_runs_and_reads_nothing(text, tmp_path):
    secret, mark = tmp_path / "secret", tmp_path / "mark"
    secret.write_text("swordfish", encoding="utf-8")
    assert "swordfish" not in fault(text.format(mark, secret) if "{0}" in text or "{1}" in text else text, "yaml")
    assert not mark.exists()


@pytest.mark.parametrize("text", ['{"a": 1, "a": 2}', "[" * 50_000, "{", "1" * 5000, '"text"'])
def test_a_json_file_that_is_no_model_is_turned_away(text):
    assert fault(text, "json")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["toml", "yaml", "json"]))
def test_any_text_is_a_model_or_a_clear_error(text, form):
    with pytest.raises(ModelError, match="model"):
        read_model(text, form=form)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 10_000), st.sampled_from("\"[]{}=,.#ax\\'\n -"))
def test_a_model_file_with_one_slip_is_a_model_or_a_fault_in_that_file(at, length, sign):
    text = NIGER.read_text(encoding="utf-8")
    at %= len(text)
    told = title_or_fault(text[:at] + sign + text[at + length % 3 :])
    assert told


def title_or_fault(text):
    """What a slip makes of the file: still a model, or a fault told of that file; empty where the fault names no file."""
    try:
        return read_model(text, name="slip.toml").name
    except ModelError as error:
        return str(error) if str(error).startswith("slip.toml") else ""


def test_files_are_told_apart_by_their_ending(tmp_path):
    for name in ("border.txt", "none.toml"):
        with pytest.raises(ModelError, match=name):
            load_model(tmp_path / name)
    (tmp_path / "odd.toml").write_bytes(b"title = '\xff'")
    with pytest.raises(ModelError, match="UTF-8"):
        load_model(tmp_path / "odd.toml")


def test_every_form_of_preference_is_read():
    weights = 'weights = [{ that = "talk", weight = 2 }, { that = "close", weight = -1.5 }]\nstrong_gap = 2'
    model = read_model(BORDER.replace('prefers = ["talk", "not close"]', weights))
    stated = model.decision_makers[0].preference
    assert isinstance(stated, Weighted)
    assert [weight.weight for weight in stated.weights] == [2, -1.5]
    assert stated.strong_gap == 2
    ranking = 'ranking = ["NNY", ["NNN", "shut"], { states = ["YNY", "YYN"], unknown = true, strong = true }, "YYY"]'
    ranked = read_model(BORDER.replace('prefers = ["talk", "not close"]', ranking)).decision_makers[0].preference
    assert ranked == Ranked(groups=(("NNY",), ("NNN", "YNN"), ("YNY", "YYN"), ("YYY",)), unknown=(2,), strong_below=(2,))


def test_a_list_among_statements_is_of_unknown_order():
    stated = read_model(BORDER.replace('["talk", "not close"]', '["talk", ["not close", "march"]]')).decision_makers[0].preference
    assert isinstance(stated, Prioritised)
    assert stated.unordered == ((1, 2),)


def test_what_goes_together_and_what_does_not():
    rules = 'at_most_one = [["close", "talk"]]\nat_least_one = [["close", "talk"]]\ninfeasible'
    graph = analyse(read_model(BORDER.replace("infeasible", rules, 1))).graph
    assert [graph.letters(state) for state in range(len(graph))] == ["YNN", "YYN", "NNY"]


def test_states_and_moves_can_be_given_outright():
    text = """format = "detente-model/1"
title = "Two doors"
today = "in"
[decision_makers.a]
name = "A"
ranking = ["out", "in"]
options.go = { name = "go" }
[graph]
states = [{ letters = "N", label = "in" }, { letters = "Y", label = "out" }]
moves.a = [["in", "out"]]
"""
    model = read_model(text)
    assert model.is_graph
    assert model.today == "N"
    assert analyse(model).equilibria("Nash") == (1,)
    assert "line 10" in fault(text.replace('"in", "out"]]', '"in", "up"]]'))


def test_a_perception_is_read():
    text = BORDER + '[perceptions.south]\nunseen = ["march"]\npreferences.north.prefers = ["close"]\n'
    seen = read_model(text).perceptions[0]
    assert (seen.viewer, seen.unseen, seen.preferences[0][0]) == ("South", (1,), "North")


def test_the_worked_model_of_niger_has_the_figures_of_its_source():
    found = analyse(load_model(NIGER), ("Nash", "GMR", "SMR", "SEQ"))
    assert len(found.graph) == 240
    assert {concept: len(found.equilibria(concept)) for concept in found.concepts} == {"Nash": 10, "GMR": 44, "SMR": 44, "SEQ": 12}


def test_cases_load_as_models(shared):
    files = sorted((shared / "gold" / "gmcr").glob("*.json"))
    assert len(files) == 15
    for file in files:
        expected = json.loads(file.read_text(encoding="utf-8"))["expected"]
        found = analyse(load_model(file))
        for concept, states in expected["equilibria"]["definition"].items():
            assert [state + 1 for state in found.equilibria(concept)] == states, (file.stem, concept)


def test_a_case_that_lacks_something_says_so():
    assert "not a whole case" in fault('{"format": "gmcr-gold/1", "decision_makers": []}', "json")


def test_the_schema_describes_each_key():
    schema = model_schema()
    assert schema["properties"]["decision_makers"]["description"]
    assert set(schema["required"]) == {"format", "title", "decision_makers"}


KEYS = ("alpha", "beta", "gamma", "delta")
OPTIONS = tuple(Option(name=key, owner="A", key=key) for key in KEYS)
leaves = st.one_of(st.integers(0, 3).map(Taken), st.text("YN-", min_size=4, max_size=4).map(Pattern))
conditions = st.recursive(
    leaves,
    lambda below: st.one_of(
        below.map(Not),
        st.lists(below, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(below, max_size=3).map(lambda parts: Or(tuple(parts))),
        st.builds(If, below, below),
        st.builds(Iff, below, below),
    ),
    max_leaves=8,
)


@given(conditions)
def test_a_condition_written_and_read_again_holds_in_the_same_states(condition):
    codes = np.arange(16, dtype=np.int64)
    again = parse_statement(condition_text(condition, OPTIONS), OPTIONS)
    assert (holds(again, codes) == holds(condition, codes)).all()


values = st.recursive(
    st.one_of(st.integers(0, 9), st.booleans(), st.text("ab#\"'[]{}=\n\\", max_size=6)),
    lambda below: st.one_of(st.lists(below, max_size=3), st.dictionaries(st.text('ab.# "', min_size=1, max_size=3), below, max_size=3)),
    max_leaves=10,
)


def written(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[ # a list\n" + ",\n".join(written(item) for item in value) + "\n]"
    return json.dumps(value)


def places(value, place=()):
    yield place
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from places(item, (*place, key))


@given(st.dictionaries(st.text("ab.# ", min_size=1, max_size=3), values, max_size=4))
def test_lines_are_known_for_every_place_of_a_toml_text(data):
    text = "".join(f"{json.dumps(key)} = {written(value)}\n" for key, value in data.items())
    lines = toml_lines(text)
    assert set(places(tomllib.loads(text))) == set(lines)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())
