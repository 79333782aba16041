"""One record and one page for all tests of the brief: they are read, never changed."""

from __future__ import annotations

import pytest
from gulf_record import gulf_crisis
from lxml import html

from detente.briefing import BriefOptions, brief
from detente.codebook import Codebook
from detente.records import Snapshot


@pytest.fixture(scope="session")
def crisis(codebook: Codebook) -> Snapshot:
    return gulf_crisis(codebook)


@pytest.fixture(scope="session")
def page_text(crisis: Snapshot, codebook: Codebook) -> str:
    return brief(crisis, codebook, BriefOptions(title="The Gulf crisis of 2017"))


@pytest.fixture(scope="session")
def page(page_text: str) -> html.HtmlElement:
    return html.document_fromstring(page_text.encode(), parser=html.HTMLParser(encoding="utf-8"))
