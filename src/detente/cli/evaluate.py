"""`detente evaluate`: coded mentions beside gold, or two codings of it side by side."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli.console import Codebooks, Jobs, complain, write_whole
from detente.errors import ConfigError

if TYPE_CHECKING:
    from detente.evaluating import GoldDocument

_SHOWN = 10
Rows = list[dict[str, Any]]


def evaluate(  # noqa: PLR0913 (each is an option of the command)
    gold: Annotated[Path, typer.Argument(help="Gold: a .json, .jsonl or .csv file, or a folder of them.")],
    coded: Annotated[Path | None, typer.Option(help="Mentions as `detente code` prints them; coded here where not given.")] = None,
    codebook: Codebooks = [],  # noqa: B006 (typer reads the default, nothing changes it)
    against: Annotated[Path | None, typer.Option(help="A second coder's mentions, to compare with the first.")] = None,
    against_codebook: Annotated[list[Path], typer.Option(help="Compare with coding here by this codebook; may be given again.")] = [],  # noqa: B006
    form: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Folder for scores.json and tables in CSV.")] = None,
    faults: Annotated[int, typer.Option(help="How many errors of each kind to list.", min=0)] = 0,
    min_confidence: Annotated[float, typer.Option(help="Score only mentions of at least this confidence.", min=0, max=1)] = 0.0,
    jobs: Jobs = None,
    seed: Annotated[int, typer.Option(help="Seed of the bootstrap interval of a comparison.")] = 0,
) -> None:
    """Compare coded mentions with gold: precision, recall, F1, confusions, confidence, errors; or compare two codings."""
    from detente import evaluating
    from detente.codebook import load_codebook

    if form not in ("text", "json"):
        raise typer.BadParameter(f"{form!r} is no format of evaluate: text or json", param_hint="--format")
    if against and against_codebook:
        raise ConfigError("--against and --against-codebook name two second codings: give one of them")
    documents = evaluating.load_gold(gold)
    types = load_codebook(codebook).event_types
    _doubt(evaluating.doubts(documents, types))
    first, second = _rows(documents, coded, codebook, jobs), None
    if against or against_codebook:
        second = evaluating.confident(_rows(documents, against, against_codebook, jobs), min_confidence)
    told = evaluating.assess(documents, evaluating.confident(first, min_confidence), types, second, evaluating.Bootstrap(seed))
    if output:
        for name, content in evaluating.tables(told).items():
            write_whole(output / name, content)
    if form == "json":
        typer.echo(json.dumps(evaluating.scores_object(told), ensure_ascii=False, indent=1))
    else:
        typer.echo(evaluating.report(told, faults, (_name(coded, codebook), _name(against, against_codebook))))


def _doubt(doubts: Iterable[str]) -> None:
    """What is odd in gold, on standard error: scored all the same, since it may be the codebook that is not the annotator's."""
    told = list(doubts)
    for doubt in told[:_SHOWN]:
        complain(f"gold: {doubt}")
    if len(told) > _SHOWN:
        complain(f"gold: and {len(told) - _SHOWN} more of the kind")


def _name(coded: Path | None, codebook: Sequence[Path]) -> str:
    if coded:
        return str(coded)
    return "coded here with " + (", ".join(str(folder) for folder in codebook) or "the packaged codebook")


def _rows(documents: Sequence[GoldDocument], coded: Path | None, codebook: Sequence[Path], jobs: int | None) -> Rows:
    """The mentions of a file, or those that are coded here."""
    from detente.evaluating import load_coded

    if coded is None:
        return _code(documents, codebook, jobs)
    rows = list(load_coded(coded))
    known = {document.doc_id for document in documents}
    foreign = sorted({str(row["document"]) for row in rows} - known)
    if foreign:
        count = sum(str(row["document"]) not in known for row in rows)
        more = f" and {len(foreign) - 3} more" if len(foreign) > 3 else ""
        complain(f"{coded}: {count} of {len(rows)} mentions left out: gold has no document {', '.join(foreign[:3])}{more}")
    return rows


def _code(documents: Sequence[GoldDocument], codebook: Sequence[Path], jobs: int | None) -> Rows:
    """Code the gold texts as `detente code` codes them: read as JSON Lines, so that ids, texts and dates are those of gold."""
    from detente import reading
    from detente.cli.console import documents_of, tell_failed
    from detente.exporting.contract import mention_row
    from detente.pipeline import BuildOptions, code_documents, load_stages, usable_cores

    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "gold.jsonl"
        read = {"doc_id", "text", "published", "headline", "outlet"}
        lines.write_text("".join(json.dumps(document.model_dump(include=read)) + "\n" for document in documents), encoding="utf-8")
        found = list(documents_of(reading.read([lines])))
    stages = load_stages(BuildOptions(codebook=tuple(codebook)))
    attempts = tell_failed(code_documents(stages, found, jobs=jobs or usable_cores()))
    return [mention_row(one) for attempt in attempts for one in attempt.mentions if one.confidence >= stages.advised]
