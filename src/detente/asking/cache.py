"""Replies kept on disk by what was asked, so that a run that was stopped goes on without asking again."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from detente.coding.model import Answer, Profile, Question
from detente.errors import ConfigError


class _Kept(BaseModel):
    """A file of the cache: what was asked of whom, and the reply. No key, no endpoint, no text of the article."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    model: str
    profile: str
    version: str
    text: str


def cache_key(question: Question, model: str, profile: Profile) -> str:
    """SHA-256 over model, profile with version, and all that is sent."""
    sent = [model, profile.name, profile.version, [list(message) for message in question.messages], question.schema, question.request]
    return hashlib.sha256(json.dumps(sent, ensure_ascii=True).encode("ascii")).hexdigest()


class Cache:
    """One folder of replies, a file each; a file that can't be read counts as absent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(f"the cache {folder} can't be made ({error.strerror}): name a folder that you may write to") from error

    def get(self, key: str) -> Answer | None:
        """The reply kept under `key`, or None."""
        try:
            return Answer(_Kept.model_validate_json(self._place(key).read_bytes()).text)
        except (OSError, ValidationError):
            return None

    def put(self, key: str, answer: Answer, model: str, profile: Profile) -> None:
        """Keeps a whole reply, written beside its place and moved there. Raises ConfigError where the folder can't be written to."""
        kept = _Kept(model=model, profile=profile.name, version=profile.version, text=answer.text)
        place = self._place(key)
        beside = ""
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=place.parent, prefix=f".{key[:8]}-")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(json.dumps(kept.model_dump(), sort_keys=True))
            os.replace(beside, place)
        except OSError as error:
            with suppress(OSError):
                os.unlink(beside)
            raise ConfigError(f"the cache {self._folder} can't be written to ({error.strerror}): free space or name another") from error

    def _place(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"
