"""Reports: what stands in them, that no text of a model runs or breaks out, and the picture."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree, html
from markdown_it import MarkdownIt

import detente
from detente.briefing import brief
from detente.errors import ConfigError
from detente.foresight import ForeseeOptions, Goal, foresee, load_model, read_model
from detente.foresight.presenting.words import concept_words, listed, unlike_today
from detente.records import Snapshot

NIGER = Path(detente.__file__).parent / "examples" / "models" / "niger-august-2023.toml"
HOSTILE = """format = "detente-model/1"
title = "<script>alert(1)</script> | **x** \\u202e https://bad.example"
today = []
[states]
"</svg><img src=x onerror=alert(1)>" = ["strike"]
[decision_makers.a]
name = "A <b>|b|</b> [link](javascript:alert(1))"
prefers = [{ that = "strike", because = "<script>alert(2)</script>" }]
options.strike = { name = "strike \\u0007 `now`", note = "a | b" }
"""


@pytest.fixture(scope="module")
def niger():
    return foresee(load_model(NIGER))


@pytest.fixture(scope="module")
def hostile():
    return foresee(read_model(HOSTILE))


def section(report, key):
    return next(section for section in report.sections if section.id == key)


def words(report, key):
    page = html.fromstring(report.html())
    return " ".join(page.get_element_by_id(key).text_content().split())


def test_the_short_answer_tells_today_and_what_can_last(niger):
    told = words(niger, "in-short")
    assert "Today’s state is “stalemate”" in told
    assert "It does not last: Mediator would leave it" in told
    assert "12 of 240 possible states can last" in told


def test_equilibria_are_told_in_words(niger):
    told = words(niger, "equilibria")
    assert "as today, but a quiet channel is open" in told
    assert "reached in 1, each mover gaining" in told


def test_a_verdict_names_the_move_and_its_gain(niger):
    told = words(niger, "reasons")
    assert "ECOWAS leaves: from “release for relief” it could keep its sanctions, which it prefers (to “release only”)" in told


def test_an_answered_move_is_told_with_its_answer():
    """Two who may each arm: in Chicken, giving way is deterred by nothing, standing firm by the other's standing firm too."""
    text = """format = "detente-model/1"
title = "Dilemma"
today = []
[decision_makers.a]
name = "A"
ranking = ["YN", "NN", "YY", "NY"]
options.arm_a = { name = "arm" }
[decision_makers.b]
name = "B"
ranking = ["NY", "NN", "YY", "YN"]
options.arm_b = { name = "take up arms" }
"""
    told = words(foresee(read_model(text)), "reasons")
    assert "A stays: from state 1 it could arm, which it prefers (to state 2)" in told
    assert "but then B would take up arms (to state 4), which is worse for it than state 1." in told


def test_html_markdown_and_json_tell_the_same_equilibria(niger):
    data = json.loads(niger.json())
    found = niger.analysis
    assert data["feasible"] == 240
    for concept in found.concepts:
        assert data["equilibria"][concept] == [found.graph.letters(state) for state in found.equilibria(concept)]
    rows = re.findall(r"^\| (\d+)[ |]", niger.markdown().split("## The graph of states")[0].split("## Equilibria")[1], re.MULTILINE)
    assert [int(row) - 1 for row in rows] == list(niger.findings.ordered()[: len(rows)])


def test_json_tells_the_way_to_each_state(niger):
    data = json.loads(niger.json())
    quiet = next(state for state in data["states"].values() if state["name"] == "quiet talks")
    assert quiet["way"] == [{"mover": "Mediator", "to": "NNNNYNNYY", "gains": True}]
    assert quiet["reached_by_improvements"]


def test_the_page_fetches_and_runs_nothing(niger):
    page = html.fromstring(niger.html())
    assert not page.xpath("//script | //img | //iframe | //object | //@onload")
    assert all(link.startswith("#") for link in page.xpath("//a/@href"))
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")


def test_text_of_a_model_stays_text(hostile):
    page = html.fromstring(hostile.html())
    assert not page.xpath("//script | //img | //b")
    assert "<script>alert(1)</script>" in page.text_content()
    assert "\u202e" not in hostile.html() + hostile.markdown() + hostile.svg()
    assert not html.fromstring(hostile._repr_html_()).xpath("//script | //img")
    rendered = html.fromstring(MarkdownIt("commonmark").enable("table").render(hostile.markdown()))
    assert not rendered.xpath("//script | //img | //a")
    assert etree.fromstring(hostile.svg().encode()).xpath("//*[local-name()='img' or local-name()='script']") == []


def test_the_picture_marks_today_equilibria_and_movers(niger):
    root = etree.fromstring(niger.svg().encode())
    spaces = {"s": "http://www.w3.org/2000/svg"}
    nodes = root.xpath("//s:g[s:circle]", namespaces=spaces)
    rings = {node.findtext("s:text", namespaces=spaces): len(node.findall("s:circle", namespaces=spaces)) for node in nodes}
    assert [number for number, count in rings.items() if count == 2] == [str(niger.findings.today + 1)]
    filled = {
        node.findtext("s:text", namespaces=spaces) for node in nodes if node.xpath("s:circle[@fill='currentColor']", namespaces=spaces)
    }
    main = {str(state + 1) for state in niger.analysis.equilibria("SEQ")}
    assert filled
    assert filled <= main
    styles = {
        (path.get("stroke"), path.get("stroke-dasharray"))
        for path in root.xpath("//s:path[starts-with(@d, 'M') and not(contains(@d, 'Q')) and contains(@d, 'h')]", namespaces=spaces)
    }
    assert len({colour for colour, _ in styles}) == len({dash for _, dash in styles}) == 4


