"""A chat that the bot is in, and its messages as they stand there."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.support.telegram_server.markup import utf16
from tests.support.telegram_server.refusal import Refusal, bad_request

if TYPE_CHECKING:
    from tests.support.telegram_server.server import TelegramServer


@dataclass
class Reply:
    """A message of the bot as it stands in the chat.

    Attributes:
        message_id: its number.
        text: what is seen.
        source: the text as it was sent.
        parse_mode: how it was to be read.
        entities: what is marked in the text.
        keyboard: rows of buttons as they were sent.
        options: the other parameters it was sent with.
        sent_at: the server's time.
        edited_at: the server's time of the newest change.
        answered: the message it answers, as Telegram describes it.
        is_deleted: whether it was taken away.
    """

    message_id: int
    text: str
    source: str
    parse_mode: str | None
    entities: list[dict[str, Any]]
    keyboard: list[list[dict[str, Any]]]
    options: dict[str, Any]
    sent_at: float
    edited_at: float | None = None
    answered: dict[str, Any] | None = None
    is_deleted: bool = False

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """(title, payload) of every button; no payload where it leads elsewhere."""
        return [(b["text"], b.get("callback_data", "")) for row in self.keyboard for b in row]


@dataclass
class Chat:
    """A chat that the bot is in.

    Attributes:
        server: the server.
        id: Telegram's number.
        arrived: every message the bot has sent.
        typing: how often "typing" was shown.
        own_messages: what people wrote, by number, as Telegram describes it.
    """

    server: TelegramServer
    id: int
    arrived: list[Reply] = field(default_factory=list, init=False)
    typing: int = field(default=0, init=False)
    own_messages: dict[int, dict[str, Any]] = field(default_factory=dict, init=False)
    _numbered: dict[int, Reply] = field(default_factory=dict, init=False, repr=False)
    _news: asyncio.Event = field(default_factory=asyncio.Event, init=False, repr=False)
    _read: int = field(default=0, init=False)

    @property
    def chat(self) -> dict[str, Any]:
        """The chat as Telegram describes it."""
        raise NotImplementedError

    @property
    def closed(self) -> Refusal | None:
        """Why the bot may not write here."""
        raise NotImplementedError

    @property
    def may_delete(self) -> bool:
        """Whether the bot may delete what others wrote."""
        return True

    def refusal_of_topic(self, number: int) -> Refusal | None:
        """Why nothing can be sent to a topic; only groups have any."""
        return bad_request("message thread not found")

    @property
    def replies(self) -> list[Reply]:
        """The bot's messages that stand in the chat."""
        return [reply for reply in self.arrived if not reply.is_deleted]

    def arrive(self, reply: Reply) -> None:
        """Take a message of the bot."""
        self.arrived.append(reply)
        self._numbered[reply.message_id] = reply
        self._news.set()

    def standing(self, message_id: int) -> Reply | None:
        """The bot's message with this number, if it stands in the chat."""
        reply = self._numbered.get(message_id)
        return None if reply is None or reply.is_deleted else reply

    def described(self, reply: Reply) -> dict[str, Any]:
        """A message of the bot as Telegram describes it."""
        message: dict[str, Any] = {
            "message_id": reply.message_id,
            "date": int(reply.sent_at),
            "chat": self.chat,
            "from": self.server.bot_user,
            "text": reply.text,
            "entities": [
                e for e in reply.entities if e["offset"] + e["length"] <= utf16(reply.text)
            ],
        }
        if reply.edited_at is not None:
            message["edit_date"] = int(reply.edited_at)
        if reply.answered is not None:
            message["reply_to_message"] = reply.answered
        if "message_thread_id" in reply.options:
            message |= {
                "message_thread_id": reply.options["message_thread_id"],
                "is_topic_message": True,
            }
        if reply.keyboard:
            message["reply_markup"] = {"inline_keyboard": reply.keyboard}
        return message

    def found(self, message_id: int) -> dict[str, Any] | None:
        """Whoever's message with this number, if it stands in the chat."""
        reply = self.standing(message_id)
        return self.described(reply) if reply else self.own_messages.get(message_id)

    def keep(self, **content: Any) -> dict[str, Any]:
        """Number, date and keep a message that is not the bot's."""
        message_id = self.server.next_message_id()
        date = int(self.server.now())
        message = {"message_id": message_id, "date": date, "chat": self.chat, **content}
        self.own_messages[message_id] = message
        return message

    async def reply(self, timeout: float = 5.0) -> Reply:
        """The next message of the bot that was not returned yet."""
        try:
            await asyncio.wait_for(self._until(self._read + 1), timeout)
        except asyncio.TimeoutError:
            raise AssertionError(f"no reply within {timeout} s") from None
        self._read += 1
        return self.arrived[self._read - 1]

    async def _until(self, count: int) -> None:
        while len(self.arrived) < count:
            self._news.clear()
            await self._news.wait()
