"""`detente evaluate` as a person calls it: two coders, two codebooks, forms of output, messages."""

import csv
import json

import pytest
from typer.testing import CliRunner

from detente.cli import app

TEXT = "South Africa urged both sides to hold talks. The army freed two ministers."
SENTENCES = ("South Africa urged both sides to hold talks.", "The army freed two ministers.")
CODES = (("urged", "REQUEST"), ("freed", "RETREAT"))


def run(*arguments):
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


def mention(document, index, confidence):
    trigger, kind = CODES[index]
    sentence = {"text": SENTENCES[index]}
    return {"document": document, "sentence": sentence, "trigger": {"text": trigger}, "event_type": kind, "confidence": confidence}


@pytest.fixture
def folder(tmp_path):
    """Gold of four documents as a table, a good coder's mentions and a poor one's."""
    with (tmp_path / "gold.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["doc_id", "published", "sentence", "trigger", "event_type", "text"])
        for number in range(4):
            for index in range(2):
                table.writerow([f"d{number}", "2024-06-03", SENTENCES[index], *CODES[index], TEXT])
    good = [mention(f"d{number}", index, 0.9) for number in range(4) for index in range(2)]
    poor = [mention(f"d{number}", 0, 0.4) for number in range(3)]
    for name, rows in (("good", good), ("poor", poor), ("foreign", [*poor, mention("d9", 0, 0.4)])):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


def test_two_coders_stand_side_by_side(folder):
    done = run(folder / "gold.csv", "--coded", folder / "good.jsonl", "--against", folder / "poor.jsonl")
    assert done.exit_code == 0, done.output
    assert f"second: {folder / 'poor.jsonl'}, 3 mentions" in done.stdout
    (recall,) = [line.split() for line in done.stdout.splitlines() if line.startswith("event recall")]
    assert recall[2:5] == ["1.000", "0.375", "+0.625"]
    assert recall[-1] == "*"
    assert "significan" not in done.stdout


def test_json_tells_the_figures_and_the_seed(folder):
    done = run(folder / "gold.csv", "--coded", folder / "good.jsonl", "--against", folder / "poor.jsonl", "--format", "json", "--seed", 4)
    told = json.loads(done.stdout)
    assert (told["event"]["f1"], told["confusion"]["REQUEST"]["REQUEST"]) == (1.0, 4)
    assert len(told["confusion"]) == 17
    assert told["comparison"]["bootstrap"] == {"seed": 4, "resamples": 1000, "level": 0.95}
    assert told["reliability"]["error"] == pytest.approx(0.1)


def test_output_writes_the_tables(folder):
    done = run(folder / "gold.csv", "--coded", folder / "poor.jsonl", "--output", folder / "out")
    assert done.exit_code == 0, done.output
    assert {path.name for path in (folder / "out").iterdir()} == {"scores.json", "confusion.csv", "errors.csv", "types.csv"}
    errors = list(csv.DictReader((folder / "out" / "errors.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["kind"], row["document"], row["gold"]) for row in errors][:2] == [("missed", "d0", "RETREAT"), ("missed", "d1", "RETREAT")]


def test_min_confidence_leaves_mentions_out(folder):
    done = run(folder / "gold.csv", "--coded", folder / "poor.jsonl", "--min-confidence", 0.5, "--format", "json")
    assert json.loads(done.stdout)["event"]["coded"] == 0


def test_mentions_of_other_documents_are_told(folder):
    done = run(folder / "gold.csv", "--coded", folder / "foreign.jsonl")
    assert done.exit_code == 0
    assert "1 of 4 mentions left out: gold has no document d9" in " ".join(done.stderr.split())


def test_codes_that_the_codebook_lacks_are_told(folder):
    table = (folder / "gold.csv").read_text().replace("RETREAT", "RETRAET")
    (folder / "gold.csv").write_text(table)
    done = run(folder / "gold.csv", "--coded", folder / "good.jsonl")
    assert "gold: d0, event 2: 'RETRAET' is no event type of the codebook" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--against", "poor.jsonl", "--against-codebook", "book"), "give one of them"),
        (("--format", "xml"), "'xml' is no format of evaluate: text or json"),
        (("--output", "good.jsonl/out"), "can't be written"),
        (("--against", "gold.csv"), "gold.csv, line 1: its JSON is broken"),
    ],
)
def test_what_can_not_be_done_is_told(folder, arguments, message, monkeypatch):
    monkeypatch.chdir(folder)
    done = run("gold.csv", "--coded", "good.jsonl", *arguments)
    assert done.exit_code != 0
    assert message in f"{done.output} {done.exception}"


def test_two_codebooks_are_compared_by_coding_the_gold_with_both(tmp_path):
    text = "The FNH signed a ceasefire with Myanmar's junta on 3 May 2024."
    event = f'"{text}",signed,SUPPORT,The FNH|MMR|REB; Myanmar\'s junta|MMR|MIL'
    (tmp_path / "gold.csv").write_text(f'doc_id,published,text,sentence,trigger,event_type,actors\nh,2024-05-04,"{text}",{event}\n')
    (tmp_path / "book").mkdir()
    groups = "name,country,sectors,names,common,since,until\nFront of the Northern Hills,MMR,REB,FNH,front,2024,\n"
    (tmp_path / "book" / "armed_groups.csv").write_text("# source: written for this test\n" + groups)
    done = run(tmp_path / "gold.csv", "--against-codebook", tmp_path / "book", "--format", "json")
    assert done.exit_code == 0, done.output
    told = {one["name"]: one for one in json.loads(done.stdout)["comparison"]["differences"]}
    assert told["actor country and sector"]["first"] < told["actor country and sector"]["second"]
