"""Brings messages to one chat, whatever it takes."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.telegram.backoff import Backoff
from bot.telegram.keyboards import inline_keyboard
from bot.telegram.splitting import plain, split

logger = logging.getLogger(__name__)

PATIENCE = 60.0
TYPING_PATIENCE = 1.0
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Delivery:
    """Sends to one chat in one turn; knows whether anything arrived.

    Attributes:
        sent: messages that Telegram took.
        gone: the person has blocked the bot or the chat is no more; nothing is sent any longer.
    """

    def __init__(
        self,
        bot: Bot,
        chat_id: int,
        patience: float = PATIENCE,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Nothing is sent yet.

        Args:
            bot: the connection.
            chat_id: the chat.
            patience: seconds to spend waiting for one message to get through.
            sleep: how to wait.
        """
        self._bot = bot
        self._chat_id = chat_id
        self._patience = patience
        self._sleep = sleep
        self._typing: asyncio.Task[None] | None = None
        self.sent = 0
        self.gone = False

    def start_typing(self) -> None:
        """Show "typing" while the answer is being found."""
        self._typing = asyncio.create_task(self._show_typing())

    async def send(self, html: str, buttons: Sequence[Mapping[str, Any]] = ()) -> None:
        """Send a text in as many messages as it needs, the buttons under the last.

        Args:
            html: Telegram HTML.
            buttons: Rasa's buttons.

        Raises:
            ValueError: buttons without a text, or a button Telegram would refuse.
            telegram.error.TelegramError: it did not get through.
        """
        parts = split(html)
        keyboard = inline_keyboard(buttons)
        if keyboard and not parts:
            raise ValueError("buttons need a text above them")
        await self._typing_shown()
        for number, part in enumerate(parts, start=1):
            await self._send_part(part, keyboard if number == len(parts) else None)

    async def close(self) -> None:
        """The turn is over."""
        if self._typing:
            self._typing.cancel()
            await asyncio.gather(self._typing, return_exceptions=True)

    async def _send_part(self, html: str, keyboard: InlineKeyboardMarkup | None) -> None:
        for text, mode in ((html, ParseMode.HTML), (plain(html), None)):
            if self.gone:
                return
            try:
                await self._persist(text, mode, keyboard)
                self.sent += 1
                return
            except Forbidden:
                self.gone = True
            except BadRequest as refused:
                reason = refused.message.lower()
                if "chat not found" in reason:
                    self.gone = True
                elif mode is None or "can't parse" not in reason:
                    raise
                else:
                    logger.error("telegram: HTML refused, sent as plain text")

    async def _persist(
        self, text: str, mode: ParseMode | None, keyboard: InlineKeyboardMarkup | None
    ) -> None:
        """Send; wait as long as Telegram says, and through failures of the network."""
        backoff = Backoff(first=0.5, longest=8)
        waited = 0.0
        while True:
            try:
                await self._bot.send_message(
                    self._chat_id,
                    text,
                    parse_mode=mode,
                    reply_markup=keyboard,
                    link_preview_options=NO_PREVIEW,
                )
                return
            except BadRequest:  # a NetworkError to the library
                raise
            except (RetryAfter, NetworkError) as trouble:
                wait = backoff.after(trouble)
                waited += wait
                if waited > self._patience:
                    raise
                logger.info("telegram: sending delayed (%s)", type(trouble).__name__)
                await self._sleep(wait)

    async def _show_typing(self) -> None:
        with contextlib.suppress(TelegramError):
            await self._bot.send_chat_action(self._chat_id, ChatAction.TYPING)

    async def _typing_shown(self) -> None:
        """Give "typing" a moment to arrive, or it would stand behind the answer."""
        if self._typing:
            await asyncio.wait([self._typing], timeout=TYPING_PATIENCE)
