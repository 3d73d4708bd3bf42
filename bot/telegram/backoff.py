"""How long to wait after a failure."""

from __future__ import annotations

from random import SystemRandom

from telegram.error import RetryAfter


class Backoff:
    """Waiting times in seconds, doubling from the first to the longest, each a little off."""

    def __init__(self, first: float, longest: float) -> None:
        """Start at `first`."""
        self._first = first
        self._longest = longest
        self._random = SystemRandom()
        self._next = first

    def after(self, trouble: Exception) -> float:
        """How long to wait this time: as long as Telegram says, if it says so."""
        if isinstance(trouble, RetryAfter):
            told = trouble.retry_after
            return float(told) if isinstance(told, int) else told.total_seconds()
        wait, self._next = self._next, min(2 * self._next, self._longest)
        return wait * self._random.uniform(0.8, 1.2)

    def reset(self) -> None:
        """It went well: start over."""
        self._next = self._first
