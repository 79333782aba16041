"""JSON, JSON Lines, feeds, PDF, WARC, folders and standard input."""

import gzip
import io
import json

import pytest
from samples import HARBOUR, PIPELINE, html_article, page, pdf, rss, warc

from detente.reading import read
from detente.records import Published

BODY = "\n\n".join(HARBOUR)


def test_a_json_document_keeps_id_and_text(read_text):
    text = "  Keywords: kept as given\n\nAdvertisement\n\n" + BODY
    item = {"doc_id": "h01", "text": text, "published": "2024-03", "headline": "Two trawlers", "outlet": "Vale Courier"}
    documents, rejected = read_text(json.dumps(item), "h01.json")
    (document,) = documents
    assert (document.id, document.text, document.title, document.outlet) == ("h01", text, "Two trawlers", "Vale Courier")
    assert document.published == Published("2024-03", "given")
    assert rejected == []


@pytest.mark.parametrize("published", ["2024", "2024-03", "2024-03-05"])
def test_a_given_date_may_be_a_day_a_month_or_a_year(read_text, published):
    documents, _ = read_text(json.dumps({"id": 7, "text": BODY, "published": published}), "a.jsonl")
    assert [(found.id, found.published) for found in documents] == [("7", Published(published, "given"))]


def test_a_given_date_that_is_none_is_unknown_and_says_so(read_text):
    documents, _ = read_text(json.dumps({"id": "a", "text": BODY, "published": "9:55 AM"}), "a.jsonl")
    assert documents[0].published.value is None
    assert "9:55 AM" in documents[0].published.reason


def test_a_given_date_that_the_text_contradicts_is_doubtful(read_text):
    text = "Soldiers held the palace in Tarsa after the mutiny of April 2. The recent mutiny stunned the region."
    documents, _ = read_text(json.dumps({"id": "a", "text": text, "published": "2021-10-01"}), "a.jsonl")
    assert documents[0].published.doubtful
    assert documents[0].published.anchor is None


def test_a_list_of_json_documents(read_text):
    documents, rejected = read_text(json.dumps([{"id": "a", "text": BODY}, 3, {"id": "b", "text": PIPELINE[0]}]), "a.json")
    assert [found.id for found in documents] == ["a", "b"]
    assert [found.item.endswith("item 2") for found in rejected] == [True]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.txt"])
def test_a_broken_line_is_rejected_with_its_number_and_the_others_are_read(read_text, name):
    lines = [
        json.dumps({"id": "a", "text": BODY}),
        '{"id": "b", "text": ',
        "",
        json.dumps({"id": "c"}),
        json.dumps({"id": "d", "text": "Talks."}),
    ]
    documents, rejected = read_text("\n".join(lines), name)
    assert [found.id for found in documents] == ["a", "d"]
    assert [found.item.rsplit(", ", 1)[1] for found in rejected] == ["line 2", "line 4"]


def test_feed_entries_are_documents(read_text):
    items = "".join(
        f"<item><title>Entry {n}</title><link>https://vale.example/{n}</link><pubDate>Tue, 05 Mar 2024 08:00:00 GMT</pubDate>"
        f"<description><![CDATA[<p>{text}</p><script>alert(1)</script>]]></description></item>"
        for n, text in enumerate(HARBOUR)
    )
    documents, rejected = read_text(rss(items + "<item><title>Bare</title></item>"), "feed.xml")
    assert [(found.title, found.text, found.url) for found in documents] == [
        (f"Entry {n}", text, f"https://vale.example/{n}") for n, text in enumerate(HARBOUR)
    ]
    assert {(found.outlet, found.published) for found in documents} == {("Vale Courier", Published("2024-03-05", "metadata"))}
    assert ["neither content nor summary" in found.reason for found in rejected] == [True]


def test_entries_over_the_limit_are_counted_as_rejected(read_text):
    items = "".join(f"<item><description>{text}</description></item>" for text in HARBOUR)
    documents, rejected = read_text(rss(items), "feed.xml", max_entries=3)
    assert len(documents) == 3
    assert ["1 entries are over the limit of 3" in found.reason for found in rejected] == [True]


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE rss SYSTEM "http://vale.example/x.dtd" [<!ENTITY % p SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_feed_bomb_is_refused_before_it_is_parsed(read_text, head):
    documents, rejected = read_text(rss("<item><description>&b;</description></item>", head), "feed.xml")
    assert documents == []
    assert ["declares XML entities" in found.reason for found in rejected] == [True]


def test_an_atom_feed_is_read(read_text):
    content = f"<content type='html'>&lt;p&gt;{HARBOUR[0]}&lt;/p&gt;</content>"
    entry = f"<entry><title>One</title><updated>2024-03-05T08:00:00Z</updated>{content}</entry>"
    documents, _ = read_text(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Vale</title>{entry}</feed>', "atom")
    assert [(found.text, found.published.value) for found in documents] == [(HARBOUR[0], "2024-03-05")]


def test_a_pdf_is_read_page_by_page(read_text):
    import textwrap

    lines = ["Norland Stops Two Trawlers", *(line for text in HARBOUR for line in textwrap.wrap(text, 80))]
    documents, rejected = read_text(pdf(lines, "20240305080000"), "a.pdf")
    assert rejected == []
    assert documents[0].title == "Norland Stops Two Trawlers"
    assert " ".join(documents[0].text.split()) == " ".join(HARBOUR)
    assert (documents[0].published.value, documents[0].published.how) == ("2024-03-05", "file")


def test_a_pdf_without_text_says_so(read_text):
    _, rejected = read_text(pdf([]), "a.pdf")
    assert ["no text" in found.reason and "OCR" in found.reason for found in rejected] == [True]


def test_an_encrypted_pdf_says_so(read_text):
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(HARBOUR))))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    _, rejected = read_text(stream.getvalue(), "a.pdf")
    assert ["encrypted" in found.reason for found in rejected] == [True]


