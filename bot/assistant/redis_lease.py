"""One turn's place in a queue in Redis, kept as long as the turn waits or runs."""

from __future__ import annotations

import asyncio
import logging
import math
import secrets
import time

from bot.assistant.redis_queue import RedisQueue, Standing

logger = logging.getLogger(__name__)

POLL = 0.05
"""Seconds between two looks whether a turn may begin."""
RENEWALS = 3
"""How often a place is renewed in the time after which it would be lost."""


class Lease:
    """Draws a number, waits to be called, and is renewed until it leaves.

    A task of its own sends all commands, one after the other: a turn that is cancelled cuts no
    command off, so none can arrive late and put back what has left.
    """

    def __init__(self, queue: RedisQueue, name: str) -> None:
        """Not in the queue yet.

        Args:
            queue: where the queues are.
            name: of the conversation's queue; nothing readable.
        """
        self._queue = queue
        self._name = name
        self._token = secrets.token_hex(8)
        self._number = 0
        self._renewed = math.inf
        self._late = False
        self._free = False
        self._wanted = False
        self._leaving = False
        self._drawn = asyncio.Event()
        self._called = asyncio.Event()
        self._nudge = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def draw(self) -> None:
        """Take the next number. Returns without one where Redis does not answer."""
        self._task = asyncio.create_task(self._keep())
        await self._drawn.wait()

    async def called(self) -> None:
        """Wait until nobody stands before this one, or Redis does not answer."""
        self._wanted = True
        if not self._free:
            self._nudge.set()
            await self._called.wait()
        self._called.set()

    async def leave(self) -> None:
        """Make room for the next. Once is enough, twice does no harm."""
        self._leaving = True
        self._nudge.set()
        if self._task:
            await asyncio.shield(self._task)

    async def _keep(self) -> None:
        try:
            while not self._leaving:
                self._note(await self._queue.keep(self._name, self._token, self._number))
                self._drawn.set()
                await self._pause()
        finally:
            self._drawn.set()
            self._called.set()
            await self._queue.leave(self._name, self._token)

    def _note(self, standing: Standing | None) -> None:
        """What an answer means for a turn that waits or runs."""
        if standing is None:
            # A number drawn later than it came must not make it wait: whoever came after it in
            # this process may have a lower one, and waits for it here.
            self._late = self._late or not self._number
            self._free = self._late or self._wanted
        else:
            # What was sent to a frozen Redis is carried out when it goes on, and puts a lost place
            # back unseen: so the time between two answers counts as well.
            now = time.monotonic()
            lost = standing.fallen or now - self._renewed > self._queue.lease
            if lost and self._called.is_set():
                logger.warning("turns: a lease ran out during a turn; another may run beside it")
            self._number, self._renewed = standing.number, now
            self._free = self._late or not standing.before
        if self._wanted and self._free:
            self._called.set()

    async def _pause(self) -> None:
        waiting = self._wanted and not self._called.is_set()
        pause = POLL if waiting else self._queue.lease / RENEWALS
        timer = asyncio.get_running_loop().call_later(pause, self._nudge.set)
        await self._nudge.wait()
        timer.cancel()
        self._nudge.clear()