def test_without_today_the_picture_leads_to_the_equilibria(niger):
    report = foresee(replace(niger.analysis.model, today=""))
    assert "nearer to an equilibrium" in words(report, "graph")
    assert etree.fromstring(report.svg().encode()).xpath("//*[local-name()='path'][contains(@d, 'Q')]")


def test_states_named_by_number_are_told_in_words(niger):
    numbered = {row[0] for row in section(niger, "numbers").blocks[0].rows}
    told = set(re.findall(r"\bstate (\d+)\b", words(niger, "ways") + words(niger, "together")))
    assert told
    assert told <= numbered


def test_the_same_model_gives_the_same_page(niger):
    assert foresee(load_model(NIGER)).html() == niger.html()


def test_a_goal_is_told_with_what_reaches_it(niger):
    letters = next(letters for letters, name in niger.analysis.model.labels if name == "release for relief")
    told = words(foresee(niger.analysis.model, ForeseeOptions(goal=Goal(stable=(letters,)))), "goal")
    assert "Junta can undo “release the president”" in told


def test_what_is_unknown_is_told_in_shares():
    text = NIGER.read_text(encoding="utf-8").replace('{ that = "not release", because', '{ that = "not release", sure = false, because')
    told = words(foresee(read_model(text)), "unknowns")
    assert "all 2 possible preferences" in told
    assert "100 %" in told


def test_reasons_are_told_for_any_state_that_is_asked_for(niger):
    report = foresee(niger.analysis.model, ForeseeOptions(why=("1", "YNNNYNNYN")))
    told = words(report, "reasons")
    assert "State 1 would not last" in told
    assert f"State {niger.analysis.graph.find('YNNNYNNYN') + 1} would not last" in told
    with pytest.raises(ConfigError, match="stalemate"):
        foresee(niger.analysis.model, ForeseeOptions(why=("nowhere",)))


@pytest.mark.parametrize("concept", ["L1", "L3", "NM"])
def test_reasons_of_the_farsighted_agree_with_their_verdicts(niger, concept):
    report = foresee(niger.analysis.model, ForeseeOptions(concepts=(concept,), main=concept))
    today = report.findings.today
    item = section(report, "reasons").blocks[0].items[0]
    stays = dict(zip(report.analysis.graph.names, report.analysis.stability[concept][:, today], strict=True))
    assert {name: any(line.startswith(f"{name} stays") for line in item.under) for name in stays} == stays


def test_strong_preferences_are_told(niger):
    assert "Strength:" not in words(niger, "equilibria")
    text = NIGER.read_text(encoding="utf-8").replace('{ that = "not restore",', '{ strong = true, that = "not restore",')
    assert re.search(r"Strength: \d+ of the 12 by SEQ", words(foresee(read_model(text)), "equilibria"))


def test_a_side_that_prefers_nothing_is_pointed_out():
    text = HOSTILE.replace('[{ that = "strike", because = "<script>alert(2)</script>" }]', "[]")
    assert "is said to prefer nothing" in words(foresee(read_model(text)), "in-short")


def test_a_large_model_is_told_without_ways():
    makers = "".join(
        f'[decision_makers.m{m}]\nname = "M{m}"\nprefers = ["o{m}_0", "o{m}_1"]\n'
        + "".join(f'options.o{m}_{n} = {{ name = "do {n}" }}\n' for n in range(5))
        for m in range(3)
    )
    model = read_model(f'format = "detente-model/1"\ntitle = "Large"\ntoday = []\n{makers}')
    report = foresee(model)
    assert report.svg() == ""
    assert [part.id for part in report.sections if part.id in ("ways", "reasons", "graph")] == []
    assert "512 of 32,768 possible states can last" in words(report, "in-short")


def test_graph_form_and_missing_today_are_told(shared, niger):
    report = foresee(load_model(shared / "gold" / "gmcr" / "elmira9.json"))
    assert "Abandon" in words(report, "equilibria")
    bare = foresee(replace(niger.analysis.model, today=""))
    assert "ways" not in {part.id for part in bare.sections}
    assert "the president is held" in words(bare, "equilibria")


def test_a_brief_tells_the_model_that_is_given_with_it(niger):
    page = html.fromstring(brief(Snapshot(), foresight=niger))
    told = page.get_element_by_id("foresight").text_content()
    assert "it is no forecast" in told
    assert "12 of 240 possible states can last" in told
    assert page.xpath("//figure//*[local-name()='svg']")
    assert "foresight" not in {part.get("id") for part in html.fromstring(brief(Snapshot())).iter("section")}


@pytest.mark.parametrize("options", [{"concepts": ("Nash",), "main": "SEQ"}, {"states": 0}, {"profiles": 0}])
def test_options_that_cant_be_honoured_are_turned_away(options):
    with pytest.raises(ConfigError):
        ForeseeOptions(**options)


def test_words_for_lists_and_concepts():
    assert listed(["a", "b", "c", "d"], most=2) == "a, b and 2 more"
    assert listed(["a", "b"], "or") == "a or b"
    assert "3 moves ahead" in concept_words("L3")


def test_a_state_is_told_by_what_is_unlike_today(niger):
    graph = niger.analysis.graph
    assert unlike_today(graph, graph.today) == "as today"
    assert unlike_today(graph, graph.find("YNNNYNNYN")) == "as today, but the president is free"
