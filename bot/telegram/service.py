"""The running connector: all parts put together, from the first request to the last."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping

from telegram import BotCommand
from telegram.error import TelegramError

from bot.telegram.client import Client
from bot.telegram.conversation import Conversation, OnNewMessage
from bot.telegram.incoming import Reader
from bot.telegram.pace import Pace
from bot.telegram.polling import Poller
from bot.telegram.surface import Surface

logger = logging.getLogger(__name__)


class Service:
    """Polls Telegram and answers until stopped."""

    def __init__(
        self,
        token: str,
        api_url: str,
        pseudonym: Callable[[int], str],
        surface: Surface,
        on_new_message: OnNewMessage,
        pace: Pace | None = None,
    ) -> None:
        """Nothing is sent yet; make it inside the running event loop.

        Args:
            token: the bot's token.
            api_url: the Bot API server.
            pseudonym: Telegram's number of a person → the name they are kept under.
            surface: what the assistant shows.
            on_new_message: Rasa's way in.
            pace: times and limits.
        """
        self._client = Client(token, api_url)
        self._menu = surface.menu
        conversation = Conversation(self._client, on_new_message, pseudonym, surface.failure)
        reader = Reader(surface.commands, surface.unsupported)
        self._poller = Poller(
            self._client, reader.read, conversation.turn, conversation.apologise, pace
        )

    @property
    def healthy(self) -> bool:
        """Whether Telegram has answered lately."""
        return self._poller.healthy

    def stop(self) -> None:
        """Have `run` finish what has come in and return."""
        self._poller.stop()

    async def run(self) -> None:
        """Answer until stopped.

        Raises:
            bot.errors.TelegramError: Telegram refuses to serve.
        """
        preparation = asyncio.create_task(self._prepare())
        try:
            await self._poller.run()
        finally:
            preparation.cancel()
            await asyncio.gather(preparation, return_exceptions=True)
            await self._client.close_connections()

    async def _prepare(self) -> None:
        """Take a forgotten webhook away and set the menus; neither is needed to answer."""
        with contextlib.suppress(TelegramError):
            await self._client.delete_webhook()
        for language, commands in self._menu.items():
            try:
                await self._client.set_my_commands(_menu(commands), language_code=language or None)
            except TelegramError as trouble:
                logger.warning("telegram: a menu was not set (%s)", type(trouble).__name__)


def _menu(commands: Mapping[str, str]) -> list[BotCommand]:
    return [BotCommand(command, description) for command, description in commands.items()]
