"""`detente track`: the views of a record as text, JSON and CSV, and what it says to a wrong question."""

import csv
import io
import json
import re

import pytest
from running import detente

REPORT = (
    "Soldiers seized power in Mali and arrested President Keita on Tuesday. On Wednesday an envoy of Ghana met the junta in Bamako "
    "to seek the release of Keita. The junta refused to meet a delegation of the African Union, citing the closure of the airport."
)


BESIDE = "Togo, a close ally of Ghana, denied that its troops had crossed the border. There are fears that the rains may fail."

BECAUSE = "Norway suspended aid to Chad on Monday because of the arrest of its envoy."


@pytest.fixture(scope="module")
def crisis(tmp_path_factory):
    folder = tmp_path_factory.mktemp("track")
    lines = [{"id": "a", "text": REPORT, "published": "2021-05-27"}, {"id": "b", "text": "Ghana met the junta again.", "published": ""}]
    lines.append({"id": "d", "text": BECAUSE, "published": "2021-06-03"})
    lines.append({"id": "c", "text": BESIDE, "published": "2021-05-28"})
    (folder / "reports.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    done = detente("build", "reports.jsonl", "--record", "crisis.db", "--quiet", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "crisis.db"


def test_text_tells_each_row_with_a_passage_for_each_stage(crisis):
    told = detente("track", crisis, "--view", "tracks").stdout
    assert told.startswith("TRACKS: ")
    assert "Ghana" in told
    assert re.search(r"^    - 2021-05-\d\d  under way: .*an envoy of Ghana met the junta", told, re.MULTILINE)


def test_json_holds_all_views_with_the_names_of_their_parties(crisis):
    found = json.loads(detente("track", crisis, "--format", "json").stdout)
    assert {"tracks", "measures", "demands", "detentions", "alignments", "offices", "contradictions", "names", "undated"} <= set(found)
    mediators = [found["names"][each] for track in found["tracks"] for each in track["mediators"]]
    assert any("Ghana" in name for name in mediators)


def test_csv_is_one_table_with_the_fields_as_columns(crisis):
    rows = list(csv.DictReader(io.StringIO(detente("track", crisis, "--view", "tracks", "--format", "csv").stdout)))
    assert rows
    assert {"id", "mediators", "parties", "stage", "stages"} <= set(rows[0])


def test_what_is_told_beside_events_has_views_of_its_own(crisis):
    said = detente("track", crisis, "--view", "statements").stdout
    assert "Togo (denies): “its troops had crossed the border”" in said
    assert "(not told) (fears): “the rains may fail”" in said
    bonds = list(csv.DictReader(io.StringIO(detente("track", crisis, "--view", "relations", "--format", "csv").stdout)))
    assert [(row["party"], row["kind"], row["other"], row["status"]) for row in bonds] in (
        [("Togo", "ally", "Ghana", "actual")],
        [("Ghana", "ally", "Togo", "actual")],
    )
    assert detente("track", crisis, "--view", "relations", "--day", "2021-05-27").stdout == "RELATIONS as of 2021-05-27: 0\n"


def test_a_day_before_everything_has_no_rows_and_a_replay_counts_the_undated(crisis):
    told = detente("track", crisis, "--known", "2021-05-01", "--view", "tracks")
    assert told.stdout.splitlines()[0] == "TRACKS, known by 2021-05-01: 0"
    assert "1 documents" not in told.stderr
    assert "1 document without a date that can be trusted is left out" in told.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--view", "rumours"), 2, "is no view"),
        (("--format", "xml"), 2, "is no format of track"),
        (("--format", "csv"), 2, "name it with --view"),
        (("--day", "9 August"), 2, "write it as 2023-08-08"),
    ],
)
def test_a_wrong_question_is_told_what_to_ask(crisis, arguments, code, message):
    told = detente("track", crisis, *arguments)
    assert (told.returncode, message in re.sub(r"[│\s]+", " ", told.stderr)) == (code, True)


def test_a_stated_cause_is_told_with_its_kind_and_its_sentence(crisis):
    told = detente("track", crisis, "--view", "causes").stdout
    assert "Norway: “suspended aid”, reason: “because of the arrest of its envoy”" in told
    assert f"    - {BECAUSE} [" in told
    assert detente("track", crisis, "--view", "causes", "--day", "2021-06-02").stdout == "CAUSES as of 2021-06-02: 0\n"
