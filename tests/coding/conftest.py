from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.codebook import Codebook
from detente.coding import Coding, GrammarCoder
from detente.parsing import Parser
from detente.records import Document, Mention, Published

PUBLISHED = "2024-05-15"  # a Wednesday


@pytest.fixture(scope="session")
def coder(codebook: Codebook) -> GrammarCoder:
    return GrammarCoder(codebook)


@pytest.fixture(scope="session")
def coding(parser: Parser, coder: GrammarCoder) -> Callable[[str], Coding]:
    def coding_of(text: str) -> Coding:
        document = Document(id="test", text=text, input="test.txt", published=Published(PUBLISHED, "given"))
        return coder.code(next(iter(parser.parse([document]))))

    return coding_of


@pytest.fixture(scope="session")
def mentions(coding: Callable[[str], Coding]) -> Callable[[str], tuple[Mention, ...]]:
    return lambda text: coding(text).mentions
