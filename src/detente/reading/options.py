"""What a caller may set about reading: limits, manners towards hosts, and what to do with feeds."""

from __future__ import annotations

from dataclasses import dataclass

from detente.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """Limits of one read. Sizes in bytes or characters, times in seconds.

    `max_bytes` bounds one file, one line of JSONL, one WARC record, one download; `max_characters` bounds the text of one document;
    `timeout` bounds one URL in all, redirects and robots.txt included. `allow_hosts` names private hosts that redirects may lead to
    (the host of a source URL is always allowed). Raises ConfigError where a limit isn't positive.
    """

    max_bytes: int = 50_000_000
    max_characters: int = 1_000_000
    max_entries: int = 1_000  # of one feed
    timeout: float = 30.0
    requests_per_second: float = 1.0  # for each host
    max_redirects: int = 5
    user_agent: str = "detente"
    allow_hosts: frozenset[str] = frozenset()
    respect_robots: bool = True
    follow_feed_links: bool = False

    def __post_init__(self) -> None:
        for name in ("max_bytes", "max_characters", "max_entries", "timeout", "requests_per_second"):
            if not getattr(self, name) > 0:
                raise ConfigError(f"read option {name} is {getattr(self, name)}: give a number above 0")
        if self.max_redirects < 0:
            raise ConfigError(f"read option max_redirects is {self.max_redirects}: give 0 or more")
