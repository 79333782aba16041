"""The door for models: a file or text in, a Model out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from detente.foresight.formats.building import build_model
from detente.foresight.formats.cases import CASE_FORMAT, case_model
from detente.foresight.formats.source import LONGEST, read_source
from detente.foresight.model import Model
from detente.foresight.states import ModelError, graph_of

_SUFFIXES = {".toml": "toml", ".yaml": "yaml", ".yml": "yaml", ".json": "json"}


def load_model(path: str | Path) -> Model:
    """The model in a TOML, YAML or JSON file, or a published case in JSON; told by the file's ending.

    The file is data: it can run nothing and name no other file. Raises ModelError with the line of the first fault.
    """
    file = Path(path)
    form = _SUFFIXES.get(file.suffix.lower())
    if form is None:
        raise ModelError(f"{file}: a model file ends in {', '.join(_SUFFIXES)}; this one ends in {file.suffix or 'nothing'}")
    try:
        with file.open(encoding="utf-8-sig") as stream:
            text = stream.read(LONGEST + 1)
    except UnicodeDecodeError as error:
        raise ModelError(f"{file}: not text in UTF-8 (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        raise ModelError(f"{file}: can't be read: {error.strerror}") from error
    return read_model(text, form=form, name=str(file))


def read_model(text: str, form: str = "toml", name: str = "model") -> Model:
    """The model that `text` describes in `form` (toml, yaml or json); `name` stands for the file in messages.

    Raises ModelError with the line of the first fault, and where the model has no feasible state or too many options.
    """
    source = read_source(text, name, form)
    if isinstance(source.data, dict) and (source.data.get("format") == CASE_FORMAT or "seed" in source.data):
        return case_model(source)
    model = build_model(source)
    try:
        graph = graph_of(replace(model, today=""))
    except ModelError as error:
        raise source.error((), str(error)) from error
    if model.today and graph.find(model.today) is None:
        raise source.error(("today",), f"today's state {model.today} can't be: an infeasible statement rules it out; correct one of them")
    return model
