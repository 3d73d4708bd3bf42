"""How much one person may write, so that nobody can take the others' time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque

REMEMBERED = 10_000


class Allowance:
    """So many messages a person in any period."""

    def __init__(self, most: int, period: float) -> None:
        """Nobody has written.

        Args:
            most: messages.
            period: seconds.
        """
        self._most = most
        self._period = period
        self._people: OrderedDict[int, deque[float]] = OrderedDict()

    def wait(self, user_id: int) -> float:
        """Count a message, if it is within the allowance.

        Returns:
            0, or the seconds until another one will be.
        """
        now = asyncio.get_running_loop().time()
        times = self._people.setdefault(user_id, deque())
        self._people.move_to_end(user_id)
        if len(self._people) > REMEMBERED:
            self._people.popitem(last=False)
        while times and times[0] + self._period <= now:
            times.popleft()
        if len(times) < self._most:
            times.append(now)
            return 0.0
        return times[0] + self._period - now

    def age(self) -> None:
        """Forget whoever has not written for a period."""
        before = asyncio.get_running_loop().time() - self._period
        while self._people and _last(next(iter(self._people.values()))) <= before:
            self._people.popitem(last=False)


def _last(times: deque[float]) -> float:
    return times[-1] if times else 0.0
