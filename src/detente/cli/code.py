"""`detente code`: documents -> coded mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli.coders import CoderChoice, takes_coder
from detente.cli.console import Codebooks, Sources, complain, documents_of, keep_loaded, print_rows

if TYPE_CHECKING:
    from detente.pipeline import Stages


@takes_coder
def code(
    sources: Sources,
    form: Annotated[str, typer.Option("--format", help="jsonl.")] = "jsonl",
    codebook: Codebooks = [],  # noqa: B006 (typer reads the default, nothing changes it)
    min_confidence: Annotated[float, typer.Option(help="Leave out mentions below this confidence, 0 to 1.", min=0, max=1)] = 0.0,
    *,
    choice: CoderChoice,
) -> None:
    """Code the events that documents report and print them, a mention a line."""
    from detente.pipeline import BuildOptions, load_stages

    if form != "jsonl":
        raise typer.BadParameter(f"{form!r} is no format of code: jsonl (use build and export for tables)", param_hint="--format")
    stages = load_stages(BuildOptions(codebook=tuple(codebook), coder=choice.coder, asking=choice.asking()))
    keep_loaded()
    reasons: Counter[str] = Counter()
    print_rows(_rows(stages, sources, min_confidence, reasons))
    if stages.report is not None:
        told = "; ".join(f"{reason}: {count}" for reason, count in reasons.most_common(5))
        complain(f"turned away: {reasons.total()}{f' ({told})' if told else ''}")
        complain(stages.report())


def _rows(stages: Stages, sources: list[str], least: float, reasons: Counter[str]) -> Iterator[dict[str, Any]]:
    """Mentions as rows; documents that failed are told, and why else something was turned away is counted in `reasons`."""
    from detente.exporting.contract import mention_row
    from detente.pipeline import code_documents

    for coding in code_documents(stages, documents_of(stages.read(sources))):
        reasons.update(row.reason for row in coding.rejected)
        yield from (mention_row(mention) for mention in coding.mentions if mention.confidence >= least)