def test_a_damaged_pdf_is_rejected(read_text):
    _, rejected = read_text(pdf(HARBOUR)[:300], "a.pdf")
    assert ["PDF" in found.reason for found in rejected] == [True]


@pytest.mark.parametrize("packed", [False, True])
def test_a_warc_gives_its_pages(read_text, packed):
    records = [
        ("https://vale.example/2024/03/05/shoals", "text/html; charset=utf-8", page(html_article("Norland stops", HARBOUR)).encode()),
        ("https://vale.example/logo.png", "image/png", b"\x89PNG"),
        ("https://vale.example/pipeline", "text/html", page(html_article("Gunmen fire", PIPELINE)).encode()),
        ("https://vale.example/empty", "text/html", b""),
    ]
    documents, rejected = read_text(warc(records, packed), "crawl.warc.gz" if packed else "crawl.warc")
    assert [(found.url, found.text) for found in documents] == [(records[0][0], BODY), (records[2][0], "\n\n".join(PIPELINE))]
    assert (documents[0].published.value, documents[0].published.how) == ("2024-03-05", "url")
    assert [found.item.endswith("https://vale.example/empty") for found in rejected] == [True]


def test_a_warc_that_breaks_off_keeps_what_came_before(read_text):
    data = warc(
        [(f"https://vale.example/{n}", "text/plain", f"{text} {PIPELINE[n]}".encode()) for n, text in enumerate(HARBOUR)], packed=True
    )
    documents, rejected = read_text(data[:-150], "crawl.warc.gz")
    assert len(documents) >= 2
    assert len(rejected) >= 1


def test_what_follows_a_warcs_last_sound_record_is_rejected(read_text):
    data = warc([("https://vale.example/a", "text/plain", BODY.encode())])
    documents, rejected = read_text(data + b"nothing of the kind\r\n" * 20, "crawl.warc")
    assert [found.text for found in documents] == [BODY]
    assert ["the archive breaks off after 1 pages" in found.reason for found in rejected] == [True]


def test_a_warc_bomb_is_rejected_and_not_unpacked(read_text):
    bomb = [("https://vale.example/bomb", "text/html", b"<p>" + b"a" * 3_000_000), ("https://vale.example/b", "text/plain", b"x")]
    documents, rejected = read_text(warc(bomb, packed=True), "crawl.warc.gz", max_bytes=100_000)
    assert documents == []
    assert ["over the limit" in rejected[0].reason, "unpacks past" in rejected[1].reason] == [True, True]


def test_a_gzip_file_is_unpacked_within_the_limit(read_text):
    documents, _ = read_text(gzip.compress(BODY.encode()), "a.txt.gz")
    assert [found.text for found in documents] == [BODY]
    _, rejected = read_text(gzip.compress(b"a " * 500_000), "b.txt.gz", max_bytes=10_000)
    assert ["unpacks to more than the limit" in found.reason for found in rejected] == [True]


def test_a_folder_is_read_in_order_with_relative_names(tmp_path, read_all):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_text(PIPELINE[0])
    (tmp_path / "a.txt").write_text(HARBOUR[0])
    (tmp_path / ".hidden").write_text("Not read.")
    documents, rejected = read_all(tmp_path)
    assert [found.input for found in documents] == [f"{tmp_path.as_posix()}/a.txt", f"{tmp_path.as_posix()}/b/two.txt"]
    assert rejected == []


def test_standard_input_is_a_source(monkeypatch, read_all):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(BODY.encode())))
    documents, _ = read_all("-")
    assert [(found.input, found.text) for found in documents] == [("-", BODY)]


def test_the_same_file_twice_is_seen_before(tmp_path, read_all):
    (tmp_path / "a.txt").write_text(BODY)
    documents, rejected = read_all(tmp_path / "a.txt", tmp_path)
    assert len(documents) == 1
    assert [(found.item, found.reason.startswith("seen before")) for found in rejected] == [(documents[0].id, True)]


def test_reading_is_lazy(tmp_path):
    (tmp_path / "a.txt").write_text(BODY)
    found = read([tmp_path / "a.txt", tmp_path / "absent.txt"])
    assert next(found).text == BODY
    assert next(found).reason.startswith("there is no such file")
