"""One message through Rasa: its query answered, its words handed on, never left in silence."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from telegram import Bot
from telegram.error import TelegramError

from bot.telegram.delivery import Delivery
from bot.telegram.incoming import Incoming
from bot.telegram.outgoing import CHANNEL, TelegramOutput

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


class NothingSaid(Exception):
    """Rasa finished the turn without an answer; it does so when an action raises."""


class Conversation:
    """Hands messages to Rasa under a pseudonym."""

    def __init__(
        self,
        bot: Bot,
        on_new_message: OnNewMessage,
        pseudonym: Callable[[int], str],
        failure: Callable[[str | None], str],
    ) -> None:
        """Nothing is said yet.

        Args:
            bot: the connection.
            on_new_message: Rasa's way in.
            pseudonym: Telegram's number of a person → the name they are kept under.
            failure: Telegram's language code → the calm sentence.
        """
        self._bot = bot
        self._on_new_message = on_new_message
        self._pseudonym = pseudonym
        self._failure = failure

    async def turn(self, incoming: Incoming) -> None:
        """Answer one message.

        Raises:
            NothingSaid: nothing reached the person though they could be reached.
        """
        if incoming.callback_query_id:
            with contextlib.suppress(TelegramError):  # stale, or answered before a restart
                await self._bot.answer_callback_query(incoming.callback_query_id)
        delivery = Delivery(self._bot, incoming.chat_id)
        delivery.start_typing()
        try:
            await self._on_new_message(
                UserMessage(
                    text=incoming.text,
                    output_channel=TelegramOutput(delivery),
                    sender_id=self._pseudonym(incoming.user_id),
                    input_channel=CHANNEL,
                    metadata={"language_code": incoming.language_code},
                )
            )
        finally:
            await delivery.close()
        if not delivery.sent and not delivery.gone:
            raise NothingSaid

    async def apologise(self, incoming: Incoming) -> None:
        """Say the calm sentence."""
        await Delivery(self._bot, incoming.chat_id).send(self._failure(incoming.language_code))
