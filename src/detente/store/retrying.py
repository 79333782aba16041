"""Failures that pass by themselves, such as another writer's lock or a server that starts anew, are waited for."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError, OperationalError

T = TypeVar("T")

PATIENCE = 60.0  # seconds after which a failure counts as one that doesn't pass
FIRST, LONGEST = 0.05, 5.0  # seconds between two tries

# https://www.postgresql.org/docs/current/errcodes-appendix.html: serialization, deadlock, lock timeout; shutdown, crash, starting up; full
_PASSING_STATES = ("40001", "40P01", "55P03", "57P01", "57P02", "57P03", "53300")


def patiently(work: Callable[[], T]) -> T:
    """Do `work`, a whole transaction; where it fails for a reason that passes, do it again, less and less often, for PATIENCE seconds.

    A transaction whose connection broke as it ended may have been done: `work` must be such that doing it twice does no harm.
    """
    started, pause = time.monotonic(), FIRST
    while True:
        try:
            return work()
        except DBAPIError as error:
            if not passes(error) or time.monotonic() + pause - started > PATIENCE:
                raise
        time.sleep(pause * random.uniform(0.5, 1.0))  # so that two who collided don't collide again
        pause = min(pause * 2, LONGEST)


def passes(error: DBAPIError) -> bool:
    """Whether a failure is one that passes: a lock, a deadlock, a connection that was lost or refused."""
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    state = getattr(cause, "sqlstate", None)
    return error.connection_invalidated or state in _PASSING_STATES or (state is None and isinstance(error, OperationalError))
