"""`detente code`: documents -> coded mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli.coders import CoderChoice, takes_coder
from detente.cli.console import Codebooks, Jobs, Sources, complain, documents_of, keep_loaded, print_rows, tell_failed

if TYPE_CHECKING:
    from detente.pipeline import Attempt


@takes_coder
def code(
    sources: Sources,
    form: Annotated[str, typer.Option("--format", help="jsonl.")] = "jsonl",
    codebook: Codebooks = [],  # noqa: B006 (typer reads the default, nothing changes it)
    min_confidence: Annotated[
        float | None, typer.Option(help="Leave out mentions below this confidence; default: what the coder advises.", min=0, max=1)
    ] = None,
    jobs: Jobs = None,
    *,
    choice: CoderChoice,
) -> None:
    """Code the events that documents report and print them, a mention a line."""
    from detente.pipeline import BuildOptions, code_documents, load_stages, usable_cores

    if form != "jsonl":
        raise typer.BadParameter(f"{form!r} is no format of code: jsonl (use build and export for tables)", param_hint="--format")
    stages = load_stages(BuildOptions(codebook=tuple(codebook), coder=choice.coder, tagger=choice.tagger, asking=choice.asking()))
    keep_loaded()
    reasons: Counter[str] = Counter()
    attempts = tell_failed(code_documents(stages, documents_of(stages.read(sources)), jobs=jobs or usable_cores()))
    print_rows(_rows(attempts, stages.advised if min_confidence is None else min_confidence, reasons))
    if stages.report is not None:
        told = "; ".join(f"{reason}: {count}" for reason, count in reasons.most_common(5))
        complain(f"turned away: {reasons.total()}{f' ({told})' if told else ''}")
        complain(stages.report())


def _rows(attempts: Iterable[Attempt], least: float, reasons: Counter[str]) -> Iterator[dict[str, Any]]:
    """Mentions as rows; why something was turned away is counted in `reasons`."""
    from detente.exporting.contract import mention_row

    for attempt in attempts:
        reasons.update(row.reason for row in attempt.rejected)
        yield from (mention_row(mention) for mention in attempt.mentions if mention.confidence >= least)
