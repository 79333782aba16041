"""When a request is tried again, and after how long: exponential backoff with full jitter (Brooker 2015), Retry-After honoured."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

AGAIN = frozenset((408, 409, 425, 429))
LONGEST = 120.0  # seconds that are waited at most


class TroubleError(Exception):
    """A request that failed: why, whether it may be tried again, the status (0: none came), and the seconds that the server asks for."""

    def __init__(self, reason: str, again: bool, status: int = 0, after: float | None = None) -> None:
        super().__init__(reason)
        self.again = again
        self.status = status
        self.after = after


def may_pass(status: int) -> bool:
    """Whether a status speaks of trouble that may pass."""
    return status in AGAIN or status >= 500


def pause(attempt: int, source: random.Random, after: float | None = None) -> float:
    """Seconds to wait after attempt number `attempt` (from 0): between 0.5 and 1 of 1, 2, 4 ... seconds, or what the server asks for."""
    backoff = min(2.0**attempt, LONGEST) * (0.5 + source.random() / 2)
    return min(max(backoff, after or 0.0), LONGEST)


def read_retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, as a number or an HTTP date (RFC 9110, 10.2.3); None where it says nothing."""
    if not value:
        return None
    if value.strip().isdigit() and len(value) < 10:
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
