"""The options that choose a coder, shared by the commands that code."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from detente.errors import ConfigError

if TYPE_CHECKING:
    from detente.asking import AskingOptions


@dataclass(frozen=True, slots=True)
class CoderChoice:
    """Which coder, and for the model coder whom to ask and how; each field is an option of the command line."""

    coder: Annotated[
        str,
        typer.Option(help="learned (rules and a tagger), grammar (rules alone), or model: a language model behind --endpoint."),
    ] = "learned"
    tagger: Annotated[Path | None, typer.Option(help="Folder of a tagger that `detente train` wrote, for --coder learned.")] = None
    endpoint: Annotated[str | None, typer.Option(help="Address of an OpenAI-compatible server, such as http://localhost:8000/v1.")] = None
    model: Annotated[str | None, typer.Option(help="Name of the model, as the server lists it.")] = None
    profile: Annotated[str, typer.Option(help="How the model is asked: contract, ngec, or the path of a profile's TOML file.")] = "contract"
    cache: Annotated[Path, typer.Option(help="Folder that keeps the model's replies, so that nothing is asked twice.")] = Path(
        "detente-cache"
    )
    concurrency: Annotated[int, typer.Option(help="Requests under way at once.", min=1)] = 4
    timeout: Annotated[float, typer.Option(help="Seconds that one request may take.", min=0.1)] = 180.0
    price_in: Annotated[float | None, typer.Option(help="Price of a million tokens sent, for the report of costs.", min=0)] = None
    price_out: Annotated[float | None, typer.Option(help="Price of a million tokens answered.", min=0)] = None

    def asking(self) -> AskingOptions | None:
        """Whom to ask; None for a coder that asks nobody. Raises ConfigError where the options don't fit together."""
        if self.tagger and self.coder != "learned":
            raise ConfigError("--tagger is for --coder learned: add that, or leave it out")
        if self.coder != "model":
            if self.endpoint or self.model:
                raise ConfigError("--endpoint and --model are for --coder model: add it, or leave them out")
            return None
        if not self.endpoint or not self.model:
            raise ConfigError("--coder model needs --endpoint and --model: name an OpenAI-compatible server and a model that it serves")
        from detente.asking import AskingOptions

        return AskingOptions(
            endpoint=self.endpoint,
            model=self.model,
            profile=self.profile,
            cache=self.cache,
            concurrency=self.concurrency,
            timeout=self.timeout,
            price_in=self.price_in,
            price_out=self.price_out,
        )


def takes_coder(command: Callable[..., None]) -> Callable[..., None]:
    """`command` with an option for each field of CoderChoice, given to it as `choice`."""
    own = [part for part in inspect.signature(command, eval_str=True).parameters.values() if part.name != "choice"]
    hints = get_type_hints(CoderChoice, include_extras=True)
    options = [
        inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name])
        for field in fields(CoderChoice)
    ]

    @functools.wraps(command)
    def with_options(*values: Any, **named: Any) -> None:
        chosen = {option.name: named.pop(option.name) for option in options if option.name in named}
        command(*values, **named, choice=CoderChoice(**chosen))

    signature = inspect.Signature([*own, *options])
    with_options.__signature__ = signature  # type: ignore[attr-defined]
    with_options.__annotations__ = {part.name: part.annotation for part in signature.parameters.values()}
    return with_options
