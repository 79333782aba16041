"""A model proposed from a record: loadable, every option with the sentence behind it, and nobody's preference taken as fact."""

import re
import tomllib

import pytest
from typer.testing import CliRunner

from detente.cli import app
from detente.errors import ConfigError
from detente.foresight import ModelError, ProposalOptions, foresee, propose, read_model
from detente.records import Document, Entity, Event, Mention, Published, Snapshot, Span, stable_id

# What each report says: its sentence, its trigger, type, mode, status, actor, recipient, day.
REPORTS = [
    ("The union imposed sanctions on Mali.", "imposed", "SANCTION", "discontinue", "actual", "eu", "mali", "2021-03-01"),
    ("The army in Mali refused to see the envoys.", "refused", "REJECT", "meet", "actual", "army", "eu", "2021-03-02"),
    ("The union demanded that the army release the minister.", "demanded", "REQUEST", "yield", "actual", "eu", "army", "2021-03-03"),
    ("The army said it would not free him.", "would not", "REJECT", "yield", "actual", "army", "eu", "2021-03-04"),
    ("Algeria might mediate in Mali.", "mediate", "CONSULT", "third-party", "hypothetical", "algeria", "mali", "2021-03-05"),
    ('Doctors in Mali went on strike \u202e "now".', "strike", "PROTEST", "strike", "actual", "doctors", "mali", "2021-03-05"),
    ("The union lifted its sanctions and gave in to Mali.", "lifted", "CONCEDE", None, "actual", "eu", "mali", "2021-04-01"),
]
PARTIES = {
    "eu": Entity(id="eu", name="European Union", country="EUU", sectors=("GOV",)),
    "mali": Entity(id="mali", name="Mali", country="MLI", sectors=("GOV",)),
    "army": Entity(id="army", name="army", country="MLI", sectors=("MIL", "GOV")),
    "algeria": Entity(id="algeria", name="Algeria", country="DZA", sectors=("GOV",)),
    "doctors": Entity(id="doctors", name="Doctors", country="MLI", sectors=("MED", "CVL")),
}


def record(reports=REPORTS):
    documents, mentions, events = [], [], []
    for number, (text, trigger, kind, mode, status, actor, recipient, day) in enumerate(reports):
        document = Document(id=f"d{number}", text=text, input="made.jsonl", title=f"Report {number}", published=Published(day, "given"))
        at = text.index(trigger)
        mention = Mention(
            sentence=Span(document.id, 0, len(text), text),
            trigger=Span(document.id, at, at + len(trigger), trigger),
            event_type=kind,
            mode=mode,
            status=status,
        )
        events.append(
            Event(
                id=stable_id(number),
                event_type=kind,
                mode=mode,
                contexts=(),
                status=status,
                actors=(actor,),
                recipients=(recipient,),
                start=day,
                end=day,
                location=None,
                mentions=(mention.id,),
                corroboration=1,
                intensity=0.0,
                confidence=0.5,
            )
        )
        documents.append(document)
        mentions.append(mention)
    return Snapshot(documents=tuple(documents), mentions=tuple(mentions), entities=tuple(PARTIES.values()), events=tuple(events))


@pytest.fixture(scope="module")
def text():
    return propose(record())


def test_the_proposal_loads_and_is_analysed_as_it_stands(text):
    report = foresee(read_model(text))
    assert len(report.analysis.equilibria("SEQ")) == len(report.analysis.graph)
    assert len(report.findings.notices) == len(report.analysis.graph.names)


def test_decision_makers_are_those_that_act_and_can_decide(text):
    names = {row["name"] for row in tomllib.loads(text)["decision_makers"].values()}
    assert names == {"European Union", "Mali: military", "Mali: government", "Algeria"}


def test_each_option_stands_under_a_sentence_of_the_record(text):
    sentences = {report[0] for report in REPORTS}
    blocks = text.split("\n\n")
    options = [block for block in blocks if ".options." in block]
    assert len(options) >= 4
    for block in options:
        quoted = re.findall(r"^# “(.*)”$", block, re.MULTILINE)
        assert quoted
        assert set(quoted) <= sentences


def test_preferences_are_suggested_and_never_stated(text):
    assert all(row["prefers"] == [] for row in tomllib.loads(text)["decision_makers"].values())
    assert '# { that = "not mali_military_yield", because = "suggested by the record: it refused this (2021-03-04)" },' in text
    assert '# { that = "mali_military_yield", because = "suggested by the record: it demanded this (2021-03-03)" },' in text


