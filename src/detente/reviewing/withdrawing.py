"""Which corrections count: in the order of their time, without what was taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from detente.errors import ConfigError
from detente.records import Correction


def instant(time: str) -> datetime:
    """The moment that an ISO instant names; UTC where it names no zone. Raises ConfigError where it is none."""
    try:
        found = datetime.fromisoformat(time)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError, TypeError) as error:
        raise ConfigError(f"{time!r} is no instant: give it as 2026-01-31T09:30:00+00:00") from error


def in_order(corrections: Iterable[Correction]) -> list[Correction]:
    """Each correction once, by time; at one time in the order given. So records that hold the same log agree."""
    return sorted({correction.id: correction for correction in corrections}.values(), key=lambda correction: instant(correction.time))


def taken_back(corrections: Sequence[Correction]) -> frozenset[str]:
    """Ids of the corrections that a withdrawal takes back which was not taken back itself."""
    withdrawals = {one.id: one for one in corrections if one.kind == "withdraw"}
    open_questions = Counter(one.of for one in withdrawals.values())
    ready = [key for key in withdrawals if not open_questions[key]]
    gone: set[str] = set()
    while ready:
        key = ready.pop()
        target = withdrawals[key].of
        if target is None:
            continue
        if key not in gone:
            gone.add(target)
        open_questions[target] -= 1
        if not open_questions[target] and target in withdrawals:
            ready.append(target)
    return frozenset(gone)
