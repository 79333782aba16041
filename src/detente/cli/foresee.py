"""`detente foresee`: a record to a proposed model, or a model to what it can settle on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.console import Quiet, complain, write_whole
from detente.errors import ConfigError

if TYPE_CHECKING:
    from detente.foresight import ForesightReport, Goal, Model

_MODELS = (".toml", ".yaml", ".yml", ".json")
_FORMS = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md", ".json": "json", ".svg": "svg"}


def foresee(  # noqa: PLR0913 (each is an option of the command)
    source: Annotated[str, typer.Argument(help="A model file (.toml, .yaml, .json) to analyse, or a record to propose a model from.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file to write; standard output where not given.")] = None,
    form: Annotated[str | None, typer.Option("--format", help="Of a model's report: html, md, json or svg; by the file's name.")] = None,
    concept: Annotated[
        list[str], typer.Option(help="Stability concept: Nash, GMR, SMR, SEQ, SSEQ, SIM, NM, L2 ...; may be given again.")
    ] = [],  # noqa: B006 (typer reads the default, nothing changes it)
    goal: Annotated[list[str], typer.Option(help="State, by name or letters, that a mediator wants to last; may be given again.")] = [],  # noqa: B006
    avoid: Annotated[list[str], typer.Option(help="State that a mediator wants not to last; may be given again.")] = [],  # noqa: B006
    why: Annotated[list[str], typer.Option(help="State, by name, letters or number, to tell the reasons of; may be given again.")] = [],  # noqa: B006
    at_once: Annotated[int, typer.Option(help="How many changes goal seeking may make at once.", min=1, max=3)] = 1,
    focus: Annotated[str, typer.Option(help="Of a record: country of the crisis (ISO alpha-3); that of most events where not given.")] = "",
    makers: Annotated[int, typer.Option(help="Of a record: how many decision makers to propose at most.", min=1, max=8)] = 5,
    seed: Annotated[int, typer.Option(help="Seed of the sample where preferences are unknown.")] = 0,
    quiet: Quiet = False,
) -> None:
    """Tell what a conflict can settle on, and why; or propose a model from a record, for you to edit."""
    if Path(source).suffix.lower() not in _MODELS:
        _propose(source, output, (focus, makers), quiet)
        return
    from detente.foresight import ForeseeOptions, load_model
    from detente.foresight import foresee as analyse

    wanted = _form(output, form)
    model = load_model(source)
    main = "SEQ" if not concept or "SEQ" in concept else concept[0]
    aim = _goal(model, (goal, avoid), main, at_once)
    report = analyse(model, ForeseeOptions(concepts=tuple(dict.fromkeys(concept)), main=main, goal=aim, why=tuple(why), seed=seed))
    _put(output, _written(report, wanted))
    if output and not quiet:
        held = len(report.analysis.equilibria(main))
        complain(f"{len(report.analysis.graph):,} states, {held} that can last ({main}): {output}")


def _form(output: Path | None, form: str | None) -> str:
    if form is None:
        form = _FORMS.get(output.suffix.lower(), "") if output else "md"
        if not form:
            raise ConfigError(f"{output} does not tell its format by its ending; give --format html, md, json or svg")
    if form not in _FORMS.values():
        raise typer.BadParameter(f"{form!r} is no format of foresee: html, md, json or svg", param_hint="--format")
    return form


def _goal(model: Model, states: tuple[list[str], list[str]], concept: str, most: int) -> Goal | None:
    from detente.foresight import Goal

    if not any(states):
        return None
    named = {name: letters for letters, name in model.labels} | {state.label: state.letters for state in model.states}
    stable, unstable = (tuple(named.get(name, name) for name in names) for names in states)
    return Goal(stable=stable, unstable=unstable, concept=concept, most=most)


def _written(report: ForesightReport, form: str) -> str:
    writers = {"html": report.html, "md": report.markdown, "json": report.json, "svg": report.svg}
    return writers[form]()


def _propose(record: str, output: Path | None, asked: tuple[str, int], quiet: bool) -> None:
    from detente.foresight import ProposalOptions, propose
    from detente.pipeline import open_record

    focus, makers = asked
    with open_record(record) as opened:
        snapshot = opened.snapshot()
    _put(output, propose(snapshot, ProposalOptions(focus=focus.upper(), makers=makers)))
    if output and not quiet:
        complain(f"proposed model: {output}; state what each prefers, then: detente foresee {output}")


def _put(output: Path | None, text: str) -> None:
    if output is None:
        typer.echo(text, nl=False)
    else:
        write_whole(output, text)
