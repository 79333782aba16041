"""The packaged profiles, and those that a user wrote."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from detente.coding.model import Profile, parse_profile
from detente.errors import ConfigError

_SUFFIX = ".toml"


def packaged_profiles() -> tuple[str, ...]:
    """The names of the profiles that the package brings, sorted."""
    return tuple(sorted(entry.name.removesuffix(_SUFFIX) for entry in _folder().iterdir() if entry.name.endswith(_SUFFIX)))


def load_profile(name: str) -> Profile:
    """The packaged profile of that name, or the one in the TOML file at that path. Raises ConfigError where there is none."""
    if name in packaged_profiles():
        return parse_profile((_folder() / f"{name}{_SUFFIX}").read_text(encoding="utf-8"), name)
    path = Path(name)
    try:
        return parse_profile(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError, ValueError) as error:
        known = ", ".join(packaged_profiles())
        raise ConfigError(f"no profile {name}: use one of {known}, or the path of a TOML file in UTF-8") from error


def _folder() -> Traversable:
    return files("detente.asking") / "data"
