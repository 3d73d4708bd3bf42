"""Keeps what is sent within Telegram's rates.

The figures are those of the Bot FAQ ("My bot is hitting limits", core.telegram.org/bots/faq): one
message a second in a chat, twenty a minute in a group, thirty a second in all. A message counts
from the moment it is sent until a whole period after Telegram has answered, so that the rates also
hold by Telegram's clock, however long a message is under way.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from telegram.ext import BaseRateLimiter

COUNTED = ("sendMessage", "editMessageText")
"""The methods that put something new before people."""

IDLE_CHATS = 2000


@dataclass(frozen=True)
class Rates:
    """So many messages in a period of so many seconds.

    Attributes:
        private: messages and period, in one private chat.
        group: in one group.
        all: in all chats together.
    """

    private: tuple[int, float] = (1, 1.0)
    group: tuple[int, float] = (20, 60.0)
    all: tuple[int, float] = (30, 1.0)


class Turnstile:
    """Lets so many through in any period, in the order in which they came."""

    def __init__(self, most: int, period: float) -> None:
        """Nobody has gone through."""
        self._most = most
        self._period = period
        self._order = asyncio.Lock()
        self._under_way = 0
        self._left: deque[float] = deque()

    @property
    def idle(self) -> bool:
        """Whether nobody waits and none of those let through counts any longer."""
        self._forget()
        return not (self._order.locked() or self._under_way or self._left)

    @asynccontextmanager
    async def passage(self) -> AsyncIterator[None]:
        """Wait for one's turn; what is done inside counts until a period after its end."""
        async with self._order:
            while (wait := self._wait()) is not None:
                await asyncio.sleep(wait)
            self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            self._left.append(_now())

    def _wait(self) -> float | None:
        """Seconds until there may be room, and not before; None where there is."""
        self._forget()
        if self._under_way + len(self._left) < self._most:
            return None
        return self._left[0] + self._period - _now() if self._left else self._period

    def _forget(self) -> None:
        while self._left and self._left[0] + self._period <= _now():
            self._left.popleft()


class RateLimiter(BaseRateLimiter[None]):
    """For python-telegram-bot's client. Its own limiter knows no rate of private chats, and holds
    up everybody when one chat is refused."""

    def __init__(self, rates: Rates | None = None) -> None:
        """Nothing is sent yet."""
        self._rates = rates or Rates()
        self._all = Turnstile(*self._rates.all)
        self._chats: OrderedDict[int, Turnstile] = OrderedDict()

    async def initialize(self) -> None:
        """Nothing to do."""

    async def shutdown(self) -> None:
        """Nothing to do."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Any:
        """Send in time; the library's interface."""
        if endpoint not in COUNTED:
            return await callback(*args, **kwargs)
        async with self._chat(int(data["chat_id"])).passage(), self._all.passage():
            return await callback(*args, **kwargs)

    def age(self) -> None:
        """Forget chats in which nothing counts any longer."""
        for chat_id in [chat_id for chat_id, turnstile in self._chats.items() if turnstile.idle]:
            del self._chats[chat_id]

    def _chat(self, chat_id: int) -> Turnstile:
        if chat_id not in self._chats:
            self._make_room()
            rate = self._rates.private if chat_id > 0 else self._rates.group
            self._chats[chat_id] = Turnstile(*rate)
        self._chats.move_to_end(chat_id)
        return self._chats[chat_id]

    def _make_room(self) -> None:
        """Forget the chats that have been quiet longest."""
        while len(self._chats) > IDLE_CHATS and next(iter(self._chats.values())).idle:
            self._chats.popitem(last=False)


def _now() -> float:
    return asyncio.get_running_loop().time()
