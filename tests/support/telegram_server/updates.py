"""The queue of updates: offsets, long polling, one poller at a time."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from tests.support.telegram_server.refusal import Refusal, Unknown

KEPT = 24 * 3600
NOT_BY_DEFAULT = ("chat_member", "message_reaction", "message_reaction_count")
KINDS = frozenset(
    "message edited_message channel_post edited_channel_post business_connection business_message "
    "edited_business_message deleted_business_messages guest_message message_reaction "
    "message_reaction_count inline_query chosen_inline_result callback_query shipping_query "
    "pre_checkout_query purchased_paid_media poll poll_answer my_chat_member chat_member "
    "chat_join_request chat_boost removed_chat_boost managed_bot".split()
)


class UpdateQueue:
    """Keeps updates until a higher offset confirms them, 24 hours at most.

    Attributes:
        wanted: kinds that are kept; all but the unusual ones where empty.
        listener: is told of every update that is kept.
    """

    def __init__(self, now: Callable[[], float], first_id: int) -> None:
        self._now = now
        self._next_id = first_id
        self._updates: dict[int, tuple[float, dict[str, Any]]] = {}
        self._newest: dict[str, Any] | None = None
        self._poll: asyncio.Future[None] | None = None
        self.wanted: list[str] = []
        self.listener: Callable[[dict[str, Any]], None] | None = None

    def __len__(self) -> int:
        """How many are not confirmed yet."""
        return len(self._updates)

    @property
    def is_polled(self) -> bool:
        """Whether a poll waits."""
        return self._poll is not None and not self._poll.done()

    @property
    def pending(self) -> list[dict[str, Any]]:
        """Updates not confirmed yet."""
        return [update for _, update in self._updates.values()]

    def want(self, kinds: Sequence[str]) -> None:
        """Keep only these kinds from now on; the usual ones for none."""
        if strangers := set(kinds) - KINDS:
            raise Unknown(f"updates of kind {', '.join(map(str, strangers))}")
        self.wanted = list(kinds)

    def put(self, **content: Any) -> int:
        """Add an update, if its kind is wanted; its id."""
        update_id = self._next_id
        self._next_id += 1
        (kind,) = content
        if kind in self.wanted or (not self.wanted and kind not in NOT_BY_DEFAULT):
            self._newest = {"update_id": update_id, **content}
            self.again()
        return update_id

    def again(self) -> None:
        """Bring the newest update, as if its confirmation had not come."""
        if self._newest is None:
            raise Unknown("no update to be brought again")
        self._updates[self._newest["update_id"]] = (self._now(), self._newest)
        self._wake()
        if self.listener:
            self.listener(self._newest)

    async def get(self, offset: int, limit: int, timeout: int) -> list[dict[str, Any]]:
        """What getUpdates answers; ends an earlier poll that still waits."""
        self.end_poll(
            "Conflict: terminated by other getUpdates request; "
            "make sure that only one bot instance is running",
        )
        self._forget(offset)
        if not self._updates and timeout > 0:
            poll = self._poll = asyncio.get_running_loop().create_future()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(poll, timeout)
        return [update for _, update in islice(self._updates.values(), limit)]

    def end_poll(self, why: str) -> None:
        """Have a poll that still waits answered by a conflict."""
        if self._poll and self.is_polled:
            self._poll.set_exception(Refusal(409, why))

    def holds(self, update_id: int) -> bool:
        """Whether an update is neither confirmed nor too old."""
        kept = self._updates.get(update_id)
        if kept and self._now() - kept[0] >= KEPT:
            self.drop(update_id)
            return False
        return kept is not None

    def drop(self, update_id: int) -> None:
        """Forget an update."""
        self._updates.pop(update_id, None)

    def close(self) -> None:
        """Let a waiting poll go."""
        self._wake()

    def _wake(self) -> None:
        if self._poll and self.is_polled:
            self._poll.set_result(None)

    def _forget(self, offset: int) -> None:
        oldest = self._now() - KEPT
        kept = {n: (at, u) for n, (at, u) in self._updates.items() if at > oldest}
        if offset < 0:
            self._updates = dict(list(kept.items())[offset:])
        else:
            self._updates = {n: held for n, held in kept.items() if n >= offset}
