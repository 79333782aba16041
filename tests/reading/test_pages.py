"""HTML pages: main text, metadata, several articles, hostile and malformed markup."""

import pytest
from samples import HARBOUR, PIPELINE, html_article, page

HEAD = (
    '<title>Norland stops trawlers | Vale Courier</title><meta property="og:title" content="Norland stops two trawlers">'
    '<meta property="og:site_name" content="Vale Courier"><link rel="canonical" href="https://vale.example/news/shoals">'
)
CHROME = (
    "<nav><a href='/'>Home</a><a href='/p'>Politics</a></nav>{}<aside><h3>Related</h3><a href='/x'>Zamara Shuts Its Pipeline</a></aside>"
    "<footer>All rights reserved</footer>"
)
BODY = "".join(f"<p>{text}</p>" for text in HARBOUR)


def test_main_text_and_metadata_of_a_page(read_text):
    date = '<meta property="article:published_time" content="2024-03-05T08:00:00Z">'
    documents, rejected = read_text(page(CHROME.format(f"<main><h1>Norland stops two trawlers</h1>{BODY}</main>"), HEAD + date), "a.html")
    (document,) = documents
    assert document.text == "\n\n".join(HARBOUR)
    assert (document.title, document.outlet, document.url) == (
        "Norland stops two trawlers",
        "Vale Courier",
        "https://vale.example/news/shoals",
    )
    assert (document.published.value, document.published.how) == ("2024-03-05", "metadata")
    assert rejected == []


@pytest.mark.parametrize(
    ("head", "body", "value", "how"),
    [
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-03-05T01:00:00+01:00"}</script>',
            "",
            "2024-03-05",
            "metadata",
        ),
        ("", '<time datetime="2024-03-05">March 5</time>', "2024-03-05", "metadata"),
        ('<link rel="canonical" href="https://vale.example/2024/03/05/shoals">', "", "2024-03-05", "url"),
        ("", "", None, "unknown"),
    ],
)
def test_the_date_and_how_it_is_known(read_text, head, body, value, how):
    documents, _ = read_text(page(f"<article>{body}<h1>Norland stops two trawlers</h1>{BODY}</article>", head), "a.html")
    assert [(found.published.value, found.published.how) for found in documents] == [(value, how)]


def test_a_page_with_two_articles_is_two_documents(read_text):
    first = html_article("Norland Stops Two Trawlers", HARBOUR, '<time datetime="2024-03-05">5 March</time>')
    second = html_article("Gunmen Fire on Zamara Pipeline", PIPELINE)
    cards = "<article><a href='/z'><h3>Budget Vote Delayed Again</h3></a></article>" * 3
    documents, _ = read_text(page(CHROME.format(first + cards + second)), "a.html")
    assert [(found.title, found.text) for found in documents] == [
        ("Norland Stops Two Trawlers", "\n\n".join(HARBOUR)),
        ("Gunmen Fire on Zamara Pipeline", "\n\n".join(PIPELINE)),
    ]
    assert [found.published.value for found in documents] == ["2024-03-05", None]
    assert [found.part for found in documents] == [0, 1]


def test_malformed_html_is_read_as_far_as_it_goes(read_text):
    documents, _ = read_text(
        f"<html><body><div><p>{HARBOUR[0]}<p>{HARBOUR[1]}</div></b><table><p>{HARBOUR[2]}<div <p>{HARBOUR[3]}", "a.html"
    )
    assert HARBOUR[0] in documents[0].text
    assert HARBOUR[1] in documents[0].text


def test_elements_nested_without_end_are_rejected_or_read(read_text):
    documents, rejected = read_text("<html><body>" + "<div>" * 100_000 + f"<p>{HARBOUR[0]}</p>", "a.html")
    assert len(documents) + len(rejected) == 1


def test_scripts_never_reach_the_text(read_text):
    documents, _ = read_text(
        page(f"<article><h1>Norland stops</h1><script>alert('x')</script>{BODY}<style>p {{}}</style></article>"), "a.html"
    )
    assert "alert" not in documents[0].text


def test_html_is_known_by_its_content_whatever_the_name(read_text):
    documents, _ = read_text(page(f"<article><h1>Norland stops two trawlers</h1>{BODY}</article>"), "a.txt")
    assert documents[0].text == "\n\n".join(HARBOUR)


def test_a_declared_encoding_is_used(read_text):
    body = f"<article><p>Le café fermé. {HARBOUR[0]}</p><p>{HARBOUR[1]}</p></article>"
    source = f'<html><head><meta charset="windows-1252"></head><body>{body}</body></html>'
    documents, _ = read_text(source.encode("cp1252"), "a.html")
    assert documents[0].text.startswith("Le café fermé.")


def test_articles_in_plain_containers_side_by_side_are_documents_each(read_text):
    posts = [
        ("Norland Stops Two Trawlers off the Grey Shoals", HARBOUR, "March 5, 2024"),
        ("Gunmen Fire on Zamara Pipeline Near Helek", PIPELINE, "March 6, 2024"),
    ]
    body = "".join(
        f'<div class="post"><h2>{title}</h2><p class="date">{date}</p>{"".join(f"<p>{text}</p>" for text in texts)}</div>'
        for title, texts, date in posts
    )
    documents, _ = read_text(page(f"<main>{body}</main>"), "a.html")
    assert [(found.title, found.text) for found in documents] == [(title, "\n\n".join(texts)) for title, texts, _ in posts]
    assert [(found.published.value, found.published.how) for found in documents] == [("2024-03-05", "byline"), ("2024-03-06", "byline")]


def test_sections_of_one_article_are_one_document(read_text):
    story = [*HARBOUR[:2], *HARBOUR[2:]]
    sections = "".join(
        f"<section><h2>{heading}</h2>{''.join(f'<p>{text}</p>' for text in texts)}</section>"
        for heading, texts in (("What happened", story), ("What Norland says", [f"In Port Vale, Kallas said: {text}" for text in story]))
    )
    documents, _ = read_text(page(f"<main><h1>Norland stops two trawlers</h1>{sections}</main>"), "a.html")
    assert [found.title for found in documents] == ["Norland stops two trawlers"]
    assert "What Norland says" in documents[0].text.split("\n\n")