def test_a_suggestion_that_is_uncommented_loads(text):
    told = re.sub(r"^  # (\{ that = .*\},)$", r"  \1", text, flags=re.MULTILINE)
    assert any(row["prefers"] for row in tomllib.loads(told)["decision_makers"].values())
    assert read_model(told).decision_makers


def test_what_was_lifted_is_no_longer_in_force(text):
    assert "eu_measures" not in tomllib.loads(text)["today"]
    earlier = tomllib.loads(propose(record(REPORTS[:-1])))
    assert "eu_measures" in earlier["today"]


def test_what_is_only_possible_is_an_option_and_not_in_force(text):
    data = tomllib.loads(text)
    assert "algeria_mediate" in data["decision_makers"]["algeria"]["options"]
    assert "algeria_mediate" not in data["today"]


def test_talks_through_a_third_party_make_mediators_of_outsiders_only():
    told = [
        ("Algeria and the army in Mali met for mediated talks.", "talks", "CONSULT", "third-party", "actual", who, "mali", "2021-03-05")
        for who in ("algeria", "army")
    ]
    data = tomllib.loads(propose(record(told), ProposalOptions(focus="MLI")))
    assert set(data["today"]) == {"algeria_mediate", "mali_government_talks", "mali_military_talks"}


def test_a_focus_and_sizes_can_be_asked_for():
    assert "MLI" in propose(record(), ProposalOptions(focus="MLI"))
    few = tomllib.loads(propose(record(), ProposalOptions(makers=1, options=1)))
    assert len(few["decision_makers"]) == 1
    with pytest.raises(ModelError, match="FRA"):
        propose(record(), ProposalOptions(focus="FRA"))
    with pytest.raises(ConfigError):
        ProposalOptions(makers=0)


def test_a_record_without_events_says_what_is_missing():
    with pytest.raises(ModelError, match="no measure, demand or talks"):
        propose(Snapshot())


def test_hostile_sentences_stay_comments():
    bad = 'The army refused.\n]\nprefers = ["x"] \u202e\x07 to talk.'
    text = propose(record([(bad, "refused", "REJECT", "meet", "actual", "army", "eu", "2021-03-02")]))
    assert "\u202e" not in text
    assert "\x07" not in text
    assert tomllib.loads(text)["decision_makers"]["mali_military"]["prefers"] == []


MODEL = """format = "detente-model/1"
title = "Two"
today = []
states.struck = ["strike"]
[decision_makers.a]
name = "A"
prefers = ["strike"]
options.strike = { name = "strike" }
"""


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "two.toml"
    path.write_text(MODEL, encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "begins"), [("r.html", "<!DOCTYPE html>"), ("r.md", "# Two"), ("r.json", "{"), ("r.svg", "<svg")])
def test_the_command_writes_each_format_by_the_files_ending(model, tmp_path, name, begins):
    done = CliRunner().invoke(app, ["foresee", str(model), "-o", str(tmp_path / name)])
    assert done.exit_code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_the_command_prints_markdown_where_no_file_is_named(model):
    done = CliRunner().invoke(app, ["foresee", str(model), "--concept", "Nash", "--goal", "struck"])
    assert done.exit_code == 0
    assert "The goal holds as things are" in done.stdout


def test_the_command_turns_away_what_it_cant_do(model, tmp_path):
    run = CliRunner().invoke
    assert isinstance(run(app, ["foresee", str(model), "-o", str(tmp_path / "r.pdf")]).exception, ConfigError)
    assert isinstance(run(app, ["foresee", str(tmp_path / "none.toml")]).exception, ModelError)
    assert isinstance(run(app, ["foresee", str(model), "--concept", "Fate"]).exception, ConfigError)
    assert run(app, ["foresee", str(model), "--format", "pdf"]).exit_code == 2


def test_the_command_proposes_a_model_from_a_record(tmp_path, monkeypatch):
    class Opened:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def snapshot(self):
            return record()

    monkeypatch.setattr("detente.pipeline.open_record", lambda path: Opened())
    done = CliRunner().invoke(app, ["foresee", "crisis.db", "-o", str(tmp_path / "draft.toml")])
    assert done.exit_code == 0
    assert "European Union" in (tmp_path / "draft.toml").read_text(encoding="utf-8")
