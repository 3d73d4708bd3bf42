"""What one person sends strictly in order, what others send side by side."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

Work = Callable[[], Awaitable[None]]


class Queues:
    """Runs pieces of work: one at a time a person, so many at a time in all."""

    def __init__(self, at_once: int) -> None:
        """Nothing runs yet.

        Args:
            at_once: the most pieces of work at a time.
        """
        self._slots = asyncio.Semaphore(at_once)
        self._waiting: dict[int, deque[Work]] = {}
        self._running: set[asyncio.Task[None]] = set()

    def put(self, user_id: int, work: Work) -> None:
        """Take work in; it is done after the earlier work for this person.

        Args:
            user_id: the person.
            work: must not raise.
        """
        if user_id in self._waiting:
            self._waiting[user_id].append(work)
            return
        self._waiting[user_id] = deque([work])
        task = asyncio.create_task(self._drain(user_id))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def idle(self, patience: float) -> bool:
        """Wait until nothing runs, at most `patience` seconds; whether nothing does."""
        if self._running:
            await asyncio.wait(self._running, timeout=patience)
        return not self._running

    async def abandon(self) -> None:
        """Cancel what still runs."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _drain(self, user_id: int) -> None:
        waiting = self._waiting[user_id]
        try:
            while waiting:
                async with self._slots:
                    await waiting.popleft()()
        finally:
            del self._waiting[user_id]
