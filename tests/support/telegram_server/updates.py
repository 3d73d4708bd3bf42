"""The queue of updates: offsets, long polling, one poller at a time."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from tests.support.telegram_server.refusal import Refusal

KEPT = 24 * 3600
NOT_BY_DEFAULT = ("chat_member", "message_reaction", "message_reaction_count")


class UpdateQueue:
    """Keeps updates until a higher offset confirms them, 24 hours at most."""

    def __init__(self, now: Callable[[], float], first_id: int) -> None:
        self._now = now
        self._next_id = first_id
        self._updates: list[tuple[float, dict[str, Any]]] = []
        self._poll: asyncio.Future[None] | None = None
        self.wanted: list[str] = []

    @property
    def pending(self) -> list[dict[str, Any]]:
        """Updates not confirmed yet."""
        return [update for _, update in self._updates]

    def put(self, **content: Any) -> int:
        """Add an update, if its kind is wanted; its id."""
        update_id = self._next_id
        self._next_id += 1
        (kind,) = content
        if kind in self.wanted or (not self.wanted and kind not in NOT_BY_DEFAULT):
            self._updates.append((self._now(), {"update_id": update_id, **content}))
            self._wake()
        return update_id

    async def get(self, offset: int, limit: int, timeout: int) -> list[dict[str, Any]]:
        """What getUpdates answers; ends an earlier poll that still waits."""
        if self._poll and not self._poll.done():
            self._poll.set_exception(
                Refusal(
                    409,
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running",
                )
            )
        self._forget(offset)
        if not self._updates and timeout > 0:
            poll = self._poll = asyncio.get_running_loop().create_future()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(poll, timeout)
        return self.pending[:limit]

    def close(self) -> None:
        """Let a waiting poll go."""
        self._wake()

    def _wake(self) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(None)

    def _forget(self, offset: int) -> None:
        fresh = [(at, u) for at, u in self._updates if self._now() - at < KEPT]
        if offset < 0:
            self._updates = fresh[offset:]
        else:
            self._updates = [(at, u) for at, u in fresh if u["update_id"] >= offset]
