"""`detente build`: sources -> a record."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from detente.cli.coders import CoderChoice, takes_coder
from detente.cli.console import Codebooks, Jobs, Quiet, Sources, complain, keep_loaded, progress_bar, tell_unread
from detente.errors import ReadError


@takes_coder
def build(
    sources: Sources,
    record: Annotated[str, typer.Option("--record", "-r", help="The record to make or add to.")],
    codebook: Codebooks = [],  # noqa: B006 (typer reads the default, nothing changes it)
    quiet: Quiet = False,
    jobs: Jobs = None,
    *,
    choice: CoderChoice,
) -> None:
    """Read sources, code what they report, and keep it in a record. Running it again adds only what is new."""
    from detente.pipeline import BuildOptions, load_stages, usable_cores
    from detente.pipeline import build as run

    asking = choice.asking()
    options = BuildOptions(codebook=tuple(codebook), coder=choice.coder, tagger=choice.tagger, asking=asking, jobs=jobs or usable_cores())
    options = replace(options, stages=load_stages(options))
    keep_loaded()
    with progress_bar(quiet) as progress, run(sources, record, options, progress) as built:
        summary = built.summary()
        unread = [item for item in built.rejected() if item.stage == "read"]
    if not quiet:
        for item in unread:
            tell_unread(item)
        complain(f"{record}: {summary}")
    if not summary.documents:
        raise ReadError("the record holds no document: none of the sources could be read; name files, folders or URLs")
    if options.stages is not None and options.stages.report is not None:
        told = options.stages.report()
        if not quiet:
            complain(told)
