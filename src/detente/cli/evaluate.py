"""`detente evaluate`: coded mentions beside gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from detente.cli.console import Codebooks
from detente.errors import ConfigError


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Folder of gold documents, a JSON file each.")],
    coded: Annotated[Path | None, typer.Option(help="Mentions as `detente code` prints them; coded here where not given.")] = None,
    codebook: Codebooks = [],  # noqa: B006 (typer reads the default, nothing changes it)
    faults: Annotated[int, typer.Option(help="How many errors of each kind to list.", min=0)] = 0,
) -> None:
    """Compare coded mentions with gold and print precision, recall and F1."""
    from detente import evaluating

    documents = evaluating.load_gold(gold)
    rows = _rows_of(coded) if coded else _code(gold, codebook)
    typer.echo(evaluating.report(evaluating.evaluate(documents, rows), faults))


def _rows_of(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} holds no coded mentions: {error}; write it with `detente code SOURCES --format jsonl`") from error


def _code(gold: Path, codebook: list[Path]) -> list[dict[str, Any]]:
    from detente import coding, reading
    from detente.cli.console import documents_of
    from detente.codebook import load_codebook
    from detente.exporting.contract import mention_row

    documents = documents_of(reading.read(sorted(gold.glob("*.json"))))
    return [mention_row(mention) for mention in coding.code(documents, load_codebook(codebook))]
