"""`detente explain` as a person calls it."""

import json

import pytest
from running import detente

REPORT = "HARARE, June 3, 2024 - Two ministers resigned on Monday.\n\nSouth Africa urged both sides to hold talks.\n"
SENTENCE = "France suspended aid to Chad on Monday."


def test_one_sentence_can_be_piped_in():
    done = detente("explain", "-", stdin=SENTENCE)
    assert done.returncode == 0, done.stderr
    assert "SANCTION/discontinue: suspended aid" in done.stdout
    assert "subject of 'suspended'; the gazetteer's state" in done.stdout


def test_a_page_is_written_whole_where_it_is_asked_for(tmp_path):
    (tmp_path / "harare.txt").write_text(REPORT, encoding="utf-8")
    done = detente("explain", "harare.txt", "--format", "html", "-o", "out/harare.html", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "out" / "harare.html").read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")


def test_the_learned_coder_tells_what_the_tagger_gave():
    done = detente("explain", "-", "--coder", "learned", "--format", "json", stdin=SENTENCE)
    (sentence,) = json.loads(done.stdout)["sentences"]
    assert sentence["triggers"][0]["tagger"]["shares"]["SANCTION"] > 0.5


def test_sentences_are_chosen_by_number_or_words(tmp_path):
    (tmp_path / "harare.txt").write_text(REPORT, encoding="utf-8")
    chosen = detente("explain", "harare.txt", "--match", "south africa urged", "--format", "json", cwd=tmp_path)
    (sentence,) = json.loads(chosen.stdout)["sentences"]
    assert sentence["text"].startswith("South Africa urged")
    again = detente("explain", "harare.txt", "--sentence", sentence["number"], "--format", "json", cwd=tmp_path)
    assert again.stdout == chosen.stdout


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--sentence", "99"), "there is no sentence 99"),
        (("--match", "penguins"), "no sentence of the document holds 'penguins'"),
        (("--document", "nobody"), "holds no document nobody"),
        (("--format", "pdf"), "'pdf' is no format"),
        (("--coder", "model"), "grammar or learned"),
    ],
)
def test_what_cannot_be_explained_is_an_error_with_a_remedy(options, told):
    done = detente("explain", "-", *options, stdin=SENTENCE)
    assert done.returncode == 2
    assert told in done.stderr


def test_several_documents_ask_for_a_choice(tmp_path):
    rows = [json.dumps({"id": f"report-{number}", "text": f"{SENTENCE} {'Again. ' * number}"}) for number in (1, 2)]
    (tmp_path / "two.jsonl").write_text("\n".join(rows), encoding="utf-8")
    done = detente("explain", "two.jsonl", cwd=tmp_path)
    assert done.returncode == 2
    assert "report-1" in done.stderr
    assert "--document" in done.stderr
    assert detente("explain", "two.jsonl", "--document", "report-2", cwd=tmp_path).returncode == 0
