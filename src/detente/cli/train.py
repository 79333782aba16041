"""`detente train`: annotated articles -> a tagger for the learned coder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli.console import Codebooks, Quiet, complain, progress_bar


def train(  # noqa: PLR0913 (each is an option of the command)
    gold: Annotated[list[Path], typer.Argument(help="Gold: .json, .jsonl or .csv files, or folders of them.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the tagger; give it to `detente code` as --tagger.")],
    folds: Annotated[int, typer.Option(help="Parts of the gold that are left out in turn, to weigh and to measure.", min=2)] = 5,
    epochs: Annotated[int, typer.Option(help="How often each network reads its articles.", min=1)] = 8,
    layers: Annotated[int, typer.Option(help="Layers of the encoder that are kept: fewer are quicker.", min=1, max=6)] = 3,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Networks trained at once, each on one core.", min=1)] = 1,
    codebook: Codebooks = [],  # noqa: B006 (typer reads the default, nothing changes it)
    quiet: Quiet = False,
) -> None:
    """Train the learned coder's tagger on annotated articles, and measure it on articles that it never saw."""
    from detente.codebook import load_codebook
    from detente.evaluating import load_gold
    from detente.training import TrainingOptions, train

    documents = load_gold(*gold)
    options = TrainingOptions(folds=folds, epochs=epochs, layers=layers, jobs=jobs)
    with progress_bar(quiet) as progress:
        train(documents, output, load_codebook(codebook), options, progress)
    if not quiet:
        complain(f"tagger in {output}; what it makes of unseen articles: detente evaluate GOLD --coded {output / 'by-folds.jsonl'}")
