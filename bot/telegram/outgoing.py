"""Rasa's responses out, as Telegram messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.core.channels.channel import OutputChannel

from bot.telegram.delivery import Delivery

CHANNEL = "telegram"


class TelegramOutput(OutputChannel):  # type: ignore[misc]
    """Answers in one chat. Rasa names a pseudonym as recipient; only the delivery knows the chat.

    A response holds `text` (Telegram HTML) and `buttons`; what else it holds, `custom`
    included, is for others and is not shown.
    """

    def __init__(self, delivery: Delivery) -> None:
        """Answer through this delivery."""
        self._delivery = delivery

    @classmethod
    def name(cls) -> str:
        """The channel's name in Rasa."""
        return CHANNEL

    async def send_response(self, recipient_id: str, message: Mapping[str, Any]) -> None:
        """Send one response."""
        await self._delivery.send(message.get("text") or "", message.get("buttons") or ())

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Send a text; Rasa's interface, used where something is not a whole response."""
        await self._delivery.send(text)
