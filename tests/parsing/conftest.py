"""Texts parsed and phrases described with the one parser of all tests."""

from collections.abc import Callable

import pytest

from detente.codebook import Codebook
from detente.parsing import Context, Description, ParsedDocument, Parser, RoleIndex, describe, document_context, load_roles
from detente.records import Document, Published


@pytest.fixture(scope="session")
def roles(codebook: Codebook) -> RoleIndex:
    return load_roles(codebook)


@pytest.fixture(scope="session")
def parse(parser: Parser) -> Callable[..., ParsedDocument]:
    """Parse one text, published on a day unless told otherwise."""

    def one(text: str, published: str | None = "2023-08-08", title: str | None = None) -> ParsedDocument:
        document = Document(id="d", text=text, input="test", title=title, published=Published(value=published, how="given"))
        return next(iter(parser.parse([document])))

    return one


@pytest.fixture(scope="session")
def described(parse: Callable[..., ParsedDocument], roles: RoleIndex) -> Callable[..., Description]:
    """Describe the last occurrence of a phrase in a text."""

    def one(text: str, phrase: str, published: str | None = "2023-08-08") -> Description:
        parsed = parse(text, published)
        context: Context = document_context(parsed, roles)
        start = text.rindex(phrase)
        for sentence in parsed.sentences:
            inside = [token.index for token in sentence.tokens if start <= token.start and token.end <= start + len(phrase)]
            if inside:
                return describe(sentence.tokens, inside[0], inside[-1] + 1, context)
        raise AssertionError(f"{phrase!r} has no tokens")

    return one
