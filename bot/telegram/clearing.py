"""Deletes the messages of a chat, as far as Telegram lets a bot."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from telegram import Bot
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.telegram.backoff import Backoff

logger = logging.getLogger(__name__)

BATCH = 100
PATIENCE = 30.0


class Clearing:
    """Deletes in batches; where Telegram refuses a batch, one by one."""

    def __init__(
        self, bot: Bot, chat_id: int, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        """Nothing is deleted yet."""
        self._bot = bot
        self._chat_id = chat_id
        self._sleep = sleep
        self._patience = PATIENCE

    async def delete(self, numbers: Sequence[int]) -> bool:
        """Delete messages; whether none of them is left."""
        complete = True
        try:
            for start in range(0, len(numbers), BATCH):
                complete &= await self._delete_batch(numbers[start : start + BATCH])
        except Forbidden:  # blocked meanwhile
            return False
        return complete

    async def _delete_batch(self, numbers: Sequence[int]) -> bool:
        try:
            await self._patiently(lambda: self._bot.delete_messages(self._chat_id, numbers))
        except BadRequest:
            outcomes = [await self._delete_one(number) for number in numbers]
            return all(outcomes)
        except Forbidden:
            raise
        except TelegramError as trouble:
            logger.warning("telegram: messages not deleted (%s)", type(trouble).__name__)
            return False
        return True

    async def _delete_one(self, number: int) -> bool:
        try:
            await self._patiently(lambda: self._bot.delete_message(self._chat_id, number))
        except BadRequest as refused:
            return "not found" in refused.message.lower()  # somebody else was quicker
        except Forbidden:
            raise
        except TelegramError:
            return False
        return True

    async def _patiently(self, act: Callable[[], Awaitable[object]]) -> None:
        """Wait as long as Telegram says, but not for ever."""
        backoff = Backoff(first=0.5, longest=4)
        while True:
            try:
                await act()
                return
            except RetryAfter as flood:
                wait = backoff.after(flood)
                self._patience -= wait
                if self._patience < 0:
                    raise
                await self._sleep(wait)
