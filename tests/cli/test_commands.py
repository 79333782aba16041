"""The commands as a person or a script calls them: output, messages, exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from running import detente

REPORT = """Ministers Resign in Harare

HARARE, June 3, 2024 - Two ministers resigned on Monday and the opposition accused the government of fraud.

South Africa urged both sides to hold talks.
"""


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    folder = tmp_path_factory.mktemp("work")
    (folder / "reports").mkdir()
    (folder / "reports" / "harare.txt").write_text(REPORT, encoding="utf-8")
    (folder / "reports" / "empty.txt").write_text("")
    return folder


@pytest.fixture(scope="module")
def record(work):
    done = detente("build", work / "reports", "--record", work / "crisis.db")
    assert done.returncode == 0, done.stderr
    return work / "crisis.db"


def test_build_says_what_it_read_and_what_it_could_not(work, record):
    again = detente("build", work / "reports", "--record", record)
    assert again.returncode == 0
    assert "1 document (0 rewrites" in again.stderr
    assert "empty.txt" in again.stderr


def test_a_broken_line_is_named_with_its_file_as_the_user_named_it(tmp_path):
    (tmp_path / "wire").mkdir()
    (tmp_path / "wire" / "desk.jsonl").write_text(json.dumps({"id": "a", "text": REPORT}) + '\n{"id": "b", "text": "cut of\n')
    for command in (("build", "wire", "--record", "crisis.db"), ("read", "wire")):
        done = detente(*command, cwd=tmp_path)
        assert done.returncode == 0
        assert "not read: wire/desk.jsonl, line 2: its JSON is broken" in done.stderr
        assert str(tmp_path) not in done.stderr


def test_the_demo_lays_reports_record_and_brief_into_one_folder(tmp_path):
    done = detente("demo", "--output", "shown", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "shown").iterdir()} == {"reports", "crisis.db", "brief.html"}
    assert "not read: reports/agency.jsonl, line 4: " in done.stderr
    assert str(tmp_path) not in (tmp_path / "shown" / "brief.html").read_text(encoding="utf-8")


def test_quiet_build_prints_errors_only(work, record):
    done = detente("build", work / "reports" / "harare.txt", "--record", record, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_code_prints_the_contract_a_mention_a_line(work):
    done = detente("code", work / "reports" / "harare.txt")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["event_type"] for row in rows} >= {"RETREAT", "ACCUSE", "REQUEST"}
    for row in rows:
        sentence, trigger = row["sentence"], row["trigger"]
        assert sentence["text"][trigger["start"] - sentence["start"] : trigger["end"] - sentence["start"]] == trigger["text"]


def test_read_prints_documents_that_can_be_read_back(work):
    first = detente("read", work / "reports" / "harare.txt")
    second = detente("read", "-", stdin=first.stdout)
    one, two = json.loads(first.stdout), json.loads(second.stdout)
    assert (one["id"], one["text"], one["published"]) == (two["id"], two["text"], two["published"])


def test_read_as_text_shows_title_and_body(work):
    done = detente("read", work / "reports" / "harare.txt", "--format", "text")
    assert done.stdout.startswith("# Ministers Resign in Harare\n\n")


def test_parse_prints_places_and_times_with_offsets(work):
    row = json.loads(detente("parse", work / "reports" / "harare.txt").stdout)
    assert {place["country"] for place in row["places"]} >= {"ZWE", "ZAF"}
    assert ("2024-06-03", "2024-06-03") in {(time["from"], time["to"]) for time in row["times"]}


@pytest.mark.parametrize(("name", "sign"), [("brief.html", "<!doctype html"), ("brief.md", "# ")])
def test_brief_writes_the_form_that_its_name_says(work, record, name, sign):
    done = detente("brief", record, "-o", work / name)
    assert done.returncode == 0, done.stderr
    assert (work / name).read_text(encoding="utf-8").lower().startswith(sign)


def test_a_brief_can_be_read_by_whoever_may_read_the_folder(work, record):
    detente("brief", record, "-o", work / "shown.html")
    plain = work / "plain"
    plain.write_text("")
    assert (work / "shown.html").stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize(("form", "file"), [("csv", "mentions.csv"), ("parquet", "mentions.parquet"), ("jsonl", "mentions.jsonl")])
def test_export_writes_a_file_a_table(work, record, form, file):
    done = detente("export", record, "-o", work / form, "--format", form)
    assert done.returncode == 0, done.stderr
    assert (work / form / file).stat().st_size > 0


@pytest.mark.parametrize(
    ("form", "file", "sign"),
    [
        ("polecat", "polecat.txt", "Event ID\tEvent Date\tEvent Type"),
        ("icews", "icews.tab", "Event ID\tEvent Date\tSource Name"),
        ("graphml", "network.graphml", "<?xml"),
        ("nodes", "edges.csv", "source,target"),
        ("jsonld", "record.jsonld", '{"@context"'),
    ],
)
def test_export_in_the_forms_of_others(work, record, form, file, sign):
    done = detente("export", record, "-o", work / form, "--format", form)
    assert done.returncode == 0, done.stderr
    assert (work / form / file).read_text(encoding="utf-8").startswith(sign)
    assert "datapackage.json" in done.stderr


def test_an_export_of_a_day_tells_the_day_and_a_day_that_is_none_is_refused(work, record):
    assert detente("export", record, "-o", work / "day", "--day", "2023-08-09", "--known", "2023-12-31").returncode == 0
    assert json.loads((work / "day" / "datapackage.json").read_text(encoding="utf-8"))["day"] == "2023-08-09"
    done = detente("export", record, "-o", work / "none", "--day", "August")
    assert (done.returncode, "is not an ISO day" in done.stderr) == (2, True)


def test_evaluate_scores_gold_with_the_default_coder():
    done = detente("evaluate", Path(__file__).parents[1] / "gold", "--faults", 1)
    assert done.returncode == 0, done.stderr
    assert "12 documents, 78 gold events" in done.stdout
    assert "missed:" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("build", "no-such-folder", "--record", "x.db"), 3, "no-such-folder"),
        (("code", "no-such-file.txt"), 3, "no-such-file.txt"),
        (("brief", "no-such-record.db"), 6, "no-such-record.db"),
        (("export", "no-such-record.db", "-o", "out"), 6, "no-such-record.db"),
        (("evaluate", "no-such-gold"), 2, "no-such-gold"),
        (("code", "a.txt", "--codebook", "no-such-codebook"), 4, "no-such-codebook"),
        (("code", "a.txt", "--format", "xml"), 2, "xml"),
        (("nonsense",), 2, "nonsense"),
    ],
)
def test_exit_codes_and_messages_name_what_went_wrong(tmp_path, arguments, code, message):
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    done = detente(*arguments, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_brief_that_cannot_be_written_says_so(record, tmp_path):
    (tmp_path / "file").write_text("")
    done = detente("brief", record, "-o", tmp_path / "file" / "brief.html")
    assert done.returncode == 2
    assert "can't be written" in done.stderr


def test_a_script_sees_the_exit_code(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "detente", "code", "no-such-file.txt"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (3, "")


def test_the_version_is_told():
    assert detente("--version").stdout.startswith("detente ")


def test_importing_the_package_loads_no_stage():
    code = "import sys, detente; print([m for m in ('spacy', 'sqlalchemy', 'altair', 'trafilatura') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
