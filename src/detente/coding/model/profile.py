"""A profile: how a kind of model is asked, and in which form it answers. Profiles are data, one TOML file each."""

from __future__ import annotations

import hashlib
import tomllib
from string import Template
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from detente.errors import ConfigError

FORMAT = 1  # raise it where this room changes what the same profile sends
OURS = ("model", "messages", "stream", "n", "response_format")  # fields of the request that a profile may not set
_PLACES = {
    "contract": ({"codebook", "headline", "published", "outlet", "first", "last", "fence", "sentences"}, {"sentences", "fence"}),
    "attributes": ({"codebook", "headline", "published", "outlet", "type", "definition", "text"}, {"text", "type"}),
}


class Profile(BaseModel):
    """How to ask.

    `form` contract: one question a window of numbered sentences, answered in detente's own form; attributes: one question a window and
    event type, answered in NGEC's form. `window` counts characters, `context` the sentences shown before it, `reach` how many sentences
    away from the event's own a party, date or place may stand. `confidence` (0 to 1) is that of a mention whose reply gives none.
    `request` goes into the request as it is (temperature, max_tokens ...). `definitions` replaces the codebook's definition of a type.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(pattern=r"^[\w.-]{1,40}$")]
    form: Literal["contract", "attributes"]
    source: str = ""
    system: str
    user: str
    structured: bool = True
    window: Annotated[int, Field(ge=500, le=1_000_000)] = 6000
    context: Annotated[int, Field(ge=0, le=50)] = 2
    reach: Annotated[int, Field(ge=0, le=10_000)] = 0
    confidence: Annotated[float, Field(ge=0, le=1)] = 0.7
    types: tuple[str, ...] = ()
    definitions: dict[str, str] = {}
    request: dict[str, bool | int | float | str] = {}

    @model_validator(mode="after")
    def _fill_in_what_there_is(self) -> Profile:
        known, needed = _PLACES[self.form]
        templates = (Template(self.system), Template(self.user))
        if not all(template.is_valid() for template in templates):
            raise ValueError("a lone $ stands in a template: write $$ for the sign itself")
        used = {place for template in templates for place in template.get_identifiers()}
        if unknown := sorted(used - known):
            raise ValueError(f"nothing fills in {', '.join(unknown)}: form {self.form} has {', '.join(sorted(known))}")
        if needed - set(templates[1].get_identifiers()):
            raise ValueError(f"the user template of form {self.form} needs {', '.join(sorted(needed))}")
        if taken := sorted(set(OURS) & set(self.request)):
            raise ValueError(f"request may not set {', '.join(taken)}")
        return self

    @property
    def version(self) -> str:
        """Eight hex digits over all that the profile says: another wording is another version."""
        return hashlib.sha256(f"{FORMAT}\0{self.model_dump_json()}".encode()).hexdigest()[:8]


def parse_profile(text: str, where: str) -> Profile:
    """The profile that TOML `text` holds; `where` names it in messages. Raises ConfigError where it is none."""
    try:
        return Profile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"profile {where} is broken TOML: {error}; mend that line") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "templates"
        raise ConfigError(f"profile {where}, {field}: {first['msg']}; the how-to page on coding with a model shows a whole one") from error
