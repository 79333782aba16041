"""Bad input gives a row that names the input and the reason, and the rest is read."""

import os

import pytest
from samples import HARBOUR

from detente.errors import ConfigError
from detente.reading import ReadOptions

BODY = "\n\n".join(HARBOUR)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "it is empty"),
        ("blank.html", b" \n\t\n", "it is empty"),
        ("binary.txt", bytes(range(256)) * 10, "binary"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + b"abc" * 50, "binary"),
        ("word.docx", b"PK\x03\x04" + b"abc" * 50, "zip archive"),
        ("old.doc", b"\xd0\xcf\x11\xe0" + b"abc" * 50, "office document"),
        ("deep.json", b"[" * 200_000, "nested too deeply"),
        ("deep.jsonl", b'{"a":' * 200_000, "nested too deeply"),
        ("broken.json", b'{"id": "a", "text": "Talks', "broken at line 1"),
        ("surrogate.json", b'{"text": "Talks \\ud800 failed."}', "surrogate"),
        ("zero.jsonl", b'{"text": "Talks \\u0000 failed."}', "zeros"),
        ("number.json", b"[1, 2]", "no object"),
        ("data.xml", b"<?xml version='1.0'?><rows><row>1</row></rows>", "neither a feed nor a page"),
        ("feed.xml", b"<rss version='2.0'><channel></channel></rss>", "no entries"),
        ("broken.pdf", b"%PDF-1.7\nnothing", "PDF is damaged"),
        ("broken.gz", b"\x1f\x8b\x08\x00rubbish", "gzip file is damaged"),
        ("empty.warc", b"WARC/1.0\r\n\r\n", "archive"),
    ],
)
def test_what_cannot_be_read_is_a_row_and_the_rest_goes_on(tmp_path, read_all, name, data, reason):
    bad, good = tmp_path / name, tmp_path / "zz.txt"
    bad.write_bytes(data)
    good.write_text(BODY)
    documents, rejected = read_all(tmp_path)
    assert [found.text for found in documents] == [BODY]
    assert rejected
    for found in rejected:
        assert found.item.startswith(f"{tmp_path.as_posix()}/{name}")
        assert (found.stage, reason in found.reason) == ("read", True)


def test_fifty_megabytes_of_text_are_too_large(tmp_path, read_all):
    path = tmp_path / "large.txt"
    path.write_bytes(b"Norland met the envoy in Port Vale. " * 1_500_000)
    documents, rejected = read_all(path)
    assert documents == []
    assert ["over the limit of 50,000,000 bytes" in found.reason for found in rejected] == [True]


def test_a_text_that_is_too_long_for_one_document_is_a_row(read_text):
    documents, rejected = read_text(BODY * 10, max_characters=1000)
    assert documents == []
    assert ["over the limit of 1,000" in found.reason for found in rejected] == [True]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "iso-8859-1"])
def test_the_encoding_is_found(read_text, encoding):
    text = (
        "Le café était fermé après l’arrivée de l’envoyé. ".replace("’", "'" if encoding == "iso-8859-1" else "’")
        + "Où étaient les députés élus ? " * 5
    )
    documents, rejected = read_text(text.strip().encode(encoding))
    assert [found.text for found in documents] == [text.strip()]
    assert rejected == []


def test_cyrillic_in_an_old_encoding_is_found(read_text):
    text = "Министр иностранных дел встретился с послом в столице во вторник, сообщил представитель правительства."
    documents, _ = read_text(text.encode("cp1251"))
    assert [found.text for found in documents] == [text]


def test_bytes_that_fit_no_encoding_are_shown_and_reported(read_text):
    documents, rejected = read_text(f"{BODY} Café.".encode() + b" \xff end of it.")
    assert documents[0].text.endswith("Café. \ufffd end of it.")
    assert ["1 places in it could not be decoded as utf-8" in found.reason for found in rejected] == [True]


def test_a_line_of_json_in_another_encoding_is_rejected_alone(read_text):
    data = b'{"id": "a", "text": "Caf\xe9"}\n{"id": "b", "text": "Talks."}\n'
    documents, rejected = read_text(data, "a.jsonl")
    assert [found.id for found in documents] == ["b"]
    assert [found.item.endswith("line 1") for found in rejected] == [True]


def test_a_line_over_the_limit_is_rejected_alone(read_text):
    lines = ['{"id": "a", "text": "' + "x" * 5000 + '"}', '{"id": "b", "text": "Talks."}']
    documents, rejected = read_text("\n".join(lines), "a.jsonl", max_bytes=1000)
    assert [found.id for found in documents] == ["b"]
    assert ["over the limit of 1,000 bytes" in found.reason for found in rejected] == [True]


def test_a_source_that_is_not_there_is_a_row(tmp_path, read_all):
    _, rejected = read_all(tmp_path / "absent.txt")
    assert ["there is no such file or folder" in found.reason for found in rejected] == [True]


def test_a_folder_without_files_is_a_row(tmp_path, read_all):
    (tmp_path / "empty").mkdir()
    _, rejected = read_all(tmp_path)
    assert ["has no files" in found.reason for found in rejected] == [True]


def test_a_file_that_may_not_be_opened_is_a_row(tmp_path, read_all, monkeypatch):
    from pathlib import Path

    (tmp_path / "closed.txt").write_text(BODY)
    (tmp_path / "open.txt").write_text(BODY)
    opened = Path.open

    # Permissions don't bind the superuser that tests may run as, so the refusal is made here.
    def refuse(self, *arguments, **options):
        if self.name == "closed.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    documents, rejected = read_all(tmp_path)
    assert [found.input.endswith("open.txt") for found in documents] == [True]
    assert ["Permission denied" in found.reason for found in rejected] == [True]


def test_a_pipe_is_no_file(tmp_path, read_all):
    os.mkfifo(tmp_path / "pipe")
    _, rejected = read_all(tmp_path / "pipe")
    assert ["no regular file" in found.reason for found in rejected] == [True]


def test_a_gzip_file_within_a_gzip_file_is_refused(read_text):
    import gzip

    _, rejected = read_text(gzip.compress(gzip.compress(BODY.encode())), "a.gz")
    assert ["packed more than once" in found.reason for found in rejected] == [True]


@pytest.mark.parametrize("name", ["max_bytes", "max_characters", "max_entries", "timeout", "requests_per_second"])
def test_a_limit_of_nothing_is_an_error_of_configuration(name):
    with pytest.raises(ConfigError, match=name):
        ReadOptions(**{name: 0})
