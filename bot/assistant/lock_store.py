"""One turn at a time for each person, first come first served, in all processes together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from rasa.core.lock_store import LockStore
from rasa.utils.endpoints import EndpointConfig

from bot.assistant.redis_lease import Lease
from bot.assistant.redis_queue import RedisQueue
from bot.errors import SettingsError
from bot.privacy import queue_name
from bot.settings import NEW_KEY_COMMAND, SHORTEST_KEY, Settings

LEASE = 3.0
"""Seconds after which the turn of a process that died no longer holds up the next."""


@dataclass
class Line:
    """Who waits in this process for one person's turns.

    Attributes:
        door: numbers are drawn behind it one by one, so that they rise in order of arrival.
        turn: held by the turn that runs.
        people: turns that wait or run.
    """

    door: asyncio.Lock = field(default_factory=asyncio.Lock)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    people: int = 0


class TurnLockStore(LockStore):  # type: ignore[misc]
    """Lets turns of one conversation in one after the other; nobody is dropped for waiting.

    Turns queue up inside the process, and where REDIS_URL is set in Redis as well, where a
    process that died loses its place after a few seconds. While Redis does not answer, the
    queue inside the process is all there is.
    """

    def __init__(
        self,
        endpoint_config: EndpointConfig | None = None,
        settings: Settings | None = None,
        lease: float = LEASE,
    ) -> None:
        """Called by Rasa with the first argument only.

        Args:
            endpoint_config: the block of endpoints.yml; holds nothing beside the type.
            settings: the environment's when None.
            lease: seconds after which a place in Redis that is not renewed is lost.

        Raises:
            SettingsError: there is a Redis, and no key for the names of the queues.
        """
        super().__init__()
        settings = settings or Settings.from_environment()
        self._lines: dict[str, Line] = {}
        self._key = settings.secret_key or b""
        self._queue = RedisQueue(settings.redis_url, lease) if settings.redis_url else None
        if self._queue and len(self._key) < SHORTEST_KEY:
            raise SettingsError(
                f"BOT_SECRET_KEY must be set ({SHORTEST_KEY} characters or more) when REDIS_URL "
                f"is: make one with  {NEW_KEY_COMMAND}  and give it to every process."
            )

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LEASE,
        wait_time_in_seconds: float = 1,
    ) -> AsyncIterator[None]:
        """Wait for the conversation's turn and hold it.

        Args:
            conversation_id: Rasa's id of the conversation.
            lock_lifetime: Rasa's, not used: a turn lasts as long as it lasts.
            wait_time_in_seconds: Rasa's, not used: the next one is woken.
        """
        line = self._lines.setdefault(conversation_id, Line())
        line.people += 1
        try:
            async with self._turn(line, conversation_id):
                yield
        finally:
            line.people -= 1
            if not line.people:
                del self._lines[conversation_id]

    async def close(self) -> None:
        """End the connections to Redis."""
        if self._queue:
            await self._queue.close()

    @asynccontextmanager
    async def _turn(self, line: Line, conversation_id: str) -> AsyncIterator[None]:
        if self._queue is None:
            async with line.turn:
                yield
            return
        lease = Lease(self._queue, queue_name(self._key, conversation_id))
        try:
            async with line.door:
                await lease.draw()
            async with line.turn:
                try:
                    await lease.called()
                    yield
                finally:
                    await lease.leave()  # before the next one in this process asks
        finally:
            await lease.leave()
