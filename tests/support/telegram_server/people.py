"""Who talks to the bot."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

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
        buttons: (title, payload) of every button.
        options: the other parameters it was sent with.
        sent_at: the server's time.
    """

    message_id: int
    text: str
    source: str
    parse_mode: str | None
    entities: list[dict[str, Any]]
    keyboard: list[list[dict[str, Any]]]
    options: dict[str, Any]
    sent_at: float
    is_deleted: bool = False

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """(title, payload) of every button."""
        return [(b["text"], b.get("callback_data", "")) for row in self.keyboard for b in row]


@dataclass
class Person:
    """A person in a private chat with the bot.

    Attributes:
        id: Telegram's number of the person and of the chat.
        language_code: the language of their Telegram.
        arrived: every message the bot has sent.
        typing: how often "typing" was shown.
        has_blocked: whether the bot may not write.
    """

    server: TelegramServer
    id: int
    language_code: str | None = "en"
    first_name: str = "Person"
    username: str | None = None
    has_started: bool = False
    has_blocked: bool = False
    arrived: list[Reply] = field(default_factory=list)
    typing: int = 0
    own_messages: dict[int, float] = field(default_factory=dict)
    _read: int = 0

    @property
    def replies(self) -> list[Reply]:
        """The bot's messages that stand in the chat."""
        return [reply for reply in self.arrived if not reply.is_deleted]

    @property
    def user(self) -> dict[str, Any]:
        """The person as Telegram describes them."""
        user = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.username:
            user["username"] = self.username
        if self.language_code:
            user["language_code"] = self.language_code
        return user

    @property
    def chat(self) -> dict[str, Any]:
        """The private chat as Telegram describes it."""
        return {"id": self.id, "type": "private", "first_name": self.first_name}

    def message(self, **content: Any) -> dict[str, Any]:
        """A message of theirs; it starts the chat."""
        self.has_started = True
        message_id = self.server.next_message_id()
        self.own_messages[message_id] = self.server.now()
        return {
            "message_id": message_id,
            "date": int(self.server.now()),
            "chat": self.chat,
            "from": self.user,
            **content,
        }

    def says(self, text: str) -> int:
        """They write; the number of the update."""
        content: dict[str, Any] = {"text": text}
        if text.startswith("/"):
            length = len(text.split()[0])
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return self.sends(**content)

    def sends(self, **content: Any) -> int:
        """They send anything, e.g. photo=[…]; the number of the update."""
        return self.server.updates.put(message=self.message(**content))

    def edits(self, text: str) -> int:
        """They change a message."""
        edited = self.message(text=text, edit_date=int(self.server.now()))
        return self.server.updates.put(edited_message=edited)

    def presses(self, title: str) -> int:
        """They press the newest button with this title; the number of the update."""
        for reply in reversed(self.replies):
            for button, payload in reply.buttons:
                if button == title:
                    return self.presses_payload(payload, reply.message_id)
        raise AssertionError(f"{title!r} stands on no button: {[r.buttons for r in self.replies]}")

    def presses_payload(self, payload: str, message_id: int, inaccessible: bool = False) -> int:
        """A query with this payload, as after a press of a button that need not stand there."""
        message: dict[str, Any] = {"message_id": message_id, "date": 0, "chat": self.chat}
        if not inaccessible:
            message |= {"date": int(self.server.now()), "from": self.server.bot_user, "text": "-"}
        return self.server.updates.put(
            callback_query={
                "id": self.server.new_query(),
                "from": self.user,
                "message": message,
                "chat_instance": "1",
                "data": payload,
            }
        )

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
            await self.server.something_sent()

    def blocks(self) -> None:
        """They block the bot."""
        self.has_blocked = True
        change = {"user": self.server.bot_user, "status": "member"}
        self.server.updates.put(
            my_chat_member={
                "chat": self.chat,
                "from": self.user,
                "date": int(self.server.now()),
                "old_chat_member": change,
                "new_chat_member": {**change, "status": "kicked", "until_date": 0},
            }
        )


@dataclass
class Group:
    """A group that the bot is in."""

    server: TelegramServer
    id: int

    def says(self, person: Person, text: str) -> int:
        """Somebody writes in the group."""
        message = person.message(text=text)
        message["chat"] = {"id": self.id, "type": "supergroup", "title": "Group"}
        return self.server.updates.put(message=message)
