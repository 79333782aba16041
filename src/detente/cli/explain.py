"""`detente explain`: one document -> how each of its sentences was coded, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.console import Codebooks, documents_of, write_whole
from detente.errors import ConfigError

if TYPE_CHECKING:
    from detente.records import Document

_SHOWN = 5


def explain(  # noqa: PLR0913 (each is an option of the command)
    source: Annotated[str, typer.Argument(help="A file, folder or URL, or - for standard input, such as one sentence.")],
    sentence: Annotated[int | None, typer.Option(help="Only the sentence of this number, counted from 1.", min=1)] = None,
    match: Annotated[str | None, typer.Option(help="Only sentences that hold these words.")] = None,
    document: Annotated[str | None, typer.Option(help="Id of the document, where the source holds several.")] = None,
    coder: Annotated[str, typer.Option(help="learned (rules and a tagger) or grammar (rules alone).")] = "learned",
    form: Annotated[str, typer.Option("--format", help="text, html or json.")] = "text",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file to write; standard output where not given.")] = None,
    codebook: Codebooks = [],  # noqa: B006 (typer reads the default, nothing changes it)
) -> None:
    """Show how each sentence of a document was coded: its parse, what was tried, what filled each role, what was turned away, and why."""
    from detente import explaining, reading
    from detente.codebook import load_codebook
    from detente.parsing import load_parser
    from detente.pipeline.coders import choose_coder

    if form not in ("text", "html", "json"):
        raise typer.BadParameter(f"{form!r} is no format of explain: text, html or json", param_hint="--format")
    if coder not in ("grammar", "learned"):
        raise typer.BadParameter(f"{coder!r} gives no reasons that could be shown: use grammar or learned", param_hint="--coder")
    wanted = _one(documents_of(reading.read([source])), source, document)
    book = load_codebook(codebook)
    chosen = choose_coder(coder, book, None)
    assert chosen.explain is not None
    parsed = next(iter(load_parser(book).parse([wanted], chosen.wanted)))
    told = explaining.Explanation(document=wanted, coder=chosen.name, accounts=chosen.explain(parsed))
    told = told if sentence is None else told.of_sentence(sentence)
    told = told if match is None else told.matching(match)
    if form == "json":
        shown = json.dumps(explaining.values(told), ensure_ascii=False, indent=1) + "\n"
    else:
        shown = explaining.html(told) if form == "html" else explaining.text(told)
    if output is None:
        typer.echo(shown, nl=False)
    else:
        write_whole(output, shown)


def _one(documents: Iterable[Document], source: str, wanted: str | None) -> Document:
    """The document of that id, or the only one. Raises ConfigError where there is none such, or several to choose from."""
    found = [item for item in documents if wanted in (None, item.id)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise ConfigError(f"{source} holds no document {wanted}: `detente read {source}` prints the ids")
    shown = ", ".join(f"{item.id} ({item.title or item.text[:40]!r})" for item in found[:_SHOWN])
    raise ConfigError(f"{source} holds {len(found)} documents: choose one with --document, such as {shown}")
