"""Addresses: robots.txt, rate, limits, redirects, private hosts, servers that hang."""

import time

import pytest
from samples import HARBOUR, html_article, page, rss
from site_loopback import Answer

from detente.reading.guard import public

PAGE = Answer(page(html_article("Norland stops two trawlers", HARBOUR)).encode(), headers={"Content-Type": "text/html; charset=utf-8"})
FAST = {"requests_per_second": 1000.0, "timeout": 5.0}


def test_a_page_is_fetched_and_read(site, read_all):
    site.answers["/2024/03/05/shoals"] = PAGE
    documents, rejected = read_all(f"{site.url}/2024/03/05/shoals", **FAST)
    (document,) = documents
    assert document.text == "\n\n".join(HARBOUR)
    assert (document.input, document.url) == (f"{site.url}/2024/03/05/shoals",) * 2
    assert (document.published.value, document.published.how) == ("2024-03-05", "url")
    assert rejected == []


def test_robots_txt_is_kept_and_asked_for_once(site, read_all):
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /closed")
    site.answers["/closed/a"] = site.answers["/open"] = PAGE
    documents, rejected = read_all(f"{site.url}/closed/a", f"{site.url}/open", **FAST)
    assert [found.input for found in documents] == [f"{site.url}/open"]
    assert ["robots.txt" in found.reason for found in rejected] == [True]
    assert site.asked == ["/robots.txt", "/open"]


def test_a_server_that_fails_to_give_robots_txt_is_left_alone(site, read_all):
    site.answers["/robots.txt"] = Answer(status=503)
    site.answers["/open"] = PAGE
    documents, rejected = read_all(f"{site.url}/open", **FAST)
    assert documents == []
    assert ["robots.txt" in found.reason for found in rejected] == [True]


def test_the_rate_for_a_host_is_kept(site, read_all):
    site.answers["/a"] = site.answers["/b"] = PAGE
    begun = time.monotonic()
    read_all(f"{site.url}/a", f"{site.url}/b", requests_per_second=2.0, respect_robots=False)
    assert time.monotonic() - begun >= 0.5


def test_a_redirect_within_the_named_host_is_followed(site, read_all):
    site.answers["/old"] = Answer(status=301, headers={"Location": "/new"})
    site.answers["/new"] = PAGE
    documents, _ = read_all(f"{site.url}/old", **FAST)
    assert [found.url for found in documents] == [f"{site.url}/new"]


def test_a_redirect_to_a_private_address_that_nobody_named_is_refused(site, read_all):
    port = site.url.rsplit(":", 1)[1]
    site.answers["/out"] = Answer(status=302, headers={"Location": f"http://localhost:{port}/secret"})
    site.answers["/secret"] = PAGE
    documents, rejected = read_all(f"{site.url}/out", **FAST)
    assert documents == []
    assert ["private address" in found.reason for found in rejected] == [True]
    assert "/secret" not in site.asked


def test_a_redirect_to_a_private_address_that_the_user_named_is_followed(site, read_all):
    port = site.url.rsplit(":", 1)[1]
    site.answers["/out"] = Answer(status=302, headers={"Location": f"http://localhost:{port}/page"})
    site.answers["/page"] = PAGE
    documents, _ = read_all(f"{site.url}/out", allow_hosts=frozenset({"localhost"}), **FAST)
    assert len(documents) == 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/"])
def test_a_redirect_out_of_http_is_refused(site, read_all, target):
    site.answers["/out"] = Answer(status=302, headers={"Location": target})
    documents, rejected = read_all(f"{site.url}/out", **FAST)
    assert documents == []
    assert ["no http or https address" in found.reason for found in rejected] == [True]


def test_redirects_in_a_circle_end(site, read_all):
    site.answers["/a"] = Answer(status=302, headers={"Location": "/a"})
    _, rejected = read_all(f"{site.url}/a", **FAST)
    assert ["redirects more than" in found.reason for found in rejected] == [True]


@pytest.mark.parametrize("source", ["ftp://vale.example/a", "file:///etc/passwd", "http://"])
def test_only_http_addresses_are_sources(read_all, source):
    _, rejected = read_all(source)
    assert ["no http or https address" in found.reason for found in rejected] == [True]


def test_a_page_over_the_limit_is_cut_off_while_it_streams(site, read_all):
    site.answers["/big"] = Answer(b"a" * 300_000)
    _, rejected = read_all(f"{site.url}/big", max_bytes=10_000, **FAST)
    assert ["over the limit of 10,000 bytes" in found.reason for found in rejected] == [True]


def test_a_server_that_drips_is_left_at_the_deadline(site, read_all):
    site.answers["/slow"] = Answer(b"a" * 1000, pause=0.05)
    site.answers["/good"] = PAGE
    begun = time.monotonic()
    documents, rejected = read_all(f"{site.url}/slow", f"{site.url}/good", respect_robots=False, timeout=3.0, requests_per_second=1000.0)
    assert time.monotonic() - begun < 30
    assert ["within 3 seconds" in found.reason for found in rejected] == [True]
    assert len(documents) == 1


def test_a_server_that_hangs_is_left_at_the_deadline(read_all):
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        _, rejected = read_all(f"http://127.0.0.1:{listener.getsockname()[1]}/", timeout=0.3)
    assert ["within 0.3 seconds" in found.reason for found in rejected] == [True]


def test_a_host_that_refuses_is_a_row(read_all):
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _, rejected = read_all(f"http://127.0.0.1:{port}/", timeout=2.0)
    assert ["the connection fails" in found.reason for found in rejected] == [True]


def test_a_missing_page_is_a_row_with_its_status(site, read_all):
    _, rejected = read_all(f"{site.url}/none", **FAST)
    assert ["answers 404" in found.reason for found in rejected] == [True]


def test_links_of_a_feed_are_fetched_only_when_asked_for(site, read_all):
    site.answers["/a"] = PAGE
    feed = rss(f"<item><title>One</title><link>{site.url}/a</link><description>A short summary of it.</description></item>")
    site.answers["/feed"] = Answer(feed.encode(), headers={"Content-Type": "application/rss+xml"})
    documents, _ = read_all(f"{site.url}/feed", **FAST)
    assert [found.text for found in documents] == ["A short summary of it."]
    assert "/a" not in site.asked


def test_links_of_a_feed_to_private_addresses_need_a_name(site, read_all):
    site.answers["/a"] = PAGE
    site.answers["/feed"] = Answer(rss(f"<item><title>One</title><link>{site.url}/a</link></item>").encode())
    documents, rejected = read_all(f"{site.url}/feed", follow_feed_links=True, **FAST)
    assert documents == []
    assert ["private address" in found.reason for found in rejected] == [True]
    documents, _ = read_all(f"{site.url}/feed", follow_feed_links=True, allow_hosts=frozenset({"127.0.0.1"}), **FAST)
    assert [found.text for found in documents] == ["\n\n".join(HARBOUR)]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:0a00:0001::1", False),
        ("64:ff9b::a00:1", False),
    ],
)
def test_what_counts_as_a_public_address(address, expected):
    assert public(address) is expected
