"""Fetching URLs with manners: http(s) only, robots.txt and a rate for each host kept, sizes and times bounded, redirects checked."""

from __future__ import annotations

import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpcore
import httpx

from detente.errors import ReadError
from detente.reading.guard import GuardedBackend, GuardedTransport
from detente.reading.options import ReadOptions

_REDIRECTS = (301, 302, 303, 307, 308)
_ROBOTS_BYTES = 500_000  # RFC 9309 asks for 500 KiB at least; more is cut
_LONGEST_PAUSE = 30.0  # seconds: a robots.txt may ask for a longer one, which no interactive read can keep
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/json,application/pdf,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Page:
    """What a URL gave: the address after redirects, content type as served, and bytes."""

    url: str
    content_type: str
    data: bytes


class Fetcher:
    """Fetches pages for one read and remembers each host's robots.txt and last visit. Use it in a `with` statement."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._backend = GuardedBackend()
        headers = {"User-Agent": options.user_agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"}
        self._client = httpx.Client(transport=GuardedTransport(self._backend), headers=headers, follow_redirects=False, trust_env=False)
        self._robots: dict[str, RobotFileParser] = {}
        self._visited: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client.close()

    def fetch(self, url: str, *, named: bool = True) -> Page:
        """The page at `url`, which the user named unless `named` is False (a feed's link). Raises ReadError with the reason."""
        hosts = self._options.allow_hosts | ({_host(url)} if named else set())
        self._backend.named = frozenset(host.lower() for host in hosts)
        self._backend.deadline = time.monotonic() + self._options.timeout
        address = url
        for _ in range(self._options.max_redirects + 1):
            self._allow(address)
            answer, page = self._get(address, self._options.max_bytes)
            if answer.status_code not in _REDIRECTS or "location" not in answer.headers:
                if answer.is_success:
                    return page
                raise ReadError(f"the server answers {answer.status_code} {answer.reason_phrase}; check the address")
            address = urljoin(address, answer.headers["location"])
        raise ReadError(f"it redirects more than {self._options.max_redirects} times; give the address it ends at")

    def _allow(self, url: str) -> None:
        """Waits for the host's turn. Raises ReadError where the scheme isn't http(s), no host is named, or robots.txt forbids the page."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ReadError(f"{url:.200} is no http or https address")
        origin = f"{parts.scheme}://{parts.netloc}"
        pause = 1 / self._options.requests_per_second
        if self._options.respect_robots:
            rules = self._rules(origin)
            if not rules.can_fetch(self._options.user_agent, url):
                page = parts.path or "/"
                raise ReadError(f"robots.txt of {parts.netloc} forbids {page} to programs; ask the site or save the page yourself")
            delay = rules.crawl_delay(self._options.user_agent)
            pause = max(pause, min(float(delay or 0), _LONGEST_PAUSE))
        self._wait(origin, pause)

    def _wait(self, origin: str, pause: float) -> None:
        """Sleeps until the host's turn comes; the deadline moves by as much, since waiting is ours and not the host's."""
        due = self._visited.get(origin, float("-inf")) + pause
        waiting = due - time.monotonic()
        if waiting > 0:
            time.sleep(waiting)
            self._backend.deadline += waiting
        self._visited[origin] = time.monotonic()

    def _rules(self, origin: str) -> RobotFileParser:
        """The host's rules (RFC 9309): none where it has no robots.txt, all closed where the server fails."""
        if origin not in self._robots:
            answer, page = self._get(f"{origin}/robots.txt", _ROBOTS_BYTES, cut=True)
            for _ in range(self._options.max_redirects):
                if answer.status_code not in _REDIRECTS or "location" not in answer.headers:
                    break
                answer, page = self._get(urljoin(page.url, answer.headers["location"]), _ROBOTS_BYTES, cut=True)
            rules = RobotFileParser()
            if answer.status_code >= 500:
                rules.parse(["User-agent: *", "Disallow: /"])
            else:
                rules.parse(page.data.decode("utf-8", errors="replace").splitlines() if answer.is_success else [])
            self._robots[origin] = rules
        return self._robots[origin]

    def _get(self, url: str, limit: int, *, cut: bool = False) -> tuple[httpx.Response, Page]:
        """One request without redirects. Raises ReadError on failure, at the deadline, or past `limit` bytes (unless they may be cut)."""
        if urlsplit(url).scheme not in ("http", "https"):
            raise ReadError(f"it redirects to {url:.200}, which is no http or https address")
        try:
            with self._client.stream("GET", url) as answer:
                data = self._body(answer, limit, cut)
                return answer, Page(str(answer.url), answer.headers.get("content-type", ""), data)
        except (httpx.TimeoutException, httpcore.TimeoutException) as error:
            raise ReadError(f"no full answer within {self._options.timeout:g} seconds; try again later or raise the timeout") from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise ReadError(f"the connection fails ({type(error).__name__}: {error}); check the address and the network") from error

    def _body(self, answer: httpx.Response, limit: int, cut: bool) -> bytes:
        """The body, unpacked, checked against limit and deadline as it comes."""
        data = bytearray()
        for chunk in answer.iter_bytes():
            data += chunk
            if len(data) > limit and not cut:
                raise ReadError(f"it is over the limit of {limit:,} bytes; raise max_bytes if that is meant")
            if len(data) > limit:
                break
            if time.monotonic() > self._backend.deadline:
                raise ReadError(f"no full answer within {self._options.timeout:g} seconds; try again later or raise the timeout")
        return bytes(data[:limit])


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()
