"""Which endpoint is asked, for what model, within which limits, and with which key."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from detente.errors import ConfigError

OURS, FALLBACK = "DETENTE_API_KEY", "OPENAI_API_KEY"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingOptions:
    """`endpoint` is the server's address up to "/v1"; `profile` the name of a packaged profile or the path of a TOML file.

    `timeout` is in seconds for one whole request; `retries` counts the attempts after the first; `max_bytes` bounds a reply.
    Prices are per million tokens, in whatever currency; None where not known. `cache` None keeps no replies.
    """

    endpoint: str
    model: str
    profile: str = "contract"
    cache: Path | None = None
    concurrency: int = 4
    timeout: float = 180.0
    retries: int = 5
    max_bytes: int = 4_000_000
    price_in: float | None = None
    price_out: float | None = None

    def __post_init__(self) -> None:
        chat_url(self.endpoint)
        if not self.model.strip():
            raise ConfigError("no model is named: give --model the name that the server lists at /v1/models")
        for name, least in (("concurrency", 1), ("timeout", 0.001), ("retries", 0), ("max_bytes", 1)):
            if getattr(self, name) < least:
                raise ConfigError(f"{name} {getattr(self, name)} is too small: give {least} or more")


def chat_url(endpoint: str) -> str:
    """The address of an endpoint's chat completions. Raises ConfigError where it is no plain http(s) address."""
    parts = _split(endpoint)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigError("the endpoint is no http or https address: give one such as http://localhost:8000/v1")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise ConfigError(f"the endpoint may hold no name, password, query or fragment: put the key into the environment as {OURS}")
    path = parts.path.rstrip("/")
    if not path.endswith("/chat/completions"):
        path = f"{path or '/v1'}/chat/completions"
    return f"{parts.scheme}://{parts.netloc}{path}"


def api_key(environ: Mapping[str, str], endpoint: str) -> str | None:
    """The key for `endpoint`: DETENTE_API_KEY, else OPENAI_API_KEY where the way is https or stays on this machine; None where unset.

    A key that was meant for a hosted service so never goes in the clear to whatever server is asked. Raises ConfigError, which doesn't
    show it, for a key that can't stand in a header.
    """
    parts = _split(endpoint)
    key = environ.get(OURS, "").strip()
    if not key and (parts.scheme == "https" or _is_here(parts.hostname or "")):
        key = environ.get(FALLBACK, "").strip()
    if key and not (key.isascii() and key.isprintable() and " " not in key):
        raise ConfigError(f"the key in {OURS} or {FALLBACK} holds characters that no header can carry: copy it again")
    return key or None


def host_of(endpoint: str) -> str:
    """The host that the user named."""
    return (_split(endpoint).hostname or "").lower()


def _split(endpoint: str) -> SplitResult:
    try:
        parts = urlsplit(endpoint.strip())
        _ = parts.port
    except ValueError as error:
        raise ConfigError("the endpoint is no address: give one such as http://localhost:8000/v1") from error
    return parts


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
