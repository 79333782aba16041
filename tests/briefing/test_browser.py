"""The page in a real Chromium: silent console, no request, no sideways scroll, dark, print, and the path from line to passage."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import chromium
import pytest

pytestmark = pytest.mark.skipif(  # with DETENTE_REQUIRE_BROWSER set, a machine without a browser fails these tests
    chromium.found() is None and not os.environ.get("DETENTE_REQUIRE_BROWSER"),
    reason="no Chromium on this machine: install the package chromium to run the browser tests",
)


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Page]:
    with chromium.browser(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, page_text: str) -> Path:
    path = tmp_path_factory.mktemp("page") / "brief.html"
    path.write_text(page_text, encoding="utf-8")
    return path


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_page_opens_in_silence_and_never_scrolls_sideways(window: chromium.Page, file: Path, width: int, dark: bool) -> None:
    window.open(file, width=width, dark=dark)
    window.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert window.evaluate("document.documentElement.scrollWidth") <= width
    assert window.complaints() == []


def test_a_very_long_word_does_not_widen_a_phone(window: chromium.Page, file: Path) -> None:
    page = file.read_text(encoding="utf-8").replace("Thirteen points", "Thirteen" + "n" * 900).replace("Saudi Arabia", "Saudi" + "i" * 300)
    long = file.with_name("long.html")
    long.write_text(page, encoding="utf-8")
    window.open(long, width=320)
    window.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert window.evaluate("document.documentElement.scrollWidth") <= 320


def test_dark_and_light_have_other_grounds(window: chromium.Page, file: Path) -> None:
    grounds = []
    for dark in (False, True):
        window.open(file, dark=dark)
        grounds.append(window.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(252, 251, 248)", "rgb(21, 24, 28)"]


def test_charts_are_coloured_by_the_scheme(window: chromium.Page, file: Path) -> None:
    inks = []
    for dark in (False, True):
        window.open(file, dark=dark)
        inks.append(window.evaluate("getComputedStyle(document.querySelector('figure .wide .f-ink')).fill"))
    assert inks[0] != inks[1]


def test_a_phone_sees_the_narrow_cut(window: chromium.Page, file: Path) -> None:
    shown = {}
    for width in (320, 1280):
        window.open(file, width=width)
        shown[width] = window.evaluate(
            "[...document.querySelectorAll('figure .wide, figure .narrow')].filter(e => e.offsetWidth).map(e => e.className)"
        )
    assert set(shown[320]) == {"narrow"}
    assert set(shown[1280]) == {"wide"}


def test_a_link_to_a_passage_unfolds_and_shows_it(window: chromium.Page, file: Path) -> None:
    page = file.read_text(encoding="utf-8").replace('<details class="text" open>', '<details class="text">')
    folded = file.with_name("folded.html")
    folded.write_text(page, encoding="utf-8")
    window.open(folded)
    anchor = window.evaluate("document.querySelector('blockquote a').getAttribute('href')")
    window.open(folded, anchor=anchor)
    top = window.evaluate("document.querySelector(':target').getBoundingClientRect().top")
    assert window.evaluate("document.querySelector(':target').tagName") == "MARK"
    assert window.evaluate("document.querySelector(':target').checkVisibility()")
    assert 0 <= top < 900


def test_evidence_can_be_opened_by_keyboard(window: chromium.Page, file: Path) -> None:
    window.open(file)
    window.evaluate("document.querySelector('.evidence summary').focus()")
    for kind in ("keyDown", "keyUp"):
        window.call(
            "Input.dispatchKeyEvent",
            {"type": kind, "key": "Enter", "code": "Enter", "text": "\r" if kind == "keyDown" else "", "windowsVirtualKeyCode": 13},
        )
    assert window.evaluate("document.querySelector('.evidence').open") is True


def test_print_opens_the_evidence(window: chromium.Page, file: Path) -> None:
    window.open(file)
    folded = window.evaluate("document.querySelector('.evidence blockquote').checkVisibility()")
    window.call("Emulation.setEmulatedMedia", {"media": "print"})
    heights = window.evaluate("[...document.querySelectorAll('details.evidence blockquote')].map(q => q.getBoundingClientRect().height)")
    shown = window.evaluate("document.querySelector('.evidence blockquote').checkVisibility()")
    window.call("Emulation.setEmulatedMedia", {"media": ""})
    assert (folded, shown) == (False, True)
    assert min(heights) > 0


def test_the_page_prints(window: chromium.Page, file: Path, tmp_path: Path) -> None:
    window.open(file)
    window.pdf(tmp_path / "brief.pdf")
    content = (tmp_path / "brief.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") >= 3 or b"/Count" in content
