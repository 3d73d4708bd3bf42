"""One message through Rasa: its query answered, its words handed on, never left in silence."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.channels.channel import UserMessage
from telegram.error import TelegramError

from bot.telegram.clearing import Clearing
from bot.telegram.client import Client
from bot.telegram.delivery import Delivery, Manner
from bot.telegram.incoming import Incoming
from bot.telegram.keyboards import used
from bot.telegram.outgoing import CHANNEL, TelegramOutput
from bot.telegram.reader import CLEAR
from bot.telegram.surface import Surface
from bot.telegram.trail import Trail

logger = logging.getLogger(__name__)

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


class NothingSaid(Exception):
    """Rasa finished the turn without an answer; it does so when an action raises."""


class Conversation:
    """Hands messages to Rasa under a pseudonym."""

    def __init__(
        self,
        client: Client,
        on_new_message: OnNewMessage,
        pseudonym: Callable[[int], str],
        surface: Surface,
        manner: Manner | None = None,
        slow: float = 10.0,
    ) -> None:
        """Nothing is said yet.

        Args:
            client: the connection.
            on_new_message: Rasa's way in.
            pseudonym: Telegram's number of a person → the name they are kept under.
            surface: what the assistant shows.
            manner: how messages are sent.
            slow: seconds after which a person is told that the answer takes long.
        """
        self._client = client
        self._on_new_message = on_new_message
        self._pseudonym = pseudonym
        self._surface = surface
        self._manner = manner
        self._slow = slow
        self._trail = Trail()

    async def turn(self, incoming: Incoming) -> None:
        """Answer one message.

        Raises:
            NothingSaid: nothing reached the person though they could be reached.
        """
        if incoming.callback_query_id is None:
            await self._answer(incoming)
        elif self._surface.known(incoming.text):
            await self.acknowledge(incoming)
            await self._answer(incoming)
            await self._take_away_used(incoming)
        elif not await self.acknowledge(incoming, self._surface.stale(incoming.language_code)):
            await self._say(incoming, self._surface.stale(incoming.language_code))

    async def acknowledge(self, incoming: Incoming, notice: str | None = None) -> bool:
        """Answer the query of a pressed button, so that it does not seem to hang.

        Args:
            incoming: what was pressed.
            notice: shown for a moment above the chat.

        Returns:
            Whether Telegram took it; it does not for long.
        """
        if incoming.callback_query_id is None or incoming.acknowledged:
            return False
        try:
            await self._client.answer_callback_query(incoming.callback_query_id, notice or None)
        except TelegramError:  # stale, or answered before a restart
            return False
        return True

    async def press_again(self, incoming: Incoming) -> None:
        """A button that was pressed a moment ago: it is being answered, or was."""
        await self.acknowledge(incoming, self._surface.stale(incoming.language_code))

    async def apologise(self, incoming: Incoming) -> None:
        """Say the calm sentence, and where to turn if it is urgent."""
        await self._say_and_help(incoming, self._surface.failure(incoming.language_code))

    async def ask_for_patience(self, incoming: Incoming) -> None:
        """Say that they write faster than can be answered."""
        await self.acknowledge(incoming)
        await self._say(incoming, self._surface.busy(incoming.language_code))

    def note(self, incoming: Incoming) -> None:
        """Note a message, so that it can be deleted."""
        if incoming.message_id and not incoming.in_group:
            self._trail.note(incoming.chat_id, incoming.message_id)

    def age(self) -> None:
        """Forget the numbers of messages that are too old to be deleted."""
        self._trail.age()

    async def _answer(self, incoming: Incoming) -> None:
        async with self._delivery(incoming) as delivery:
            delivery.start_typing()
            async with self._told_if_slow(delivery, incoming):
                text = incoming.text
                if text == CLEAR and self._surface.clear and not incoming.in_group:
                    text = self._surface.clear(await self._clear(incoming.chat_id))
                await self._on_new_message(
                    UserMessage(
                        text=text,
                        output_channel=TelegramOutput(delivery),
                        sender_id=self._pseudonym(incoming.user_id),
                        input_channel=CHANNEL,
                        metadata={
                            "language_code": incoming.language_code,
                            "chat": "group" if incoming.in_group else "private",
                        },
                    )
                )
        if not delivery.sent and not delivery.gone:
            raise NothingSaid

    async def _say_and_help(self, incoming: Incoming, html: str) -> bool:
        """Without the help where others read along; whether the person can be reached."""
        urgent = "" if incoming.in_group else self._surface.urgent(incoming.language_code)
        return await self._say(incoming, "\n\n".join(filter(None, (html, urgent))))

    async def _say(self, incoming: Incoming, html: str) -> bool:
        """Whether the person can be reached."""
        async with self._delivery(incoming) as delivery:
            await delivery.send(html)
        return not delivery.gone

    @asynccontextmanager
    async def _delivery(self, incoming: Incoming) -> AsyncIterator[Delivery]:
        """A way to the person; what goes along it can be deleted again."""
        delivery = Delivery(self._client, incoming, self._manner)
        self.note(incoming)
        try:
            yield delivery
        finally:
            await delivery.close()
            for number in () if incoming.in_group else delivery.sent:
                self._trail.note(incoming.chat_id, number)

    @asynccontextmanager
    async def _told_if_slow(self, delivery: Delivery, incoming: Incoming) -> AsyncIterator[None]:
        """After a while without an answer, say that one will come."""

        async def tell() -> None:
            await asyncio.sleep(self._slow)
            if delivery.sent or delivery.gone:
                return
            notice = self._surface.slow(incoming.language_code)
            with contextlib.suppress(TelegramError):
                delivery.gone = not await self._say_and_help(incoming, notice)

        telling = asyncio.create_task(tell())
        try:
            yield
        finally:
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)

    async def _clear(self, chat_id: int) -> bool:
        numbers, whole = self._trail.take(chat_id)
        deleted = await Clearing(self._client, chat_id).delete(numbers)
        return deleted and whole

    async def _take_away_used(self, incoming: Incoming) -> None:
        """The buttons that are good for one press."""
        if incoming.keyboard is None or incoming.message_id is None:
            return
        left = used(incoming.keyboard)
        if left == incoming.keyboard:
            return
        with contextlib.suppress(TelegramError):  # deleted meanwhile, or done before a restart
            await self._client.edit_message_reply_markup(
                incoming.chat_id, incoming.message_id, reply_markup=left
            )
