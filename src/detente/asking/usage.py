"""What was asked and what it cost."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Usage:
    """Counts of one run. Tokens are those that the server reports; `untold` counts the answers for which it reported none."""

    asked: int = 0  # requests that were sent, retries too
    answered: int = 0
    cached: int = 0
    failed: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    untold: int = 0

    def cost(self, price_in: float | None, price_out: float | None) -> float | None:
        """The price of the tokens, prices being per million; None where a price is missing."""
        if price_in is None or price_out is None:
            return None
        return (self.tokens_in * price_in + self.tokens_out * price_out) / 1e6

    def told(self, price_in: float | None = None, price_out: float | None = None) -> str:
        """The report as one line."""
        parts = [f"{self.answered} answers in {self.asked} requests", f"{self.cached} from the cache"]
        if self.failed:
            parts.append(f"{self.failed} failed")
        parts.append(f"{self.tokens_in:,} tokens in and {self.tokens_out:,} out")
        if self.untold:
            parts.append(f"{self.untold} answers without a count of tokens")
        cost = self.cost(price_in, price_out)
        if cost is not None:
            parts.append(f"cost {cost:.4f}")
        return ", ".join(parts)


class Counter:
    """Counts for several threads at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._usage = Usage()

    def add(self, **counts: int) -> None:
        """Adds to the counts named."""
        with self._lock:
            self._usage = replace(self._usage, **{name: getattr(self._usage, name) + more for name, more in counts.items()})

    @property
    def usage(self) -> Usage:
        """The counts so far."""
        with self._lock:
            return self._usage
