"""One conversation strictly in order, the others side by side."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from bot.telegram.incoming import Incoming


class Queues:
    """Runs a coroutine for every message: one at a time a chat, so many at a time in all."""

    def __init__(self, work: Callable[[Incoming], Awaitable[None]], at_once: int) -> None:
        """Nothing runs yet.

        Args:
            work: what is to be done for a message; must not raise.
            at_once: the most messages worked on at a time.
        """
        self._work = work
        self._slots = asyncio.Semaphore(at_once)
        self._waiting: dict[int, deque[Incoming]] = {}
        self._running: set[asyncio.Task[None]] = set()

    def put(self, incoming: Incoming) -> None:
        """Take a message in; it is worked on after the earlier ones of its chat."""
        if incoming.chat_id in self._waiting:
            self._waiting[incoming.chat_id].append(incoming)
            return
        self._waiting[incoming.chat_id] = deque([incoming])
        task = asyncio.create_task(self._drain(incoming.chat_id))
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

    async def _drain(self, chat_id: int) -> None:
        waiting = self._waiting[chat_id]
        try:
            while waiting:
                async with self._slots:
                    await self._work(waiting.popleft())
        finally:
            del self._waiting[chat_id]
