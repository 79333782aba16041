"""Gold documents, a JSON file each: doc_id, published, text, headline, outlet, and events in the form of the annotation guide."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from detente.errors import ConfigError


class GoldParty(BaseModel):
    """An actor or recipient: verbatim span, PLOVER country and primary sector ("" unknown)."""

    model_config = ConfigDict(frozen=True)
    text: str = ""
    country: str = ""
    sector: str = ""


class GoldPlace(BaseModel):
    """Where an event took place."""

    model_config = ConfigDict(frozen=True)
    text: str = ""
    country: str = ""


def _or_empty(value: object) -> object:
    return () if value is None else value


Parties = Annotated[tuple[GoldParty, ...], BeforeValidator(_or_empty)]


class GoldEvent(BaseModel):
    """One annotated mention; `date` is an ISO day, month or year."""

    model_config = ConfigDict(frozen=True)
    sentence: str
    trigger: str
    event_type: str
    mode: str | None = None
    actors: Parties = ()
    recipients: Parties = ()
    date: str | None = None
    location: GoldPlace | None = None
    status: str | None = None
    attributed_to: str | None = None


class Neutral(BaseModel):
    """A mention that a second coder might code: a hit on it counts neither right nor wrong."""

    model_config = ConfigDict(frozen=True)
    doc_id: str
    sentence: str
    trigger: str


class GoldDocument(BaseModel):
    """One annotated article; `neutral` are its excused mentions."""

    model_config = ConfigDict(frozen=True)
    doc_id: str
    text: str
    published: str | None = None
    headline: str | None = None
    outlet: str | None = None
    events: tuple[GoldEvent, ...] = ()
    neutral: tuple[Neutral, ...] = ()


def load_gold(folder: Path) -> tuple[GoldDocument, ...]:
    """The gold documents of `folder` (*.json), sorted by file name, with `neutral.mentions` where it stands beside them.

    Raises ConfigError naming the file and what is wrong with it.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise ConfigError(f"{folder} holds no *.json: give a folder of gold documents in the form of the annotation guide")
    extra = folder / "neutral.mentions"
    neutral = [Neutral.model_validate(row) for row in json.loads(extra.read_text(encoding="utf-8"))] if extra.exists() else []
    documents = []
    for path in paths:
        try:
            document = GoldDocument.model_validate_json(path.read_text(encoding="utf-8"))
        except (ValidationError, UnicodeDecodeError, OSError) as error:
            raise ConfigError(f"{path} is no gold document: {error}; see docs/reference/evaluation.md for the form") from error
        documents.append(document.model_copy(update={"neutral": tuple(n for n in neutral if n.doc_id == document.doc_id)}))
    return tuple(documents)
