"""Sentences explained with the one parser of all tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.codebook import Codebook
from detente.coding import GrammarCoder, TriggerAccount, sentence_filter
from detente.coding.learned import LearnedCoder
from detente.explaining import Explanation
from detente.parsing import ParsedDocument, Parser
from detente.records import Document, Published

Explain = Callable[..., Explanation]


@pytest.fixture(scope="session")
def grammar(codebook: Codebook) -> GrammarCoder:
    return GrammarCoder(codebook)


@pytest.fixture(scope="session")
def learned(codebook: Codebook) -> LearnedCoder:
    return LearnedCoder(codebook)


@pytest.fixture(scope="session")
def parsed(parser: Parser, codebook: Codebook) -> Callable[..., ParsedDocument]:
    quick = sentence_filter(codebook)

    def parsed_of(text: str, title: str | None = None, published: str | None = "2024-05-15") -> ParsedDocument:
        document = Document(id="d", text=text, title=title, input="d.txt", published=Published(published, "given"))
        return next(iter(parser.parse([document], quick)))

    return parsed_of


@pytest.fixture(scope="session")
def explained(parsed: Callable[..., ParsedDocument], grammar: GrammarCoder) -> Explain:
    def explained_of(text: str, title: str | None = None, coder: GrammarCoder | LearnedCoder = grammar) -> Explanation:
        read = parsed(text, title)
        return Explanation(document=read.document, coder="grammar", accounts=coder.explain(read))

    return explained_of


@pytest.fixture(scope="session")
def trigger(explained: Explain) -> Callable[[str, str], TriggerAccount]:
    """The account of the first trigger of a text that begins with a word, coded ones first."""

    def trigger_of(text: str, word: str) -> TriggerAccount:
        return next(t for account in explained(text).accounts for t in account.triggers if t.span.text.startswith(word))

    return trigger_of
