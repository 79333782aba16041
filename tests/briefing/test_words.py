"""Wording, dates and outside text: small rules, each on its own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.briefing import dates
from detente.briefing.text import clean, listed, markdown, shorten, web_url
from detente.briefing.wording import load_table, signed, words
from detente.codebook import Codebook


def test_every_type_mode_and_status_of_the_codebook_has_plain_words(codebook: Codebook) -> None:
    tables = load_table("words.toml")
    assert set(tables["types"]) == set(codebook.event_types)
    for code, event_type in codebook.event_types.items():
        assert set(tables["modes"].get(code, {})) == set(event_type.modes)
    assert set(codebook.statuses) <= set(tables["statuses"])


def test_every_theme_takes_codes_that_the_codebook_knows(codebook: Codebook) -> None:
    for table in load_table("themes.toml").values():
        for code in (*table["events"], *table.get("without", ())):
            event_type, _, mode = code.partition("/")
            codebook.check(event_type, mode or None)


def test_states_and_claims_of_the_views_have_tones_that_exist() -> None:
    assert set(load_table("words.toml")["tones"].values()) == {"cooperation", "conflict"}


def test_an_unknown_code_shows_as_its_own_word(codebook: Codebook) -> None:
    plain = words(codebook)
    assert plain.what("BARTER", "in-kind") == "barter (in kind)"
    assert plain.quad("BARTER") == "unclassified"


@pytest.mark.parametrize(("code", "name"), [("USA", "United States"), ("RUS", "Russia"), ("UNO", ""), ("", "")])
def test_a_country_code_names_its_state_and_no_dependency(codebook: Codebook, code: str, name: str) -> None:
    assert words(codebook).state(code) == name


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2023-07-26", "2023-07-26", "26 July 2023"),
        ("2023-07-26", "2023-07-30", "26–30 July 2023"),
        ("2023-07-26", "2023-08-02", "26 July – 2 August 2023"),
        ("2022-12-30", "2023-01-02", "30 December 2022 – 2 January 2023"),
        ("2023-08-01", "2023-08-31", "August 2023"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2023-01-01", "2023-12-31", "2023"),
        ("2023-08", "2023-08", "August 2023"),
        ("2023", None, "2023"),
        (None, None, "no date"),
        ("soon", None, "soon"),
    ],
)
def test_intervals_read_as_people_write_them(start: str | None, end: str | None, expected: str) -> None:
    assert dates.interval(start, end) == expected


@given(st.lists(st.dates(), min_size=1, max_size=60))
def test_a_window_holds_nine_of_ten_days_and_counts_the_rest(days: list[date]) -> None:
    window = dates.window(days)
    assert window is not None
    inside = [day for day in days if window.first <= day <= window.last]
    assert len(inside) + window.outside == len(days)
    assert len(inside) >= 0.9 * len(days)
    assert all(window.period(day) <= day for day in inside)
    assert all(window.label(window.period(day)) for day in inside)


def test_one_old_date_does_not_stretch_the_window() -> None:
    days = [date(2011, 2, 1)] + [date(2023, 8, day) for day in range(1, 20)]
    window = dates.window(days)
    assert window is not None
    assert (window.first, window.unit, window.outside) == (date(2023, 8, 1), "day", 1)


@pytest.mark.parametrize("url", ["http://example.org/a?b=1#c", "https://example.org", "HTTPS://Example.org/ü"])
def test_web_addresses_may_be_links(url: str) -> None:
    assert web_url(url) == url


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org", "https://",
     "http://a b.org", "http://[x", "vbscript:x", "", None, "https://example.org/\u202egpj.exe"],
)  # fmt: skip
def test_anything_else_may_not(url: str | None) -> None:
    assert web_url(url) is None


def test_direction_controls_and_control_characters_become_visible() -> None:
    assert clean("a\u202eb\u2066c\x00d\ud800e\r\nf") == "a[U+202E]b[U+2066]c\ufffdd\ufffde\nf"


@given(st.text())
def test_clean_text_can_always_be_written_and_stays_clean(text: str) -> None:
    once = clean(text)
    assert once.encode("utf-8").decode("utf-8") == once
    assert clean(once) == once


@given(st.text(), st.integers(2, 60))
def test_shortened_text_fits(text: str, width: int) -> None:
    assert len(shorten(text, width)) <= width
    assert "\n" not in shorten(text, width)


def test_lists_and_scores_read_as_english() -> None:
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a", "b", "c", "d"], 2) == "a, b and 2 more"
    assert listed([]) == ""
    assert [signed(value) for value in (2.5, -6.0, 0.0, -0.04)] == ["+2.5", "−6", "0", "0"]


@pytest.mark.parametrize(
    "text",
    [
        "1. one",
        "# head",
        "- item",
        "--- ",
        "> quote",
        "<b>bold</b>",
        "[a](http://b)",
        "a | b",
        "*x* _y_ `z`",
        "&amp;",
        "=== ",
        "+ x",
        "www.example.org",
    ],
)
def test_markdown_shows_the_very_characters(text: str) -> None:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable(["table"]).parse(markdown(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    shown = "".join(child.content for child in tokens[1].children or ())
    assert shown == " ".join(text.split())
