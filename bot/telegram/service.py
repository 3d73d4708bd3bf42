"""The running connector: all parts put together, from the first request to the last."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from rasa.core.channels.channel import UserMessage
from telegram.error import InvalidToken, TelegramError

from bot.telegram.backoff import Backoff
from bot.telegram.client import Client
from bot.telegram.connection import Connection
from bot.telegram.conversation import Conversation
from bot.telegram.finished import FinishedUpdates
from bot.telegram.inline import Inline
from bot.telegram.intake import Intake
from bot.telegram.polling import Poller, TokenRefused
from bot.telegram.profile import publish
from bot.telegram.reader import Reader
from bot.telegram.surface import Surface
from bot.telegram.webhook import Webhook

logger = logging.getLogger(__name__)

FORGETTING = 600.0
"""Seconds between two looks for what is too old."""

FIRST_LOOK = 5.0
"""Seconds to wait for the bot's name before anything is answered; groups are heard only after."""


class Service:
    """Answers on Telegram until stopped.

    Attributes:
        webhook: takes what Telegram posts; None where Telegram is asked.
    """

    def __init__(
        self,
        connection: Connection,
        surface: Surface,
        on_new_message: Callable[[UserMessage], Awaitable[Any]],
        agent: Any = None,
    ) -> None:
        """Nothing is sent yet; make it inside the running event loop.

        Args:
            connection: how Telegram is reached.
            surface: what the assistant shows.
            on_new_message: Rasa's way in.
            agent: Rasa's agent, for inline queries.
        """
        pace = connection.pace
        self._client = Client(connection.token, connection.api_url, rates=pace.rates)
        self._surface = surface
        path = connection.finished_file
        self._inline = Inline(self._client, partial(surface.search, agent))
        self._conversation = Conversation(
            self._client,
            on_new_message,
            connection.pseudonym(surface),
            surface,
            connection.manner,
            pace.slow,
        )
        self._intake = Intake(
            Reader(surface, lambda: self._client.me).read,
            self._conversation,
            self._inline.put,
            pace,
            FinishedUpdates(path) if path else None,
            self._conversation.note,
        )
        self.webhook: Webhook | None = None
        if connection.webhook:
            self.webhook = Webhook(self._client, self._intake, connection.webhook, pace)
        self._way = self.webhook or Poller(self._client, self._intake, pace)

    @property
    def healthy(self) -> bool:
        """Whether Telegram has answered lately."""
        return self._way.healthy

    def stop(self) -> None:
        """Have `run` finish what has come in and return."""
        self._way.stop()

    async def run(self) -> None:
        """Answer until stopped.

        Raises:
            bot.errors.TelegramError: Telegram refuses to serve.
        """
        meeting = asyncio.create_task(self._meet())
        beside = [
            asyncio.create_task(self._prepare(meeting)),
            asyncio.create_task(self._forget()),
        ]
        try:
            await asyncio.wait({meeting}, timeout=FIRST_LOOK)
            if meeting.done():
                meeting.result()
            await self._way.run()
        finally:
            for task in (meeting, *beside):
                task.cancel()
            await asyncio.gather(meeting, *beside, return_exceptions=True)
            await self._inline.close()
            await self._client.close_connections()

    async def _forget(self) -> None:
        """Numbers of people and messages leave the memory though nobody writes."""
        while True:
            await asyncio.sleep(FORGETTING)
            for part in (self._conversation, self._intake, self._inline, self._client):
                part.age()

    async def _meet(self) -> None:
        """Learn the bot's name, which mentions and links need."""
        backoff = Backoff(first=0.5, longest=30)
        while self._client.me is None:
            try:
                await self._client.get_me()
            except InvalidToken:
                raise TokenRefused from None
            except TelegramError as trouble:
                logger.warning("telegram: the bot's name is not known (%s)", type(trouble).__name__)
                await asyncio.sleep(backoff.after(trouble))

    async def _prepare(self, meeting: asyncio.Task[None]) -> None:
        """What is not needed to answer: a webhook from before, pages and menus."""
        with contextlib.suppress(TelegramError):
            if self.webhook is None:
                await self._client.delete_webhook()
        await asyncio.wait({meeting})
        await publish(self._client, self._surface)
