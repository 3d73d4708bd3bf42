"""Brings messages to one chat, whatever it takes."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.telegram.backoff import Backoff
from bot.telegram.client import Client
from bot.telegram.incoming import Incoming
from bot.telegram.keyboards import inline_keyboard
from bot.telegram.splitting import plain, split

logger = logging.getLogger(__name__)

PATIENCE = 60.0
TYPING_PATIENCE = 1.0
TYPING_SHOWN = 4.5
"""Seconds that "typing" stands in a chat; Telegram takes it away after five."""

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True)
class Manner:
    """How messages are sent.

    Attributes:
        protect_content: whether Telegram keeps them from being forwarded and saved.
        disable_notification: whether they make no sound.
    """

    protect_content: bool = False
    disable_notification: bool = False


class Delivery:
    """Sends to one chat in one turn; knows whether anything arrived.

    Attributes:
        sent: numbers of the messages that Telegram took.
        gone: the person has blocked the bot or the chat is no more; nothing is sent any longer.
    """

    def __init__(
        self,
        client: Client,
        incoming: Incoming,
        manner: Manner | None = None,
        patience: float = PATIENCE,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Nothing is sent yet.

        Args:
            client: the connection.
            incoming: what is answered.
            manner: how messages are sent.
            patience: seconds to spend waiting for one message to get through.
            sleep: how to wait.
        """
        self._client = client
        self._incoming = incoming
        manner = manner or Manner()
        self._options: dict[str, Any] = {
            "chat_id": incoming.chat_id,
            "link_preview_options": NO_PREVIEW,
            "protect_content": manner.protect_content or None,
            "disable_notification": manner.disable_notification or None,
        }
        if incoming.in_group and incoming.message_id:
            self._options["message_thread_id"] = incoming.thread_id
            self._options["reply_parameters"] = ReplyParameters(
                incoming.message_id, allow_sending_without_reply=True
            )
        self._patience = patience
        self._sleep = sleep
        self._typing: asyncio.Task[None] | None = None
        self._typing_seen = asyncio.Event()
        self.sent: list[int] = []
        self.gone = False

    def start_typing(self) -> None:
        """Show "typing" while the answer is being found."""
        self._typing = asyncio.create_task(self._show_typing())

    async def send(self, html: str, buttons: Sequence[Mapping[str, Any]] = ()) -> None:
        """Send a text in as many messages as it needs, the buttons under the last.

        Args:
            html: Telegram HTML.
            buttons: Rasa's buttons; see inline_keyboard.

        Raises:
            ValueError: buttons without a text, or a button Telegram would refuse.
            telegram.error.TelegramError: it did not get through.
        """
        parts = split(html)
        keyboard = inline_keyboard(buttons, self._client.me, self._incoming.in_group)
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
        while not self.gone:
            try:
                message = await self._client.send_message(
                    text=text, parse_mode=mode, reply_markup=keyboard, **self._options
                )
                self.sent.append(message.message_id)
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
        """Again and again, until the turn is over or Telegram refuses it."""
        try:
            with contextlib.suppress(TelegramError):
                while True:
                    await self._client.send_chat_action(
                        self._incoming.chat_id,
                        ChatAction.TYPING,
                        message_thread_id=self._incoming.thread_id,
                    )
                    self._typing_seen.set()
                    await asyncio.sleep(TYPING_SHOWN)
        finally:
            self._typing_seen.set()

    async def _typing_shown(self) -> None:
        """Give "typing" a moment to arrive, or it would stand behind the answer."""
        if self._typing:
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._typing_seen.wait(), TYPING_PATIENCE)
